import type { RefObject } from 'react'
import { Input, Label, Text, TextField } from 'react-aria-components'
import { classes } from '../styles/classes.ts'
import css from './field.module.css'
import { Phrases } from './phrases.tsx'

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
  takesFocus = false,
  onFocus,
  onChange,
  onLeave,
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
  /** It has the focus when it appears. */
  takesFocus?: boolean
  onFocus?: () => void
  onChange: (value: string) => void
  /** The box is left, or Enter is pressed in it. */
  onLeave?: () => void
}) => (
  <TextField
    className={classes(css.field)}
    value={value}
    type={type === 'password' ? 'password' : 'text'}
    inputMode={type === 'number' ? 'numeric' : 'text'}
    maxLength={most}
    isInvalid={isInvalid}
    validationBehavior="aria"
    isDisabled={isDisabled}
    autoComplete="off"
    autoFocus={takesFocus}
    {...(onFocus === undefined ? {} : { onFocus })}
    onChange={onChange}
    {...(onLeave === undefined ? {} : { onBlur: onLeave })}
  >
    <Label className={css.fieldLabel}>
      <Phrases text={label} />
    </Label>
    <Input
      {...(box === undefined ? {} : { ref: box })}
      className={classes(css.fieldBox)}
      spellCheck={false}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing && event.keyCode !== 229) onLeave?.()
      }}
    />
    {hint === '' ? null : (
      <Text slot="description" className={classes(css.fieldBelow, css.fieldHint)}>
        <Phrases text={hint} />
      </Text>
    )}
  </TextField>
)
