import { type DocumentType, documentSchema } from '../../contract/check-in.ts'
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

const isDocumentType = (text: string): text is DocumentType =>
  documentSchema.options.some((option) => option.shape.type.value === text)

/** The name of a kind of document; a kind that this window does not know keeps its own. */
export const useDocumentName = (): ((type: string) => string) => {
  const t = useWords()
  return (type) => (isDocumentType(type) ? t(`documents.${type}`) : type)
}
