import type { ScanEvent } from '../../contract/recording.ts'
import { DEMO_SCAN_CONFIG, INVENTED_CODES } from '../../fixtures/codes/index.ts'
import { createScanSession, nextDeadline, type ScanSession, stepSession } from '../../main/codes/session.ts'
import { createSimulatedScanner } from '../../native/scanner/simulated.ts'

/** A desk with a simulated scanner on a clock of its own: timers fire when their time has come, and nothing waits. */
export const simulatedDesk = () => {
  let now = 0
  let timers: { at: number; then: () => void }[] = []
  const scanner = createSimulatedScanner({
    monotonic: () => now,
    after: (milliseconds, then) => {
      const timer = { at: now + milliseconds, then }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
  })
  let session: ScanSession = createScanSession(DEMO_SCAN_CONFIG)
  let results = 0
  const take = (event: ScanEvent): void => {
    const step = stepSession(session, event)
    session = step.session
    results += step.results.length
  }
  scanner.start({ event: take, status: () => undefined })
  const goTo = (end: number): void => {
    for (;;) {
      const [next] = timers.toSorted((left, right) => left.at - right.at)
      if (!next || next.at > end) break
      timers = timers.filter((other) => other !== next)
      now = next.at
      next.then()
    }
    now = end
    if ((nextDeadline(session) ?? Number.POSITIVE_INFINITY) <= now) take({ kind: 'tick', at: now })
  }
  let scans = 0
  /** Scans the next of the invented codes and moves the clock to `at` (milliseconds). */
  const scanNext = (at: number): void => {
    const code = INVENTED_CODES[scans % INVENTED_CODES.length]
    if (code) scanner.obey({ command: 'scan', code: code.id })
    goTo(at)
    // A new patient after every round of the codes, as the desk says it: else most would be the same scan again.
    if (scans % INVENTED_CODES.length === 0) {
      take({ kind: 'check-in', at, phase: 'close' })
      take({ kind: 'check-in', at, phase: 'open' })
    }
    scans += 1
  }
  return { scanNext, goTo, results: () => results }
}
