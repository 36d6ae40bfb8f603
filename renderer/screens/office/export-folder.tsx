import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import css from './export-folder.module.css'
import { FolderButton } from './folder-button.tsx'

/** Asks where a file is to go: on this terminal, or into a folder or a stick that the person chooses. */
export const ExportFolder = ({
  folder,
  onFolder,
}: {
  folder: string | null
  onFolder: (folder: string | null) => void
}) => {
  const t = useWords()
  return (
    <div className={css.exportFolder}>
      <p>
        {t('journalCare.exportFolder')}
        {': '}
        <strong className={css.exportFolderPath}>{folder ?? t('journalCare.exportOwnFolder')}</strong>
      </p>
      <FolderButton word={t('journalCare.chooseFolder')} onFolder={onFolder} />
      {folder === null ? null : (
        <Button rank="quiet" onPress={() => onFolder(null)}>
          {t('journalCare.ownFolder')}
        </Button>
      )}
    </div>
  )
}
