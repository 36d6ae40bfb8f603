/** How long a code takes from its last report to its fields, and whether a day of scans leaves anything behind. */
import { performance } from 'node:perf_hooks'
import type { ScanEvent } from '../../contract/recording.ts'
import { median, quantile, type Row } from '../../fixtures/bench-row.ts'
import { prescription } from '../../fixtures/cases/scans/build.ts'
import { encodeCp932 } from '../../fixtures/codes/cp932.ts'
import { DEMO_SCAN_CONFIG } from '../../fixtures/codes/index.ts'
import { toReports } from '../../fixtures/codes/reports.ts'
import { createScanSession, stepSession } from '../../main/codes/session.ts'
import { heapInUse } from './heap.ts'
import { simulatedDesk } from './simulated-desk.ts'

export const name = 'codes'

const SCANS = 5_000
/** QR version 40-L in bytes. */
const LARGEST = 2_953
const PROMISED_MS = 5
const MINUTES = 10
const SCANS_A_MINUTE = 10_000
const PROMISED_GROWTH = 1.2

/** A prescription with so many medicines that it fills the largest symbol. */
const largest = (): Uint8Array => {
  const medicine = '201,1,1,1,1,,見本錠５ｍｇ,3,1,錠\r\n'
  const short = encodeCp932(prescription({}, { eof: '\r\n' }))
  const each = encodeCp932(medicine)
  const count = Math.floor((LARGEST - short.length - 1) / each.length)
  const bytes = encodeCp932(`${prescription({}, { eof: '\r\n' })}${medicine.repeat(count)}`)
  return Uint8Array.from([...bytes, ...new Uint8Array(LARGEST - bytes.length).fill(0x1a)])
}

const timed = (act: () => void): number => {
  const began = performance.now()
  act()
  return performance.now() - began
}

/** Processor time of the whole process for one of `times` acts, in milliseconds: what other programs do not add to. */
const processorTime = (times: number, act: () => void): number => {
  const before = process.cpuUsage()
  for (let time = 0; time < times; time += 1) act()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / times
}

const lastReportToFields = (): Row => {
  const bytes = largest()
  const reports = toReports(bytes, 'Q1')
  const events = reports.map((report, at): ScanEvent => ({ kind: 'report', at, device: 's1', report }))
  const last = events.at(-1)
  if (!last) throw new Error('no reports')
  const session = events
    .slice(0, -1)
    .reduce((before, event) => stepSession(before, event).session, createScanSession(DEMO_SCAN_CONFIG))
  const decoder = new TextDecoder('shift_jis', { fatal: true })
  const scan = (): void => {
    if (stepSession(session, last).results[0]?.outcome !== 'accept') throw new Error('not accepted')
  }
  const decode = (): void => void decoder.decode(bytes).split('\r\n')
  const cold = timed(scan)
  const [times, baseline]: [number[], number[]] = [[], []]
  for (let round = 0; round < SCANS; round += 1) {
    times.push(timed(scan))
    baseline.push(timed(decode))
  }
  const value = quantile(times, 0.99)
  const figures = {
    median: median(times),
    longest: Math.max(...times),
    'processor time each': processorTime(SCANS, scan),
    'the very first': cold,
  }
  return {
    what: `last report to fields, largest symbol (${LARGEST} bytes, ${reports.length} reports), 99th percentile by the wall clock`,
    value,
    unit: 'ms',
    baseline: 'decoding and splitting the same bytes (medians)',
    ratio: figures.median / median(baseline),
    bound: `under ${PROMISED_MS} ms`,
    kept: value < PROMISED_MS,
    spread: Object.entries(figures)
      .map(([figure, time]) => `${figure} ${time.toFixed(2)}`)
      .join('; '),
    runs: SCANS,
  }
}

const memory = (): Row => {
  const desk = simulatedDesk()
  const every = 60_000 / SCANS_A_MINUTE
  const heap: number[] = []
  const began = performance.now()
  let at = 0
  for (let minute = 0; minute < MINUTES; minute += 1) {
    for (let scan = 0; scan < SCANS_A_MINUTE; scan += 1) {
      at += every
      desk.scanNext(at)
    }
    heap.push(heapInUse())
  }
  const [first = Number.NaN] = heap
  const value = (heap.at(-1) ?? Number.NaN) / 1024 / 1024
  const ratio = (value * 1024 * 1024) / first
  const took = (performance.now() - began) / 1000
  return {
    what: `heap after ${MINUTES} minutes of ${SCANS_A_MINUTE.toLocaleString('en')} scans a minute, simulated device`,
    value,
    unit: 'MB',
    baseline: 'heap after the first minute',
    ratio,
    bound: `at most ${PROMISED_GROWTH} ×`,
    kept: ratio <= PROMISED_GROWTH,
    spread: `${heap.map((bytes) => (bytes / 1024 / 1024).toFixed(1)).join(' ')}; ${desk.results()} results in ${took.toFixed(0)} s`,
    runs: 1,
  }
}

/** Runs both. */
export const run = async (): Promise<Row[]> => [lastReportToFields(), memory()]
