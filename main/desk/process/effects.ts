import type { CoverFacts } from '../../../contract/cover-trace.ts'
import type { JournalPort } from '../../../contract/journal.ts'
import { fail, unreachable } from '../../../contract/result.ts'
import type { VerificationPort } from '../../../native/card/port.ts'
import type { Effect, RecordableEvent, WhenDurable } from '../model/core.ts'
import { differencesFromLast, tracesToCompare } from '../model/last-cover.ts'
import { MAX_SEEN } from '../model/seen-before.ts'
import { showVisit } from '../office/visits.ts'
import type { BackOffice, Devices, OfficeContext } from '../ports.ts'
import type { BridgeDesk } from './bridge-desk.ts'
import type { CenterDesk } from './center-desk.ts'
import type { Recorder } from './recorder.ts'
import type { ScanDesk } from './scan-desk.ts'

type Parts = {
  readonly devices: Devices
  readonly journal: Pick<JournalPort, 'visit' | 'searchVisits' | 'coverTraces'> | null
  readonly recorder: Recorder
  readonly scans: ScanDesk
  readonly office: BackOffice
  readonly bridge: BridgeDesk
  readonly center: Pick<CenterDesk, 'order'>
}

/** A reader that does not offer the comparison with the card's face has nothing to ask; the window does not ask it. */
const NOT_SUPPORTED = fail({ kind: 'not-supported' } as const)

const readFace = async (
  verification: VerificationPort | undefined,
  number: Parameters<VerificationPort['readBasicFour']>[0],
): ReturnType<VerificationPort['readBasicFour']> => {
  const read = await verification?.readBasicFour(number)
  number.wipe()
  return read ?? NOT_SUPPORTED
}

/** Tells the desk that a row is durable, or could not be written. */
export const tellDurable = (
  whenDurable: WhenDurable,
  seq: number | null,
  tell: OfficeContext['tell'],
): void => {
  switch (whenDurable.type) {
    case 'decision': {
      const { checkIn, decision } = whenDurable
      tell({ type: 'decision-recorded', checkIn, decision, seq })
      return
    }
    case 'conclusion':
      tell({ type: 'concluded', checkIn: whenDurable.checkIn })
      return
    case 'reopening': {
      const { checkIn, visit } = whenDurable
      tell({ type: 'reopening-recorded', checkIn, visit, seq })
      return
    }
    case 'amendment': {
      const { visit, change } = whenDurable
      tell({ type: 'amendment-recorded', visit, change, seq })
      return
    }
    default:
      unreachable(whenDurable)
  }
}

/** Shows a visit that a row has ended or corrected, once the row is there. */
export const showRecorded = (
  journal: Pick<JournalPort, 'visit'> | null,
  event: RecordableEvent,
  seq: number,
  context: OfficeContext,
): void => {
  if (event.event === 'concluded') showVisit(journal, { visit: event.checkIn, seq }, context, true)
  if (event.event === 'amended') showVisit(journal, { visit: event.visit, seq: event.visitSeq }, context)
}

/** Writes a row, and tells the desk what became durable with it. */
const record = (
  { recorder, journal }: Parts,
  { event, whenDurable, ...also }: Extract<Effect, { type: 'record' }>,
  context: OfficeContext,
): void => {
  const { tell, state } = context
  const seq = recorder.record(event, also)
  if (whenDurable !== undefined) tellDurable(whenDurable, seq, tell)
  if (seq !== null) showRecorded(journal, event, seq, context)
  const status = recorder.status()
  if (JSON.stringify(status) !== JSON.stringify(state().journal)) tell({ type: 'journal', status })
}

/**
 * Does what a step of the desk wants done: to the journal, the devices, the scanner room and the back office.
 * @param context the desk, for what comes of it
 */
export const performEffect = (effect: Effect, parts: Parts, context: OfficeContext): void => {
  const { devices, scans, office } = parts
  const { cardReader } = devices
  switch (effect.type) {
    case 'record':
      record(parts, effect, context)
      return
    case 'practised':
      tellDurable(effect.whenDurable, null, context.tell)
      if (effect.whenDurable.type === 'conclusion') office.practised(context)
      return
    case 'next-patient':
      scans.nextPatient()
      // Reports that wait in the device belong to the patient who has left.
      void devices.scanner.drain()
      return
    case 'decode-typed-scan':
      scans.typed(effect.text)
      return
    case 'learn-codes':
      scans.learn(effect.on)
      return
    case 'read-card-again':
      cardReader.readAgain()
      return
    case 'look-for-patient': {
      const { checkIn, patientNumber } = effect
      context.tell({
        type: 'patient-seen',
        checkIn,
        patientNumber,
        visits: parts.journal?.searchVisits({ patientNumber, limit: MAX_SEEN }).visits ?? [],
      })
      return
    }
    case 'compare-with-last': {
      const { checkIn, hash, last, entitlements } = effect
      const tracesOf = (facts: CoverFacts) => parts.journal?.coverTraces(facts) ?? []
      context.tell({
        type: 'compared-with-last',
        checkIn,
        hash,
        seq: last.seq,
        differs: entitlements.map((item) => differencesFromLast(last, item, tracesToCompare(item, tracesOf))),
      })
      return
    }
    case 'count-face-attempts': {
      const { request } = effect
      const counted = cardReader.verification?.countAttempts() ?? Promise.resolve(NOT_SUPPORTED)
      void counted.then((outcome) => context.tell({ type: 'face-attempts', request, outcome }))
      return
    }
    case 'read-face': {
      const { request, number } = effect
      void readFace(cardReader.verification, number).then((outcome) =>
        context.tell({ type: 'face-read', request, outcome }),
      )
      return
    }
    case 'register-number':
      parts.bridge.register(effect)
      return
    case 'look-up':
      parts.bridge.ask(effect)
      return
    case 'tell-site':
      parts.center.order(effect.order)
      return
    case 'simulate':
      devices.simulator?.obey(effect.command)
      return
    case 'staff-card':
      office.staffCard(effect.code, context)
      return
    case 'end-registration':
      office.endRegistration(context)
      return
    default:
      unreachable(effect)
  }
}
