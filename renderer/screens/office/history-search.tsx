import { useEffect, useState } from 'react'
import { isReasonCode, OUTCOMES, REASONS } from '../../../contract/decision.ts'
import {
  type AskedHistory,
  HISTORY_PAGE,
  type HistoryQuery,
  type TypedDays,
} from '../../../contract/history.ts'
import { ROADS } from '../../../contract/journal-fields.ts'
import { RECEPTION } from '../../../contract/staff.ts'
import { useContractWords } from '../../languages/contract-words.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Picker } from '../../parts/picker.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { send } from '../../state/connection.ts'
import { useDesk } from '../../state/desk.ts'
import { useStaffName } from '../../state/staff-names.ts'
import { DayFields, type Days } from './history-days.tsx'
import historyPageCss from './history-page.module.css'
import { HistoryResults } from './history-results.tsx'

const ANY = 'any'
const REASON_CODES = Object.keys(REASONS).filter(isReasonCode)

/** The search as typed and chosen; `symbol` and `number` never leave this form but on their way to the desk. */
type Filters = Omit<HistoryQuery, 'from' | 'to' | 'skip' | 'insured'> & { symbol: string; number: string }

const NO_FILTERS: Filters = {
  patientNumber: null,
  outcome: null,
  reason: null,
  road: null,
  staff: null,
  lastCharacters: null,
  symbol: '',
  number: '',
}

const queryOf = ({ symbol, number, ...rest }: Filters, days: TypedDays, skip: number): AskedHistory => ({
  ...rest,
  ...days,
  skip,
  patientNumber: rest.patientNumber?.trim() || null,
  lastCharacters: rest.lastCharacters?.trim() || null,
  insured: number.trim() === '' ? null : { symbol: symbol.trim(), number: number.trim() },
})

/** Searching visits by everything that the journal can find them by. */
export const HistorySearch = ({ days }: { days: Days }) => {
  const t = useWords()
  const words = useContractWords()
  const staffName = useStaffName()
  const { history, staff } = useDesk().office
  const [filters, setFilters] = useState<Filters>({ ...NO_FILTERS, ...history?.query })
  const [more, setMore] = useState(false)
  const set = (part: Partial<Filters>): void => setFilters({ ...filters, ...part })
  const search = ({ from, to }: TypedDays = days, skip = 0): void =>
    send({ type: 'search-history', query: queryOf(filters, { from, to }, skip) })
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once on opening; afterwards by the button.
  useEffect(() => {
    if (history === null) search()
  }, [])
  /** A picker of one of several or none. */
  const pick = <Choice extends string>(
    label: string,
    value: Choice | null,
    choices: readonly Choice[],
    word: (choice: Choice) => string,
    onChange: (choice: Choice | null) => void,
  ) => (
    <Picker
      label={label}
      value={value ?? ANY}
      choices={[
        { id: ANY, word: t('history.any') },
        ...choices.map((id) => ({ id: String(id), word: word(id) })),
      ]}
      onChange={(id) => onChange(choices.find((each) => each === id) ?? null)}
    />
  )
  const people = [...staff.people, ...staff.left].map(({ id }) => id)
  return (
    <>
      <form
        className={historyPageCss.historyQuery}
        onSubmit={(event) => {
          event.preventDefault()
          search()
        }}
      >
        <DayFields days={days} onRange={(range) => search(range)} />
        <TextInput
          label={t('visitDialog.patientNumber')}
          value={filters.patientNumber ?? ''}
          most={40}
          hint={t('history.patientNumberHint')}
          onChange={(patientNumber) => set({ patientNumber })}
        />
        {pick(t('visitDialog.outcome'), filters.outcome, OUTCOMES, words.outcome, (outcome) =>
          set({ outcome }),
        )}
        {more ? (
          <>
            {pick(t('visitDialog.reason'), filters.reason, REASON_CODES, words.reason, (reason) =>
              set({ reason }),
            )}
            {pick(
              t('history.road'),
              filters.road,
              ROADS,
              (road) => t(`recordedRoads.${road}`),
              (road) => set({ road }),
            )}
            {pick(t('history.staff'), filters.staff, [...people, RECEPTION], staffName, (id) =>
              set({ staff: id }),
            )}
            <TextInput
              label={t('history.lastCharacters')}
              hint={t('history.lastCharactersHint')}
              value={filters.lastCharacters ?? ''}
              most={3}
              onChange={(lastCharacters) => set({ lastCharacters })}
            />
            <TextInput
              label={t('history.symbol')}
              hint={t('history.numberHint')}
              value={filters.symbol}
              most={80}
              onChange={(symbol) => set({ symbol })}
            />
            <TextInput
              label={t('history.number')}
              value={filters.number}
              most={80}
              onChange={(number) => set({ number })}
            />
          </>
        ) : null}
        <div className={historyPageCss.historyButtons}>
          <Button rank="next" icon="search" type="submit">
            {t('history.search')}
          </Button>
          <Button
            aria-expanded={more}
            onPress={() => {
              // A filter that is folded away must not go on filtering unseen.
              if (more) set({ ...NO_FILTERS, patientNumber: filters.patientNumber, outcome: filters.outcome })
              setMore(!more)
            }}
          >
            {t(more ? 'history.less' : 'history.more')}
          </Button>
        </div>
      </form>
      <HistoryResults
        history={history}
        onPage={(step) => search(days, Math.max(0, (history?.query.skip ?? 0) + step * HISTORY_PAGE))}
      />
    </>
  )
}
