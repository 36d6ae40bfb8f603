/** Wrong PINs in a row that cost no waiting. */
const FREE_ATTEMPTS = 4
const FIRST_WAIT_MILLISECONDS = 30_000
const MAX_WAIT_MILLISECONDS = 15 * 60_000

/**
 * How long a person, or everybody at a terminal, must wait after so many wrong PINs and cards in a row, in milliseconds: 0 up to the fourth, 30 s after the
 * fifth, then twice as long each time, at most 15 minutes. Guessing all 10,000 four-digit PINs takes over three months.
 */
export const waitAfter = (failures: number): number =>
  failures <= FREE_ATTEMPTS
    ? 0
    : Math.min(FIRST_WAIT_MILLISECONDS * 2 ** (failures - FREE_ATTEMPTS - 1), MAX_WAIT_MILLISECONDS)
