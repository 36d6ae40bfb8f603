/** Milliseconds after which the first state has usually been drawn; the start does not wait for anything that can be done then. */
export const AFTER_START_MS = 1_500
