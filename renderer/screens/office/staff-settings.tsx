import { useEffect, useRef, useState } from 'react'
import type { Person } from '../../../contract/office.ts'
import { pinProblem, ROLES, type Role } from '../../../contract/staff.ts'
import { useWords } from '../../languages/index.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { Picker } from '../../parts/picker.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { send } from '../../state/connection.ts'
import { useDesk } from '../../state/desk.ts'
import { classes } from '../../styles/classes.ts'
import { SecretAgain } from './secret-again.tsx'
import settingsPageCss from './settings-page.module.css'
import { SettingsRows } from './settings-rows.tsx'
import { TypedByHand } from './typed-by-hand.tsx'

/** Gives somebody a staff card (the next code that is scanned), or takes it away. */
const StaffCardButton = ({ person, registering }: { person: Person; registering: string | null }) => {
  const t = useWords()
  if (person.id === registering)
    return (
      <Button onPress={() => send({ type: 'register-staff-card', person: null })}>
        {t('settings.stopStaffCard')}
      </Button>
    )
  return person.hasCard ? (
    <Button
      aria-label={t('settings.removeStaffCardOf', { name: person.name })}
      onPress={() => send({ type: 'remove-staff-card', person: person.id })}
    >
      {t('settings.removeStaffCard')}
    </Button>
  ) : (
    <Button
      aria-label={t('settings.addStaffCardOf', { name: person.name })}
      onPress={() => send({ type: 'register-staff-card', person: person.id })}
    >
      {t('settings.addStaffCard')}
    </Button>
  )
}

const RolePicker = ({ role, onChange }: { role: Role; onChange: (role: Role) => void }) => {
  const t = useWords()
  return (
    <Picker
      label={t('settings.role')}
      value={role}
      choices={ROLES.map((id) => ({ id, word: t(`roles.${id}`) }))}
      onChange={(id) => onChange(ROLES.find((each) => each === id) ?? role)}
    />
  )
}

/** Another role, another password, or both. The only administrator keeps that role. It takes the focus as it opens. */
const PersonForm = ({
  person,
  isOnlyAdministrator,
  onEnd,
}: {
  person: Person
  isOnlyAdministrator: boolean
  onEnd: () => void
}) => {
  const t = useWords()
  const [role, setRole] = useState<Role>(person.role)
  const [secret, setSecret] = useState('')
  const title = useRef<HTMLElement>(null)
  useEffect(() => title.current?.focus(), [])
  const [again, setAgain] = useState('')
  const ready = secret === '' ? role !== person.role : pinProblem(secret) === null && again === secret
  return (
    <form
      className={settingsPageCss.settingsFields}
      aria-label={t('settings.changePersonOf', { name: person.name })}
      onSubmit={(event) => {
        event.preventDefault()
        if (!ready) return
        send({
          type: 'change-person',
          person: person.id,
          ...(role === person.role ? {} : { role }),
          ...(secret === '' ? {} : { secret }),
        })
        onEnd()
      }}
    >
      <strong ref={title} tabIndex={-1} className={settingsPageCss.settingsPart}>
        {t('settings.changingPerson', { name: person.name })}
      </strong>
      {isOnlyAdministrator ? (
        <p className="soft">
          <Phrases text={t('settings.onlyAdministrator')} />
        </p>
      ) : (
        <RolePicker role={role} onChange={setRole} />
      )}
      <TextInput
        label={t('settings.newSecret')}
        hint={t('settings.newSecretHint')}
        type="password"
        value={secret}
        onChange={setSecret}
      />
      {secret === '' ? null : <SecretAgain secret={secret} again={again} onChange={setAgain} />}
      <div className={settingsPageCss.settingsButtons}>
        <Button rank="next" type="submit" isDisabled={!ready}>
          {t('settings.savePerson')}
        </Button>
        <Button onPress={onEnd}>{t('settings.leavePerson')}</Button>
      </div>
    </form>
  )
}

/** The people who work at this desk. With nobody entered the desk is open; with the first person it asks who is there. */
export const StaffSettings = ({ mayChange }: { mayChange: boolean }) => {
  const t = useWords()
  const { staff } = useDesk().office
  const [name, setName] = useState('')
  const [secret, setSecret] = useState('')
  const [role, setRole] = useState<Role>(staff.people.length === 0 ? 'administrator' : 'receptionist')
  // A card that is scanned on another page is nobody's staff card.
  useEffect(() => () => send({ type: 'register-staff-card', person: null }), [])
  const [changing, setChanging] = useState<{ person: string; button: Element } | null>(null)
  const changed = mayChange ? staff.people.find(({ id }) => id === changing?.person) : undefined
  const rows = useRef<HTMLElement>(null)
  const nameBox = useRef<HTMLInputElement>(null)
  /** Leaves the form, for the button that has opened it. */
  const endChange = (): void => {
    if (changing?.button instanceof HTMLElement) changing.button.focus()
    setChanging(null)
  }
  const administrators = staff.people.filter((person) => person.role === 'administrator')
  const [again, setAgain] = useState('')
  const ready = name.trim() !== '' && pinProblem(secret) === null && again === secret
  return (
    <>
      <p className="soft">
        <Phrases text={t('settings.staffHint')} />
      </p>
      <SettingsRows label={t('settings.registeredStaff')} place={rows}>
        {staff.people.length === 0 ? (
          <p className={classes(settingsPageCss.settingsRow, 'soft')}>
            <Phrases text={t('settings.nobody')} />
          </p>
        ) : null}
        {staff.people.map((person) => (
          <div key={person.id} className={settingsPageCss.settingsRow}>
            <strong>{person.name}</strong>
            <span className="soft">{t(`roles.${person.role}`)}</span>
            {person.id === staff.registering ? (
              <>
                <span className={settingsPageCss.staffCardWait} role="status">
                  {t('settings.scanStaffCard', { name: person.name })}
                </span>
                <TypedByHand />
              </>
            ) : person.hasCard ? (
              <span className="soft">{t('settings.hasStaffCard')}</span>
            ) : null}
            {mayChange ? (
              <Button
                aria-label={t('settings.changePersonOf', { name: person.name })}
                onPress={({ target }) => setChanging({ person: person.id, button: target })}
              >
                {t('settings.changePerson')}
              </Button>
            ) : null}
            {mayChange ? <StaffCardButton person={person} registering={staff.registering} /> : null}
            {mayChange && person.id !== staff.signedIn?.id ? (
              <IconButton
                icon="close"
                label={t('settings.removePerson', { name: person.name })}
                onPress={() => {
                  rows.current?.focus()
                  send({ type: 'remove-person', person: person.id })
                }}
              />
            ) : null}
          </div>
        ))}
      </SettingsRows>
      {changed === undefined ? null : (
        <PersonForm
          key={changed.id}
          person={changed}
          isOnlyAdministrator={changed.role === 'administrator' && administrators.length === 1}
          onEnd={endChange}
        />
      )}
      {mayChange && changed === undefined ? (
        <form
          className={settingsPageCss.settingsFields}
          onSubmit={(event) => {
            event.preventDefault()
            if (!ready) return
            // The button cannot be pressed again before the next name is there.
            nameBox.current?.focus()
            send({ type: 'add-person', name: name.trim(), role, secret })
            setName('')
            setSecret('')
            setAgain('')
            setRole('receptionist')
          }}
        >
          <TextInput
            label={t('settings.personName')}
            value={name}
            most={60}
            box={nameBox}
            onChange={setName}
          />
          <RolePicker role={role} onChange={setRole} />
          <TextInput
            label={t('settings.secret')}
            hint={t('settings.secretHint')}
            type="password"
            value={secret}
            isInvalid={secret !== '' && pinProblem(secret) !== null}
            onChange={setSecret}
          />
          <SecretAgain secret={secret} again={again} onChange={setAgain} />
          <div className={settingsPageCss.settingsButtons}>
            <Button rank="next" icon="plus" type="submit" isDisabled={!ready}>
              {t('settings.addPerson')}
            </Button>
          </div>
        </form>
      ) : null}
      {staff.signedIn === null ? null : (
        <div className={settingsPageCss.settingsButtons}>
          <Button icon="person" onPress={() => send({ type: 'sign-out' })}>
            {t('settings.signOut', { name: staff.signedIn.name })}
          </Button>
        </div>
      )}
    </>
  )
}
