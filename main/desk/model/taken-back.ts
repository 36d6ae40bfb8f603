/** Taking a paper or a card back: whatever came with it goes too, and what was entered by hand stays. Pure. */
import type { Day } from '../../../contract/day.ts'
import type { CheckInView, Evidence } from '../../../contract/desk.ts'
import { withoutDeclaration } from './declared.ts'
import { publicAidWithout } from './public-aid.ts'

/** The birth date on a paper; none on one that is another person's. */
export const bornBy = ({ document, claims }: Evidence): Day | null =>
  'otherPerson' in document && document.otherPerson === true ? null : (claims.birthDate ?? null)

/**
 * The birth date that is left when a paper goes: none where only that paper has given it, or the official answer that goes
 * with it.
 */
export const birthDateWithout = (view: CheckInView, gone: Evidence, withAnswer = false): Day | null => {
  const { birthDate } = view
  const official = view.official?.entitlements.map(({ entitlement }) => entitlement.birthDate) ?? []
  const going = [bornBy(gone), ...(withAnswer ? official : [])]
  if (birthDate === null || !going.includes(birthDate)) return birthDate
  const others = view.evidence.filter(({ id }) => id !== gone.id).map(bornBy)
  return [...others, ...(withAnswer ? [] : official)].includes(birthDate) ? birthDate : null
}

/** A card and a telephone are asked about by themselves; on every other paper stands a number. */
const mayHaveNumber = ({ document }: Evidence): boolean =>
  document.type !== 'my-number-card' && document.type !== 'phone'

const isOfNumber = ({ online, reader }: CheckInView): boolean =>
  online !== null &&
  'code' in online &&
  (online.by ?? (reader.state === 'read' ? 'card' : 'number')) === 'number'

/** An answer to the number of a paper says nothing once neither a paper nor the record has a number to ask about. */
const answerGoes = (view: CheckInView, gone: Evidence): boolean =>
  mayHaveNumber(gone) &&
  isOfNumber(view) &&
  view.visit.recordOnFile !== true &&
  !view.evidence.some((piece) => piece.id !== gone.id && mayHaveNumber(piece))

/** The visit's fields without a piece of evidence and what came with it: a card's answer, a prescription's public funds, and so on. */
export const leftWithout = (view: CheckInView, gone: Evidence): Partial<CheckInView> => {
  const withAnswer = gone.source === 'card-reader' || answerGoes(view, gone)
  return {
    evidence: view.evidence.filter(({ id }) => id !== gone.id),
    birthDate: birthDateWithout(view, gone, withAnswer),
    publicAid: publicAidWithout(view.publicAid, gone.id),
    ...(gone.document.type === 'self-declaration' ? withoutDeclaration(view) : {}),
    ...(gone.source === 'card-reader' ? { reader: { state: 'not-tried' } } : {}),
    ...(withAnswer ? { online: null, official: null, officialName: null } : {}),
  }
}
