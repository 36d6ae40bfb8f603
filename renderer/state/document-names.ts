import { type DocumentType, documentSchema } from '../../contract/check-in.ts'
import type { Settings } from '../../contract/office.ts'
import { useWords } from '../languages/index.ts'

/** Every kind of document, in the order in which the picker offers them. */
export const DOCUMENT_TYPES = [
  'my-number-card',
  'eligibility-certificate',
  'eligibility-notice',
  'portal-screen',
  'phone',
  'elderly-recipient-certificate',
  'temporary-certificate',
  'insurance-card',
  'self-declaration',
] as const satisfies readonly DocumentType[]

/** A pharmacy is shown the prescription first, and takes what every desk does. */
const PHARMACY_DOCUMENT_TYPES = ['prescription', ...DOCUMENT_TYPES] as const

/** The kinds of document that are offered at a clinic or a pharmacy. */
export const documentTypesAt = (place: Settings['place']): readonly DocumentType[] =>
  place === 'pharmacy' ? PHARMACY_DOCUMENT_TYPES : DOCUMENT_TYPES

const isDocumentType = (text: string): text is DocumentType =>
  documentSchema.options.some((option) => option.shape.type.value === text)

/** The name of a kind of document; a kind that this window does not know keeps its own. */
export const useDocumentName = (): ((type: string) => string) => {
  const t = useWords()
  return (type) => (isDocumentType(type) ? t(`documents.${type}`) : type)
}
