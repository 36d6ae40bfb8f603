/** A desk on a table that can be killed between any two effects: pure steps, a journal in memory, and what is kept beside it. */
import type { CheckInView, DeskIntent } from '../../../contract/desk.ts'
import type { Core, DeskEvent, Effect, RecordableEvent } from '../../../main/desk/model/core.ts'
import { visitsOf } from '../../../main/desk/model/core.ts'
import { reduce } from '../../../main/desk/model/reduce.ts'
import { readWorking, writeWorking } from '../../../main/desk/process/working.ts'
import { QUIET } from '../../electron/fixture/state.ts'

export const DAY = '2026-11-30'

/** The power fails before this effect. */
class Killed extends Error {}

const freshCore = (today: string): Core => ({
  state: { ...QUIET, today },
  nextId: 1,
  isZoneRight: true,
  parked: [],
  isCardGone: true,
})

export const tableDesk = () => {
  let today = DAY
  let core = freshCore(today)
  let disk: string | null = null
  let ids = 0
  const rows: RecordableEvent[] = []

  const now = () => {
    ids += 1
    return { instant: `${today}T09:00:00+09:00`, today, checkInId: `v${ids}`, ruleSet: 'test' }
  }

  const perform = (effect: Effect, queue: DeskEvent[]): void => {
    if (effect.type !== 'record') return
    rows.push(effect.event)
    if (effect.keep !== undefined) disk = writeWorking(effect.keep)
    const seq = rows.length
    const durable = effect.whenDurable
    if (durable?.type === 'decision')
      queue.push({ type: 'decision-recorded', checkIn: durable.checkIn, decision: durable.decision, seq })
    if (durable?.type === 'conclusion') queue.push({ type: 'concluded', checkIn: durable.checkIn })
  }

  /** @param effects so many effects are performed before the power fails; as many as there are without it */
  const tell = (event: DeskEvent, effects = Number.POSITIVE_INFINITY): void => {
    let left = effects
    const queue: DeskEvent[] = [event]
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const step = reduce(core, next, now())
      core = step.core
      for (const effect of step.effects) {
        if (left === 0) throw new Killed()
        left -= 1
        perform(effect, queue)
      }
    }
    disk = writeWorking(visitsOf(core))
  }

  const restart = (afterCrash: boolean): void => {
    core = freshCore(today)
    tell({ type: 'recovered', visits: readWorking(disk), afterCrash })
  }

  return {
    rows,
    core: () => core,
    tell: (event: DeskEvent): void => tell(event),
    intend: (intent: DeskIntent): void => tell({ type: 'intent', intent }),
    restart: (): void => restart(false),
    /** The same as `tell`, but the desk is killed after so many effects, and another takes over. */
    killedIn: (event: DeskEvent, effects: number): void => {
      try {
        tell(event, effects)
      } catch (error) {
        if (!(error instanceof Killed)) throw error
      }
      restart(true)
    },
    nextDay: (day: string): void => {
      today = day
      tell({ type: 'clock', today, jumpedMilliseconds: null })
    },
    today: () => today,
    visits: (): CheckInView[] => {
      const { open, parked } = visitsOf(core)
      return open === null ? [...parked] : [open, ...parked]
    },
  }
}
