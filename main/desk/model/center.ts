import type { CenterStatus } from '../../../contract/center.ts'
import { type Core, say, unsay, withState } from './core.ts'

/** Keeps how the center is; that it holds other rows than the journal is said until it is no longer so. */
export const centerChanged = (core: Core, status: CenterStatus): Core => {
  const before = core.state.center.state
  const next = withState(core, { center: status })
  if (status.state === 'diverged')
    return before === 'diverged' ? next : say(next, 'CENTER_DIVERGED', 'problem')
  // A line that is down says nothing about the rows.
  return status.state === 'down' ? next : unsay(next, 'CENTER_DIVERGED')
}
