/** A visit to practise: everything goes as it would, nothing is asked of the official side, and no row is written. */
import { emptyCheckIn } from '../../../contract/desk.ts'
import { type Core, type Effect, type Now, type Step, stay, withState } from './core.ts'

/** Opens a visit to practise, unless a patient is at the desk. */
export const openPractice = (core: Core, now: Now): Step =>
  core.state.checkIn !== null
    ? stay(core)
    : stay(
        withState(core, {
          checkIn: {
            ...emptyCheckIn({ id: now.checkInId, openedAt: now.instant, visitDate: now.today }),
            practice: true,
          },
        }),
      )

/** The visits to practise, open or parked. */
const practisedIds = ({ state: { checkIn }, parked }: Core): string[] =>
  [...(checkIn === null ? [] : [checkIn]), ...parked].flatMap(({ id, practice }) => (practice ? [id] : []))

/**
 * Takes the rows and the questions to the official side out of a step of a practised visit. What waits for its row goes on
 * as if it were there, without a number.
 */
export const withoutRows = (before: Core, step: Step): Step => {
  const ids = new Set([...practisedIds(before), ...practisedIds(step.core)])
  const isPractised = (id: string | undefined): boolean => id !== undefined && ids.has(id)
  if (ids.size === 0) return step
  const effects = step.effects.flatMap((effect): Effect[] => {
    if (effect.type === 'look-up' || effect.type === 'register-number')
      return isPractised(effect.checkIn) ? [] : [effect]
    if (effect.type !== 'record' || !('checkIn' in effect.event) || !isPractised(effect.event.checkIn))
      return [effect]
    return effect.whenDurable === undefined ? [] : [{ type: 'practised', whenDurable: effect.whenDurable }]
  })
  return { core: step.core, effects }
}
