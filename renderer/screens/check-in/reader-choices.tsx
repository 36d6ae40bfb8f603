import { type ReaderFailure, type ReaderResult, readerFailureSchema } from '../../../contract/check-in.ts'
import type { CheckInView } from '../../../contract/desk.ts'
import { useWords } from '../../languages/index.ts'
import { ChoiceList } from '../../parts/choice-list.tsx'
import { send } from '../../state/connection.ts'

/**
 * Records what came of the reader. A failure of the card itself says that the card is here, so it joins the row of
 * evidence without another press.
 */
export const recordReader = (checkIn: CheckInView, reader: ReaderResult): void => {
  const cardIsHere =
    reader.state === 'read' || (reader.state === 'failed' && reader.failure !== 'reader-fault')
  const holds = (type: string) => checkIn.evidence.some(({ document }) => document.type === type)
  if (cardIsHere && !holds('my-number-card') && !holds('phone'))
    send({ type: 'add-document', document: { type: 'my-number-card' }, claims: {} })
  send({ type: 'set-reader', reader })
}

/** Why it could not be read: picked once, and it opens the roads behind the reader. */
export const FailureChoices = ({ checkIn, onChosen }: { checkIn: CheckInView; onChosen: () => void }) => {
  const t = useWords()
  const { reader } = checkIn
  const choose = (result: ReaderResult): void => {
    recordReader(checkIn, result)
    onChosen()
  }
  const failure = (each: ReaderFailure) => ({
    id: each,
    word: t(`readerFailures.${each}.long`),
    hint: t(`readerFailures.${each}.hint`),
    isChosen: reader.state === 'failed' && reader.failure === each,
    onChoose: () => choose({ state: 'failed', failure: each }),
  })
  return (
    <ChoiceList
      takesFocus
      label={t('reader.failedTitle')}
      choices={[
        ...readerFailureSchema.options.map(failure),
        {
          id: 'down',
          word: t('reader.downLong'),
          hint: t('reader.downHint'),
          isChosen: reader.state === 'down',
          onChoose: () => choose({ state: 'down' }),
        },
      ]}
    />
  )
}
