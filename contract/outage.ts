/** The official system is down for the whole desk: since when, who said so, and what the search of its outage mode said. */
import { z } from 'zod'

export const outageSchema = z.strictObject({
  /** ISO 8601 with offset, Asia/Tokyo. */
  since: z.string().max(40),
  /** The id of the staff member who said so; `reception` while no staff is set up. */
  by: z.string().max(60),
})
export type Outage = z.infer<typeof outageSchema>

/**
 * The answer of the search by name, birth date, sex and address in 障害時モード. `not-found`: it names nobody, which says
 * nothing against the cover; the other ways stay open.
 */
export const outageSearchSchema = z.enum(['found', 'not-found'])
export type OutageSearch = z.infer<typeof outageSearchSchema>
