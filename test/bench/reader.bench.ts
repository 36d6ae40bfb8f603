import type { Row } from '../../fixtures/bench-row.ts'
import { measureOnQuickLoopback } from './quick-loopback.ts'

/** The whole program on a real pcscd: a card's way to the decision on the screen, and idle work with a reader there. */
export const name = 'reader'

export const run = (): Promise<Row[]> => measureOnQuickLoopback('reader-measure.ts')
