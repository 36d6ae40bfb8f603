/** The visits that were not over when the desk ended are there again. */
import { type Arrival, MAX_ARRIVALS } from '../../../contract/desk-bridge.ts'
import { decideAgain } from './check-in.ts'
import { type Core, chain, type DeskEvent, type Now, type Step, say, withState } from './core.ts'
import { takeDoubt } from './doubtful-days.ts'

/** The highest number in the ids that a visit has used: none of them is given twice. */
const usedBy = ({ evidence, held, publicAid }: NonNullable<Core['state']['checkIn']>): readonly number[] => [
  ...[...evidence, ...publicAid].map(({ id }) => Number(id.slice(1))),
  ...held.map(({ number }) => number),
]

/** The results of today that waited when the desk ended; none where the bridge is no longer used. */
const withArrivals = (core: Core, arrivals: readonly Arrival[]): Core => {
  const { bridge, office, simulated, today } = core.state
  if (office.settings.bridge === null && !simulated) return core
  // The moment is written with Tokyo's time.
  const waiting = arrivals.filter(({ at }) => at.slice(0, 10) === today)
  return withState(core, { bridge: { ...bridge, arrivals: waiting.slice(0, MAX_ARRIVALS) } })
}

/** Takes up the open visit and the tray. Those of an earlier day keep it, and the person at the desk is told of them. */
export const recovered = (
  core: Core,
  {
    visits: { open: left, parked, arrivals = [], doubt },
    afterCrash,
  }: Extract<DeskEvent, { type: 'recovered' }>,
  now: Now,
): Step => {
  const all = left === null ? parked : [left, ...parked]
  const used = all.flatMap(usedBy).filter(Number.isFinite)
  const back = takeDoubt(
    {
      ...withState({ ...core, nextId: Math.max(core.nextId, ...used) + 1 }, { checkIn: left }),
      parked: [...parked],
    },
    doubt,
  )
  const open = back.state.checkIn
  const told = sayOvernight(withArrivals(back, arrivals))
  const step: Step = {
    core: afterCrash && open !== null ? say(told, 'DESK_RECOVERED', 'info') : told,
    effects:
      open === null
        ? []
        : [{ type: 'record', event: { event: 'recovered', process: 'desk', checkIn: open.id } }],
  }
  return open?.decided === null ? chain(step, (next) => decideAgain(next, now)) : step
}

/** Says that visits of an earlier day still wait. */
export const sayOvernight = (core: Core): Core => {
  const old = core.parked.filter(({ visitDate }) => visitDate < core.state.today)
  return old.length === 0 ? core : say(core, 'PARKED_OVERNIGHT', 'look', { count: old.length })
}
