import { useRef, useState } from 'react'
import { Input, Label, TextField } from 'react-aria-components'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { ChoiceList } from '../../parts/choice-list.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send, useDesk } from '../../state/connection.ts'
import './sign-in.css'

/** Who is at the desk: the name by one press, then the secret that belongs to it. */
export const SignIn = () => {
  const t = useWords()
  const { staff } = useDesk().office
  const [chosen, setChosen] = useState(staff.people.length === 1 ? (staff.people[0]?.id ?? null) : null)
  const [secret, setSecret] = useState('')
  const secretBox = useRef<HTMLInputElement>(null)
  const person = staff.people.find(({ id }) => id === chosen)
  return (
    <section className="sign-in" aria-labelledby="sign-in-title">
      <h2 id="sign-in-title" className="sign-in-title">
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
          className="sign-in-secret"
          onSubmit={(event) => {
            event.preventDefault()
            // The button cannot be pressed again before there is another secret.
            secretBox.current?.focus()
            send({ type: 'sign-in', person: person.id, secret })
            setSecret('')
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
            <Label className="field-label">{t('signIn.secret', { name: person.name })}</Label>
            <Input ref={secretBox} className="field-box" />
          </TextField>
          <Button rank="next" large type="submit" isDisabled={secret === ''}>
            {t('signIn.enter')}
          </Button>
        </form>
      )}
      <p role="alert" className="sign-in-refusal">
        {staff.refusal === null ? '' : t(`signIn.refusals.${staff.refusal}`)}
      </p>
    </section>
  )
}
