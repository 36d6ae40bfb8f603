/**
 * The desk of a checkout: simulated devices with the dock where the shell asks for them, on the day that it names;
 * real ones otherwise.
 */
import { systemClock } from './clock.ts'
import { connectToShell } from './connection.ts'
import { realDevices } from './devices/real.ts'
import { clockFrom } from './devices/shifted-clock.ts'
import { simulatedDevices } from './devices/simulated.ts'
import { serve } from './run.ts'

const connection = connectToShell()
if (connection === null) throw new Error('the desk is started by the shell')
serve(
  connection,
  (options, settings, clock) =>
    options.simulated ? simulatedDevices(options, settings, clock) : realDevices(options, settings, clock),
  ({ simulated, today }) => (simulated && today !== undefined ? clockFrom(today, systemClock) : systemClock),
)
