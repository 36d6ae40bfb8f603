import type { RefObject } from 'react'
import { Input, Label, Text, TextField } from 'react-aria-components'
import { Phrases } from './phrases.tsx'
import './field.css'

/** A labelled box for settings and searches. */
export const TextInput = ({
  label,
  hint = '',
  value,
  most = 200,
  type = 'text',
  isInvalid = false,
  isDisabled = false,
  box,
  onChange,
}: {
  label: string
  hint?: string
  value: string
  most?: number
  type?: 'text' | 'number' | 'password'
  isInvalid?: boolean
  isDisabled?: boolean
  /** The box itself, for whoever gives it the focus. */
  box?: RefObject<HTMLInputElement | null>
  onChange: (value: string) => void
}) => (
  <TextField
    className="field"
    value={value}
    type={type === 'password' ? 'password' : 'text'}
    inputMode={type === 'number' ? 'numeric' : 'text'}
    maxLength={most}
    isInvalid={isInvalid}
    validationBehavior="aria"
    isDisabled={isDisabled}
    autoComplete="off"
    onChange={onChange}
  >
    <Label className="field-label">
      <Phrases text={label} />
    </Label>
    <Input {...(box === undefined ? {} : { ref: box })} className="field-box" spellCheck={false} />
    {hint === '' ? null : (
      <Text slot="description" className="field-below field-hint">
        <Phrases text={hint} />
      </Text>
    )}
  </TextField>
)
