/** Puts on record what another counter of the site has done of what visits here have left to do: who did it, and where. */
import { RESULTS_OF } from '../../../contract/follow-up-kinds.ts'
import type { JournalPort, VisitOnRecord } from '../../../contract/journal.ts'
import type { Settled } from '../../center/site/words.ts'
import { isAct } from '../../journal/index.ts'
import type { RecordableEvent } from '../model/core.ts'
import type { OfficeContext } from '../ports.ts'
import { showVisit, tiedTo } from './visits.ts'

/** The instant of the reopening that the present end has ended; null where the visit has one end. */
const reopenedAt = ({ steps, row }: VisitOnRecord): string | null =>
  steps.findLast(({ what, seq }) => what === 'reopened' && seq < row.seq)?.at ?? null

/**
 * Tells whether what was done of an earlier end still holds, as the journal's fold has it for what is done here: an act does, an answer
 * where it came after the visit was opened again. Clocks of two counters may differ; an answer that is asked for once too often does no harm.
 */
const holdsStill = (visit: VisitOnRecord, { result, at }: Settled): boolean => {
  const reopened = reopenedAt(visit)
  return isAct(result) || (at !== null && reopened !== null && Date.parse(at) >= Date.parse(reopened))
}

/**
 * Writes a row for each that is not on record yet; asked again with the same list it writes none. What was done of an end that does not count any
 * more settles the present one where it holds still and is open there; otherwise it stands beside its own end, in the visit's history.
 * @param record writes a row of the terminal's own
 */
export const takeSettled = (
  list: readonly Settled[],
  journal: Pick<JournalPort, 'visit'>,
  record: (event: RecordableEvent) => number | null,
  context: Pick<OfficeContext, 'tell' | 'state'>,
): void => {
  for (const settled of list) {
    const { visit: id, seq, what, result, share, terminal, counter, row, name } = settled
    const visit = journal.visit({ visit: id, seq })
    if (visit === null || !RESULTS_OF[what].includes(result)) continue
    const isOpen = visit.followUps.some((one) => one.what === what && one.done === null)
    // Taken back here since, it is not done again by the same row.
    const isKnown = visit.steps.some(
      (step) =>
        step.what === 'follow-up-done' && step.elsewhere?.counter === terminal && step.elsewhere.row === row,
    )
    const isPresent = visit.row.seq === seq
    if (isKnown || (isPresent && !isOpen)) continue
    const settles = isPresent || (isOpen && holdsStill(visit, settled))
    const written = record({
      event: 'follow-up-done',
      ...(settles ? tiedTo(visit) : { visit: id, visitSeq: seq, visitDate: visit.row.day }),
      followUp: what,
      result,
      ...(share === null ? {} : { share }),
      counter: terminal,
      counterName: counter,
      ...(name === null ? {} : { counterStaff: name }),
      counterRow: row,
    })
    if (written === null) return
    showVisit(journal, { visit: id, seq }, context)
  }
}
