import { useRef, useState } from 'react'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { Picker } from '../../parts/picker.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { send } from '../../state/connection.ts'
import { moment } from '../../state/days.ts'
import { useDesk } from '../../state/desk.ts'
import { classes } from '../../styles/classes.ts'
import careNoteCss from './care-note.module.css'
import { CareOutcomeNote, CareProgress } from './care-note.tsx'
import { FolderButton } from './folder-button.tsx'
import { JournalKeySheet } from './journal-key-sheet.tsx'
import { JournalSlipPart, JournalVerification } from './journal-proof.tsx'
import { JournalKeys, JournalPurge } from './journal-rare-acts.tsx'
import { JournalTakeOver } from './journal-take-over.tsx'
import { KeepButton } from './keep-button.tsx'
import settingsPageCss from './settings-page.module.css'
import { changeSettings, useSettings, useTyped } from './use-setting.ts'

const YEARS = [3, 5, 7, 10] as const

/** The journal's backup: where its copy goes, when there was one, and one now. */
export const Backup = ({ mayChange, mayBackUp }: { mayChange: boolean; mayBackUp: boolean }) => {
  const t = useWords()
  const settings = useSettings()
  const { lastBackupAt, backupOverdueDays, work } = useDesk().office.journal
  const folder = useTyped('backup-folder', settings.backupFolder ?? '')
  const box = useRef<HTMLInputElement>(null)
  const keep = (text: string): void => changeSettings({ backupFolder: text === '' ? null : text })
  return (
    <section className={settingsPageCss.settingsSection} aria-labelledby="journal-backup">
      <h3 id="journal-backup" className={settingsPageCss.settingsPart}>
        {t('journalCare.backUp')}
      </h3>
      <p className="soft">
        <Phrases text={t('journalCare.backUpText')} />
      </p>
      <div className={settingsPageCss.settingsFields}>
        <TextInput
          label={t('settings.backupFolder')}
          hint={t('settings.backupFolderHint')}
          value={folder.text}
          most={4096}
          isDisabled={!mayChange}
          box={box}
          onChange={folder.setText}
        />
      </div>
      <div className={settingsPageCss.settingsButtons}>
        {folder.isChanged ? <KeepButton box={box} onKeep={() => keep(folder.text.trim())} /> : null}
        {mayChange ? (
          <FolderButton
            word={t('journalCare.chooseFolder')}
            onFolder={(chosen) => {
              folder.setText(chosen)
              keep(chosen)
            }}
          />
        ) : null}
        {mayBackUp ? (
          <Button icon="journal" isPending={work !== null} onPress={() => send({ type: 'back-up-now' })}>
            {t('settings.backUpNow')}
          </Button>
        ) : null}
      </div>
      <p className="soft" role="status">
        {lastBackupAt === null
          ? t('settings.neverBackedUp')
          : t('settings.lastBackup', { at: moment(lastBackupAt) })}
      </p>
      {backupOverdueDays === null ? null : (
        <p className={classes(careNoteCss.careNote, careNoteCss.careNoteBad)} role="status">
          <Phrases text={t('journalCare.overdue', { days: backupOverdueDays })} />
        </p>
      )}
      <CareOutcomeNote acts={['back-up']} />
    </section>
  )
}

/** How long the journal is kept. */
const Retention = ({ mayChange, mayPurge }: { mayChange: boolean; mayPurge: boolean }) => {
  const t = useWords()
  const { retentionYears } = useSettings()
  const [years] = useState(() => [...new Set([...YEARS, retentionYears])].sort((a, b) => a - b))
  return (
    <section className={settingsPageCss.settingsSection} aria-labelledby="journal-retention">
      <h3 id="journal-retention" className={settingsPageCss.settingsPart}>
        {t('journalCare.retention')}
      </h3>
      <p className="soft">
        <Phrases text={t('journalCare.retentionText')} />
      </p>
      <div className={settingsPageCss.settingsFields}>
        <Picker
          label={t('settings.retention')}
          value={String(retentionYears)}
          isDisabled={!mayChange}
          choices={years.map((count) => ({ id: String(count), word: t('settings.years', { count }) }))}
          onChange={(id) => changeSettings({ retentionYears: Number(id) })}
        />
      </div>
      {mayPurge ? <JournalPurge years={retentionYears} /> : null}
    </section>
  )
}

/** Proving the journal, keeping copies of it, and how long it is kept; each act for those who may. */
export const JournalSettings = ({ mayChange }: { mayChange: boolean }) => {
  const { rights } = useDesk().office.staff
  return (
    <>
      <CareProgress />
      {rights.includes('restore') ? <JournalTakeOver /> : null}
      {rights.includes('verify') ? (
        <>
          <JournalVerification mayAcknowledge={rights.includes('restore')} />
          <JournalSlipPart />
        </>
      ) : null}
      <Backup mayChange={mayChange} mayBackUp={rights.includes('export')} />
      <Retention mayChange={mayChange} mayPurge={rights.includes('purge')} />
      {rights.includes('rotate-keys') ? (
        <>
          <JournalKeySheet />
          <JournalKeys />
        </>
      ) : null}
    </>
  )
}
