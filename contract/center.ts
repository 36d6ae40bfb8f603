/** The center: one PostgreSQL behind many terminals (docs/center.md). */
import { z } from 'zod'
import type { JournalProblem } from './journal-fields.ts'
import type { Result } from './result.ts'

/** A terminal as the center knows it. */
export const enrolmentSchema = z.strictObject({
  /** The terminal's id there, a UUID. */
  terminal: z.uuid(),
  /** Its role in the database. */
  role: z.string().min(1).max(63),
  /** The password of the role, made by the terminal. */
  password: z.string().min(1).max(200),
  /** The salt of the password's verifier, base64: asked for again, the same verifier is sent. */
  salt: z.string().min(1).max(100),
})
export type Enrolment = z.infer<typeof enrolmentSchema>

/** Kept by the journal for the center, beside the chain. */
export type CenterStore = {
  /** The journal's key ring, as text: for the thread that reads it. */
  readonly keys: string
  /** The journal's own name, a UUID. */
  readonly journal: string
  /** Ed25519, base64url. */
  readonly publicKey: string
  enrolment(): Enrolment | null
  /** One whose password was made, and of which nobody knows yet whether the center has taken it. */
  pending(): Enrolment | null
  keepPending(enrolment: Enrolment): Result<void, JournalProblem>
  /** The center has taken it: puts it on record, and in the place of the one before. */
  enrolled(
    enrolment: Enrolment,
    known: { readonly name: string; readonly site: string },
  ): Result<unknown, JournalProblem>
}

/** A password in an address would stand in the settings, in the rows of their changes, and on the screen. */
const holdsPassword = (url: string): boolean =>
  /^[^/]*\/\/[^@/?#]*:[^@/?#]*@/.test(url) || /[?&]password=/i.test(url)

/** The setting `center`. `url`: `postgresql://HOST[:PORT][,HOST…]/DATABASE[?sslrootcert=FILE…]` (main/center/address.ts). */
export const centerSettingsSchema = z.strictObject({
  url: z
    .string()
    .max(400)
    .regex(/^postgres(?:ql)?:\/\//, 'expected postgresql://HOST/DATABASE')
    .refine((url) => !holdsPassword(url), 'a password has no place here: forward enrol makes one'),
  /** Tells the site's other counters which patients are or were here, by a keyed hash, and shows what they tell (contract/site.ts). */
  shares: z.boolean().default(false),
  /** The public key (Ed25519, base64url) whose publications of settings and staff are taken over; null: nobody's. */
  trusts: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/, 'expected the key that center publishing-key has printed')
    .nullable()
    .default(null),
})
export type CenterSettings = z.infer<typeof centerSettingsSchema>

/**
 * The reasons for which rows do not reach the center: no server · a server that says no · the center holds other rows than the
 * journal · this copy of the journal was restored or put elsewhere than the terminal, and nobody has said that it takes its place.
 */
export const CENTER_PROBLEMS = ['UNREACHABLE', 'REFUSED', 'DIVERGED', 'ELSEWHERE'] as const
export const centerProblemSchema = z.enum(CENTER_PROBLEMS)

/**
 * The reason, where it is known, for which a line does not stand: the server's certificate is not believed (expired, of another name or
 * authority) · the server does not believe this terminal's · no answer came in time.
 */
export const CENTER_WHYS = ['certificate', 'own-certificate', 'no-answer'] as const
export const centerWhySchema = z.enum(CENTER_WHYS)
export type CenterWhy = z.infer<typeof centerWhySchema>

/** The outcome of forwarding. */
export type Forwarded = {
  /** Rows that the server has committed. */
  readonly sent: number
  /** Rows that it has not, as far as is known. */
  readonly behind: number
  readonly problem: z.infer<typeof centerProblemSchema> | null
}

/**
 * The center as a desk sees it. `off`: it is not used · `ready`: it holds every row · `behind`: it is being sent what it has not ·
 * `clock`: it holds every row, and its clock is another than the one here · `down`: no server, or one that does not go on · `refused`: a server that says no · `diverged`: it holds other rows than the journal ·
 * `elsewhere`: nothing is sent until an administrator says that this machine takes the terminal over.
 */
export const centerStatusSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('off') }),
  z.strictObject({ state: z.literal('starting') }),
  z.strictObject({ state: z.literal('ready') }),
  z.strictObject({ state: z.literal('clock') }),
  z.strictObject({ state: z.literal('behind'), rows: z.number().int().nonnegative() }),
  z.strictObject({
    state: z.literal('down'),
    rows: z.number().int().nonnegative(),
    why: centerWhySchema.optional(),
  }),
  z.strictObject({ state: z.literal('refused'), rows: z.number().int().nonnegative() }),
  z.strictObject({ state: z.literal('diverged') }),
  z.strictObject({ state: z.literal('elsewhere') }),
])
export type CenterStatus = z.infer<typeof centerStatusSchema>
