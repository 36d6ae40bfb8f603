import { useState } from 'react'
import { ROLES, type Role } from '../../main/contract/staff.ts'
import { send, useDesk } from '../desk/connection.ts'
import { useWords } from '../languages/index.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { Picker } from '../parts/picker.tsx'
import { TextInput } from '../parts/text-input.tsx'

/** Who works at this desk. With nobody entered the desk is open; with the first person it asks who is there. */
export const StaffSettings = ({ mayChange }: { mayChange: boolean }) => {
  const t = useWords()
  const { staff } = useDesk().office
  const [name, setName] = useState('')
  const [secret, setSecret] = useState('')
  const [role, setRole] = useState<Role>(staff.people.length === 0 ? 'administrator' : 'receptionist')
  const ready = name.trim() !== '' && secret.length >= 4
  return (
    <>
      <p className="soft">{t('settings.staffHint')}</p>
      <div className="settings-rows">
        {staff.people.length === 0 ? <p className="settings-row soft">{t('settings.nobody')}</p> : null}
        {staff.people.map((person) => (
          <div key={person.id} className="settings-row">
            <strong>{person.name}</strong>
            <span className="soft">{t(`roles.${person.role}`)}</span>
            {mayChange && person.id !== staff.signedIn?.id ? (
              <IconButton
                icon="close"
                label={t('settings.removePerson', { name: person.name })}
                onPress={() => send({ type: 'remove-person', person: person.id })}
              />
            ) : null}
          </div>
        ))}
      </div>
      {mayChange ? (
        <form
          className="settings-fields"
          onSubmit={(event) => {
            event.preventDefault()
            if (!ready) return
            send({ type: 'add-person', name: name.trim(), role, secret })
            setName('')
            setSecret('')
            setRole('receptionist')
          }}
        >
          <TextInput label={t('settings.personName')} value={name} most={60} onChange={setName} />
          <Picker
            label={t('settings.role')}
            value={role}
            choices={ROLES.map((id) => ({ id, word: t(`roles.${id}`) }))}
            onChange={(id) => setRole(ROLES.find((each) => each === id) ?? role)}
          />
          <TextInput
            label={t('settings.secret')}
            hint={t('settings.secretHint')}
            type="password"
            value={secret}
            onChange={setSecret}
          />
          <div className="settings-buttons">
            <Button rank="next" icon="plus" type="submit" isDisabled={!ready}>
              {t('settings.addPerson')}
            </Button>
          </div>
        </form>
      ) : null}
      {staff.signedIn === null ? null : (
        <div className="settings-buttons">
          <Button icon="person" onPress={() => send({ type: 'sign-out' })}>
            {t('settings.signOut', { name: staff.signedIn.name })}
          </Button>
        </div>
      )}
    </>
  )
}
