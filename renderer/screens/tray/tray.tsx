import { memo } from 'react'
import type { ParkedVisit } from '../../../contract/tray.ts'
import { useContractWords } from '../../languages/contract-words.ts'
import { useDeskLanguage, useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { shortDay, timeOfDay } from '../../state/days.ts'
import { useDesk } from '../../state/desk.ts'
import { useDocumentName } from '../../state/document-names.ts'
import css from './tray.module.css'

/** The words by which a parked visit is told from the others: its number, or the name on a paper where it has none. */
const useCallWords = () => {
  const t = useWords()
  return ({ patientNumber, queueNumber, name, documents }: ParkedVisit): string => {
    const numbers = [
      queueNumber === null ? null : t('tray.queueNumber', { number: queueNumber }),
      patientNumber === null ? null : t('tray.patientNumber', { number: patientNumber }),
    ].filter((one) => one !== null)
    if (numbers.length > 0) return numbers.join('・')
    return name ?? t(documents.length === 0 ? 'tray.nothingShown' : 'tray.noNumber')
  }
}

/** Since when it waits, which papers are there, and the first thing that is missing. */
const useStandingWords = () => {
  const t = useWords()
  const words = useContractWords()
  const language = useDeskLanguage()
  const documentName = useDocumentName()
  const { today } = useDesk()
  return (visit: ParkedVisit): string => {
    const since = t('tray.since', { time: timeOfDay(visit.since) })
    const [missing] = visit.missing
    return [
      visit.visitDate === today ? since : `${shortDay(visit.visitDate, language)} ${since}`,
      ...visit.documents.map(documentName),
      visit.waits === 'question' ? t('tray.question') : null,
      visit.isTyping ? t('tray.typing') : null,
      missing === undefined
        ? visit.outcome === null
          ? null
          : words.outcome(visit.outcome)
        : t('tray.missing', { what: words.need(missing) }),
      visit.family === null ? null : t('tray.family'),
    ]
      .filter((one) => one !== null)
      .join(' ・ ')
  }
}

const TrayLines = ({ onChosen }: { onChosen: () => void }) => {
  const t = useWords()
  const call = useCallWords()
  const standing = useStandingWords()
  const { tray } = useDesk()
  return (
    <ul className={css.parkedLines}>
      {tray.map((visit) => (
        <li key={visit.id} className={css.parkedLine}>
          <div>
            <p className={css.parkedWho}>{call(visit)}</p>
            <p className="small soft tabular">
              <Phrases text={standing(visit)} />
            </p>
          </div>
          <div className={css.parkedButtons}>
            <Button
              icon="next"
              aria-label={t('tray.recallOf', { who: call(visit) })}
              onPress={() => {
                send({ type: 'recall-check-in', id: visit.id })
                onChosen()
              }}
            >
              {t('tray.recall')}
            </Button>
            <Button
              rank="quiet"
              icon="person"
              aria-label={t('tray.nextOfFamilyOf', { who: call(visit) })}
              onPress={() => {
                send({ type: 'next-of-family', id: visit.id })
                onChosen()
              }}
            >
              {t('tray.nextOfFamily')}
            </Button>
          </div>
        </li>
      ))}
    </ul>
  )
}

/** Visits that were put aside, each one touch away. Nothing where none waits. */
export const Tray = memo(() => {
  const t = useWords()
  const { tray } = useDesk()
  if (tray.length === 0) return null
  return (
    <section className={css.parkedCard} aria-labelledby="tray-title">
      <header className={css.parkedHead}>
        <h2 id="tray-title">{t('tray.title')}</h2>
        <span className="soft small tabular">
          {t('visits.count', { count: tray.length })}
          {' ・ '}
          {t('tray.key')}
        </span>
      </header>
      <TrayLines onChosen={() => {}} />
    </section>
  )
})

/** The same over the page: a visit that is open there changes places with the chosen one. */
export const TrayDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useWords()
  const isOpen = useDesk().checkIn !== null
  return (
    <Dialog title={t('tray.title')} closeLabel={t('common.close')} onClose={onClose}>
      {isOpen ? (
        <p className="soft">
          <Phrases text={t('tray.changePlaces')} />
        </p>
      ) : null}
      <TrayLines onChosen={onClose} />
    </Dialog>
  )
}
