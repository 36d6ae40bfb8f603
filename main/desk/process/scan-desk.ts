/** The scanner room on the desk's clock: pieces in as they arrive, results out, silence noticed. */

import type { Cancel, Timers } from '../../../contract/clock.ts'
import type { ScanEvent } from '../../../contract/recording.ts'
import type { FieldProposal, ScanConfig, ScanResult } from '../../../contract/scan.ts'
import type { ScannerEvent } from '../../../native/scanner/port.ts'
import { createScanSession, nextDeadline, type ScanSession, stepSession } from '../../codes/session.ts'

export type ScanDesk = {
  /** Sets the listener for results; called once, before anything is heard. An unknown code has its fields with it while learning. */
  listen(hear: (result: ScanResult, proposal: FieldProposal | null) => void): void
  /** A piece from a scanner. */
  heard(event: ScannerEvent): void
  /** A whole scan that a scanner in keyboard mode has typed into the window. */
  typed(text: string): void
  /** The patient has left: scans under way are dropped, and what was seen is forgotten. */
  nextPatient(): void
  /** Tells the scanner room whether the desk is locked: what is scanned meanwhile is refused, never kept for later. */
  wait(on: boolean): void
  /** Turns the fields of unknown codes on or off. */
  learn(on: boolean): void
  /** While somebody listens, the text of every scan goes there, and it is no document. */
  capture(hear: ((text: string) => void) | null): void
  /** New rules for the clinic's own codes, from the settings. */
  configure(config: ScanConfig): void
  stop(): void
}

const isUnknown = (result: ScanResult): boolean => result.outcome === 'refuse' && result.reason === 'UNKNOWN'

/** By other rules the same code says something else: scanned again at once, it is not the same scan again. */
const readingAnew = (session: ScanSession): ScanSession => ({
  ...session,
  scans: { ...session.scans, recent: [] },
})

/** A turn of the event loop in milliseconds: what the scanners have sent meanwhile is heard in it. */
const ONE_TURN_MS = 1

/**
 * Puts the pure session on a clock. Silence counts only when it was listened to: after the event loop was held up,
 * reports that have been waiting come before the silence that their waiting looks like.
 */
export const createScanDesk = (config: ScanConfig, clock: Timers): ScanDesk => {
  // The desk knows more of the patient than the scans alone, and asks instead of refusing (main/desk/model/person.ts).
  let session = createScanSession(config, false)
  let hear: Parameters<ScanDesk['listen']>[0] = () => {}
  let captured: (text: string) => void = () => {}
  let silence: Cancel | null = null

  const step = (event: ScanEvent): void => {
    const { session: next, results, proposals, captured: texts } = stepSession(session, event)
    session = next
    silence?.()
    const deadline = nextDeadline(session)
    silence =
      deadline === null
        ? null
        : clock.after(Math.max(0, deadline - clock.monotonic()), () => {
            silence = clock.after(ONE_TURN_MS, () => step({ kind: 'tick', at: clock.monotonic() }))
          })
    const fields = [...proposals]
    for (const text of texts) captured(text)
    for (const result of results) hear(result, isUnknown(result) ? (fields.shift() ?? null) : null)
  }

  /** Takes a piece that comes after a deadline whose timer has not fired as in time: the event loop was held up, not the scanner. */
  const heard = (event: ScannerEvent): void => {
    const deadline = nextDeadline(session)
    step(deadline === null || event.at < deadline ? event : { ...event, at: deadline - 1 })
  }

  return {
    listen: (listener) => {
      hear = listener
    },
    heard,
    typed: (text) => step({ kind: 'text', at: clock.monotonic(), device: 'keyboard', text }),
    nextPatient: () => {
      step({ kind: 'check-in', at: clock.monotonic(), phase: 'close' })
      step({ kind: 'check-in', at: clock.monotonic(), phase: 'open' })
    },
    wait: (on) => step({ kind: 'check-in', at: clock.monotonic(), phase: on ? 'waiting' : 'open' }),
    learn: (on) => {
      session = readingAnew({ ...session, learning: on })
    },
    capture: (listener) => {
      session = { ...session, capturing: listener !== null }
      captured = listener ?? (() => {})
    },
    configure: (changed) => {
      session = readingAnew({ ...session, config: changed })
    },
    stop: () => silence?.(),
  }
}
