import { measureOnQuickLoopback } from './quick-loopback.ts'
import type { Row } from './row.ts'

/** The whole program on a real pcscd: a card's way to the decision on the screen, and idle work with a reader there. */
export const name = 'reader'

export const run = (): Promise<Row[]> => measureOnQuickLoopback('reader-measure.ts')
