import { describe, expect, it } from 'vitest'
import type { ScanEvent } from '../../../contract/recording.ts'
import type { ScanConfig, ScanResult } from '../../../contract/scan.ts'
import { REPORT_LAYOUTS } from '../../../contract/scanner.ts'
import { toReports } from '../../../fixtures/codes/reports.ts'
import {
  createScanSession,
  nextDeadline,
  type ScanSession,
  stepSession,
} from '../../../main/codes/session.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

const play = (events: readonly ScanEvent[], config: ScanConfig = {}) => {
  let session: ScanSession = createScanSession(config)
  const results: ScanResult[] = []
  for (const event of events) {
    const step = stepSession(session, event)
    session = step.session
    results.push(...step.results)
  }
  return { session, results }
}

const LINK = 'https://example.test/a'
const REFUSED_LINK = { outcome: 'refuse', reason: 'LINK' }

describe('a session', () => {
  it('says when silence will end a scan next', () => {
    const at = 1000
    expect(nextDeadline(createScanSession())).toBeNull()
    const begun = play([{ at, kind: 'bytes', device: 'com1', bytes: bytes(LINK) }])
    expect(nextDeadline(begun.session)).toBe(1200)
    const ended = stepSession(begun.session, { at: 1200, kind: 'tick' })
    expect(ended.results).toEqual([REFUSED_LINK])
    expect(nextDeadline(ended.session)).toBeNull()
  })

  it('says the earliest of several', () => {
    const { session } = play(
      [
        { at: 0, kind: 'bytes', device: 'com1', bytes: bytes('a') },
        { at: 10, kind: 'bytes', device: 'com2', bytes: bytes('b') },
      ],
      { serial: { com1: { end: 'etx' } } },
    )
    expect(nextDeadline(session)).toBe(210)
  })

  it('takes a whole scan as text, with an identifier before it or none', () => {
    const config = { patientCard: { symbologies: ['F0'], pattern: '[0-9]{7}' } }
    const card = { outcome: 'accept', kind: 'patient-card', fields: { id: '0012345' } }
    expect(play([{ at: 0, kind: 'text', device: 'keyboard', text: 'A0012345A\r' }], config).results).toEqual([
      card,
    ])
    expect(
      play([{ at: 0, kind: 'text', device: 'keyboard', text: ']F0A0012345A\r' }], config).results,
    ).toEqual([card])
    expect(play([{ at: 0, kind: 'text', device: 'keyboard', text: '\r' }], config).results).toEqual([])
  })

  it('goes by the layout of the descriptor where none is configured, and by the configured one otherwise', () => {
    const [report] = toReports(bytes(LINK), 'Q1', REPORT_LAYOUTS.C)
    if (!report) throw new Error('one report')
    const event = { at: 0, kind: 'report', device: '0c2e:0b81#2', report } as const
    expect(play([{ ...event, layout: REPORT_LAYOUTS.C }]).results).toEqual([REFUSED_LINK])
    expect(play([event], { profiles: { '0c2e:0b81': 'C' } }).results).toEqual([REFUSED_LINK])
    const wrong = play([{ ...event, layout: REPORT_LAYOUTS.A }], { profiles: { '0c2e:0b81#2': 'C' } })
    expect(wrong.results).toEqual([REFUSED_LINK])
  })

  it('does not mind a device with the name of something else', () => {
    const [report] = toReports(bytes(LINK), 'Q1')
    if (!report) throw new Error('one report')
    for (const device of ['constructor', '__proto__', 'toString', ''])
      expect(play([{ at: 0, kind: 'report', device, report }], { profiles: {}, serial: {} }).results).toEqual(
        [REFUSED_LINK],
      )
  })

  it('keeps no byte of what is too long, nor of what has ended', () => {
    const long = play([{ at: 0, kind: 'bytes', device: 'com1', bytes: bytes('x'.repeat(9000)) }])
    expect([...long.session.assemblies.values()].map(({ pieces }) => pieces)).toEqual([[]])
    const done = stepSession(long.session, { at: 500, kind: 'tick' })
    expect(done.session.assemblies.size).toBe(0)
    const number = play([
      { at: 0, kind: 'text', device: 'keyboard', text: '123456789018' },
      { at: 1, kind: 'tick' },
    ])
    expect(JSON.stringify(number.session.scans)).not.toContain('123456789018')
  })

  it('is pure: the same session with the same event gives the same, however often', () => {
    const { session } = play([{ at: 0, kind: 'bytes', device: 'com1', bytes: bytes(LINK) }])
    const first = stepSession(session, { at: 500, kind: 'tick' })
    const second = stepSession(session, { at: 500, kind: 'tick' })
    expect(second).toEqual(first)
  })

  it('keeps its own copy of the bytes: a port may use its buffer again', () => {
    const buffer = bytes(LINK)
    const { session } = play([{ at: 0, kind: 'bytes', device: 'com1', bytes: buffer }])
    buffer.fill(0x78)
    expect(stepSession(session, { at: 500, kind: 'tick' }).results).toEqual([REFUSED_LINK])
  })
})
