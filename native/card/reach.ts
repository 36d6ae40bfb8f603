/**
 * How much one READ BINARY asks for. A short one gives 256 bytes; some readers carry 255 or 231 at most and refuse the
 * command, or answer it with nothing: those are asked for less from then on.
 */
export const LENGTHS = [256, 0xe0, 0x80] as const
/** Wrong length, and wrong parameters: what readers say to a length that they cannot carry. */
export const CANNOT_CARRY: readonly number[] = [0x6700, 0x6b00]

/** The most that a reader has been found to carry, over all files of one card. */
export type Reach = { most: number }
export const fullReach = (): Reach => ({ most: LENGTHS[0] })
