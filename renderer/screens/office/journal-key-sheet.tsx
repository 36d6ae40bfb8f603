import { useState } from 'react'
import { type KeySheet, keySheetText, PASSPHRASE_LEAST } from '../../../contract/key-sheet.ts'
import { useWords } from '../../languages/index.ts'
import { PrintButtons } from '../../paper/print-buttons.tsx'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { QrCode } from '../../parts/qr-code.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { TickBox } from '../../parts/tick-box.tsx'
import { send } from '../../state/connection.ts'
import { moment } from '../../state/days.ts'
import { useDesk } from '../../state/desk.ts'
import { CareOutcomeNote } from './care-note.tsx'
import css from './journal-key-sheet.module.css'
import settingsPageCss from './settings-page.module.css'

/** The sheet that was just made. It is shown until somebody says that it is on paper: it cannot be shown again. */
const NewSheet = ({ sheet }: { sheet: KeySheet }) => {
  const t = useWords()
  return (
    <div className={css.keySheetShown}>
      <p className={css.keySheetOnce}>
        <Phrases text={t('journalCare.keySheet.once')} />
      </p>
      <div className={settingsPageCss.journalSlipShown}>
        <QrCode text={keySheetText(sheet)} label={t('journalCare.keySheet.qrCode')} />
        <div>
          <p>{t('journalCare.keySheet.number', { number: sheet.number })}</p>
          <ol className={`${css.keySheetGroups} tabular`} aria-label={t('journalCare.keySheet.groups')}>
            {sheet.groups.map((group) => (
              <li key={group}>{group}</li>
            ))}
          </ol>
          <PrintButtons request={{ paper: 'key-sheet' }} word={t('journalCare.keySheet.print')} />
        </div>
      </div>
      <div className={settingsPageCss.settingsButtons}>
        <Button
          rank="next"
          icon="tick"
          onPress={() => send({ type: 'put-away-key-sheet', sheet: sheet.number })}
        >
          {t('journalCare.keySheet.putAway')}
        </Button>
      </div>
    </div>
  )
}

/** Asks for the passphrase twice, where one is wanted, and makes the sheet. */
const MakeSheet = ({ isFirst }: { isFirst: boolean }) => {
  const t = useWords()
  const { work } = useDesk().office.journal
  const [wanted, setWanted] = useState(false)
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const isShort = passphrase !== '' && passphrase.length < PASSPHRASE_LEAST
  const isOther = again !== '' && again !== passphrase
  const isReady = !wanted || (passphrase.length >= PASSPHRASE_LEAST && again === passphrase)
  return (
    <form
      className={settingsPageCss.settingsSection}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isReady) return
        send({ type: 'make-key-sheet', passphrase: wanted ? passphrase : null })
        setPassphrase('')
        setAgain('')
        setWanted(false)
      }}
    >
      <TickBox word={t('journalCare.keySheet.withPassphrase')} isSelected={wanted} onChange={setWanted} />
      {wanted ? (
        <div className={settingsPageCss.settingsFields}>
          <TextInput
            label={t('journalCare.keySheet.passphrase')}
            hint={t('journalCare.keySheet.passphraseHint', { least: PASSPHRASE_LEAST })}
            type="password"
            value={passphrase}
            isInvalid={isShort}
            onChange={setPassphrase}
          />
          <TextInput
            label={t('journalCare.keySheet.passphraseAgain')}
            hint={isOther ? t('journalCare.keySheet.passphraseOther') : ''}
            type="password"
            value={again}
            isInvalid={isOther}
            onChange={setAgain}
          />
        </div>
      ) : null}
      <div className={settingsPageCss.settingsButtons}>
        <Button type="submit" icon="journal" isDisabled={!isReady} isPending={work !== null}>
          {t(isFirst ? 'journalCare.keySheet.make' : 'journalCare.keySheet.makeAgain')}
        </Button>
      </div>
    </form>
  )
}

/** The key sheet: what opens the backups when the terminal is broken, and its keys with it. */
export const JournalKeySheet = () => {
  const t = useWords()
  const { keySheet, newKeySheet } = useDesk().office.journal
  return (
    <section className={settingsPageCss.settingsSection} aria-labelledby="journal-key-sheet">
      <h3 id="journal-key-sheet" className={settingsPageCss.settingsPart}>
        {t('journalCare.keySheet.title')}
      </h3>
      <p className="soft">
        <Phrases text={t('journalCare.keySheet.text')} />
      </p>
      <p role="status">
        <Phrases
          text={
            keySheet === null
              ? t('journalCare.keySheet.none')
              : t('journalCare.keySheet.made', { number: keySheet.number, at: moment(keySheet.at) })
          }
        />
      </p>
      {newKeySheet === null ? <MakeSheet isFirst={keySheet === null} /> : <NewSheet sheet={newKeySheet} />}
      <CareOutcomeNote acts={['key-sheet']} />
    </section>
  )
}
