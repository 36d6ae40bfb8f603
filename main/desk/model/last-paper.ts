/** A paper that was taken as the one of the patient's last visit, known by the patient's number alone. Pure. */
import type { Evidence } from '../../../contract/desk.ts'

/** Tells whether a paper was taken so. One that a desk before has kept has only its trace. */
export const isOfLastVisit = ({ ofLastVisit, insured }: Pick<Evidence, 'ofLastVisit' | 'insured'>): boolean =>
  ofLastVisit === true || insured !== undefined
