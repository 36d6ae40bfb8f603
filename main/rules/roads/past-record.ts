/**
 * 再診: data sufficient for billing is on file.
 *
 * Rules: N01 ③ (looked up with the data on file, the insurer's latest answer), N02 (c) (the patient says that nothing
 * has changed), N07 (a known patient without card or certificate: flexible, the clinic's judgement), N08, K1.
 * Years: all.
 *
 * Readings: the road is open to a known patient who brings nothing (N07), and to one whose card could not be
 * confirmed, whatever the cause, as the record does not hang on the card. It waits while a card or phone on the table
 * can still be read (K1), is closed by a cover that the patient says has ended, and by an answer 2 that was not about
 * a card just read: that answer was about the record.
 */
import { shareOf } from '../burden.ts'
import { hasEnded } from '../cover.ts'
import type { Facts } from '../facts.ts'
import { NO_VERDICT, type Road } from '../road.ts'

const recordIsDisproved = ({ online, reader, card }: Facts): boolean =>
  online === 2 && !(reader.state === 'read' && card !== null)

export const pastRecordRoad = {
  name: 'past-record',
  opensWith: ['record-on-file'],
  reasons: {
    OK_ONLINE: ['N01', 'D08', 'N16'],
    PAST_RECORD_ORAL: ['N02', 'N07', 'N08'],
  },
  look: (facts) => {
    if (hasEnded(facts)) return NO_VERDICT
    if (facts.online === 1 && facts.reader.state !== 'read')
      return [{ codes: ['OK_ONLINE'], burden: shareOf(facts) }]
    if (facts.visit.saysUnchanged !== true || facts.readingToTry || recordIsDisproved(facts))
      return NO_VERDICT
    return [
      { codes: ['PAST_RECORD_ORAL'], notes: ['ASK_COVER_CHANGED', 'RECHECK_LATER'], burden: shareOf(facts) },
    ]
  },
} as const satisfies Road
