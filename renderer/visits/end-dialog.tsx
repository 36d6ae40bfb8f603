import type { CheckInView } from '../../contract/desk.ts'
import { isConfirmed, notesToDo, papersToCompare } from '../../contract/ending.ts'
import { useContractWords } from '../languages/contract-words.ts'
import { useWords } from '../languages/index.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Phrases } from '../parts/phrases.tsx'
import { send } from '../state/connection.ts'
import { useDocumentName } from '../state/document-names.ts'
import css from './end-questions.module.css'
import { EndButtons, endUnconfirmed, MissingNumbers, NoteList } from './end-questions.tsx'

/**
 * The desk's question before an end: an unconfirmed visit, with its reason, papers that nobody has compared, or notes that nobody
 * has ticked. The answer that ends it never has the focus, so that a key pressed twice ends nothing.
 * @param onWho opens the question who this is
 */
export const EndDialog = ({ checkIn, onWho }: { checkIn: CheckInView; onWho: () => void }) => {
  const t = useWords()
  const words = useContractWords()
  const confirmed = isConfirmed(checkIn)
  const stay = (): void => send({ type: 'stay-open' })
  const documentName = useDocumentName()
  const toCompare = papersToCompare(checkIn)
  const reason = checkIn.decided?.decision.reasons[0]?.code
  return (
    <Dialog
      title={t(confirmed ? 'end.title' : 'end.unconfirmedTitle')}
      closeLabel={t('common.close')}
      onClose={stay}
    >
      <div className={css.end}>
        {confirmed || reason === undefined ? null : (
          <p>
            <Phrases text={t('end.unconfirmedText', { reason: words.reason(reason) })} />
          </p>
        )}
        {toCompare.length === 0 ? null : (
          <p>
            <Phrases
              text={t('end.notCompared', {
                documents: toCompare
                  .map(({ document }) => documentName(document.type))
                  .join(t('common.comma')),
              })}
            />
          </p>
        )}
        {notesToDo(checkIn).length === 0 ? null : (
          <div>
            <NoteList checkIn={checkIn} takesFocus={confirmed && toCompare.length === 0} />
          </div>
        )}
        <MissingNumbers
          checkIn={checkIn}
          onWho={() => {
            stay()
            onWho()
          }}
        />
        <div className={css.endButtons}>
          {toCompare.length === 0 ? null : (
            <Button rank="next" large icon="back" autoFocus onPress={stay}>
              {t('end.compareFirst')}
            </Button>
          )}
          {confirmed ? (
            <EndButtons checkIn={checkIn} />
          ) : (
            <>
              <Button rank="next" large icon="back" autoFocus onPress={stay}>
                {t('end.goOn')}
              </Button>
              <Button icon="tick" onPress={() => endUnconfirmed(checkIn)}>
                {t('checkIn.concludeAsIs')}
              </Button>
            </>
          )}
        </div>
      </div>
    </Dialog>
  )
}
