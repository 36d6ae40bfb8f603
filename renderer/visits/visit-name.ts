import type { VisitRow } from '../../contract/visit-row.ts'
import { useWords } from '../languages/index.ts'
import { moment } from '../state/days.ts'

/**
 * Names a visit without naming a person: by the clinic's number of the patient, else by the number in the queue, else by day
 * and time alone.
 */
export const useVisitName = () => {
  const t = useWords()
  return ({
    patientNumber,
    queueNumber,
    at,
  }: Pick<VisitRow, 'patientNumber' | 'queueNumber' | 'at'>): string =>
    [
      ...(patientNumber === null ? [] : [t('visits.number', { number: patientNumber })]),
      ...(queueNumber === null ? [] : [t('visits.queueNumber', { number: queueNumber })]),
      moment(at),
    ].join(' ・ ')
}
