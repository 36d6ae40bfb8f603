/** More open things to do than anybody works through at once; the next ones follow as these are done. */
export const MAX_FOLLOW_UPS = 200

/** Done ones that stay in their places, with a way to take it back. */
export const MAX_DONE = 50

/** Today's newest visits, as many as anybody looks through; those before them are found in the history. */
export const MAX_VISITS = 50
