/**
 * The scans of one desk over time: pieces in, results out. A reducer on a clock that is passed in, pure data
 * throughout; the command line and the desk use the same.
 */
import type { CheckInPhase, ScanEvent } from '../../contract/recording.ts'
import { unreachable } from '../../contract/result.ts'
import type { FieldProposal, ScanConfig, ScanResult } from '../../contract/scan.ts'
import { REPORT_LAYOUTS, type ReportLayout } from '../../contract/scanner.ts'
import { type Assembly, addPiece, beginAssembly, ETX_PATIENCE_MS, joinPieces, spoil } from './assembly.ts'
import { type CheckInScans, concludeScan, NO_SCANS } from './check-in-scans.ts'
import { readReport } from './report.ts'
import { splitIdentifier } from './symbology.ts'
import { readText } from './text.ts'

/** Silence that ends a scan without an end flag, unless configured, in milliseconds. */
const DEFAULT_IDLE_MS = 200
const ETX = 0x03

export type ScanSession = {
  readonly config: ScanConfig
  readonly phase: CheckInPhase
  /** Counts check-ins: a scan belongs to the one that its first byte fell into. */
  readonly epoch: number
  /** Scans that have begun and not ended, by device, in the order in which they began. */
  readonly assemblies: ReadonlyMap<string, Assembly>
  readonly scans: CheckInScans
  /** While an administrator writes a template, the fields of unknown codes are brought along. Off otherwise. */
  readonly learning: boolean
  /** True when a scan that contradicts those before it is refused; a desk takes it, and asks whose it is. */
  readonly refusesOthers: boolean
  /** While a staff card is waited for, every scan is handed on as its text and is no document. Off otherwise. */
  readonly capturing: boolean
}

export type Step = {
  readonly session: ScanSession
  readonly results: readonly ScanResult[]
  /** The fields of unknown codes, one proposal for each; none unless the session is learning. */
  readonly proposals: readonly FieldProposal[]
  /** The texts of scans that ended while the session was capturing; what cannot be read as text is left out. */
  readonly captured: readonly string[]
}

/**
 * A session in which a check-in is open and nothing has been scanned.
 * @param refusesOthers false where whoever takes the scans judges by itself whose they are
 */
export const createScanSession = (config: ScanConfig = {}, refusesOthers = true): ScanSession => ({
  config,
  refusesOthers,
  phase: 'open',
  epoch: 0,
  assemblies: new Map(),
  scans: NO_SCANS,
  learning: false,
  capturing: false,
})

/**
 * When silence will end a scan next, in milliseconds of the events' clock; null while no scan is under way. Whoever
 * has no event by then sends a `tick`.
 */
export const nextDeadline = (session: ScanSession): number | null => {
  const deadlines = [...session.assemblies.values()].map(({ deadline }) => deadline)
  return deadlines.length === 0 ? null : Math.min(...deadlines)
}

const withAssembly = (session: ScanSession, device: string, assembly: Assembly): ScanSession => ({
  ...session,
  assemblies: new Map(session.assemblies).set(device, assembly),
})

const withoutAssembly = (session: ScanSession, device: string): ScanSession => {
  const assemblies = new Map(session.assemblies)
  assemblies.delete(device)
  return { ...session, assemblies }
}

/** The configuration of a device; a device may be called `constructor`. */
const configured = <Value>(
  by: Readonly<Record<string, Value>> | undefined,
  device: string,
): Value | undefined => (by !== undefined && Object.hasOwn(by, device) ? by[device] : undefined)

const idleOf = (session: ScanSession): number => session.config.idleMs ?? DEFAULT_IDLE_MS

const nothing = (session: ScanSession): Step => ({ session, results: [], proposals: [], captured: [] })

/** One step after another: the later session, what came of both. */
const after = (before: Step, next: Step): Step => ({
  session: next.session,
  results: [...before.results, ...next.results],
  proposals: [...before.proposals, ...next.proposals],
  captured: [...before.captured, ...next.captured],
})

/** Reads a scan as a text; nothing if it is broken or no text. */
const textsIn = ({ pieces, symbology, source, problem }: Assembly): string[] => {
  if (problem !== null) return []
  const bytes = joinPieces(pieces)
  const { symbology: told, data } = source === 'message' ? splitIdentifier(bytes) : { symbology, data: bytes }
  const text = readText(data, told)
  return text.ok && text.value.text !== '' ? [text.value.text] : []
}

/** Ends the scan that a device is in the middle of, if it is. */
const endScan = (session: ScanSession, device: string): Step => {
  const assembly = session.assemblies.get(device)
  if (!assembly) return nothing(session)
  const rest = withoutAssembly(session, device)
  if (assembly.epoch !== session.epoch) return nothing(rest)
  if (session.capturing) return { ...nothing(rest), captured: textsIn(assembly) }
  const { scans, result, proposal } = concludeScan(
    session.scans,
    {
      bytes: joinPieces(assembly.pieces),
      symbology: assembly.symbology,
      at: assembly.lastAt,
      busy: assembly.phaseAtStart !== 'open' || session.phase !== 'open',
      problem: assembly.problem,
      source: assembly.source,
      splitHeader: configured(session.config.serial, device)?.splitHeader ?? false,
      learning: session.learning,
      refusesOthers: session.refusesOthers,
    },
    session.config,
  )
  return {
    session: { ...rest, scans },
    results: result === null ? [] : [result],
    proposals: proposal === undefined ? [] : [proposal],
    captured: [],
  }
}

/** Ends, in the order of their deadlines, the scans that have been silent for too long by `now`. */
const endSilentScans = (session: ScanSession, now: number): Step => {
  let step = nothing(session)
  const due = [...session.assemblies]
    .filter(([, assembly]) => assembly.deadline <= now)
    .sort(([, left], [, right]) => left.deadline - right.deadline)
  for (const [device, assembly] of due) {
    const { deadline, lastAt } = assembly
    const left = assembly.silence === 'breaks' ? spoil(assembly, lastAt, deadline) : assembly
    step = after(step, endScan(withAssembly(step.session, device, left), device))
  }
  return step
}

type ReportEvent = Extract<ScanEvent, { kind: 'report' }>
type BytesEvent = Extract<ScanEvent, { kind: 'bytes' }>

/**
 * A profile by configuration goes before what the descriptor tells. The second scanner of one kind is called
 * `0c2e:0b81#2` and has the profile of its kind.
 */
const layoutOf = (session: ScanSession, { device, layout }: ReportEvent): ReportLayout => {
  const { profiles } = session.config
  const profile = configured(profiles, device) ?? configured(profiles, device.replace(/#\d+$/, ''))
  return profile === undefined ? (layout ?? REPORT_LAYOUTS.A) : REPORT_LAYOUTS[profile]
}

const takeReport = (session: ScanSession, event: ReportEvent): Step => {
  const { at, device } = event
  const layout = layoutOf(session, event)
  const piece = readReport(event.report, layout)
  if (piece.kind === 'ignored') return nothing(session)
  const { symbology } = piece
  const underWay = session.assemblies.get(device)
  // Every report of one scan repeats its identifier: another identifier is another scan.
  const ended = underWay && underWay.symbology !== symbology ? endScan(session, device) : nothing(session)
  const deadline = at + idleOf(session)
  const { epoch, phase: phaseAtStart } = session
  const assembly =
    ended.session.assemblies.get(device) ??
    beginAssembly({
      source: 'reports',
      silence: 'ends',
      symbology,
      epoch,
      phaseAtStart,
      lastAt: at,
      deadline,
    })
  const longer =
    piece.kind === 'data' ? addPiece(assembly, piece.data, at, deadline) : spoil(assembly, at, deadline)
  const taken = withAssembly(ended.session, device, longer)
  return after(ended, piece.continued ? nothing(taken) : endScan(taken, device))
}

/** Adds bytes of a message that is not at its end yet. Line ends before a message are the tail of the one before. */
const growMessage = (session: ScanSession, event: BytesEvent, bytes: Uint8Array): ScanSession => {
  const { at, device } = event
  const underWay = session.assemblies.get(device)
  const first = underWay ? 0 : bytes.findIndex((byte) => byte !== 0x0d && byte !== 0x0a)
  if (first === -1) return session
  const byEtx = configured(session.config.serial, device)?.end === 'etx'
  const deadline = at + (byEtx ? ETX_PATIENCE_MS : idleOf(session))
  const { epoch, phase: phaseAtStart } = session
  const assembly =
    underWay ??
    beginAssembly({
      source: 'message',
      silence: byEtx ? 'breaks' : 'ends',
      symbology: null,
      epoch,
      phaseAtStart,
      lastAt: at,
      deadline,
    })
  return withAssembly(session, device, addPiece(assembly, bytes.subarray(first), at, deadline))
}

const takeBytes = (session: ScanSession, event: BytesEvent): Step => {
  const byEtx = configured(session.config.serial, event.device)?.end === 'etx'
  let step = nothing(session)
  let rest = event.bytes
  for (let end = rest.indexOf(ETX); byEtx && end !== -1; end = rest.indexOf(ETX)) {
    step = after(step, endScan(growMessage(step.session, event, rest.subarray(0, end)), event.device))
    rest = rest.subarray(end + 1)
  }
  return { ...step, session: growMessage(step.session, event, rest) }
}

/** A whole scan at once. What the same device had begun before is let go: it will not be continued. */
const takeText = (session: ScanSession, event: Extract<ScanEvent, { kind: 'text' }>): Step => {
  const { at, device, text } = event
  const bytes = new TextEncoder().encode(text)
  const cleared = withoutAssembly(session, device)
  return endScan(growMessage(cleared, { at, device, kind: 'bytes', bytes }, bytes), device)
}

/**
 * Moves the desk on. A check-in begins at `open` (after `waiting` it is the same one going on) and ends at `close`;
 * with it go the parts, the patient and the memory of what was scanned. Scans under way stay, to be dropped when
 * they end: their later reports must not pass for a scan of the next patient's.
 */
const changePhase = (session: ScanSession, phase: CheckInPhase): ScanSession => {
  const wasOpen = session.phase !== 'close'
  const goesOn = phase === 'waiting' ? wasOpen : phase === 'open' ? session.phase === 'waiting' : !wasOpen
  return goesOn ? { ...session, phase } : { ...session, phase, epoch: session.epoch + 1, scans: NO_SCANS }
}

const takeEvent = (session: ScanSession, event: ScanEvent): Step => {
  switch (event.kind) {
    case 'report':
      return takeReport(session, event)
    case 'bytes':
      return takeBytes(session, event)
    case 'text':
      return takeText(session, event)
    case 'lost':
      return nothing(withoutAssembly(session, event.device))
    case 'check-in':
      return nothing(changePhase(session, event.phase))
    case 'tick':
      return nothing(session)
    default:
      return unreachable(event)
  }
}

/** Takes one event, after ending the scans that silence has ended by then. Events come in the order of their clock. */
export const stepSession = (session: ScanSession, event: ScanEvent): Step => {
  const silent = endSilentScans(session, event.at)
  return after(silent, takeEvent(silent.session, event))
}
