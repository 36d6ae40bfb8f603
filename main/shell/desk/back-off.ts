/** How long to wait before what has failed is started again. */

const FIRST_MS = 500
const FEW_MS = 3_000
const MAX_MS = 30_000

/** So many failures in a row are no accident: the window says so, and each further wait is twice the one before. */
export const HOPELESS = 4

/** 500 → 1,000 → 2,000 → 3,000 ms for the first failures in a row, then 6,000 → 12,000 → 24,000 → 30,000. */
export const backOff = (failures: number): number =>
  failures < HOPELESS
    ? Math.min(FIRST_MS * 2 ** failures, FEW_MS)
    : Math.min(FEW_MS * 2 ** (failures - HOPELESS + 1), MAX_MS)
