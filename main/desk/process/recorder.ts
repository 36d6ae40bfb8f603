/** The journal in the desk's hands: what cannot be written is counted, and the gap itself becomes a row afterwards. */
import type { JournalStatus } from '../../../contract/desk.ts'
import {
  type JournalEvent,
  type JournalFailure,
  type JournalPort,
  journalEventSchema,
} from '../../../contract/journal.ts'
import { TERMINAL } from '../../../contract/staff.ts'
import type { Effect, RecordableEvent, Visits } from '../model/core.ts'
import { recordedPublicAid } from './recorded-public-aid.ts'
import { writeWorking } from './working.ts'

/** Rows that could not be written, and are not on record yet. */
export type Gap = {
  readonly from: string
  readonly why: JournalFailure
  readonly events: number
  readonly concluded: number
}

/** Things that are recorded with an event: of numbers a trace, and the visits that are not over. */
export type AlsoRecorded = Pick<
  Extract<Effect, { type: 'record' }>,
  'claims' | 'insured' | 'cover' | 'publicAid' | 'keep'
> & {
  /** The machine acts by itself, whoever is signed in. */
  readonly byTerminal?: boolean
}

export type Recorder = {
  /**
   * Writes one event, durable when it returns.
   * @returns its sequence number, or null while the journal cannot be written
   */
  record(event: RecordableEvent, also?: AlsoRecorded): number | null
  /** Keeps the visits that are not over. */
  keepWorking(visits: Visits): void
  /** Tries to close a gap, if there is one. */
  retry(): void
  status(): JournalStatus
  gap(): Gap | null
}

/**
 * Puts together the journal, who acts, and the clock. `journal` is null when it could not be opened at all.
 * @param parts.gap what a recorder before this one could not write
 */
export const createRecorder = (parts: {
  readonly journal: JournalPort | null
  readonly failure: JournalFailure | null
  readonly staff: () => string
  readonly instant: () => string
  readonly gap?: Gap | null
  /** Takes the lines about rows that the journal refused; a refusal is a bug of ours. */
  readonly log: (line: string) => void
}): Recorder => {
  let gap: Gap | null =
    parts.journal === null
      ? {
          from: parts.gap?.from ?? parts.instant(),
          why: parts.failure ?? 'unknown',
          events: parts.gap?.events ?? 0,
          concluded: parts.gap?.concluded ?? 0,
        }
      : (parts.gap ?? null)

  /** The last text that is known to lie there. */
  let lies: string | null | undefined

  const append = (event: JournalEvent, keep: Visits | undefined): number | null => {
    const working = keep === undefined ? undefined : writeWorking(keep)
    const written = parts.journal?.append(event, working === undefined ? undefined : { working })
    if (written?.ok) {
      if (working !== undefined) lies = working
      return written.value.seq
    }
    const why = written === undefined ? (parts.failure ?? 'unknown') : written.problem.why
    if (written !== undefined && !written.ok)
      parts.log(`journal: ${event.event}: ${written.problem.why} ${written.problem.detail}`)
    const concluded = event.event === 'concluded' ? 1 : 0
    gap = {
      from: gap?.from ?? parts.instant(),
      why: why === 'refused' ? 'unknown' : why,
      events: (gap?.events ?? 0) + 1,
      concluded: (gap?.concluded ?? 0) + concluded,
    }
    return null
  }

  const closeGap = (): void => {
    if (gap === null || parts.journal === null) return
    const { from, why, events, concluded } = gap
    const written = parts.journal.append({
      event: 'journal-gap',
      staff: TERMINAL,
      from,
      to: parts.instant(),
      why,
      events,
      concluded,
    })
    if (written.ok) gap = null
  }

  return {
    record: (event, { claims, insured: known, cover, publicAid = [], keep, byTerminal = false } = {}) => {
      closeGap()
      const { symbol = '', number } = claims ?? {}
      const traces = cover === undefined ? undefined : parts.journal?.coverTraces(cover)[0]
      const read = number === undefined ? traces?.insured : parts.journal?.insured({ symbol, number })
      const insured = read ?? known
      const takesInsured = event.event === 'evidence-added' || event.event === 'concluded'
      const kept = {
        ...(takesInsured && insured !== undefined ? { insured } : {}),
        ...(event.event === 'concluded' && traces !== undefined ? { cover: traces.cover } : {}),
      }
      const aid =
        event.event === 'concluded' && publicAid.length > 0
          ? {
              publicAid: publicAid.map((paper) =>
                recordedPublicAid(paper, (numbers) => parts.journal?.insured(numbers) ?? null),
              ),
            }
          : {}
      return append(
        journalEventSchema.parse({ ...event, ...kept, ...aid, staff: byTerminal ? TERMINAL : parts.staff() }),
        keep,
      )
    },
    keepWorking: (visits) => {
      const json = writeWorking(visits)
      if (json === lies) return
      const kept = parts.journal?.saveWorking(json)
      lies = kept?.ok ? json : undefined
      if (kept !== undefined && !kept.ok) parts.log(`journal: working state: ${kept.problem.why}`)
    },
    retry: closeGap,
    status: () => (gap === null ? { state: 'ready' } : { state: 'unwritable', why: gap.why }),
    gap: () => gap,
  }
}
