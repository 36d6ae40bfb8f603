/** The figures of a run, as `docs/reliability.md` keeps them. */
import type { JournalRow } from '../../../contract/journal.ts'
import type { Ended } from './driver.ts'
import type { Plan } from './plan.ts'
import type { Measure } from './world.ts'

/** How far a run is after so many seconds. */
export type Reached = { readonly checkIns: number; readonly seconds: number }

/** Seconds for each check-in, from one point to the next. */
const paces = (points: readonly Reached[]): string =>
  points
    .map(({ checkIns, seconds }, index) => {
      const before = points[index - 1] ?? { checkIns: 0, seconds: 0 }
      return ((seconds - before.seconds) / (checkIns - before.checkIns)).toFixed(3)
    })
    .join(', ')

const counts = (names: readonly string[]): string => {
  const many = new Map<string, number>()
  for (const name of names) many.set(name, (many.get(name) ?? 0) + 1)
  return [...many]
    .sort(([, one], [, other]) => other - one)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')
}

const megabytes = (bytes: number): string => (bytes / 1024 ** 2).toFixed(0)

const measureLine = (measure: Measure): string => {
  const memory = Object.entries(measure.memory)
    .sort(([, one], [, other]) => other - one)
    .map(([kind, bytes]) => `${kind} ${megabytes(bytes)}`)
  const total = Object.values(measure.memory).reduce((sum, bytes) => sum + bytes, 0)
  const desk =
    measure.deskHeap === null
      ? ''
      : `; heap of the desk ${(measure.deskHeap / 1024 ** 2).toFixed(1)} MB, ${measure.deskResources} resources`
  return `  ${measure.at} (${measure.checkIns} check-ins): ${megabytes(total)} MB (${memory.join(', ')})${desk}; heap of the window ${megabytes(measure.windowHeap)} MB; ${measure.handles} handles; ${megabytes(measure.disk)} MB on the disk`
}

export const report = (run: {
  readonly ended: readonly Ended[]
  readonly measures: readonly Measure[]
  readonly plan: Plan
  readonly rows: readonly JournalRow[]
  readonly seconds: number
  readonly tenths: readonly Reached[]
  readonly repeated: number
  readonly refused: number
  readonly banners: number
  readonly spent: Readonly<Record<string, number>>
  readonly longestState: number
}): string => {
  const concluded = run.ended.filter(({ how }) => how === 'concluded')
  const decisions = concluded.flatMap(({ view }) => (view.decided === null ? [] : [view.decided.decision]))
  return [
    `${run.ended.length} check-ins in ${run.seconds.toFixed(0)} s (${(run.seconds / run.ended.length).toFixed(3)} s each), ${run.rows.length} rows`,
    `seconds each, by tenths: ${paces(run.tenths)}`,
    `outcomes: ${counts(decisions.map(({ outcome }) => outcome))}, given up ${run.ended.length - concluded.length}`,
    `reasons: ${counts(decisions.map(({ reasons }) => reasons[0]?.code ?? ''))}`,
    `faults: ${Object.entries(run.plan.faults)
      .map(([fault, count]) => `${fault} ${count}`)
      .join(', ')}`,
    `rows by event: ${counts(run.rows.map(({ event }) => event.event))}`,
    `corrections and reopenings refused while nothing could be written: ${run.refused}`,
    `acts done again: ${run.repeated}; longest state: ${run.longestState} characters`,
    `the journal could not be written ${run.banners} times`,
    `seconds by act: ${Object.entries(run.spent)
      .sort(([, one], [, other]) => other - one)
      .map(([act, milliseconds]) => `${act} ${(milliseconds / 1000).toFixed(1)}`)
      .join(', ')}`,
    'memory (Pss) and handles:',
    ...run.measures.map(measureLine),
  ].join('\n')
}
