/**
 * The desk of a checkout: simulated devices with the dock where the shell asks for them, on the day that it names;
 * real ones otherwise.
 */
import '../../../contract/zod-jitless.ts'

import { clockFrom } from '../devices/shifted-clock.ts'
import { systemClock } from './clock.ts'
import { connectToShell } from './connection.ts'
import { serve } from './run.ts'

const connection = connectToShell()
if (connection === null) throw new Error('the desk is started by the shell')
serve(
  connection,
  async (options, settings, clock) => {
    const makeDevices = options.simulated
      ? (await import('../devices/simulated.ts')).simulatedDevices
      : (await import('../devices/real.ts')).realDevices
    return makeDevices(options, settings, clock)
  },
  ({ simulated, today }) => (simulated && today !== undefined ? clockFrom(today, systemClock) : systemClock),
)
