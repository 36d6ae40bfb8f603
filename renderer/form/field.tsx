import { Input, Label, Radio, RadioGroup, Text, TextField } from 'react-aria-components'
import {
  FIELDS,
  type FieldCheck,
  type FieldKind,
  type FieldName,
  type FormName,
} from '../../contract/form.ts'
import { unreachable } from '../../contract/result.ts'
import { useWords } from '../languages/index.ts'
import css from '../parts/field.module.css'
import { Icon, type IconName } from '../parts/icon.tsx'
import { Phrases } from '../parts/phrases.tsx'
import { TickBox } from '../parts/tick-box.tsx'
import { classes } from '../styles/classes.ts'
import { useCheckWords } from './check-words.ts'
import { useFieldWords } from './field-words.ts'

const TONE_ICONS = { ok: 'tick', warning: 'look', error: 'look' } as const satisfies Record<
  FieldCheck['tone'],
  IconName
>

/** A day as it is printed, era and all. */
const MAX_WRITTEN_DAY = 30

const isDigits = ({ kind }: FieldKind): boolean =>
  kind === 'insurer' || kind === 'branch' || kind === 'payer' || kind === 'recipient'

type Props = {
  field: FieldName
  form: FormName
  value: string
  check: FieldCheck | undefined
  isFirst: boolean
  onType: (value: string) => void
  onFocus: () => void
  onAdvance: () => void
}

/** A line under the field: what the desk has to say about it, or where on the paper it stands. */
const CheckLine = ({ check, hint }: { check: FieldCheck | undefined; hint: string }) => {
  const checkWords = useCheckWords()
  if (check === undefined)
    return hint === '' ? null : (
      <span className={css.fieldHint}>
        <Phrases text={hint} />
      </span>
    )
  return (
    <span className={classes(css.fieldCheck, css[`field-check-${check.tone}`])}>
      <Icon name={TONE_ICONS[check.tone]} size={1} />
      <Phrases text={checkWords(check)} />
    </span>
  )
}

/** One field of a form: its label as the paper has it, the box, and what there is to say about it. */
export const Field = ({ field, form, value, check, isFirst, onType, onFocus, onAdvance }: Props) => {
  const t = useWords()
  const { label, hint } = useFieldWords()(field, form)
  const found = FIELDS[field]
  const isInvalid = check?.tone === 'error'
  switch (found.kind) {
    case 'tick':
      return (
        <div data-field={field} className={classes(css.field, css.fieldTick)}>
          <TickBox
            word={label}
            {...(hint === '' ? {} : { hint })}
            isSelected={value === 'yes'}
            onChange={(ticked) => {
              onFocus()
              onType(ticked ? 'yes' : '')
            }}
          />
        </div>
      )
    case 'choice':
      return (
        <RadioGroup
          data-field={field}
          className={classes(css.field, css[`field-of-${field}`])}
          value={value === '' ? null : value}
          onChange={onType}
          onFocus={onFocus}
          isInvalid={isInvalid}
          validationBehavior="aria"
          orientation="horizontal"
        >
          <Label className={css.fieldLabel}>{label}</Label>
          <div className={css.fieldChoices}>
            {found.values.map((each) => (
              <Radio
                key={each}
                value={each}
                className={classes(css.fieldChoice)}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter') return event.continuePropagation()
                  // A radio button's Enter would hand the whole form in.
                  event.preventDefault()
                  onAdvance()
                }}
              >
                {t(`choices.${field}.${each}` as never)}
              </Radio>
            ))}
          </div>
          <Text slot={isInvalid ? 'errorMessage' : 'description'} className={css.fieldBelow}>
            <CheckLine check={check} hint={hint} />
          </Text>
        </RadioGroup>
      )
    case 'text':
    case 'kana':
    case 'identifier':
    case 'insurer':
    case 'branch':
    case 'payer':
    case 'recipient':
    case 'name':
    case 'telephone':
    case 'day':
      return (
        <TextField
          data-field={field}
          className={classes(css.field, css[`field-of-${field}`])}
          value={value}
          onChange={onType}
          onFocus={onFocus}
          isInvalid={isInvalid}
          validationBehavior="aria"
          autoFocus={isFirst}
          autoComplete="off"
          inputMode={isDigits(found) ? 'numeric' : 'text'}
          maxLength={found.kind === 'day' ? MAX_WRITTEN_DAY : found.max}
        >
          <Label className={css.fieldLabel}>{label}</Label>
          <Input
            className={classes(css.fieldBox)}
            spellCheck={false}
            onKeyDown={(event) => {
              // Enter that ends a kana conversion belongs to the input method, not to the form.
              if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229) return
              event.preventDefault()
              onAdvance()
            }}
          />
          <Text slot={isInvalid ? 'errorMessage' : 'description'} className={css.fieldBelow}>
            <CheckLine check={check} hint={hint} />
          </Text>
        </TextField>
      )
    default:
      return unreachable(found)
  }
}
