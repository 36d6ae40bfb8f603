/** A concluded visit of today is gone on with: the reopening is put on record first, and then its check-in opens. */
import type { VisitOnRecord } from '../../../contract/journal.ts'
import { decideAgain, openCheckIn } from './check-in.ts'
import { type Core, chain, type Now, type Step, say, stay } from './core.ts'
import { publicAidOnRecord } from './public-aid.ts'
import { mayPark, park, recall } from './tray.ts'

/**
 * Puts the reopening on record. Whoever is at the desk will be parked, so there has to be room for them; a visit that is being
 * gone on with already is not begun a second time.
 */
export const reopenVisit = (core: Core, on: VisitOnRecord, why: string, now: Now): Step => {
  const { checkIn } = core.state
  const visit = on.row
  if (visit.day !== now.today || checkIn?.reopens?.seq === visit.seq) return stay(core)
  if (core.isCardBeingChecked === true) return stay(say(core, 'CARD_BEING_CHECKED', 'look'))
  const begun = core.parked.find(({ reopens }) => reopens?.seq === visit.seq)
  if (begun !== undefined) return recall(core, begun.id, now)
  if (checkIn !== null && !mayPark(core)) return park(core, now)
  const { visit: id, seq, day } = visit
  return {
    core,
    effects: [
      {
        type: 'record',
        event: {
          event: 'reopened',
          visit: id,
          visitSeq: seq,
          visitDate: day,
          checkIn: now.checkInId,
          why,
        },
        whenDurable: { type: 'reopening', checkIn: now.checkInId, visit: on },
      },
    ],
  }
}

/**
 * Opens the check-in that goes on with the visit: its numbers, what was paid and the papers beside the insurance come along; what
 * confirms the insurance is shown again.
 * The visit stands as it is until this check-in ends. Without the row nothing opens: its end would count as a visit of its own.
 */
export const reopeningRecorded = (
  core: Core,
  id: string,
  { row, event }: VisitOnRecord,
  isOnRecord: boolean,
  now: Now,
): Step => {
  if (!isOnRecord) return stay(say(core, 'AMEND_REFUSED', 'look', { why: 'not-on-record' }))
  const parked = core.state.checkIn === null ? stay(core) : park(core, now)
  if (parked.core.state.checkIn !== null) return parked
  const { visit, seq, patientNumber, queueNumber, paid, outage: ofOutage } = row
  return chain(parked, (free) => {
    const publicAid = (event.publicAid ?? []).map((paper, index) =>
      publicAidOnRecord(paper, `a${free.nextId + index}`),
    )
    const goesOn = { id, patientNumber, queueNumber, paid, mayBePaid: paid !== null, publicAid, ofOutage }
    // A card that gave nothing before may be this patient's or the next one's: it is nobody's then.
    const unread = { ...free, failedBefore: undefined, nextId: free.nextId + publicAid.length }
    const opened = openCheckIn(unread, now, { ...goesOn, reopens: { visit, seq } })
    // Money that was agreed is something to decide on: the visit can end again without anything new.
    return paid === null ? opened : chain(opened, (next) => decideAgain(next, now))
  })
}
