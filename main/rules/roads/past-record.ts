/**
 * 再診: data sufficient for billing is on file.
 *
 * Rules: N01 ③ (looked up with the data on file, the insurer's latest answer), N02 (c) (the patient says that nothing
 * has changed), N07 (a known patient without card or certificate: flexible, the clinic's judgement), N08, K1.
 * Years: all.
 *
 * Readings: the road is open to a known patient who brings nothing (N07), and to one whose card could not be
 * confirmed, whatever the cause, as the record does not hang on the card. It waits while a card or phone on the table
 * can still be read (K1), and is closed by a cover that the patient says has ended. An answer that was not about a card
 * just read was about the record: 1, 3 and 6 decide, 2 closes the road, 4 and 5 leave it to what the patient says.
 */
import { shareOf } from '../burden.ts'
import { hasEnded } from '../cover.ts'
import type { Facts } from '../facts.ts'
import { ONLINE_REASONS, onlineBeatsPaper } from '../online-answer.ts'
import { NO_VERDICT, type Road, type Verdict } from '../road.ts'

const recordIsDisproved = ({ online, reader, card }: Facts): boolean =>
  online === 2 && !(reader.state === 'read' && card !== null)

/** What the official terminal says of the record itself, where that decides. */
const answerAboutRecord = (facts: Facts): Verdict | null => {
  if (facts.reader.state === 'read') return null
  if (facts.online === 1 && !hasEnded(facts)) return { codes: ['OK_ONLINE'], burden: shareOf(facts) }
  return facts.online === 3 || facts.online === 6 ? onlineBeatsPaper(facts) : null
}

export const pastRecordRoad = {
  name: 'past-record',
  opensWith: ['record-on-file'],
  reasons: {
    OK_ONLINE: ['N01', 'D08', 'N16'],
    PAST_RECORD_ORAL: ['N02', 'N07', 'N08'],
    ...ONLINE_REASONS,
  },
  look: (facts) => {
    const answered = answerAboutRecord(facts)
    if (answered) return [answered]
    const isOpen = facts.visit.saysUnchanged === true && !hasEnded(facts) && !facts.readingToTry
    if (!isOpen || recordIsDisproved(facts)) return NO_VERDICT
    return [
      { codes: ['PAST_RECORD_ORAL'], notes: ['ASK_COVER_CHANGED', 'RECHECK_LATER'], burden: shareOf(facts) },
    ]
  },
} as const satisfies Road
