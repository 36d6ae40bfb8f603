import { measureOnQuickLoopback } from './quick-loopback.ts'
import type { Row } from './row.ts'

/** Reading the card on a real pcscd, beside a bare loop of the same commands and beside OpenSC. */
export const name = 'card'

export const run = (): Promise<Row[]> => measureOnQuickLoopback('card-measure.ts')
