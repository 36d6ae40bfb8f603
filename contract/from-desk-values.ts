/** Bounds and names in what the desk says to the shell. Without schemas: the shell knows them before it has loaded any. */

/** Characters of the text of all keys: a pair takes 134, so that they can be changed some 7,000 times. */
export const MAX_KEYS = 1_000_000

/** The longest silence that a desk may announce, in milliseconds. */
export const MAX_SILENT_MS = 600_000

/** Why a desk could not start at all; the window has words for each. */
export const DESK_FATALS = [
  'home-unwritable',
  'second-desk',
  'journal-held',
  'newer-journal',
  'unknown',
] as const
