import { HISTORY_PAGE, type History } from '../../../contract/history.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { moment } from '../../state/days.ts'
import { classes } from '../../styles/classes.ts'
import visitLineCss from '../../visits/visit-line.module.css'
import { VisitLine } from '../../visits/visit-line.tsx'
import readyCss from '../ready/ready.module.css'
import historyPageCss from './history-page.module.css'

/** Results of the search, a page at a time. @param onPage one page further (1) or back (-1) */
export const HistoryResults = ({
  history,
  onPage,
}: {
  history: History | null
  onPage: (step: 1 | -1) => void
}) => {
  const t = useWords()
  const skip = history?.query.skip ?? 0
  const content = (): React.ReactNode => {
    if (history === null)
      return (
        <p className={readyCss.listCardEmpty}>
          <Phrases text={t('history.searching')} />
        </p>
      )
    if (history.refusal !== null)
      return (
        <p className={readyCss.listCardEmpty}>
          <Phrases text={t(`history.refusals.${history.refusal}`)} />
        </p>
      )
    if (history.rows.length === 0)
      return (
        <p className={readyCss.listCardEmpty}>
          <Phrases text={t(history.byNumber ? 'history.noneByNumber' : 'history.none')} />
        </p>
      )
    return (
      <>
        <header className={readyCss.listCardHead}>
          <h2>{t('history.results')}</h2>
          <span className="soft small tabular">
            {t('history.found', { found: history.found, from: skip + 1, to: skip + history.rows.length })}
          </span>
        </header>
        <ul className={classes(visitLineCss.visitLines, historyPageCss.visitLinesDated)}>
          {history.rows.map((visit) => (
            <VisitLine
              key={visit.seq}
              visit={visit}
              time={moment(visit.at)}
              onOpen={() => send({ type: 'open-visit', visit: visit.visit, seq: visit.seq })}
            />
          ))}
        </ul>
        {history.found > HISTORY_PAGE ? (
          <div className={historyPageCss.historyPages}>
            <Button isDisabled={skip === 0} onPress={() => onPage(-1)}>
              {t('history.newer')}
            </Button>
            <Button isDisabled={skip + history.rows.length >= history.found} onPress={() => onPage(1)}>
              {t('history.older')}
            </Button>
          </div>
        ) : null}
      </>
    )
  }
  return (
    <section className={readyCss.listCard} aria-live="polite" aria-label={t('history.results')}>
      {content()}
    </section>
  )
}
