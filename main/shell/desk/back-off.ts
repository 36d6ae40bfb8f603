/** How long to wait before what has failed is started again. */

const FIRST_MS = 500
const LONGEST_MS = 3_000

/** 500 → 1,000 → 2,000 → 3,000 ms. */
export const backOff = (failures: number): number => Math.min(FIRST_MS * 2 ** failures, LONGEST_MS)
