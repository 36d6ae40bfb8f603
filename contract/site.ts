/** Hints that the counters of one site give each other by the center, while the line stands (docs/center.md): no decision rests on them. */
import { z } from 'zod'
import { instantSchema } from './instant.ts'

/** Most hints about one patient. */
export const MAX_ELSEWHERE = 5

/** The patient at the desk is, or was today, at another counter. `open`: a visit of theirs is not over there. */
export const elsewhereSchema = z.strictObject({
  /** The counter's name, as the center has it. */
  counter: z.string().max(80),
  state: z.enum(['open', 'checked']),
  /** By the center's clock: when the visit was opened, or concluded. */
  at: instantSchema,
})
export type Elsewhere = z.infer<typeof elsewhereSchema>

/** The site as the window is shown it. */
export const siteSchema = z.strictObject({
  /** About the open visit's patient; empty where nothing is known, or the line did not answer in time. */
  elsewhere: z.array(elsewhereSchema).max(MAX_ELSEWHERE),
})
export type Site = z.infer<typeof siteSchema>

export const NO_SITE: Site = { elsewhere: [] }
