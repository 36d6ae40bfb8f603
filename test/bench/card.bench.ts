import type { Row } from '../../fixtures/bench-row.ts'
import { measureOnQuickLoopback } from './quick-loopback.ts'

/** Reading the card on a real pcscd, beside a bare loop of the same commands and beside OpenSC. */
export const name = 'card'

export const run = (): Promise<Row[]> => measureOnQuickLoopback('card-measure.ts')
