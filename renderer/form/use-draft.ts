import { useRef, useState } from 'react'
import type { Draft, FieldName, Fields, FormName } from '../../contract/form.ts'
import { send } from '../state/connection.ts'

/**
 * The fields as the person at the desk sees them. Every change goes to the desk at once, so that no restart loses it;
 * a state that comes back is taken over only when it holds the last change made here (`edit`), or a key press would be
 * overwritten by what was true a moment ago. What a scan has filled comes in the same way.
 */
export const useDraft = (draft: Draft) => {
  const [typed, setTyped] = useState<{ edit: number; fields: Fields }>({
    edit: draft.edit,
    fields: draft.fields,
  })
  const last = useRef(typed)
  const isCurrent = draft.edit >= typed.edit
  const fields = isCurrent ? draft.fields : typed.fields
  last.current = isCurrent ? { edit: draft.edit, fields } : typed
  const { form, documentId } = draft
  return {
    fields,
    type: (field: FieldName, value: string): void => {
      const next = { edit: last.current.edit + 1, fields: { ...last.current.fields, [field]: value } }
      last.current = next
      setTyped(next)
      send({ type: 'save-draft', draft: { form, documentId, ...next } })
    },
    /** It is another kind of paper: its form, with everything that was typed. */
    turnInto: (next: FormName): void =>
      send({
        type: 'save-draft',
        draft: { form: next, documentId, edit: last.current.edit + 1, fields: last.current.fields },
      }),
    handIn: (): void => send({ type: 'hand-in-draft', draft: { form, documentId, ...last.current } }),
  }
}
