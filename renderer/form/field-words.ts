import type { FieldName, FormName } from '../../contract/form.ts'
import { useWords } from '../languages/index.ts'

/** The label of a field as its paper prints it, and a word on where to find it. A form may have its own for a field. */
export const useFieldWords = () => {
  const t = useWords()
  return (field: FieldName, form: FormName): { label: string; hint: string } => {
    const own: Partial<Record<string, Partial<Record<string, string>>>> = t('ownLabels', {
      returnObjects: true,
    })
    const label = own[form]?.[field]
    return { label: label ?? t(`fields.${field}.label`), hint: t(`fields.${field}.hint`) }
  }
}
