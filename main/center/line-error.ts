/** No answer, or none that can be used. */
export class LineError extends Error {}
