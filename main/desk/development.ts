/** The desk of a checkout: simulated devices with the dock where the shell asks for them, real ones otherwise. */
import { connectToShell } from './connection.ts'
import { realDevices } from './devices/real.ts'
import { simulatedDevices } from './devices/simulated.ts'
import { serve } from './run.ts'

const connection = connectToShell()
if (connection === null) throw new Error('the desk is started by the shell')
serve(connection, (options, settings) =>
  options.simulated ? simulatedDevices(options, settings) : realDevices(options, settings),
)
