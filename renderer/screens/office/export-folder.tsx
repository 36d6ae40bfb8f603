import { useState } from 'react'
import { type FolderAnswer, folderAnswerSchema } from '../../../contract/bridge.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import css from './export-folder.module.css'

type Failed = Extract<FolderAnswer, { state: 'failed' }>['why']

/** Asks where a file is to go: on this terminal, or into a folder or a stick that the person chooses. */
export const ExportFolder = ({
  folder,
  onFolder,
}: {
  folder: string | null
  onFolder: (folder: string | null) => void
}) => {
  const t = useWords()
  const [failed, setFailed] = useState<Failed | null>(null)
  const answered = (value: unknown): void => {
    const answer = folderAnswerSchema.safeParse(value)
    const state = answer.success ? answer.data : ({ state: 'failed', why: 'failed' } as const)
    setFailed(state.state === 'failed' ? state.why : null)
    if (state.state === 'chosen') onFolder(state.folder)
  }
  return (
    <div className={css.exportFolder}>
      <p>
        {t('journalCare.exportFolder')}
        {': '}
        <strong className={css.exportFolderPath}>{folder ?? t('journalCare.exportOwnFolder')}</strong>
      </p>
      <Button onPress={() => void window.uketsuke.chooseFolder().then(answered, () => setFailed('failed'))}>
        {t('journalCare.chooseFolder')}
      </Button>
      {folder === null ? null : (
        <Button rank="quiet" onPress={() => onFolder(null)}>
          {t('journalCare.ownFolder')}
        </Button>
      )}
      <p role="alert">
        {failed === null ? null : <Phrases text={t(`journalCare.folderAnswers.${failed}`)} />}
      </p>
    </div>
  )
}
