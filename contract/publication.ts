/** Settings and staff of a site, published by its administrator: signed, and taken over by terminals that trust the key. */
import { z } from 'zod'
import { instantSchema } from './instant.ts'
import { settingsSchema } from './office.ts'
import { roleSchema } from './staff.ts'

/** The settings that can be published: those that are the clinic's, and not of one machine, its devices or its places. */
export const publishedSettingsSchema = settingsSchema
  .pick({
    clinicName: true,
    place: true,
    language: true,
    theme: true,
    textSize: true,
    sounds: true,
    volume: true,
    asksPatient: true,
    phoneReader: true,
    acceptsKnownPatients: true,
    deskApp: true,
    cardFace: true,
    patientCard: true,
    templates: true,
    insurerRules: true,
    retentionYears: true,
    lockAfterMinutes: true,
  })
  .partial()

/** A person by name and role. PINs and cards are not published: they are given at each counter. */
const personSchema = z.strictObject({ name: z.string().trim().min(1).max(60), role: roleSchema })

export const publishedContentSchema = z.strictObject({
  settings: publishedSettingsSchema.optional(),
  staff: z
    .array(personSchema)
    .max(200)
    .refine(
      (staff) => staff.some(({ role }) => role === 'administrator'),
      'staff: an administrator is needed',
    )
    .refine((staff) => new Set(staff.map(({ name }) => name)).size === staff.length, 'staff: a name twice')
    .optional(),
})
export type PublishedContent = z.infer<typeof publishedContentSchema>

/** A publication as the center keeps it. `content`: {@link publishedContentSchema} as JSON, byte for byte as it was signed. */
export const publicationSchema = z.strictObject({
  site: z.string().min(1).max(80),
  /** Rises with each of a site. */
  number: z.number().int().positive(),
  at: instantSchema,
  content: z.string().max(200_000),
  /** Ed25519, base64url. */
  key: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
})
export type Publication = z.infer<typeof publicationSchema>
