import { describe, expect, it, test } from 'vitest'
import { fail, ok } from '../../../contract/result.ts'
import { RIGHTS_OF_ROLE } from '../../../main/desk/model/rights.ts'
import { createStaffRoom } from '../../../main/desk/office/staff-room.ts'
import { fakeDesk } from './fakes.ts'

const settle = () => new Promise((resolve) => setImmediate(resolve))

const staffed = async () => {
  const desk = fakeDesk()
  desk.intend({ type: 'add-person', name: '見本 長子', role: 'administrator', secret: '2468' })
  await settle()
  return desk
}

test('while the journal cannot be opened nobody has more than a receptionist’s rights', () => {
  const { rights, required } = createStaffRoom(null).view()
  expect(rights).toEqual(RIGHTS_OF_ROLE.receptionist)
  expect(required).toBe(false)
})

describe('staff at the desk', () => {
  it('without any, reception may do everything', () => {
    const { staff } = fakeDesk().state().office
    expect(staff).toMatchObject({ required: false, signedIn: null })
    expect(staff.rights).toContain('settings')
  })

  it('the desk hears nothing but the sign-in until somebody is there', async () => {
    const desk = await staffed()
    desk.intend({ type: 'open-check-in' })
    expect(desk.state().checkIn).toBeNull()
    desk.intend({ type: 'sign-in', person: 's1', secret: '1111' })
    await settle()
    expect(desk.state().office.staff.refusal).toBe('wrong-secret')
    desk.intend({ type: 'sign-in', person: 's1', secret: '2468' })
    await settle()
    expect(desk.state().office.staff.signedIn?.name).toBe('見本 長子')
    desk.intend({ type: 'open-check-in' })
    expect(desk.journal.events().at(-1)).toMatchObject({ event: 'check-in-opened', staff: 's1' })
  })

  it('a receptionist does not change the settings, and the attempt is on record', async () => {
    const desk = await staffed()
    desk.intend({ type: 'sign-in', person: 's1', secret: '2468' })
    await settle()
    desk.intend({ type: 'add-person', name: '見本 受子', role: 'receptionist', secret: '2468' })
    await settle()
    desk.intend({ type: 'sign-out' })
    desk.intend({ type: 'sign-in', person: 's2', secret: '2468' })
    await settle()
    desk.intend({ type: 'change-settings', settings: { theme: 'dark' } })
    expect(desk.state().office.settings.theme).toBe('light')
    expect(desk.messages()).toContain('NOT_ALLOWED')
    expect(desk.journal.events().at(-1)).toMatchObject({
      event: 'staff-refused',
      right: 'settings',
      staff: 's2',
    })
  })

  it('another role and another secret count from that moment, and only an administrator gives them', async () => {
    const desk = await staffed()
    desk.intend({ type: 'sign-in', person: 's1', secret: '2468' })
    await settle()
    desk.intend({ type: 'add-person', name: '見本 受子', role: 'receptionist', secret: '2468' })
    await settle()
    desk.intend({ type: 'change-person', person: 's2', role: 'administrator', secret: '8642' })
    await settle()
    expect(desk.state().office.staff.people[1]?.role).toBe('administrator')
    desk.intend({ type: 'change-person', person: 's1', role: 'receptionist' })
    await settle()
    expect(desk.state().office.staff.signedIn?.role).toBe('receptionist')
    expect(desk.state().office.staff.rights).not.toContain('staff')
    desk.intend({ type: 'change-person', person: 's1', role: 'administrator' })
    await settle()
    expect(desk.state().office.staff.people[0]?.role).toBe('receptionist')
    expect(desk.journal.events().at(-1)).toMatchObject({
      event: 'staff-refused',
      right: 'staff',
      staff: 's1',
    })
    desk.intend({ type: 'sign-out' })
    desk.intend({ type: 'sign-in', person: 's2', secret: '2468' })
    await settle()
    expect(desk.state().office.staff.signedIn).toBeNull()
    desk.intend({ type: 'sign-in', person: 's2', secret: '8642' })
    await settle()
    expect(desk.state().office.staff.signedIn?.id).toBe('s2')
    expect(desk.journal.text()).not.toContain('8642')
  })

  it('a change that cannot be made is said', async () => {
    const desk = await staffed()
    desk.intend({ type: 'sign-in', person: 's1', secret: '2468' })
    await settle()
    desk.intend({ type: 'change-person', person: 's9', role: 'manager' })
    await settle()
    expect(desk.messages()).toContain('INPUT_REFUSED')
  })

  it('who has been removed can no longer sign in, and is still named for the visits that are on record', async () => {
    const desk = await staffed()
    desk.intend({ type: 'sign-in', person: 's1', secret: '2468' })
    await settle()
    desk.intend({ type: 'add-person', name: '見本 受子', role: 'receptionist', secret: '2468' })
    await settle()
    expect(desk.state().office.staff.left).toEqual([])
    desk.intend({ type: 'remove-person', person: 's2' })
    expect(desk.state().office.staff).toMatchObject({
      people: [{ id: 's1' }],
      left: [{ id: 's2', name: '見本 受子' }],
    })
    expect(fakeDesk({ journal: desk.journal }).state().office.staff.left).toHaveLength(1)
  })

  it('while the desk is locked scans wait outside, and what waits is thrown away at the sign-in', async () => {
    const desk = await staffed()
    expect(desk.waits).toEqual([true])
    const before = desk.drained()
    desk.intend({ type: 'sign-in', person: 's1', secret: '2468' })
    await settle()
    expect(desk.waits).toEqual([true, false])
    expect(desk.drained()).toBe(before + 1)
  })

  it('whoever has not touched the desk for a quarter of an hour is signed out', async () => {
    const desk = await staffed()
    desk.intend({ type: 'sign-in', person: 's1', secret: '2468' })
    await settle()
    desk.pass(14 * 60_000)
    expect(desk.state().office.staff.signedIn).not.toBeNull()
    desk.pass(60_000)
    expect(desk.state().office.staff.signedIn).toBeNull()
  })

  it('a PIN is in no state and no row', async () => {
    const desk = await staffed()
    desk.intend({ type: 'sign-in', person: 's1', secret: '2468' })
    await settle()
    expect(JSON.stringify(desk.states) + desk.journal.text()).not.toContain('2468')
  })
})

describe('a staff card', () => {
  const CARD = 'STAFF-見本-4K7Q9X'
  const withCard = async () => {
    const desk = await staffed()
    desk.intend({ type: 'sign-in', person: 's1', secret: '2468' })
    await settle()
    desk.intend({ type: 'register-staff-card', person: 's1' })
    expect(desk.state().office.staff.registering).toBe('s1')
    expect(desk.staffCard(CARD)).toBe(true)
    await settle()
    return desk
  }

  it('is given by scanning it, signs its owner in, and its code is in no state', async () => {
    const desk = await withCard()
    expect(desk.state().office.staff).toMatchObject({ registering: null, people: [{ hasCard: true }] })
    expect(desk.staffCard('anything')).toBe(false)
    desk.intend({ type: 'sign-out' })
    desk.staffCard(CARD)
    // An administrator's card only says who is there.
    expect(desk.state().office.staff).toMatchObject({ signedIn: null, asksPinOf: 's1', refusal: null })
    desk.intend({ type: 'sign-in', person: 's1', secret: '2468' })
    await settle()
    expect(desk.state().office.staff.signedIn?.id).toBe('s1')
    expect(desk.state().office.staff).not.toHaveProperty('asksPinOf')
    expect(JSON.stringify(desk.states)).not.toContain('STAFF')
  })

  it('of a receptionist signs in at once, and one that can be guessed is not registered', async () => {
    const desk = await withCard()
    desk.intend({ type: 'add-person', name: '見本 受子', role: 'receptionist', secret: '2468' })
    await settle()
    desk.intend({ type: 'register-staff-card', person: 's2' })
    desk.staffCard('STAFF0001')
    await settle()
    expect(desk.messages()).toContain('STAFF_CARD_TOO_SIMPLE')
    desk.intend({ type: 'register-staff-card', person: 's2' })
    desk.staffCard('4805173926')
    await settle()
    desk.intend({ type: 'sign-out' })
    desk.staffCard('4805173926')
    expect(desk.state().office.staff.signedIn?.id).toBe('s2')
  })

  it('that nobody has is refused in words', async () => {
    const desk = await withCard()
    desk.intend({ type: 'sign-out' })
    desk.staffCard('STAFF-other')
    expect(desk.state().office.staff).toMatchObject({ signedIn: null, refusal: 'unknown-card' })
    expect(desk.journal.text()).not.toContain('STAFF')
  })

  it('is taken away again, and is never an individual number', async () => {
    const desk = await withCard()
    desk.intend({ type: 'remove-staff-card', person: 's1' })
    await settle()
    expect(desk.state().office.staff.people[0]?.hasCard).toBe(false)
    desk.intend({ type: 'register-staff-card', person: 's1' })
    desk.staffCard('123456789018')
    expect(desk.messages()).toContain('MY_NUMBER_REFUSED')
    expect(desk.state().office.staff.people[0]?.hasCard).toBe(false)
  })

  it('is no longer waited for once a patient is at the desk', async () => {
    const desk = await withCard()
    desk.intend({ type: 'register-staff-card', person: 's1' })
    desk.intend({ type: 'open-check-in' })
    expect(desk.state().office.staff.registering).toBeNull()
    expect(desk.staffCard('x')).toBe(false)
  })
})

describe('a forgotten PIN', () => {
  const forgotten = async (opens: boolean, role: 'administrator' | 'receptionist' = 'administrator') => {
    const desk = await staffed()
    desk.journal.port.opensKeySheet = () => (opens ? ok(undefined) : fail('other'))
    if (role === 'receptionist') {
      desk.intend({ type: 'sign-in', person: 's1', secret: '2468' })
      await settle()
      desk.intend({ type: 'add-person', name: '見本 受子', role, secret: '2468' })
      await settle()
      desk.intend({ type: 'sign-out' })
    }
    const person = role === 'receptionist' ? 's2' : 's1'
    desk.intend({ type: 'recover-pin', person, sheet: 'ABCDE-12345', passphrase: null, secret: '735194' })
    await settle()
    await settle()
    return desk
  }

  it('is set anew at the locked desk by the key sheet, whose holder is signed in', async () => {
    const desk = await forgotten(true)
    expect(desk.state().office.staff).toMatchObject({ signedIn: { id: 's1' }, refusal: null })
    expect(JSON.stringify(desk.states)).not.toContain('ABCDE-12345')
  })

  it('stays by another sheet', async () => {
    const desk = await forgotten(false)
    expect(desk.state().office.staff).toMatchObject({ signedIn: null, refusal: 'wrong-sheet' })
  })

  it('of a receptionist is set by an administrator and by no sheet', async () => {
    const desk = await forgotten(true, 'receptionist')
    expect(desk.state().office.staff.signedIn).toBeNull()
  })
})
