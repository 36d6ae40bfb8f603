import { z } from 'zod'

const lineSchema = z.strictObject({
  /** The file, its suites and the test, `›` between them. */
  name: z.string(),
  state: z.enum(['passed', 'failed', 'skipped']),
  /** The failure, or the reason of a skip. */
  why: z.string(),
  milliseconds: z.number(),
})

/** How one test ended under Windows' Node. */
export type Line = z.output<typeof lineSchema>

/** Reads what {@link ./report.ts} has written; a last line that was cut off is left out. */
export const readLines = (text: string): Line[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => lineSchema.parse(JSON.parse(line)))
