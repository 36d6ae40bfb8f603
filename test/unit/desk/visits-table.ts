/** A desk on a table that can be killed between any two effects: real steps and acts, and a journal in memory. */
import type { CheckInView } from '../../../contract/desk.ts'
import { MAX_VISITS } from '../../../contract/list-limits.ts'
import type { OfficeIntent } from '../../../contract/office-intents.ts'
import type { Outage } from '../../../contract/outage.ts'
import { type Core, type DeskEvent, type Effect, visitsOf } from '../../../main/desk/model/core.ts'
import { MAX_SEEN } from '../../../main/desk/model/seen-before.ts'
import type { OfficeContext } from '../../../main/desk/ports.ts'
import { showRecorded, tellDurable } from '../../../main/desk/process/effects.ts'
import { lastOutage } from '../../../main/desk/process/last-outage.ts'
import { createLoop, type Loop } from '../../../main/desk/process/loop.ts'
import { createRecorder } from '../../../main/desk/process/recorder.ts'
import { readWorking } from '../../../main/desk/process/working.ts'
import { QUIET } from '../../electron/fixture/state.ts'
import { fakeOffice } from './fake-office.ts'
import { fakeJournal } from './fakes.ts'

export const DAY = '2026-11-30'

/** An event of the desk, or an act of its back office that somebody may do. */
export type Happening = DeskEvent | { readonly type: 'act'; readonly intent: OfficeIntent }

/** The power fails before this is done. */
class Killed extends Error {}

const freshCore = (today: string, outage: Outage | null): Core => ({
  state: { ...QUIET, today, outage },
  nextId: 1,
  isZoneRight: true,
  parked: [],
  isCardGone: true,
})

export const tableDesk = () => {
  const journal = fakeJournal()
  const office = fakeOffice({ journal: journal.port })
  let today = DAY
  let ids = 0
  /** So many effects and rows can be had before the power fails. */
  let left = Number.POSITIVE_INFINITY
  const spend = (): void => {
    if (left === 0) throw new Killed()
    left -= 1
  }
  const instant = () => `${today}T09:00:00+09:00`
  const startRecorder = () =>
    createRecorder({ journal: journal.port, failure: null, staff: office.actor, instant, log: () => {} })
  let recorder = startRecorder()

  const context: OfficeContext = {
    tell: (event) => loop.tell(event),
    record: (event) => {
      spend()
      return recorder.record(event)
    },
    state: () => loop.core().state,
  }
  const perform = (effect: Effect): void => {
    spend()
    if (effect.type === 'practised') tellDurable(effect.whenDurable, null, context.tell)
    if (effect.type === 'look-for-patient') {
      const { checkIn, patientNumber } = effect
      const { visits } = journal.port.searchVisits({ patientNumber, limit: MAX_SEEN })
      context.tell({ type: 'patient-seen', checkIn, patientNumber, visits })
    }
    if (effect.type !== 'record') return
    const { event, whenDurable, ...also } = effect
    const seq = recorder.record(event, also)
    if (whenDurable !== undefined) tellDurable(whenDurable, seq, context.tell)
    if (seq !== null) showRecorded(journal.port, event, seq, context)
  }
  const startLoop = (): Loop =>
    createLoop(freshCore(today, lastOutage(journal.port)), {
      now: () => {
        ids += 1
        return { instant: instant(), today, checkInId: `v${ids}`, ruleSet: 'test' }
      },
      perform,
      settled: () => recorder.keepWorking(visitsOf(loop.core())),
    })
  let loop = startLoop()

  const showVisits = (): void =>
    loop.tell({
      type: 'visits',
      today: journal.port.visits(today, MAX_VISITS),
      followUps: journal.port.openFollowUps(),
    })
  const restart = (afterCrash: boolean): void => {
    left = Number.POSITIVE_INFINITY
    recorder = startRecorder()
    loop = startLoop()
    loop.tell({ type: 'recovered', visits: readWorking(journal.working()), afterCrash })
    showVisits()
  }
  const tell = (what: Happening): void =>
    what.type === 'act' ? loop.enter(() => office.perform(what.intent, context)) : loop.tell(what)

  return {
    journal,
    core: () => loop.core(),
    tell,
    restart: (): void => restart(false),
    /** The same as `tell`, but the desk is killed after so many effects and rows, and another takes over. */
    killedIn: (what: Happening, effects: number): void => {
      left = effects
      try {
        tell(what)
      } catch (error) {
        if (!(error instanceof Killed)) throw error
      }
      restart(true)
    },
    nextDay: (day: string): void => {
      today = day
      loop.tell({ type: 'clock', today, jumpedMilliseconds: null })
      showVisits()
    },
    visits: (): CheckInView[] => {
      const { open, parked } = visitsOf(loop.core())
      return open === null ? [...parked] : [open, ...parked]
    },
  }
}
