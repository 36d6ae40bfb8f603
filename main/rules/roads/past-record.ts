/**
 * 再診: data sufficient for billing is on file.
 *
 * Rules: N01 ③ (looked up with the data on file, the insurer's latest answer), N02 (c) (the patient says that nothing
 * has changed), N07 (a known patient without card or certificate: the clinic's own judgement), N08, K1, N25 (75), B07.
 * Years: all.
 *
 * Readings: the road is open to a known patient whose card could not be confirmed, whatever the cause, as the record
 * does not hang on the card, and at a clinic that takes known patients to one who brings nothing. It waits while a card
 * or phone on the table can still be read (K1), and is closed by a cover that the patient says has ended. An answer about
 * a number was about the record: 1, 3 and 6 decide, 2 closes the road, 4 and 5 leave it to what the patient says. Past
 * the 75th birthday the record may be of the earlier scheme: it is not taken on word, and an answer is taken with a note.
 */
import type { Need, ReasonCode } from '../../../contract/decision.ts'
import { shareOf } from '../burden.ts'
import { hasEnded } from '../cover.ts'
import type { Facts } from '../facts.ts'
import { canLookUp, ONLINE_REASONS, onlineAlsoSays, onlineBeatsPaper } from '../online-answer.ts'
import { NO_VERDICT, type Road, type Verdict } from '../road.ts'

const PROOF: readonly Need[] = ['my-number-card', 'eligibility-certificate']
const FALLBACKS: readonly Need[] = ['portal-screen', 'eligibility-notice', ...PROOF, 'self-declaration']

/** By record and word: the card could not be confirmed (N02 c), or the clinic takes who brings nothing (N07). */
const isOpen = (facts: Facts): boolean => {
  const { visit, card, phone, failure, online, answersForCard, acceptsKnownPatients, readingToTry } = facts
  const severalMatch = answersForCard && online === 5
  const couldNotBeConfirmed = (card !== null || phone) && (failure !== null || severalMatch)
  return (
    visit.saysUnchanged === true &&
    !hasEnded(facts) &&
    !readingToTry &&
    (couldNotBeConfirmed || acceptsKnownPatients)
  )
}

/** The record is from before the visit; past the 75th birthday it may be of the scheme that was left. */
const mayBeFromBefore75 = ({ age }: Facts): boolean => age === '75-and-over'

const byWord = (facts: Facts, also: readonly ReasonCode[]): Verdict =>
  mayBeFromBefore75(facts)
    ? {
        codes: ['AGE75_SWITCH', ...also],
        needs: canLookUp(facts) ? ['look-up', ...FALLBACKS] : FALLBACKS,
      }
    : {
        codes: ['PAST_RECORD_ORAL', ...also],
        notes: ['ASK_COVER_CHANGED', 'RECHECK_LATER'],
        burden: shareOf(facts),
      }

/** The official terminal's answer about the record itself. It is always among the reasons. */
const judgeAnswer = (facts: Facts): Verdict | null => {
  if (hasEnded(facts)) return { codes: ['QUAL_LOST', ...onlineAlsoSays(facts)], needs: PROOF }
  switch (facts.online) {
    case 1:
      return mayBeFromBefore75(facts)
        ? {
            codes: ['OK_ONLINE', 'AGE75_SWITCH'],
            notes: ['ASK_COVER_CHANGED', 'RECHECK_LATER'],
            burden: shareOf(facts),
            withNote: true,
          }
        : { codes: ['OK_ONLINE'], burden: shareOf(facts) }
    case 3:
    case 6:
      return onlineBeatsPaper(facts)
    case 2:
      return { codes: ['ONLINE_INVALID'], needs: PROOF, notes: ['ASK_COVER_CHANGED'] }
    case 4:
      return isOpen(facts)
        ? byWord(facts, ['ONLINE_NOT_FOUND'])
        : { codes: ['ONLINE_NOT_FOUND'], needs: PROOF, notes: ['ASK_COVER_CHANGED'] }
    case 5:
      return isOpen(facts)
        ? byWord(facts, ['MULTI_MATCH'])
        : {
            codes: ['MULTI_MATCH'],
            needs: ['branch-number', ...PROOF, 'staff'],
            notes: ['ASK_COVER_CHANGED'],
          }
    case 'unavailable':
    case null:
      return null
  }
}

export const pastRecordRoad = {
  name: 'past-record',
  opensWith: ['record-on-file'],
  reasons: {
    OK_ONLINE: ['N01', 'D08', 'N16'],
    PAST_RECORD_ORAL: ['N02', 'N07', 'N08'],
    AGE75_SWITCH: ['N25'],
    QUAL_LOST: ['B07', 'N27'],
    ...ONLINE_REASONS,
  },
  look: (facts) => {
    if (facts.askedBy === 'number') {
      const answered = judgeAnswer(facts)
      return answered ? [answered] : NO_VERDICT
    }
    // A phone answers for nobody but its owner, and so does its refusal.
    const disprovedByPhone = facts.online === 2 && facts.card === null
    return isOpen(facts) && !disprovedByPhone ? [byWord(facts, onlineAlsoSays(facts))] : NO_VERDICT
  },
} as const satisfies Road
