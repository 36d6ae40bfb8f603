/** Collects what the papers say of the chip's four facts, for comparison. Pure. */

import { isDay } from '../../../contract/calendar.ts'
import type { DocumentType } from '../../../contract/check-in.ts'
import type { CheckInView } from '../../../contract/desk.ts'

/** One paper's side: only what it says, as it says it. */
export type PaperFacts = {
  readonly id: string
  readonly document: DocumentType | 'form'
  readonly name?: string
  /** `YYYY-MM-DD`. */
  readonly birthDate?: string
  readonly sex?: string
  readonly address?: string
}

const given = <Key extends string>(key: Key, value: string | undefined) =>
  value === undefined || value.trim() === '' ? {} : { [key]: value }

/** Every paper that says one of the four facts, and the form that is being filled in now. */
export const papersOf = ({ evidence, declaration, draft }: CheckInView): PaperFacts[] => {
  const papers: PaperFacts[] = evidence.map(({ id, document, claims }) => ({
    id,
    document: document.type,
    ...given('name', claims.name),
    ...given('birthDate', claims.birthDate),
    ...(document.type === 'self-declaration'
      ? { ...given('sex', declaration?.sex), ...given('address', declaration?.address) }
      : {}),
  }))
  const day = draft?.checks.birthDate?.details.day
  if (draft !== null && draft.form !== 'patient')
    papers.push({
      id: 'draft',
      document: 'form',
      ...given('name', draft.fields.name),
      ...(typeof day === 'string' && isDay(day) ? { birthDate: day } : {}),
      ...given('sex', draft.fields.sex),
      ...given('address', draft.fields.address),
    })
  return papers.filter((paper) => Object.keys(paper).length > 2)
}

/** Two addresses are the same where only widths, hyphens and spaces part them. */
export const isSameAddress = (left: string, right: string): boolean => {
  const plain = (text: string): string =>
    text
      .normalize('NFKC')
      .replace(/[\u2010-\u2015\u2212\u30FC]/g, '-')
      .replace(/\s/g, '')
  return plain(left) === plain(right)
}
