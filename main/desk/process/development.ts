/**
 * The desk of a checkout: simulated devices with the dock where the shell asks for them, on the day that it names and with a
 * clock that the dock sets; real ones otherwise.
 */
import '../../../contract/zod-jitless.ts'

import { clockFrom, type ShiftedClock } from '../devices/shifted-clock.ts'
import { systemClock } from './clock.ts'
import { connectToShell } from './connection.ts'
import { serve } from './run.ts'

const connection = connectToShell()
if (connection === null) throw new Error('the desk is started by the shell')
let shifted: ShiftedClock | null = null
serve(
  connection,
  async (options, settings, clock) => {
    const makeDevices = options.simulated
      ? (await import('../devices/simulated.ts')).simulatedDevices((days) => shifted?.stand(days))
      : (await import('../devices/real.ts')).realDevices
    return makeDevices(options, settings, clock)
  },
  ({ simulated, today }) => {
    shifted = simulated ? clockFrom(today ?? null, systemClock) : null
    return shifted ?? systemClock
  },
)
