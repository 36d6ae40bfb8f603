/** A question to the official side: one person by number. */
import { z } from 'zod'
import { daySchema } from '../../../contract/day.ts'
import { containsIndividualNumber } from '../../rules/fields/individual-number.ts'
import { LONGEST } from '../layout.ts'

/** Text that a request can hold: nothing that XML or UTF-8 has not, and no individual number. */
const written = (most: number) =>
  z
    .string()
    .refine((text) => text.trim() !== '', 'expected some text')
    .refine((text) => [...text.trim()].length <= most, `expected at most ${most} characters`)
    .refine(
      (text) => text.isWellFormed() && !/[\p{Cc}\ufffe\uffff]/u.test(text),
      'holds what cannot be written',
    )
    .refine(
      (text) => containsIndividualNumber(text) !== 'valid',
      'holds an individual number (個人番号), which is never kept',
    )
    .transform((text) => text.trim())

const digits = (pattern: RegExp, expected: string) =>
  z
    .string()
    .transform((text) => text.normalize('NFKC').trim())
    .refine((text) => pattern.test(text), `expected ${expected}`)

/** The numbers that name an insured person. */
export const numbersSchema = z.strictObject({
  insurerNumber: digits(/^\d{1,8}$/, 'at most eight digits'),
  symbol: written(LONGEST.symbol).optional(),
  number: written(LONGEST.number),
  branch: digits(/^\d{1,2}$/, 'one or two digits')
    .transform((text) => text.padStart(2, '0'))
    .optional(),
})

/** Our own number of a patient, to be registered as 照会番号 under these numbers. */
export const registrationSchema = numbersSchema.extend({ referenceNumber: written(LONGEST.referenceNumber) })
export type Registration = z.infer<typeof registrationSchema>

export const questionSchema = numbersSchema.extend({
  id: z.string().max(80).optional(),
  birthDate: daySchema,
})
export type Question = z.infer<typeof questionSchema>
