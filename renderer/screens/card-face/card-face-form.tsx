import { useEffect, useRef, useState } from 'react'
import { Input, Label, Text, TextField } from 'react-aria-components'
import {
  CARD_FACE_FIELDS,
  type CardFace,
  type CardFaceField,
  type CardFaceTyped,
} from '../../../contract/card-face.ts'
import { DigitPad } from '../../form/digit-pad.tsx'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import fieldCss from '../../parts/field.module.css'
import { Icon } from '../../parts/icon.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { useEveryState } from '../../state/desk.ts'
import { classes } from '../../styles/classes.ts'
import cardFaceCss from './card-face.module.css'

const EMPTY: CardFaceTyped = { birthDate: '', expiryYear: '', securityCode: '' }
const MOST: Readonly<Record<CardFaceField, number>> = { birthDate: 20, expiryYear: 5, securityCode: 4 }

const focusField = (form: HTMLFormElement | null, field: CardFaceField): void =>
  form?.querySelector<HTMLInputElement>(`[data-field="${field}"] input`)?.focus()

/**
 * The three things that the card's face prints, for keyboard and fingers. What is typed lives in this form alone until
 * it is sent, once; the desk says what cannot be right.
 */
export const CardFaceForm = ({
  face,
  onLeave,
}: {
  face: Extract<CardFace, { state: 'asking' | 'reading' }>
  onLeave: () => void
}) => {
  const t = useWords()
  const form = useRef<HTMLFormElement>(null)
  const asked = useRef(false)
  const [typed, setTyped] = useState(EMPTY)
  const [focused, setFocused] = useState<CardFaceField>('birthDate')
  const isReading = face.state === 'reading'
  const refused = face.state === 'asking' ? face.refused : []
  const isWhole = CARD_FACE_FIELDS.every((field) => typed[field].trim() !== '')
  const type = (field: CardFaceField, value: string): void =>
    setTyped((before) => ({ ...before, [field]: value.slice(0, MOST[field]) }))
  const read = (): void => {
    const missing = CARD_FACE_FIELDS.find((field) => typed[field].trim() === '')
    if (missing !== undefined) focusField(form.current, missing)
    else if (!isReading) {
      asked.current = true
      send({ type: 'read-card-face', typed })
    }
  }
  const advance = (from: CardFaceField): void => {
    const next = CARD_FACE_FIELDS[CARD_FACE_FIELDS.indexOf(from) + 1]
    if (next === undefined) read()
    else focusField(form.current, next)
  }
  const revision = useEveryState()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refusal that says the same again comes with another state.
  useEffect(() => {
    const [first] = face.state === 'asking' ? face.refused : []
    if (!asked.current || first === undefined) return
    asked.current = false
    focusField(form.current, first)
  }, [face, revision])
  return (
    <form
      ref={form}
      className={cardFaceCss.cardFace}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        read()
      }}
    >
      <div className={cardFaceCss.cardFaceBody}>
        <div className={cardFaceCss.cardFaceFields}>
          <p>
            <Phrases text={t('cardFace.lead')} />
          </p>
          <p className={cardFaceCss.cardFaceAttempts}>
            <Icon name="info" size={1.25} />
            <span>
              <strong>
                <Phrases text={t('cardFace.attempts', { count: face.attempts })} />
              </strong>{' '}
              <span className="small soft">
                <Phrases text={t('cardFace.attemptsHint')} />
              </span>
            </span>
          </p>
          {face.state === 'asking' && face.wrong ? (
            <p className={cardFaceCss.cardFaceWrong} role="alert">
              <Icon name="look" size={1.25} />
              <Phrases text={t('cardFace.wrong')} />
            </p>
          ) : null}
          {CARD_FACE_FIELDS.map((field) => {
            const isInvalid = refused.includes(field)
            return (
              <TextField
                key={field}
                data-field={field}
                className={classes(fieldCss.field)}
                value={typed[field]}
                maxLength={MOST[field]}
                inputMode={field === 'birthDate' ? 'text' : 'numeric'}
                autoComplete="off"
                autoFocus={field === 'birthDate'}
                isInvalid={isInvalid}
                isReadOnly={isReading}
                validationBehavior="aria"
                onChange={(value) => type(field, value)}
                onFocus={() => setFocused(field)}
              >
                <Label className={fieldCss.fieldLabel}>{t(`cardFace.fields.${field}.label`)}</Label>
                <Input
                  className={classes(fieldCss.fieldBox)}
                  spellCheck={false}
                  onKeyDown={(event) => {
                    // Enter that ends a kana conversion belongs to the input method, not to the form.
                    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229)
                      return
                    event.preventDefault()
                    advance(field)
                  }}
                />
                <Text slot={isInvalid ? 'errorMessage' : 'description'} className={fieldCss.fieldBelow}>
                  {isInvalid ? (
                    <span className={classes(fieldCss.fieldCheck, fieldCss.fieldCheckError)}>
                      <Icon name="look" size={1} />
                      <Phrases text={t(`cardFace.fields.${field}.refused`)} />
                    </span>
                  ) : (
                    <span className={fieldCss.fieldHint}>
                      <Phrases text={t(`cardFace.fields.${field}.hint`)} />
                    </span>
                  )}
                </Text>
              </TextField>
            )
          })}
        </div>
        <div className={cardFaceCss.cardFacePad}>
          <DigitPad
            kind={focused === 'birthDate' ? 'day' : 'digits'}
            onKey={(key) => type(focused, `${typed[focused]}${key}`)}
            onErase={() => type(focused, typed[focused].slice(0, -1))}
            onNext={() => advance(focused)}
          />
          <div className={cardFaceCss.cardFaceFoot}>
            <Button
              rank="next"
              large
              icon={isReading ? 'working' : 'card-reader'}
              type="submit"
              isDisabled={isReading || !isWhole}
            >
              {t(isReading ? 'cardFace.reading' : 'cardFace.readNow')}
            </Button>
            <Button onPress={onLeave}>{t('cardFace.leave')}</Button>
          </div>
        </div>
      </div>
    </form>
  )
}
