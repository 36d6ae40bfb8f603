/** More open tasks than anybody works through at once; the next ones follow as these are done. */
export const MAX_TASKS = 200

/** Today's newest visits, as many as anybody looks through; those before them are found in the history. */
export const MAX_VISITS = 50
