import { expect, it } from 'vitest'
import { keySheetText } from '../../../contract/key-sheet.ts'
import { makeClock, makeHome, openHome } from './support.ts'

const made = (journal: ReturnType<typeof openHome>, passphrase: string | null = null): string => {
  const sheet = journal.makeKeySheet({ staff: 'reception', passphrase })
  if (!sheet.ok) throw new Error(sheet.problem.detail)
  return keySheetText(sheet.value)
}

it('the newest key sheet is known, typed in small letters too, and no other text', () => {
  const journal = openHome(makeHome())
  const other = openHome(makeHome())
  expect(journal.opensKeySheet({ sheet: made(other), passphrase: null })).toMatchObject({
    problem: 'no-sheet',
  })
  const first = made(journal)
  expect(journal.opensKeySheet({ sheet: first.toLowerCase(), passphrase: null }).ok).toBe(true)
  for (const sheet of ['', 'ABCDE', made(other), first.slice(0, -1)])
    expect(journal.opensKeySheet({ sheet, passphrase: null })).toMatchObject({ problem: 'other' })
  const second = made(journal)
  expect(journal.opensKeySheet({ sheet: first, passphrase: null }).ok).toBe(false)
  expect(journal.opensKeySheet({ sheet: second, passphrase: null }).ok).toBe(true)
  journal.close()
  other.close()
})

it('a sheet with a passphrase needs that one', () => {
  const journal = openHome(makeHome())
  const sheet = made(journal, '合言葉はこれです')
  expect(journal.opensKeySheet({ sheet, passphrase: null }).ok).toBe(false)
  expect(journal.opensKeySheet({ sheet, passphrase: '合言葉はあれです' }).ok).toBe(false)
  expect(journal.opensKeySheet({ sheet, passphrase: '合言葉はこれです' }).ok).toBe(true)
  journal.close()
})

const withAdministrator = async () => {
  const clock = makeClock()
  const journal = openHome(makeHome(), { clock })
  const added = await journal.staff.add({
    by: 'reception',
    name: '見本 長子',
    role: 'administrator',
    pin: '735194',
  })
  if (!added.ok) throw new Error('not added')
  return { clock, journal, id: added.value.id }
}

it('a PIN that was set by the sheet is on record as that', async () => {
  const { journal, id } = await withAdministrator()
  expect((await journal.staff.recover({ id, pin: '248163', opensSheet: () => true })).ok).toBe(true)
  const { rows } = journal.search({ events: ['staff-changed'] })
  expect(rows.map(({ event }) => event)).toMatchObject([
    { change: 'pin', byKeySheet: true },
    { change: 'added' },
  ])
  expect((await journal.staff.signIn({ id, pin: '248163' })).ok).toBe(true)
  journal.close()
})

it('§8 wrong sheets wait like wrong PINs, and together with them: a hundred guesses are six rows, and five are looked at', async () => {
  const { clock, journal, id } = await withAdministrator()
  let looked = 0
  const guess = () =>
    journal.staff.recover({
      id,
      pin: '248163',
      opensSheet: () => {
        looked += 1
        return false
      },
    })
  for (let guesses = 0; guesses < 100; guesses += 1) await guess()
  expect(looked).toBe(5)
  expect(journal.search({ events: ['staff-refused'] }).found).toBe(6)
  expect(await journal.staff.signIn({ id, pin: '735194' })).toMatchObject({ problem: 'waiting' })
  expect(journal.staff.signInByCard('4805173926')).toMatchObject({ problem: 'waiting' })
  clock.advance(30_000)
  expect((await journal.staff.recover({ id, pin: '248163', opensSheet: () => true })).ok).toBe(true)
  expect((await journal.staff.signIn({ id, pin: '248163' })).ok).toBe(true)
  journal.close()
})

it('nobody but an administrator has a PIN given by the sheet', async () => {
  const { journal } = await withAdministrator()
  const added = await journal.staff.add({ by: 'a', name: '見本 花', role: 'receptionist', pin: '735194' })
  if (!added.ok) throw new Error('not added')
  const recovered = await journal.staff.recover({ id: added.value.id, pin: '248163', opensSheet: () => true })
  expect(recovered).toMatchObject({ ok: false })
  journal.close()
})
