/** Looking into the journal for the window: searching and counting. Who looked, and by which filters, is a row itself. */
import type { AskedHistory, History, HistoryQuery, Statistics, TypedDays } from '../../../contract/history.ts'
import { HISTORY_PAGE, MAX_DAYS_COUNTED } from '../../../contract/history.ts'
import type { JournalEvent, JournalPort, JournalQuery } from '../../../contract/journal.ts'
import { containsIndividualNumber } from '../../rules/fields/individual-number.ts'
import type { OfficeContext } from '../ports.ts'
import type { LongActs } from './long-act.ts'
import { typedDays } from './typed-days.ts'

type Filter = Extract<JournalEvent, { event: 'searched' }>['by'][number]

const asQuery = (query: HistoryQuery): Omit<JournalQuery, 'events'> => ({
  from: query.from,
  to: query.to,
  ...(query.patientNumber === null ? {} : { patientNumber: query.patientNumber }),
  ...(query.outcome === null ? {} : { outcome: query.outcome }),
  ...(query.reason === null ? {} : { reason: query.reason }),
  ...(query.road === null ? {} : { road: query.road }),
  ...(query.staff === null ? {} : { staff: query.staff }),
  ...(query.lastCharacters === null ? {} : { lastCharacters: query.lastCharacters }),
  ...(query.insured === null ? {} : { insured: query.insured }),
  skip: query.skip,
  limit: HISTORY_PAGE,
})

const filtersOf = (query: HistoryQuery): Filter[] => {
  const given = {
    'patient-number': query.patientNumber,
    outcome: query.outcome,
    reason: query.reason,
    road: query.road,
    staff: query.staff,
    'last-characters': query.lastCharacters,
    number: query.insured,
  } satisfies Partial<Record<Filter, unknown>>
  const names: readonly Exclude<Filter, 'day' | 'statistics' | 'visit' | 'month'>[] = [
    'patient-number',
    'outcome',
    'reason',
    'road',
    'staff',
    'last-characters',
    'number',
  ]
  return ['day', ...names.filter((name) => given[name] !== null)]
}

const holdsIndividualNumber = ({ patientNumber, insured }: HistoryQuery): boolean =>
  [patientNumber, insured?.symbol, insured?.number, `${insured?.symbol ?? ''}${insured?.number ?? ''}`].some(
    (text) => text != null && containsIndividualNumber(text) === 'valid',
  )

/** Answers a search. A whole number goes no further than into its keyed hash. */
export const searchHistory = (
  journal: JournalPort | null,
  asked: AskedHistory,
  context: OfficeContext,
): void => {
  const days = typedDays(asked, context)
  if (days === null) return
  const query: HistoryQuery = { ...asked, ...days }
  const answer = (found: Pick<History, 'rows' | 'found' | 'refusal'>): void => {
    const shown = holdsIndividualNumber(query) ? { ...query, patientNumber: null } : query
    const history = { query: { ...shown, insured: null }, byNumber: query.insured !== null, ...found }
    context.tell({ type: 'office', change: { history } })
  }
  if (holdsIndividualNumber(query)) {
    answer({ rows: [], found: 0, refusal: 'individual-number' })
    return
  }
  const found = journal?.searchVisits(asQuery(query))
  if (found === undefined || found.problem !== undefined) {
    answer({ rows: [], found: 0, refusal: 'journal-unreadable' })
    return
  }
  answer({ rows: found.visits.map(({ row }) => row), found: found.found, refusal: null })
  context.record({ event: 'searched', by: filtersOf(query), rows: found.visits.length })
}

/**
 * Counts the visits of a range of days, in steps; says so where the journal cannot be read. A count that is asked for
 * while another is under way takes its place, and whoever has signed out meanwhile is shown none.
 */
export const countVisits = (
  office: OfficeContext & {
    readonly journal: JournalPort | null
    readonly counting: LongActs
    readonly staff: { actor(): string }
  },
  typed: TypedDays,
): void => {
  const range = typedDays(typed, office, MAX_DAYS_COUNTED)
  if (range === null) return
  const { from, to } = range
  const refuse = (): void => {
    office.tell({ type: 'office', change: { statistics: null } })
    office.tell({ type: 'say', code: 'INPUT_REFUSED', tone: 'look' })
  }
  office.counting.giveUp()
  if (office.journal === null) {
    refuse()
    return
  }
  const asker = office.staff.actor()
  office.counting.begin(office.journal.statistics({ from, to }), {
    progress: () => {},
    done: (counted) => {
      if (office.staff.actor() !== asker) return
      if (counted === null) {
        refuse()
        return
      }
      const { visits, overridden, amended, outcomes, reasons, roads, reasonsByDay } = counted
      const statistics: Statistics = {
        from,
        to,
        visits,
        overridden,
        amended,
        outcomes,
        reasons,
        roads,
        days: Object.entries(reasonsByDay).map(([day, some]) => ({ day, reasons: some })),
      }
      office.tell({ type: 'office', change: { statistics } })
      office.record({ event: 'searched', by: ['day', 'statistics'], rows: 0 })
    },
  })
}
