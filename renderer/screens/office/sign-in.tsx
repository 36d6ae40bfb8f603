import { useRef, useState } from 'react'
import { Input, Label, TextField } from 'react-aria-components'
import { DigitPad } from '../../form/digit-pad.tsx'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { ChoiceList } from '../../parts/choice-list.tsx'
import fieldCss from '../../parts/field.module.css'
import { Icon } from '../../parts/icon.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { useDesk } from '../../state/desk.ts'
import { classes } from '../../styles/classes.ts'
import { ForgottenPin } from './forgotten-pin.tsx'
import css from './sign-in.module.css'

/** Signs a person in: the name by one press, then its secret. */
export const SignIn = () => {
  const t = useWords()
  const { staff } = useDesk().office
  const [chosen, setChosen] = useState(staff.people.length === 1 ? (staff.people[0]?.id ?? null) : null)
  const [secret, setSecret] = useState('')
  // An administrator's card says who is there: the box for the password opens by itself.
  const [asked, setAsked] = useState<string | undefined>(undefined)
  if (staff.asksPinOf !== asked) {
    setAsked(staff.asksPinOf)
    if (staff.asksPinOf !== undefined) setChosen(staff.asksPinOf)
  }
  const secretBox = useRef<HTMLInputElement>(null)
  const person = staff.people.find(({ id }) => id === chosen)
  const asker = staff.people.find(({ id }) => id === staff.asksPinOf)
  const signIn = () => {
    if (person === undefined || secret === '') return
    // The button cannot be pressed again before there is another secret.
    secretBox.current?.focus()
    send({ type: 'sign-in', person: person.id, secret })
    setSecret('')
  }
  return (
    <section className={css.signIn} aria-labelledby="sign-in-title">
      <h2 id="sign-in-title" className={css.signInTitle}>
        <Icon name="person" size={2} />
        {t('signIn.title')}
      </h2>
      <ChoiceList
        label={t('signIn.title')}
        takesFocus={person === undefined}
        choices={staff.people.map(({ id, name, role }) => ({
          id,
          word: name,
          hint: t(`roles.${role}`),
          isChosen: id === chosen,
          onChoose: () => {
            setChosen(id)
            setSecret('')
          },
        }))}
      />
      {staff.people.some(({ hasCard }) => hasCard) ? (
        <p>
          <Phrases text={t('signIn.byCard')} />
        </p>
      ) : null}
      {person === undefined ? null : (
        <form
          className={css.signInSecret}
          onSubmit={(event) => {
            event.preventDefault()
            signIn()
          }}
        >
          <TextField
            key={person.id}
            type="password"
            value={secret}
            onChange={setSecret}
            maxLength={200}
            autoFocus
            autoComplete="off"
          >
            <Label className={fieldCss.fieldLabel}>{t('signIn.secret', { name: person.name })}</Label>
            <Input ref={secretBox} className={classes(fieldCss.fieldBox)} />
          </TextField>
          <Button rank="next" large type="submit" isDisabled={secret === ''}>
            {t('signIn.enter')}
          </Button>
          <DigitPad
            kind="digits"
            onKey={(key) => setSecret((typed) => `${typed}${key}`)}
            onErase={() => setSecret((typed) => typed.slice(0, -1))}
          />
        </form>
      )}
      {person === undefined ? null : <ForgottenPin person={person} />}
      <p role="alert" className={css.signInRefusal}>
        {staff.refusal !== null
          ? t(`signIn.refusals.${staff.refusal}`)
          : asker === undefined
            ? ''
            : t('signIn.cardAsksSecret', { name: asker.name })}
      </p>
    </section>
  )
}
