import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fakeDesk } from './fakes.ts'

const settle = () => new Promise((resolve) => setImmediate(resolve))

let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'uketsuke-serial-'))
})
afterEach(() => rmSync(home, { recursive: true }))

const asked = async () => {
  const desk = fakeDesk({ home })
  desk.intend({ type: 'list-serial-ports' })
  await settle()
  return desk
}

describe('serial ports', () => {
  it('are listed when they are asked for, and not before', async () => {
    expect(fakeDesk({ home }).state().office.serialPorts).toBeNull()
    const desk = await asked()
    expect(desk.state().office.serialPorts).toEqual([{ path: '/dev/ttyACM0', description: 'Mihon Scanner' }])
  })

  it('are registered with the settings, beside what else is set about scanners', async () => {
    const desk = await asked()
    const { scanners } = desk.state().office.settings
    const serial = [{ path: '/dev/ttyACM0', baudRate: 9600, end: 'etx' as const, splitHeader: false }]
    desk.intend({ type: 'change-settings', settings: { scanners: { ...scanners, serial } } })
    expect(desk.state().office.settings.scanners).toEqual({ models: [], profiles: {}, serial })
  })

  it('are for those alone who may change settings', async () => {
    const desk = fakeDesk({ home })
    const add = (name: string, role: 'administrator' | 'receptionist') =>
      desk.intend({ type: 'add-person', name, role, secret: '2468' })
    add('見本 長子', 'administrator')
    await settle()
    desk.intend({ type: 'sign-in', person: 's1', secret: '2468' })
    await settle()
    add('見本 受子', 'receptionist')
    await settle()
    desk.intend({ type: 'sign-out' })
    desk.intend({ type: 'sign-in', person: 's2', secret: '2468' })
    await settle()
    desk.intend({ type: 'list-serial-ports' })
    await settle()
    expect(desk.state().office.serialPorts).toBeNull()
    expect(desk.messages()).toContain('NOT_ALLOWED')
  })
})
