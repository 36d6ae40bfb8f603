/** 公費負担医療 and what else is shown beside the insurance: certificates that say who pays the rest. */
import { z } from 'zod'
import { type Day, daySchema } from './day.ts'
import { insuredSchema } from './insured.ts'

/**
 * The papers, as a desk tells them apart: 医療証・受給者証 of a municipality or of 自立支援 · 特定医療費（指定難病）受給者証 ·
 * 限度額適用認定証, which the insurer issues and no payer number stands on · 医療券 of 生活保護 · PMH, read from the My Number
 * card at sites that are connected (rules N19, N20, N21).
 */
export const PUBLIC_AID_KINDS = [
  'recipient-certificate',
  'intractable-disease',
  'medical-ticket',
  'limit-certificate',
  'pmh',
] as const
export const publicAidKindSchema = z.enum(PUBLIC_AID_KINDS)
export type PublicAidKind = z.infer<typeof publicAidKindSchema>

/** 法別番号: `54`. */
export const lawSchema = z.string().regex(/^\d{2}$/)

/** One paper of the open visit. It never bears on the decision about the insurance (rule N20). */
export const publicAidSchema = z.strictObject({
  id: z.string().max(60),
  kind: publicAidKindSchema,
  /** 公費負担者番号: `54016027`; null where the paper has none, or nobody has read it. */
  payer: z
    .string()
    .regex(/^\d{8}$/)
    .nullable(),
  /** 受給者番号: `1234566`. */
  recipient: z
    .string()
    .regex(/^\d{1,7}$/)
    .nullable(),
  from: daySchema.nullable(),
  /** The last day, included. */
  until: daySchema.nullable(),
  /** Somebody at the desk has seen the paper; false for what only a prescription says. */
  seen: z.boolean(),
  source: z.enum(['scanner', 'manual']),
  /** The ids of the visit's papers that have named it, such as a prescription: with the last of them it goes. Empty: entered by hand. */
  namedBy: z.array(z.string().max(60)).max(100).default([]),
  /** Of a visit that was opened again: what its row has kept of the numbers, which nobody can read back. */
  onRecord: z
    .strictObject({
      law: lawSchema.optional(),
      payer: insuredSchema.optional(),
      recipient: insuredSchema.optional(),
    })
    .optional(),
})
export type PublicAid = z.infer<typeof publicAidSchema>

/** So many papers a visit can hold; a prescription names three, and nobody has more than a few. */
export const MAX_PUBLIC_AID = 8

/** The first two digits of a payer number (法別番号): `54016027` → `54`. */
export const lawOf = (payer: string): string => payer.slice(0, 2)

/** The law of a paper's payer number, or of the one that its visit's row has kept; undefined where it has none. */
export const lawOfPaper = ({ payer, onRecord }: Pick<PublicAid, 'payer' | 'onRecord'>): string | undefined =>
  payer === null ? onRecord?.law : lawOf(payer)

/** The paper on which a payer number of this law stands: 12 生活保護 a 医療券, 54 難病 its own certificate. */
export const kindOfLaw = (law: string): PublicAidKind =>
  law === '12' ? 'medical-ticket' : law === '54' ? 'intractable-disease' : 'recipient-certificate'

/** Compares a paper's days with the day of the visit. */
export const publicAidStanding = (
  { from, until }: { readonly from?: Day | null | undefined; readonly until?: Day | null | undefined },
  visitDate: Day,
): 'current' | 'expired' | 'not-yet' => {
  if (until != null && until < visitDate) return 'expired'
  return from != null && visitDate < from ? 'not-yet' : 'current'
}
