/** A clock that jumps, a zone that is not Japan's, a day that ends in the middle of a check-in: noticed, on record, said. */
import type { Day } from '../../../contract/day.ts'
import type { DeskState } from '../../../contract/desk.ts'
import type { ClockDoubt } from '../../../contract/journal.ts'
import { decideAgain } from './check-in.ts'
import { type Core, chain, type Now, type Step, say, stay, unsay, withCheckIn, withState } from './core.ts'
import { begunDoubt, datedAnew, withUnsureDay } from './doubtful-days.ts'
import { sayOvernight } from './recovered.ts'

const jumped = (core: Core, milliseconds: number): Step => ({
  core: say(withState(core, { clock: 'jumped' }), 'CLOCK_JUMPED', 'problem'),
  effects: [{ type: 'record', event: { event: 'clock-jumped', milliseconds } }],
})

/** An open check-in keeps its own day: the one on which the patient came. */
const dayChanged = (core: Core, today: Day): Step => {
  const { checkIn, clockDoubt } = core.state
  if (today === core.state.today) return stay(core)
  const left = clockDoubt === null ? core : withUnsureDay(core, today)
  const known = sayOvernight(withState(left, { today }))
  if (checkIn === null) return stay(known)
  const { id, visitDate } = checkIn
  return {
    core: say(known, 'DAY_CHANGED', 'look', { visitDate }),
    effects: [{ type: 'record', event: { event: 'day-changed', checkIn: id, visitDate, today } }],
  }
}

/** Takes up the day and a jump of the clock. @param jump milliseconds by which it was set; null when it only went on */
export const clockChanged = (core: Core, today: Day, jump: number | null): Step =>
  chain(jump === null ? stay(core) : jumped(core, jump), (next) => dayChanged(next, today))

/** The clock cannot be right, or can be again. Meanwhile nothing is decided. */
export const clockDoubted = (core: Core, why: ClockDoubt | null, now: Now): Step => {
  if (why === core.state.clockDoubt) return stay(core)
  if (why === null) {
    const dated = datedAnew(withUnsureDay(core, core.state.today), now.today)
    const known = withState(dated, { clockDoubt: why, today: now.today })
    return decideAgain(say(known, 'CLOCK_SURE_AGAIN', 'info'), now)
  }
  const left = begunDoubt(core, now.today)
  return {
    core: withCheckIn(withState(left, { clockDoubt: why, today: now.today }), {
      decided: null,
      overridden: null,
    }),
    effects: [{ type: 'record', event: { event: 'clock-doubted', why } }],
  }
}

/** The machine's zone is another than it was. Days are counted in Japan's all the same. */
export const zoneChanged = (core: Core, zone: string, isRight: boolean): Step => {
  const known: Core = { ...core, isZoneRight: isRight }
  const clock: DeskState['clock'] =
    core.state.clock === 'jumped' ? 'jumped' : isRight ? 'ready' : 'wrong-zone'
  const next = withState(known, { clock })
  return {
    core: isRight ? unsay(next, 'WRONG_ZONE') : say(next, 'WRONG_ZONE', 'look'),
    effects: [{ type: 'record', event: { event: 'zone-changed', zone, right: isRight } }],
  }
}

/** Takes a message away. Whoever closes the one about the clock has looked at it. */
export const dismissMessage = (core: Core, id: number): Core => {
  const { messages } = core.state
  const dismissed = messages.find((message) => message.id === id)
  const next = withState(core, { messages: messages.filter((message) => message.id !== id) })
  return dismissed?.code === 'CLOCK_JUMPED'
    ? withState(next, { clock: core.isZoneRight ? 'ready' : 'wrong-zone' })
    : next
}
