/** The first state is on the screen after so many milliseconds; what the start need not wait for is done then. */
export const AFTER_START_MS = 1_500
