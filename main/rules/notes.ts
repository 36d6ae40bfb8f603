/**
 * Notes: what the desk has to do or say because of a reason, wherever among the reasons it stands, and on the card and
 * the reader, whichever road decides.
 */
import type { Note, Reason, ReasonCode } from '../../contract/decision.ts'
import type { Facts } from './facts.ts'

const NOTES_OF_REASON: Readonly<Partial<Record<ReasonCode, readonly Note[]>>> = {
  // First the card is stopped (N38), then the insurer and the office are told (B12).
  CARD_LOST: ['STOP_LOST_CARD', 'TELL_INSURER'],
  NAME_MISMATCH: ['TELL_INSURER'],
  EXPIRY_GRID_MISMATCH: ['ASK_INSURER'],
  EXPIRY_IMPLAUSIBLE: ['ASK_INSURER'],
  ONLINE_NOT_FOUND: ['ASK_INSURER'],
  ONLINE_NOT_FOUND_DOC_VALID: ['ASK_INSURER'],
  NEW_COVER_NOT_YET_ONLINE: ['ASK_INSURER'],
  WELFARE_UNREGISTERED: ['ASK_INSURER'],
}

const standingNotes = ({ reader, card, failure }: Facts): Note[] => {
  const notes: Note[] = []
  if (reader.state === 'read' && reader.identifiedBy === 'visual') notes.push('RESET_READER_MODE')
  const endsSoonOrHasEnded = card !== null && card.standing !== 'valid' && card.standing !== 'unknown'
  if (endsSoonOrHasEnded || failure === 'certificate-expired') notes.push('RENEW_CERTIFICATE')
  return notes
}

/**
 * All notes of a decision, once each.
 * @param ofRoad what the deciding road adds
 */
export const notesFor = (facts: Facts, reasons: readonly Reason[], ofRoad: readonly Note[]): Note[] => {
  const notes = new Set([
    ...standingNotes(facts),
    ...ofRoad,
    ...reasons.flatMap(({ code }) => NOTES_OF_REASON[code] ?? []),
  ])
  // Asked and answered: the question is not put again.
  if (facts.visit.saysUnchanged === true) notes.delete('ASK_COVER_CHANGED')
  return [...notes]
}
