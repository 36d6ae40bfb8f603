import { describe, expect, it } from 'vitest'
import type { ScanResult } from '../../../contract/scan.ts'
import type { ScannerStatus } from '../../../contract/scanner.ts'
import { DEMO_SCAN_CONFIG, INVENTED_CODE_LIST, INVENTED_CODES } from '../../../fixtures/codes/index.ts'
import { createScanSession, stepSession } from '../../../main/codes/session.ts'
import { createSimulatedScanner } from '../../../native/scanner/simulated.ts'
import { fakeTime } from './fake-time.ts'

const openDesk = () => {
  const clock = fakeTime()
  const scanner = createSimulatedScanner(clock.time)
  const results: ScanResult[] = []
  const statuses: ScannerStatus[] = []
  let session = createScanSession(DEMO_SCAN_CONFIG)
  scanner.start({
    event: (event) => {
      const step = stepSession(session, event)
      session = step.session
      results.push(...step.results)
    },
    status: (status) => void statuses.push(status),
  })
  return { clock, scanner, results, statuses }
}

describe('the simulated scanner', () => {
  it.each(INVENTED_CODES.map(({ id, expected }) => [id, expected] as const))(
    'scans %s',
    async (code, expected) => {
      const { clock, scanner, results } = openDesk()
      scanner.obey({ command: 'scan', code })
      await clock.goOn(500)
      expect(results).toEqual([expected])
    },
  )

  it('has a label for every code, and names none twice', () => {
    expect(INVENTED_CODE_LIST.every(({ labelJa }) => labelJa !== '')).toBe(true)
    expect(new Set(INVENTED_CODE_LIST.map(({ id }) => id)).size).toBe(INVENTED_CODES.length)
  })

  it('knows no code that is not invented', async () => {
    const { clock, scanner, results } = openDesk()
    scanner.obey({ command: 'scan', code: '../../etc/passwd' })
    scanner.obey({ command: 'remove-card' })
    await clock.goOn(500)
    expect(results).toEqual([])
  })

  it('is unplugged in the middle of a scan, and plugged in again', async () => {
    const { clock, scanner, results, statuses } = openDesk()
    scanner.obey({ command: 'scan', code: 'prescription' })
    await clock.goOn(7)
    scanner.obey({ command: 'fault', fault: 'scanner-unplugged' })
    scanner.obey({ command: 'scan', code: 'patient-card' })
    await clock.goOn(1000)
    expect(results).toEqual([])
    scanner.obey({ command: 'fault', fault: 'scanner-plugged' })
    scanner.obey({ command: 'scan', code: 'patient-card' })
    await clock.goOn(1000)
    expect(results).toHaveLength(1)
    expect(statuses.map(({ state }) => state)).toEqual(['ready', 'lost', 'ready'])
  })

  it('drained sends nothing more of a scan, stopped nothing at all', async () => {
    const { clock, scanner, results } = openDesk()
    scanner.obey({ command: 'scan', code: 'prescription' })
    await scanner.drain()
    await scanner.stop()
    await scanner.stop()
    scanner.obey({ command: 'scan', code: 'patient-card' })
    await clock.goOn(1000)
    expect(results).toEqual([])
  })
})
