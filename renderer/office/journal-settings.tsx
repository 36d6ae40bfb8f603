import { send, useDesk } from '../desk/connection.ts'
import { moment } from '../desk/days.ts'
import { useWords } from '../languages/index.ts'
import { Button } from '../parts/button.tsx'
import { Picker } from '../parts/picker.tsx'
import { TextInput } from '../parts/text-input.tsx'
import { changeSettings, useSettings, useTyped } from './use-setting.ts'

const YEARS = [3, 5, 7, 10] as const

/** How long the journal is kept, and where its copy goes. */
export const JournalSettings = ({ mayChange }: { mayChange: boolean }) => {
  const t = useWords()
  const settings = useSettings()
  const { lastBackupAt } = useDesk().office
  const folder = useTyped(settings.backupFolder ?? '')
  const years = [...new Set([...YEARS, settings.retentionYears])].sort((a, b) => a - b)
  return (
    <>
      <div className="settings-fields">
        <Picker
          label={t('settings.retention')}
          value={String(settings.retentionYears)}
          isDisabled={!mayChange}
          choices={years.map((count) => ({ id: String(count), word: t('settings.years', { count }) }))}
          onChange={(id) => changeSettings({ retentionYears: Number(id) })}
        />
        <TextInput
          label={t('settings.backupFolder')}
          hint={t('settings.backupFolderHint')}
          value={folder.text}
          most={400}
          isDisabled={!mayChange}
          onChange={folder.setText}
        />
      </div>
      <div className="settings-buttons">
        {folder.isChanged ? (
          <Button
            rank="next"
            icon="tick"
            onPress={() =>
              changeSettings({ backupFolder: folder.text.trim() === '' ? null : folder.text.trim() })
            }
          >
            {t('settings.keep')}
          </Button>
        ) : null}
        <Button
          icon="journal"
          isDisabled={settings.backupFolder === null}
          onPress={() => send({ type: 'back-up-now' })}
        >
          {t('settings.backUpNow')}
        </Button>
      </div>
      <p className="soft" role="status">
        {lastBackupAt === null
          ? t('settings.neverBackedUp')
          : t('settings.lastBackup', { at: moment(lastBackupAt) })}
      </p>
    </>
  )
}
