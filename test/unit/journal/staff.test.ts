import { describe, expect, test } from 'vitest'
import { RIGHTS } from '../../../contract/rights.ts'
import { isCardCodeStrong, pinProblem, ROLES } from '../../../contract/staff.ts'
import { mayDo, mustLock } from '../../../main/desk/model/rights.ts'
import { waitAfter } from '../../../main/journal/pin-wait.ts'
import { makeClock, makeHome, openHome, verified } from './support.ts'
import { visit } from './visits.ts'

const PIN = '480517'
const CARD = 'MIHON-4K7Q-9X2D'

const withAdministrator = async (home = makeHome()) => {
  const clock = makeClock()
  const journal = openHome(home, { clock })
  const added = await journal.staff.add({
    by: 'reception',
    name: '国保 太郎',
    role: 'administrator',
    pin: PIN,
    card: CARD,
  })
  if (!added.ok) throw new Error(added.problem)
  return { clock, journal, staff: journal.staff, administrator: added.value, home }
}

describe('rights', () => {
  test.each([
    ['receptionist', ['check-in', 'override', 'look', 'amend', 'outage']],
    [
      'manager',
      ['check-in', 'override', 'look', 'verify', 'export', 'confirm-day', 'amend', 'month-list', 'outage'],
    ],
    ['administrator', [...RIGHTS]],
  ] as const)('of a %s', (role, rights) => {
    expect(RIGHTS.filter((right) => mayDo(role, right))).toEqual(rights)
  })

  test('every role may check a patient in', () => {
    expect(ROLES.every((role) => mayDo(role, 'check-in'))).toBe(true)
  })
})

test.each([
  [0, 5, false],
  [299_999, 5, false],
  [300_000, 5, true],
  [86_400_000, 0, false],
])('idle for %i ms with %i minutes: locked %s', (idle, minutes, locked) => {
  expect(mustLock(idle, minutes)).toBe(locked)
})

test.each([
  ['480517', null],
  ['12', 'not-digits'],
  ['abcd', 'not-digits'],
  ['1111', 'too-simple'],
  ['1234', 'too-simple'],
  ['9876', 'too-simple'],
  ['1357', null],
])('the PIN %s: %s', (pin, problem) => {
  expect(pinProblem(pin)).toBe(problem)
})

test('waiting after wrong PINs grows and ends at a quarter of an hour', () => {
  expect([0, 4, 5, 6, 9, 10, 99].map(waitAfter)).toEqual([0, 0, 30_000, 60_000, 480_000, 900_000, 900_000])
})

describe('signing in', () => {
  test('by PIN, and out, each on record under the member; an administrator’s card only says who is there', async () => {
    const { staff, administrator, journal } = await withAdministrator()
    expect(await staff.signIn({ id: administrator.id, pin: PIN })).toEqual({ ok: true, value: administrator })
    expect(staff.signInByCard(` ${CARD}\n`)).toEqual({
      ok: true,
      value: { member: administrator, needsPin: true },
    })
    expect(staff.signOut({ id: administrator.id, cause: 'idle' }).ok).toBe(true)
    const rows = journal.search({ events: ['staff-changed', 'staff-signed-in', 'staff-signed-out'] }).rows
    expect(rows.map(({ event }) => event).reverse()).toEqual([
      {
        event: 'staff-changed',
        staff: 'reception',
        member: administrator.id,
        change: 'added',
        role: 'administrator',
      },
      { event: 'staff-signed-in', staff: administrator.id, role: 'administrator', by: 'pin' },
      { event: 'staff-signed-out', staff: administrator.id, cause: 'idle' },
    ])
    expect(verified(journal).ok).toBe(true)
  })

  test('a wrong PIN, an unknown person and an unknown card are refused alike', async () => {
    const { staff, administrator, journal } = await withAdministrator()
    expect(await staff.signIn({ id: administrator.id, pin: '000000' })).toEqual({
      ok: false,
      problem: 'wrong',
    })
    expect(await staff.signIn({ id: 'staff-nobody', pin: PIN })).toEqual({ ok: false, problem: 'wrong' })
    expect(staff.signInByCard('STAFF-9999')).toEqual({ ok: false, problem: 'wrong' })
    expect(journal.search({ events: ['staff-refused'] }).rows.map(({ event }) => event.staff)).toEqual([
      'reception',
      'reception',
      administrator.id,
    ])
  })

  test('a receptionist’s card signs in by itself', async () => {
    const { staff, administrator, journal } = await withAdministrator()
    const added = await staff.add({
      by: administrator.id,
      name: '見本 花子',
      role: 'receptionist',
      pin: PIN,
      card: 'MIHON-8H3R-5T6W',
    })
    if (!added.ok) throw new Error(added.problem)
    expect(staff.signInByCard('MIHON-8H3R-5T6W')).toEqual({
      ok: true,
      value: { member: added.value, needsPin: false },
    })
    expect(journal.search({ events: ['staff-signed-in'] }).rows.map(({ event }) => event)).toEqual([
      { event: 'staff-signed-in', staff: added.value.id, role: 'receptionist', by: 'card' },
    ])
  })

  test('after five wrong PINs one waits, also after a restart, for the whole of the wait; the right PIN ends it', async () => {
    const first = await withAdministrator()
    const { administrator, clock, home } = first
    for (let attempt = 0; attempt < 5; attempt += 1)
      await first.staff.signIn({ id: administrator.id, pin: '000000' })
    clock.advance(20_000)
    first.journal.close()
    const { staff } = openHome(home, { clock })
    expect(await staff.signIn({ id: administrator.id, pin: PIN })).toEqual({ ok: false, problem: 'waiting' })
    clock.advance(29_999)
    expect(await staff.signIn({ id: administrator.id, pin: PIN })).toEqual({ ok: false, problem: 'waiting' })
    clock.advance(1)
    expect((await staff.signIn({ id: administrator.id, pin: PIN })).ok).toBe(true)
    expect((await staff.signIn({ id: administrator.id, pin: '000000' })).ok).toBe(false)
    expect((await staff.signIn({ id: administrator.id, pin: PIN })).ok).toBe(true)
  })

  test('§6 a clock that is years ahead or behind makes no wait longer or shorter', async () => {
    const first = await withAdministrator()
    const { administrator, clock, home } = first
    clock.setWall('2040-01-05T00:00:00Z')
    for (let attempt = 0; attempt < 5; attempt += 1)
      await first.staff.signIn({ id: administrator.id, pin: '000000' })
    expect((await first.staff.signIn({ id: administrator.id, pin: PIN })).ok).toBe(false)
    clock.setWall('2026-01-05T00:00:00Z')
    expect((await first.staff.signIn({ id: administrator.id, pin: PIN })).ok).toBe(false)
    clock.advance(30_000)
    expect((await first.staff.signIn({ id: administrator.id, pin: PIN })).ok).toBe(true)
    for (let attempt = 0; attempt < 5; attempt += 1)
      await first.staff.signIn({ id: administrator.id, pin: '000000' })
    first.journal.close()
    clock.setWall('2027-06-05T00:00:00Z')
    const { staff } = openHome(home, { clock })
    expect((await staff.signIn({ id: administrator.id, pin: PIN })).ok).toBe(false)
    clock.advance(30_000)
    expect((await staff.signIn({ id: administrator.id, pin: PIN })).ok).toBe(true)
  })

  test('§8 two thousand guesses of a card at the lock: five are heard, in six rows, and PINs wait as well', async () => {
    const { staff, administrator, journal, clock } = await withAdministrator()
    for (let guess = 0; guess < 2000; guess += 1) staff.signInByCard(String(100_000 + guess))
    expect(journal.search({ events: ['staff-refused'] }).found).toBe(6)
    expect(staff.signInByCard(CARD)).toEqual({ ok: false, problem: 'waiting' })
    expect(await staff.signIn({ id: administrator.id, pin: PIN })).toEqual({ ok: false, problem: 'waiting' })
    // An hour of guessing, a guess every second.
    const before = journal
      .search({ events: ['staff-refused'] })
      .rows.filter(({ event }) => 'cause' in event && event.cause === 'wrong').length
    let heard = 0
    for (let second = 0; second < 3600; second += 1) {
      clock.advance(1000)
      const answer = staff.signInByCard(String(200_000 + second))
      if (!answer.ok && answer.problem === 'wrong') heard += 1
    }
    expect(before).toBe(5)
    expect(heard).toBeLessThan(10)
    clock.advance(15 * 60_000)
    expect((await staff.signIn({ id: administrator.id, pin: PIN })).ok).toBe(true)
    expect(staff.signInByCard(CARD).ok).toBe(true)
  })

  test('§8 wrong PINs of several people count together at the terminal', async () => {
    const { staff, administrator } = await withAdministrator()
    const added = await staff.add({ by: administrator.id, name: '見本 花子', role: 'receptionist', pin: PIN })
    if (!added.ok) throw new Error(added.problem)
    for (const id of [added.value.id, administrator.id, added.value.id, administrator.id, 'staff-nobody'])
      expect(await staff.signIn({ id, pin: '000000' })).toEqual({ ok: false, problem: 'wrong' })
    expect(await staff.signIn({ id: added.value.id, pin: PIN })).toEqual({ ok: false, problem: 'waiting' })
  })

  test('§8 whoever signs in does not end the wait of another person', async () => {
    const { staff, administrator, clock } = await withAdministrator()
    const added = await staff.add({ by: administrator.id, name: '見本 花子', role: 'receptionist', pin: PIN })
    if (!added.ok) throw new Error(added.problem)
    for (let round = 0; round < 6; round += 1) {
      for (let guess = 0; guess < 1; guess += 1) await staff.signIn({ id: administrator.id, pin: '000000' })
      await staff.signIn({ id: added.value.id, pin: PIN })
    }
    expect(await staff.signIn({ id: administrator.id, pin: PIN })).toEqual({ ok: false, problem: 'waiting' })
    expect((await staff.signIn({ id: added.value.id, pin: PIN })).ok).toBe(true)
    clock.advance(60_000)
    expect((await staff.signIn({ id: administrator.id, pin: PIN })).ok).toBe(true)
  })

  test('§21 a guess at a PIN costs more than before: one that was hashed at a lower cost is hashed anew when it is given', async () => {
    const { administrator, clock, journal, home } = await withAdministrator()
    journal.close()
    const again = openHome(home, { clock, pinCost: 5 })
    expect((await again.staff.signIn({ id: administrator.id, pin: PIN })).ok).toBe(true)
    expect((await again.staff.signIn({ id: administrator.id, pin: PIN })).ok).toBe(true)
    expect((await again.staff.signIn({ id: administrator.id, pin: '000000' })).ok).toBe(false)
  })

  test('guesses made at once do not share one attempt', async () => {
    const { staff, administrator } = await withAdministrator()
    await Promise.all(Array.from({ length: 5 }, () => staff.signIn({ id: administrator.id, pin: '000000' })))
    expect(await staff.signIn({ id: administrator.id, pin: PIN })).toEqual({ ok: false, problem: 'waiting' })
  })
})

describe('changing the staff', () => {
  test('the first member is an administrator, and the last one stays while others are there', async () => {
    const journal = openHome(makeHome())
    expect(
      await journal.staff.add({ by: 'reception', name: '見本 花子', role: 'manager', pin: PIN }),
    ).toEqual({ ok: false, problem: 'first-is-administrator' })
    const { staff, administrator } = await withAdministrator()
    const other = await staff.add({
      by: administrator.id,
      name: '見本 花子',
      role: 'receptionist',
      pin: '271828',
    })
    if (!other.ok) throw new Error(other.problem)
    expect(staff.members().map(({ name }) => name)).toEqual(['国保 太郎', '見本 花子'])
    expect(staff.remove({ by: administrator.id, id: administrator.id })).toEqual({
      ok: false,
      problem: 'last-administrator',
    })
    expect(await staff.change({ by: administrator.id, id: administrator.id, role: 'manager' })).toEqual({
      ok: false,
      problem: 'last-administrator',
    })
    expect(staff.remove({ by: administrator.id, id: other.value.id }).ok).toBe(true)
    expect(staff.members()).toEqual([administrator])
    expect(staff.left()).toEqual([])
    expect(staff.nameOf(other.value.id)).toBe('見本 花子')
    expect(await staff.signIn({ id: other.value.id, pin: '271828' })).toEqual({ ok: false, problem: 'wrong' })
  })

  test('who has left is named as long as visits of theirs are on record', async () => {
    const { staff, administrator, journal } = await withAdministrator()
    const others = ['見本 花子', '見本 一郎'].map((name) =>
      staff.add({ by: administrator.id, name, role: 'receptionist', pin: '271828' }),
    )
    const [hanako, ichiro] = await Promise.all(others)
    if (!hanako?.ok || !ichiro?.ok) throw new Error('not added')
    journal.append(visit(1, { staff: hanako.value.id }))
    expect(staff.left()).toEqual([])
    for (const { value } of [hanako, ichiro]) staff.remove({ by: administrator.id, id: value.id })
    expect(staff.left()).toEqual([{ id: hanako.value.id, name: '見本 花子' }])
  })

  test('a card belongs to one member, a PIN and a role can be changed, a name holds no individual number', async () => {
    const { staff, administrator } = await withAdministrator()
    const add = (name: string, card: string) =>
      staff.add({ by: administrator.id, name, role: 'receptionist', pin: PIN, card })
    expect(await add('見本 花子', CARD)).toEqual({ ok: false, problem: 'card-in-use' })
    expect(await add('123456789018', 'MIHON-8H3R-5T6W')).toEqual({ ok: false, problem: 'name-refused' })
    const added = await add('見本 花子', 'MIHON-8H3R-5T6W')
    if (!added.ok) throw new Error(added.problem)
    const changed = await staff.change({
      by: administrator.id,
      id: added.value.id,
      role: 'manager',
      pin: '314159',
      card: null,
    })
    expect(changed).toEqual({ ok: true, value: { ...added.value, role: 'manager', hasCard: false } })
    expect((await staff.signIn({ id: added.value.id, pin: '314159' })).ok).toBe(true)
    expect(staff.signInByCard('MIHON-8H3R-5T6W').ok).toBe(false)
  })

  test('a staff card is still known after the keys were changed', async () => {
    const { staff, journal, administrator } = await withAdministrator()
    expect(journal.rotateKeys({ staff: administrator.id, keys: journal.extendedKeys() }).ok).toBe(true)
    expect(staff.signInByCard(CARD)).toEqual({ ok: true, value: { member: administrator, needsPin: true } })
  })
})

describe('§8 a staff card', () => {
  test.each([
    ['480517', false],
    ['0012345', false],
    ['STAFF0001', false],
    ['1111111111111111', false],
    ['1234567890123', false],
    ['48051739', false],
    ['4805173926', true],
    ['MIHON-6N1V-3J8C', true],
    ['kT7pQz', true],
    ['', false],
  ])('%s may be registered: %s', async (card, isStrong) => {
    expect(isCardCodeStrong(card)).toBe(isStrong)
    const { staff, administrator } = await withAdministrator()
    const added = await staff.add({ by: administrator.id, name: '見本 花子', role: 'receptionist', pin: PIN })
    if (!added.ok) throw new Error(added.problem)
    const given = await staff.change({ by: administrator.id, id: added.value.id, card })
    expect(given.ok ? null : given.problem).toBe(isStrong ? null : 'card-too-simple')
  })
})
