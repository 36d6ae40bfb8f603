import type { FieldName, FormName } from '../../contract/form.ts'
import { useWords } from '../languages/index.ts'

/** Words of a form's own for its fields, by form and field. */
type Own = Partial<Record<string, Partial<Record<string, string>>>>

/** The label of a field as its paper prints it, and a word on where to find it. A form may have its own for a field. */
export const useFieldWords = () => {
  const t = useWords()
  return (field: FieldName, form: FormName): { label: string; hint: string } => {
    const ownLabels: Own = t('ownLabels', { returnObjects: true })
    const ownHints: Own = t('ownHints', { returnObjects: true })
    return {
      label: ownLabels[form]?.[field] ?? t(`fields.${field}.label`),
      hint: ownHints[form]?.[field] ?? t(`fields.${field}.hint`),
    }
  }
}
