/**
 * The insurers' own rules, from the papers that state them (`insurers.json`). A paper that does not state its insurer's
 * number is kept by name: the clinic gives the number, and no number is guessed.
 *
 * Rules: B02 B03 (half-yearly), B04 B05 (five years, which holds for all), B15 (the printed day alone).
 */
import { z } from 'zod'
import { parseInsurerNumber } from './fields/insurer-number.ts'
import insurers from './insurers.json' with { type: 'json' }

export type ExpiryRule = 'half-yearly'

const insurerSchema = z.strictObject({
  name: z.string(),
  /** null: nothing beyond what holds for every insurer. */
  expiryRule: z.literal('half-yearly').nullable(),
  rules: z.array(z.string()),
  seed: z.string(),
})

const { byNumber, byLaw, numberNotStated } = z
  .strictObject({
    byNumber: z.record(z.string(), insurerSchema),
    byLaw: z.record(z.string(), insurerSchema),
    numberNotStated: z.record(z.string(), insurerSchema),
  })
  .parse(insurers)

/** Insurers whose papers state a rule but no number, by the name under which a clinic can give it. */
export const INSURERS_WITHOUT_NUMBER: Readonly<Record<string, z.infer<typeof insurerSchema>>> =
  numberNotStated

/**
 * The rule by which an insurer sets the last day of its certificates, for a certificate's `expiryRule`.
 *
 * @param insurerNumber as typed or scanned
 * @param configured what the clinic has set: insurer number → a name of {@link INSURERS_WITHOUT_NUMBER}
 * @returns undefined where no rule is known, or the number cannot be one
 */
export const expiryRuleFor = (
  insurerNumber: string,
  configured: Readonly<Record<string, string>> = {},
): ExpiryRule | undefined => {
  const parsed = parseInsurerNumber(insurerNumber)
  if (!parsed.ok) return undefined
  const { number, law } = parsed.value
  const name = configured[number]
  const insurer =
    (name === undefined ? undefined : numberNotStated[name]) ??
    byNumber[number] ??
    (law === null ? undefined : byLaw[law])
  return insurer?.expiryRule ?? undefined
}
