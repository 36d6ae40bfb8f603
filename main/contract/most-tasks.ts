/** More open tasks than anybody works through at once; the next ones follow as these are done. */
export const MOST_TASKS = 200
