/**
 * The schemas of what the pages say. Imported after the start: they are more to load and to build than the rest of the
 * shell together, and the first page waits for none of them.
 */
import '../../contract/zod-jitless.ts'

export { printRequestSchema } from '../../contract/bridge.ts'
export { intentRules, intentSchema } from '../../contract/intents.ts'
export { patientIntentSchema } from '../../contract/patient.ts'

/** The module itself, as its importers hold it. */
export type Schemas = typeof import('./schemas.ts')
