/** The month's list: everything that has to be settled before the claims of a month are made. */
import { z } from 'zod'
import { outcomeSchema, reasonCodeSchema } from './decision.ts'
import { followUpSchema } from './follow-up.ts'
import type { FollowUpKind } from './follow-up-kinds.ts'

/** `2026-11` */
export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'expected a month as YYYY-MM')

/** More than a month leaves open even after days of outage; what is beyond is counted. */
export const MAX_MONTH_ITEMS = 1000

/** One thing to settle, with the visit's outcome as it stands now. */
export const monthItemSchema = z.strictObject({
  followUp: followUpSchema,
  outcome: outcomeSchema,
  reason: reasonCodeSchema,
  remark: z.string().nullable(),
  /** The visit was corrected or opened again after its end. */
  amended: z.boolean(),
})
export type MonthItem = z.infer<typeof monthItemSchema>

export const monthListSchema = z.strictObject({
  month: monthSchema,
  /** By kind, then the oldest first; done ones stay in their places. */
  items: z.array(monthItemSchema).max(MAX_MONTH_ITEMS),
  /** With those that are left out. */
  found: z.number().int().nonnegative(),
  refusal: z.enum(['journal-unreadable']).nullable(),
})
export type MonthList = z.infer<typeof monthListSchema>

/** The items by their kind, in the order of the list. */
export const itemsByKind = (items: readonly MonthItem[]): [FollowUpKind, MonthItem[]][] => {
  const kinds = new Map<FollowUpKind, MonthItem[]>()
  for (const item of items) kinds.set(item.followUp.what, [...(kinds.get(item.followUp.what) ?? []), item])
  return [...kinds]
}
