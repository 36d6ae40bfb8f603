import { parseDate } from '@internationalized/date'
import { useEffect, useState } from 'react'
import { isDay } from '../../main/contract/day.ts'
import { OUTCOMES, type Outcome } from '../../main/contract/decision.ts'
import type { HistoryQuery } from '../../main/contract/office.ts'
import { send, useDesk } from '../desk/connection.ts'
import { moment } from '../desk/days.ts'
import { useContractWords } from '../languages/contract-words.ts'
import { useWords } from '../languages/index.ts'
import { Button } from '../parts/button.tsx'
import { Picker } from '../parts/picker.tsx'
import { TextInput } from '../parts/text-input.tsx'
import { VisitDialog } from '../ready/visit-dialog.tsx'
import { VisitLine } from '../ready/visits.tsx'
import './history-page.css'

const ANY = 'any'
const RANGES = [
  { name: 'today', days: 0 },
  { name: 'week', days: 6 },
  { name: 'month', days: 30 },
] as const

/** The visits of other days: what the journal lets whoever is signed in see. */
export const HistoryPage = () => {
  const t = useWords()
  const words = useContractWords()
  const { today, office } = useDesk()
  const { history, staff } = office
  const [from, setFrom] = useState(history?.query.from ?? today)
  const [to, setTo] = useState(history?.query.to ?? today)
  const [patientNumber, setPatientNumber] = useState(history?.query.patientNumber ?? '')
  const [outcome, setOutcome] = useState<Outcome | null>(history?.query.outcome ?? null)
  const [opened, setOpened] = useState<number | null>(null)
  const valid = isDay(from) && isDay(to) && from <= to
  const search = (part: Partial<HistoryQuery> = {}): void => {
    const query = { from, to, patientNumber: patientNumber.trim() || null, outcome, reason: null, ...part }
    if (isDay(query.from) && isDay(query.to)) send({ type: 'search-history', query })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once on opening; afterwards by the button.
  useEffect(() => {
    if (history === null) search()
    return () => send({ type: 'close-history' })
  }, [])
  const range = (days: number): void => {
    const start = parseDate(today).subtract({ days }).toString()
    setFrom(start)
    setTo(today)
    search({ from: start, to: today })
  }
  const open = history?.rows.find(({ seq }) => seq === opened)
  return (
    <div className="page">
      <h2 className="page-title">{t('history.title')}</h2>
      <form
        className="history-query"
        onSubmit={(event) => {
          event.preventDefault()
          if (valid) search()
        }}
      >
        <div className="history-ranges">
          {RANGES.map(({ name, days }) => (
            <Button key={name} onPress={() => range(days)}>
              {t(`history.ranges.${name}`)}
            </Button>
          ))}
        </div>
        <TextInput
          label={t('history.from')}
          value={from}
          most={10}
          isInvalid={!isDay(from)}
          onChange={setFrom}
        />
        <TextInput
          label={t('history.to')}
          value={to}
          most={10}
          isInvalid={!isDay(to) || from > to}
          onChange={setTo}
        />
        <TextInput
          label={t('visitDialog.patientNumber')}
          value={patientNumber}
          most={40}
          onChange={setPatientNumber}
        />
        <Picker
          label={t('visitDialog.outcome')}
          value={outcome ?? ANY}
          choices={[
            { id: ANY, word: t('history.anyOutcome') },
            ...OUTCOMES.map((each) => ({ id: each, word: words.outcome(each) })),
          ]}
          onChange={(id) => setOutcome(OUTCOMES.find((each) => each === id) ?? null)}
        />
        <Button rank="next" icon="search" type="submit" isDisabled={!valid}>
          {t('history.search')}
        </Button>
      </form>
      <section className="list-card" aria-live="polite" aria-label={t('history.results')}>
        {history === null ? (
          <p className="list-card-empty">{t('history.searching')}</p>
        ) : history.refusal !== null ? (
          <p className="list-card-empty">{t(`history.refusals.${history.refusal}`)}</p>
        ) : history.rows.length === 0 ? (
          <p className="list-card-empty">{t('history.none')}</p>
        ) : (
          <>
            <header className="list-card-head">
              <h2>{t('history.results')}</h2>
              <span className="soft small tabular">
                {t('history.found', { found: history.found, shown: history.rows.length })}
              </span>
            </header>
            <ul className="visit-lines visit-lines-dated">
              {history.rows.map((visit) => (
                <VisitLine
                  key={visit.seq}
                  visit={visit}
                  time={moment(visit.at)}
                  onOpen={() => setOpened(visit.seq)}
                />
              ))}
            </ul>
          </>
        )}
      </section>
      {staff.signedIn === null ? null : (
        <p className="small soft">{t('history.recorded', { name: staff.signedIn.name })}</p>
      )}
      {open === undefined ? null : <VisitDialog visit={open} onClose={() => setOpened(null)} />}
    </div>
  )
}
