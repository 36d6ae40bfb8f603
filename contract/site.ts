/** Hints that the counters of one site give each other by the center, while the line stands (docs/center.md): no decision rests on them. */
import { z } from 'zod'
import { followUpSchema } from './follow-up.ts'
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

/** Most things to do of other counters that are shown. */
export const MAX_SITE_FOLLOW_UPS = 100

/** A thing that a visit at another counter of the site has left to do. */
export const siteFollowUpSchema = z.strictObject({
  /** The counter's id at the center. */
  terminal: z.uuid(),
  /** Its name. */
  counter: z.string().max(80),
  followUp: followUpSchema,
})
export type SiteFollowUp = z.infer<typeof siteFollowUpSchema>

/** The publication that this terminal has taken over last (contract/publication.ts). */
export const publishedSchema = z.strictObject({
  site: z.string().max(80),
  number: z.number().int().positive(),
  at: instantSchema,
  /** The publisher's public key. */
  key: z.string(),
  /** The names of the settings in it. */
  settings: z.array(z.string().max(60)).max(60),
  hasStaff: z.boolean(),
  /** People of the published staff who have no PIN here yet. */
  waiting: z.array(z.string().max(60)).max(200),
})
export type Published = z.infer<typeof publishedSchema>

/** The site as the window is shown it. */
export const siteSchema = z.strictObject({
  /** About the open visit's patient; empty where nothing is known, or the line did not answer in time. */
  elsewhere: z.array(elsewhereSchema).max(MAX_ELSEWHERE),
  /** Open at other counters, the oldest first; those that were done here since stay, done, in front. */
  followUps: z.array(siteFollowUpSchema).max(MAX_SITE_FOLLOW_UPS),
  /** Null where nothing published was taken over. */
  published: publishedSchema.nullable(),
})
export type Site = z.infer<typeof siteSchema>

export const NO_SITE: Site = { elsewhere: [], followUps: [], published: null }
