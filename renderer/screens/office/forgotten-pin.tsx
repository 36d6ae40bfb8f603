import { useState } from 'react'
import type { Person } from '../../../contract/office.ts'
import { pinProblem } from '../../../contract/staff.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { send } from '../../state/connection.ts'
import { useDesk } from '../../state/desk.ts'
import { SecretAgain } from './secret-again.tsx'
import settingsPageCss from './settings-page.module.css'

/**
 * A new PIN for an administrator who has forgotten theirs, by the groups of the key sheet. It stays open until they are
 * signed in: a letter that was mistyped is put right where it stands.
 */
const NewPin = ({ person, onClose }: { person: Person; onClose: () => void }) => {
  const t = useWords()
  const [sheet, setSheet] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [secret, setSecret] = useState('')
  const [again, setAgain] = useState('')
  const [isSent, setSent] = useState(false)
  const { refusal } = useDesk().office.staff
  const ready = sheet.trim() !== '' && pinProblem(secret) === null && again === secret
  return (
    <Dialog
      title={t('forgottenPin.title', { name: person.name })}
      closeLabel={t('common.close')}
      onClose={onClose}
    >
      <p>
        <Phrases text={t('forgottenPin.text')} />
      </p>
      <form
        className={settingsPageCss.settingsFields}
        onSubmit={(event) => {
          event.preventDefault()
          if (!ready) return
          send({
            type: 'recover-pin',
            person: person.id,
            sheet,
            passphrase: passphrase === '' ? null : passphrase,
            secret,
          })
          setSent(true)
        }}
      >
        <TextInput
          label={t('forgottenPin.sheet')}
          hint={t('forgottenPin.sheetHint')}
          value={sheet}
          onChange={setSheet}
        />
        <TextInput
          label={t('forgottenPin.passphrase')}
          hint={t('forgottenPin.passphraseHint')}
          type="password"
          value={passphrase}
          onChange={setPassphrase}
        />
        <TextInput
          label={t('settings.newSecret')}
          hint={t('settings.secretHint')}
          type="password"
          value={secret}
          isInvalid={secret !== '' && pinProblem(secret) !== null}
          onChange={setSecret}
        />
        <SecretAgain secret={secret} again={again} onChange={setAgain} />
        <div className={settingsPageCss.settingsButtons}>
          <Button rank="next" icon="tick" type="submit" isDisabled={!ready}>
            {t('forgottenPin.set')}
          </Button>
        </div>
      </form>
      <p role="alert">
        {isSent && refusal !== null ? <Phrases text={t(`signIn.refusals.${refusal}`)} /> : null}
      </p>
    </Dialog>
  )
}

/** The way back for an administrator who has forgotten the PIN. Everybody else is given a new one by an administrator. */
export const ForgottenPin = ({ person }: { person: Person }) => {
  const t = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button rank="quiet" icon="help" onPress={() => setOpen(true)}>
        {t('forgottenPin.open')}
      </Button>
      {isOpen ? (
        person.role === 'administrator' ? (
          <NewPin person={person} onClose={() => setOpen(false)} />
        ) : (
          <Dialog
            title={t('forgottenPin.title', { name: person.name })}
            closeLabel={t('common.close')}
            onClose={() => setOpen(false)}
          >
            <p>
              <Phrases text={t('forgottenPin.askAdministrator')} />
            </p>
          </Dialog>
        )
      ) : null}
    </>
  )
}
