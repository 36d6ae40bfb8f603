/** Declares what the person at the desk may ask for: the shape of each intent, and beside it who may, when, and what if. */
import { z } from 'zod'
import type { Right } from './staff.ts'

/** How the desk and the shell treat an intent. */
export type IntentRules = {
  /** The right that it needs; null where everybody may. */
  readonly right: Right | null
  /**
   * An intent with these values needs no right: whoever may not begin may still end.
   * `{ on: false }` at `teach-code`: only an administrator begins to teach, anybody ends it.
   */
  readonly freeWith: Readonly<Record<string, boolean | null>> | null
  /** While staff is set up and nobody is signed in. `hear`: the way to sign in, and what tells of it. */
  readonly whenLocked: 'hear' | 'refuse'
  /**
   * For a step that a desk may have missed when it ended. `repeat`: idempotent, the next desk gets it again · `say`: it
   * could be done twice, so the person is told, looks and decides · `drop`: nobody waits for it.
   */
  readonly whenMissed: 'repeat' | 'say' | 'drop'
  /** Of the visit that the person sees: once that one is over or put aside, it is for nothing, and for no other visit. */
  readonly ofVisit: boolean
}

/** The rules of every intent, by its schema. */
export const INTENT_RULES = z.registry<IntentRules>()

/**
 * The id of the visit that was on the screen when somebody asked; null where there was none, absent where nobody knows. A key that
 * is pressed while a visit ends comes after its end.
 */
const shown = z.string().max(80).nullable().optional()

/**
 * Declares one intent. Without a word on it, it is refused while the desk is locked, a missed one is said, and it is of no visit.
 * @example intent('override', { why: z.string() }, { right: 'override' })
 */
export const intent = <const Type extends string, Shape extends z.core.$ZodLooseShape>(
  type: Type,
  shape: Shape,
  rules: Pick<IntentRules, 'right'> & Partial<IntentRules>,
) =>
  z.strictObject({ type: z.literal(type), shown, ...shape }).register(INTENT_RULES, {
    freeWith: null,
    whenLocked: 'refuse',
    whenMissed: 'say',
    ofVisit: false,
    ...rules,
  })
