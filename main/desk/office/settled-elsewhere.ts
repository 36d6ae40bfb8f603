/** Puts on record what another counter of the site has done of what visits here have left to do: who did it, and where. */
import { RESULTS_OF } from '../../../contract/follow-up-kinds.ts'
import type { JournalPort } from '../../../contract/journal.ts'
import type { Settled } from '../../center/site/words.ts'
import type { RecordableEvent } from '../model/core.ts'
import type { OfficeContext } from '../ports.ts'
import { showVisit, tiedTo } from './visits.ts'

/**
 * Writes a row for each that is open and not on record yet; asked again with the same list it writes none.
 * @param record writes a row of the terminal's own
 */
export const takeSettled = (
  list: readonly Settled[],
  journal: Pick<JournalPort, 'visit'>,
  record: (event: RecordableEvent) => number | null,
  context: Pick<OfficeContext, 'tell' | 'state'>,
): void => {
  for (const { visit: id, seq, what, result, share, terminal, counter, row, name } of list) {
    const visit = journal.visit({ visit: id, seq })
    if (visit === null || visit.row.seq !== seq || !RESULTS_OF[what].includes(result)) continue
    const isOpen = visit.followUps.some((one) => one.what === what && one.done === null)
    // Taken back here since, it is not done again by the same row.
    const isKnown = visit.steps.some(
      (step) =>
        step.what === 'follow-up-done' && step.elsewhere?.counter === terminal && step.elsewhere.row === row,
    )
    if (!isOpen || isKnown) continue
    const written = record({
      event: 'follow-up-done',
      ...tiedTo(visit),
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
