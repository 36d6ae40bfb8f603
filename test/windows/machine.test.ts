/** Questions of the program to Windows itself: its zone, its folders, its devices. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { systemClock } from '../../main/desk/process/clock.ts'
import { windowsZone } from '../../main/desk/process/windows-zone.ts'
import { personalHome } from '../../main/files/data-folder.ts'
import { createPcscCardReader } from '../../native/card/card-reader.ts'
import { systemBackend } from '../../native/card/pcsc/system/system-pcsc.ts'
import { listReaders } from '../../native/card/readers.ts'
import { listScanners } from '../../native/scanner/list.ts'
import { listSerialPorts } from '../../native/scanner/node-serialport.ts'

test('Windows names its zone, and Japan’s is right', () => {
  expect(windowsZone()).toEqual({ name: 'Tokyo Standard Time', offset: -540 })
  const zone = systemClock.zone()
  expect([zone.name(), zone.isRight]).toEqual(['Tokyo Standard Time', true])
})

test('the person’s own data lies under %LOCALAPPDATA%', () => {
  expect(personalHome(false)).toBe(join(process.env.LOCALAPPDATA ?? '', 'uketsuke'))
  expect(existsSync(join(personalHome(false), '..'))).toBe(true)
})

describe('native modules', () => {
  test('winscard.dll is called: Wine has no card service, and that is what is said', async () => {
    expect(await listReaders(systemBackend)).toEqual({ ok: false, problem: 'no-service' })
  })

  test('a card reader that is watched says that there is no service, and lets go', async () => {
    const seen: string[] = []
    const port = createPcscCardReader({ backend: systemBackend, today: () => '2026-11-25' })
    port.start(({ state }) => seen.push(state))
    for (let turn = 0; turn < 100 && !seen.includes('no-service'); turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 50))
    await port.stop()
    expect(seen).toEqual(['starting', 'no-service'])
  })

  test('node-hid loads, and a machine whose HID cannot be asked has no scanner', async () => {
    expect(await listScanners()).toEqual({ usable: [], refused: [], udevRule: null })
  })

  test('serialport loads and lists what there is', async () => {
    expect(Array.isArray(await listSerialPorts())).toBe(true)
  })
})
