import { parseDate } from '@internationalized/date'
import { useEffect, useState } from 'react'
import { Button as LineButton } from 'react-aria-components'
import type { Day } from '../../../contract/day.ts'
import { itemsByKind, MAX_MONTH_ITEMS, type MonthItem } from '../../../contract/month-list.ts'
import { useContractWords } from '../../languages/contract-words.ts'
import { useDeskLanguage, useWords } from '../../languages/index.ts'
import { PrintButtons } from '../../paper/print-buttons.tsx'
import { Button } from '../../parts/button.tsx'
import { OutcomeMark } from '../../parts/outcome-mark.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { moment, shortDay, writtenMonth } from '../../state/days.ts'
import { useDesk } from '../../state/desk.ts'
import { useDoneBy } from '../../state/staff-names.ts'
import { classes } from '../../styles/classes.ts'
import { FollowUpButton } from '../../visits/follow-up-button.tsx'
import visitLineCss from '../../visits/visit-line.module.css'
import { useVisitName } from '../../visits/visit-name.ts'
import readyCss from '../ready/ready.module.css'
import { CareOutcomeNote } from './care-note.tsx'
import { ExportFolder } from './export-folder.tsx'
import historyPageCss from './history-page.module.css'
import css from './month-list.module.css'

/** Claims of a month go out by the tenth of the next: until then the month before is the one that is asked for. */
const LAST_DAY_FOR_CLAIMS = 10

/** `2026-11-30` → `2026-11`; `2026-12-04` → `2026-11`. */
export const monthToList = (today: Day): string => {
  const day = parseDate(today)
  return (day.day <= LAST_DAY_FOR_CLAIMS ? day.subtract({ months: 1 }) : day).toString().slice(0, 7)
}

const monthsLater = (month: string, months: number): string =>
  parseDate(`${month}-01`).add({ months }).toString().slice(0, 7)

const Line = ({ item }: { item: MonthItem }) => {
  const t = useWords()
  const words = useContractWords()
  const language = useDeskLanguage()
  const visitName = useVisitName()
  const doneBy = useDoneBy()
  const { followUp, outcome, reason, remark, amended } = item
  const { visit, seq, done } = followUp
  const name = visitName(followUp)
  return (
    <li className={classes(css.monthLine, done !== null && css.monthLineDone)}>
      <LineButton
        className={classes(css.monthVisit)}
        aria-description={t('followUps.openVisit', { name })}
        onPress={() => send({ type: 'open-visit', visit, seq })}
      >
        <span className={classes(css.monthName, 'tabular')}>
          {followUp.at.startsWith(followUp.day) ? name : `${shortDay(followUp.day, language)} ${name}`}
        </span>
        <OutcomeMark outcome={outcome} reason={reason} />
        {amended ? <span className={visitLineCss.visitTag}>{t('visits.amended')}</span> : null}
        <span className="small soft">
          {done === null ? (
            <Phrases text={words.reason(reason)} />
          ) : (
            t('followUps.doneAs', {
              result: words.result(done.result),
              name: doneBy(done),
              at: moment(done.at),
            })
          )}
        </span>
        {remark === null ? null : <span className="small">{remark}</span>}
      </LineButton>
      <FollowUpButton followUp={followUp} name={name} />
    </li>
  )
}

/** Everything to settle before a month's claims are made: ticked off here, printed, or taken along as CSV. */
export const MonthListPart = () => {
  const t = useWords()
  const words = useContractWords()
  const language = useDeskLanguage()
  const { today, office } = useDesk()
  const list = office.month
  const [folder, setFolder] = useState<string | null>(null)
  const [month, setMonth] = useState(() => list?.month ?? monthToList(today))
  const show = (next: string): void => {
    setMonth(next)
    send({ type: 'list-month', month: next })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once on opening; afterwards by the buttons.
  useEffect(() => {
    if (list === null) show(month)
    return () => send({ type: 'close-month' })
  }, [])
  const items = list?.month === month ? list.items : []
  const done = items.filter(({ followUp }) => followUp.done !== null).length
  const title = t('month.title', { month: writtenMonth(month, language) })
  return (
    <>
      <p>
        <Phrases text={t('month.text')} />
      </p>
      <div className={historyPageCss.historyRanges}>
        <Button icon="back" onPress={() => show(monthsLater(month, -1))}>
          {t('month.previous')}
        </Button>
        <Button
          icon="next"
          isDisabled={month >= today.slice(0, 7)}
          onPress={() => show(monthsLater(month, 1))}
        >
          {t('month.next')}
        </Button>
      </div>
      <section className={readyCss.listCard} aria-live="polite" aria-label={title}>
        <header className={readyCss.listCardHead}>
          <h2>{title}</h2>
          <span className="soft small tabular">{t('month.count', { open: items.length - done, done })}</span>
        </header>
        {list === null || list.month !== month ? (
          <p className={readyCss.listCardEmpty}>{t('month.loading')}</p>
        ) : list.refusal !== null ? (
          <p className={readyCss.listCardEmpty}>
            <Phrases text={t('month.unreadable')} />
          </p>
        ) : items.length === 0 ? (
          <p className={readyCss.listCardEmpty}>
            <Phrases text={t('month.none')} />
          </p>
        ) : (
          itemsByKind(items).map(([what, some]) => (
            <section key={what} aria-label={words.followUp(what)}>
              <h3 className={css.monthGroup}>
                <Phrases text={words.followUp(what)} />
                <span className="small soft tabular">{t('month.groupCount', { count: some.length })}</span>
              </h3>
              <ul>
                {some.map((item) => (
                  <Line key={item.followUp.id} item={item} />
                ))}
              </ul>
            </section>
          ))
        )}
        {list !== null && list.found > MAX_MONTH_ITEMS ? (
          <p className={readyCss.listCardEmpty}>
            <Phrases text={t('month.more', { count: list.found - MAX_MONTH_ITEMS })} />
          </p>
        ) : null}
      </section>
      {items.length === 0 ? null : (
        <>
          <PrintButtons request={{ paper: 'month-list' }} word={t('month.print')} />
          <ExportFolder folder={folder} onFolder={setFolder} />
          <div className={historyPageCss.historyRanges}>
            <Button icon="journal" onPress={() => send({ type: 'save-month', month, folder })}>
              {t('month.csv')}
            </Button>
          </div>
          <CareOutcomeNote acts={['export']} />
        </>
      )}
    </>
  )
}
