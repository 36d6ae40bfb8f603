import { useState } from 'react'
import { type FolderAnswer, folderAnswerSchema } from '../../../contract/bridge.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'

type Failed = Extract<FolderAnswer, { state: 'failed' }>['why']

/** Opens the system's dialog for a folder, and says beside itself where none could be asked for. */
export const FolderButton = ({ word, onFolder }: { word: string; onFolder: (folder: string) => void }) => {
  const t = useWords()
  const [failed, setFailed] = useState<Failed | null>(null)
  const answered = (value: unknown): void => {
    const answer = folderAnswerSchema.safeParse(value)
    const state = answer.success ? answer.data : ({ state: 'failed', why: 'failed' } as const)
    setFailed(state.state === 'failed' ? state.why : null)
    if (state.state === 'chosen') onFolder(state.folder)
  }
  return (
    <>
      <Button onPress={() => void window.uketsuke.chooseFolder().then(answered, () => setFailed('failed'))}>
        {word}
      </Button>
      <p role="alert">
        {failed === null ? null : <Phrases text={t(`journalCare.folderAnswers.${failed}`)} />}
      </p>
    </>
  )
}
