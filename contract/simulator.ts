import { z } from 'zod'
import { cardFaceTypedSchema } from './card-face.ts'
import { onlineSchema } from './check-in.ts'

/** Commands to the simulated official side: to begin or end, what its reader has seen, and what becomes of the share. */
export const BRIDGE_ACTS = [
  'on',
  'off',
  'face',
  'face-not-eligible',
  'face-two-people',
  'face-two-items',
  'face-slow',
  'face-locked',
  'face-moved-away',
  'face-other-institution',
  'face-shift-jis',
  'face-zip',
  'face-encrypted',
  'clock-off',
  'clock-right',
  'answers-in-time',
  'answers-late',
  'answers-none',
  'answers-wrong-person',
  'answers-zip',
  'refuses',
  'share-lost',
  'share-back',
] as const
export type BridgeAct = (typeof BRIDGE_ACTS)[number]

/** Commands to the simulated center: how it is shown. */
export const CENTER_ACTS = ['off', 'ready', 'behind', 'down', 'refused', 'diverged', 'elsewhere'] as const
export type CenterAct = (typeof CENTER_ACTS)[number]

/** Commands to the simulated site: what another counter does. */
export const SITE_ACTS = ['open-elsewhere', 'checked-elsewhere', 'arrival-taken'] as const
export type SiteAct = (typeof SITE_ACTS)[number]

/**
 * Commands of the dock in simulated mode. Personas and codes are named in `fixtures/`; a release build has neither
 * the dock nor the adapters that obey it.
 */
export const simulatorCommandSchema = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('place-card'), persona: z.string().max(60) }),
  z.strictObject({ command: z.literal('remove-card') }),
  z.strictObject({ command: z.literal('scan'), code: z.string().max(60) }),
  z.strictObject({ command: z.literal('answer-online'), online: onlineSchema.nullable() }),
  /** The official bridge, over folders of its own that are gone at the end. */
  z.strictObject({ command: z.literal('bridge'), act: z.enum(BRIDGE_ACTS) }),
  z.strictObject({ command: z.literal('center'), act: z.enum(CENTER_ACTS) }),
  z.strictObject({ command: z.literal('site'), act: z.enum(SITE_ACTS) }),
  /** The clock stands so many days from the machine's own: 0 is right again. */
  z.strictObject({ command: z.literal('clock'), days: z.number().int().min(-4_000).max(4_000) }),
  /** The drive for backups is pulled out, or back: until then the one in the settings does not count. */
  z.strictObject({ command: z.literal('backup-drive'), isThere: z.boolean() }),
  z.strictObject({
    command: z.literal('fault'),
    fault: z.enum([
      'reader-unplugged',
      'reader-plugged',
      'service-stopped',
      'service-started',
      'card-mute',
      'card-garbled',
      'card-removed-while-reading',
      'scanner-unplugged',
      'scanner-plugged',
      'desk-killed',
    ]),
  }),
])
export type SimulatorCommand = z.infer<typeof simulatorCommandSchema>

/** The dock's offers: names for people, ids for the commands above. */
export const simulatorViewSchema = z.strictObject({
  personas: z.array(
    z.strictObject({
      id: z.string().max(60),
      label: z.string().max(120),
      /** The print on the card's face, for whoever types it; null where there is no such card. */
      face: cardFaceTypedSchema.nullable(),
    }),
  ),
  codes: z.array(z.strictObject({ id: z.string().max(60), label: z.string().max(120) })),
  /** The card that lies on the simulated reader. */
  cardPlaced: z.string().max(60).nullable(),
  /** How many days the simulated clock stands from the machine's own. */
  clockDays: z.number().int(),
  /** The coming answer of the simulated official terminal; null when the receptionist is to choose it. */
  online: onlineSchema.nullable(),
})
export type SimulatorView = z.infer<typeof simulatorViewSchema>
