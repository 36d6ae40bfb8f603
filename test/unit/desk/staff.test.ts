import { describe, expect, it } from 'vitest'
import { fakeDesk } from './fakes.ts'

const settle = () => new Promise((resolve) => setImmediate(resolve))

const staffed = async () => {
  const desk = fakeDesk()
  desk.intend({ type: 'add-person', name: '見本 長子', role: 'administrator', secret: '2468' })
  await settle()
  return desk
}

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

  it('while the desk is locked scans wait outside, and what waits is thrown away at the sign-in', async () => {
    const desk = await staffed()
    expect(desk.waits).toEqual([true])
    const before = desk.drained()
    desk.intend({ type: 'sign-in', person: 's1', secret: '2468' })
    await settle()
    expect(desk.waits).toEqual([true, false])
    expect(desk.drained()).toBe(before + 1)
  })

  it('a PIN is in no state and no row', async () => {
    const desk = await staffed()
    desk.intend({ type: 'sign-in', person: 's1', secret: '2468' })
    await settle()
    expect(JSON.stringify(desk.states) + desk.journal.text()).not.toContain('2468')
  })
})
