import type { CenterStatus } from '../../../contract/center.ts'
import { type Core, say, unsay, withState } from './core.ts'

/**
 * Keeps how the center is. That it holds other rows than the journal, or that nothing is sent from this machine, is said until it is
 * no longer so.
 */
export const centerChanged = (core: Core, status: CenterStatus): Core => {
  const before = core.state.center.state
  const next = withState(core, { center: status })
  switch (status.state) {
    case 'diverged':
      return before === 'diverged' ? next : say(unsay(next, 'CENTER_ELSEWHERE'), 'CENTER_DIVERGED', 'problem')
    case 'elsewhere':
      return before === 'elsewhere' ? next : say(unsay(next, 'CENTER_DIVERGED'), 'CENTER_ELSEWHERE', 'look')
    case 'down':
      // A line that is down says nothing about the rows.
      return next
    default:
      return unsay(unsay(next, 'CENTER_DIVERGED'), 'CENTER_ELSEWHERE')
  }
}
