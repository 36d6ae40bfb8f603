/** The desk of a release: real devices only. */
import '../../../contract/zod-jitless.ts'

import { realDevices } from '../devices/real.ts'
import { connectToShell } from './connection.ts'
import { serve } from './run.ts'

const connection = connectToShell()
if (connection === null) throw new Error('the desk is started by the shell')
serve(connection, realDevices)
