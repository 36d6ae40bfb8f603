import { describe, expect, it } from 'vitest'
import type { ScanResult } from '../../../contract/scan.ts'
import { DEMO_SCAN_CONFIG, inventedCode } from '../../../fixtures/codes/index.ts'
import { toReports } from '../../../fixtures/codes/reports.ts'
import { createScanDesk } from '../../../main/desk/process/scan-desk.ts'
import { fakeTime } from './fake-time.ts'

const prescription = inventedCode('prescription')
if (!prescription) throw new Error('no prescription')
const reports = toReports(prescription.bytes, prescription.symbology)

const openDesk = () => {
  const clock = fakeTime()
  const desk = createScanDesk(DEMO_SCAN_CONFIG, clock.time)
  const results: ScanResult[] = []
  desk.listen((result) => void results.push(result))
  const hear = (report: Uint8Array, at: number) => desk.heard({ kind: 'report', at, device: 's1', report })
  return { clock, desk, results, hear }
}

describe('scans on the desk’s clock', () => {
  it('end by silence that was listened to', async () => {
    const { clock, results, hear } = openDesk()
    for (const report of reports.slice(0, 2)) hear(report, 0)
    await clock.goOn(199)
    expect(results).toEqual([])
    await clock.goOn(10)
    expect(results).toEqual([{ outcome: 'refuse', reason: 'FIELD' }])
  })

  it('do not end by a hold-up of the event loop: what waited was not late', async () => {
    const { results, hear } = openDesk()
    // No timer fires in between: 700 ms pass in one turn.
    reports.forEach((report, index) => {
      hear(report, index < 2 ? 0 : 700 + index)
    })
    expect(results).toEqual([prescription.expected])
  })

  it('do not end by a timer that fires before what has been waiting is heard', async () => {
    const { clock, results, hear } = openDesk()
    for (const report of reports.slice(0, 2)) hear(report, 0)
    await clock.goOn(200)
    for (const report of reports.slice(2)) hear(report, 200)
    await clock.goOn(1000)
    expect(results).toEqual([prescription.expected])
  })

  it('of the patient who has left are dropped', async () => {
    const { clock, desk, results, hear } = openDesk()
    for (const report of reports.slice(0, 2)) hear(report, 0)
    desk.nextPatient()
    for (const report of reports.slice(2)) hear(report, 5)
    await clock.goOn(1000)
    expect(results).toEqual([])
    desk.stop()
  })

  it('of one code are one within two seconds, unless the rules for codes have changed meanwhile', () => {
    const { desk, results, hear } = openDesk()
    const unknown = inventedCode('unknown')
    if (!unknown) throw new Error('no unknown code')
    const scan = (at: number) => {
      for (const report of toReports(unknown.bytes, unknown.symbology)) hear(report, at)
    }
    scan(0)
    scan(100)
    expect(results).toHaveLength(1)
    desk.configure({})
    scan(200)
    expect(results).toHaveLength(2)
    desk.learn(true)
    scan(300)
    expect(results).toHaveLength(3)
    desk.stop()
  })
})
