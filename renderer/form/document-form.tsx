import { useEffect, useRef, useState } from 'react'
import { type Draft, FIELDS, type FieldName, FORMS, type FormName } from '../../contract/form.ts'
import { Specimen } from '../drawings/specimen.tsx'
import { useWords } from '../languages/index.ts'
import { Button } from '../parts/button.tsx'
import dialogCss from '../parts/dialog.module.css'
import { Dialog } from '../parts/dialog.tsx'
import { Icon } from '../parts/icon.tsx'
import { Phrases } from '../parts/phrases.tsx'
import { Picker } from '../parts/picker.tsx'
import { send } from '../state/connection.ts'
import { useEveryState } from '../state/desk.ts'
import { useHotkeys } from '../state/hotkeys.ts'
import { DeclarationPaper } from './declaration-paper.tsx'
import { DigitPad } from './digit-pad.tsx'
import css from './document-form.module.css'
import { Field } from './field.tsx'
import { useDraft } from './use-draft.ts'

/** Papers that are easily taken for one another: what was typed into one goes over into another. */
const SWITCHES = [
  'eligibility-certificate',
  'eligibility-notice',
  'elderly-recipient-certificate',
  'temporary-certificate',
  'insurance-card',
] as const satisfies readonly FormName[]

const isTick = (field: FieldName): boolean => FIELDS[field].kind === 'tick'

const focusField = (form: HTMLFormElement | null, field: FieldName): void => {
  const target = form?.querySelector<HTMLElement>(`[data-field="${field}"] :is(input, textarea)`)
  target?.focus()
  if (target instanceof HTMLInputElement) target.select()
}

/**
 * One form for keyboard, touch and scanner: the fields in the order of the paper, what the desk says about each beside
 * it, the paper's drawing with the place of the field that is being typed, and a pad for fingers.
 */
export const DocumentForm = ({ draft, onPark }: { draft: Draft; onPark: () => void }) => {
  const t = useWords()
  const form = useRef<HTMLFormElement>(null)
  const { fields, type, handIn: give, turnInto } = useDraft(draft)
  /** Handing in was asked for, and the answer is still to come: a refusal takes the focus to the first field in error. */
  const asked = useRef(false)
  const handIn = (): void => {
    asked.current = true
    give()
  }
  const names: readonly FieldName[] = FORMS[draft.form]
  const typed = names.filter((field) => !isTick(field))
  const ticks = names.filter(isTick)
  const [focused, setFocused] = useState<FieldName>(typed[0] ?? 'name')
  const [leaving, setLeaving] = useState(false)
  const isEmpty = Object.values(fields).every((value) => value === undefined || value === '')
  const leave = () => (isEmpty ? send({ type: 'save-draft', draft: null }) : setLeaving(true))
  useHotkeys({ f8: handIn })
  const advance = (from: FieldName): void => {
    const next = typed[typed.indexOf(from) + 1]
    if (next === undefined) handIn()
    else focusField(form.current, next)
  }
  const errors = names.filter((field) => draft.checks[field]?.tone === 'error')
  const revision = useEveryState()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refusal that says the same again comes with another state.
  useEffect(() => {
    const firstError = FORMS[draft.form].find((field) => draft.checks[field]?.tone === 'error')
    if (!asked.current || !draft.refused || firstError === undefined) return
    asked.current = false
    focusField(form.current, firstError)
  }, [draft, revision])
  return (
    <form
      ref={form}
      className={css.documentForm}
      aria-labelledby="form-title"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        handIn()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') leave()
      }}
    >
      <header className={css.documentFormHead}>
        <h2 id="form-title">{t(`forms.${draft.form}`)}</h2>
        <p className="soft">
          <Phrases text={t('form.lead')} />
        </p>
        {draft.documentId === null && SWITCHES.some((each) => each === draft.form) ? (
          <Picker
            label={t('form.kind')}
            value={draft.form}
            choices={SWITCHES.map((id) => ({ id, word: t(`documents.${id}`) }))}
            onChange={(id) => {
              const next = SWITCHES.find((each) => each === id)
              if (next !== undefined) turnInto(next)
            }}
          />
        ) : null}
      </header>
      {draft.refused && errors.length > 0 ? (
        <div className={css.documentFormRefused} role="alert">
          {t('form.refused', { count: errors.length })}
        </div>
      ) : null}
      {draft.scanned.length > 0 ? (
        <p className={css.documentFormScanned}>
          <Icon name="scanner" size={1.25} />
          <Phrases text={t('form.scanned')} />
        </p>
      ) : null}
      <div className={css.documentFormBody}>
        <div className={css.documentFormFields}>
          {typed.map((field, index) => (
            <Field
              key={field}
              field={field}
              form={draft.form}
              value={fields[field] ?? ''}
              check={draft.checks[field]}
              isFirst={index === 0}
              onType={(value) => type(field, value)}
              onFocus={() => setFocused(field)}
              onAdvance={() => advance(field)}
            />
          ))}
          {ticks.length === 0 ? null : (
            <fieldset className={css.documentFormTicks}>
              <legend>{t('form.ticks')}</legend>
              {ticks.map((field) => (
                <Field
                  key={field}
                  field={field}
                  form={draft.form}
                  value={fields[field] ?? ''}
                  check={draft.checks[field]}
                  isFirst={false}
                  onType={(value) => type(field, value)}
                  onFocus={() => setFocused(field)}
                  onAdvance={() => advance(field)}
                />
              ))}
            </fieldset>
          )}
        </div>
        <aside className={css.documentFormAside}>
          {draft.form === 'self-declaration' ? <DeclarationPaper /> : null}
          <Specimen
            form={draft.form}
            focused={focused}
            onChoose={(field) => focusField(form.current, field)}
          />
          <DigitPad
            kind={FIELDS[focused].kind}
            onKey={(key) => type(focused, `${fields[focused] ?? ''}${key}`)}
            onErase={() => type(focused, (fields[focused] ?? '').slice(0, -1))}
            onNext={() => advance(focused)}
          />
        </aside>
      </div>
      <footer className={css.documentFormFoot}>
        <Button rank="quiet" icon="back" onPress={leave}>
          {t('form.leave')}
        </Button>
        <Button rank="quiet" icon="list" shortcut="F5" onPress={onPark}>
          {t('tray.park')}
        </Button>
        <Button rank="next" large icon="tick" shortcut="F8" type="submit">
          {t(draft.documentId === null ? `form.handIn` : 'form.correct')}
        </Button>
      </footer>
      {leaving ? (
        <Dialog title={t('form.leaveTitle')} closeLabel={t('common.close')} onClose={() => setLeaving(false)}>
          <p>
            <Phrases text={t('form.leaveText')} />
          </p>
          <div className={dialogCss.dialogFoot}>
            <Button rank="next" onPress={() => setLeaving(false)}>
              {t('form.stay')}
            </Button>
            <Button onPress={() => send({ type: 'save-draft', draft: null })}>{t('form.forget')}</Button>
          </div>
        </Dialog>
      ) : null}
    </form>
  )
}
