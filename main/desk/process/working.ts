/** The visits that are not over, as they lie in the journal's file, encrypted: written with each step, read after a crash. */
import { z } from 'zod'
import { type CheckInView, checkInViewSchema } from '../../../contract/desk.ts'
import type { Visits } from '../model/core.ts'

const NOTHING: Visits = { open: null, parked: [] }

const workingSchema = z.strictObject({ open: z.unknown(), parked: z.array(z.unknown()) })

const viewOf = (value: unknown): CheckInView | null => checkInViewSchema.safeParse(value).data ?? null

/** Reads what was kept. A visit that cannot be read costs none of the others. Earlier versions kept the open one alone. */
export const readWorking = (json: string | null | undefined): Visits => {
  if (json == null) return NOTHING
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return NOTHING
  }
  const both = workingSchema.safeParse(value)
  if (!both.success) return { open: viewOf(value), parked: [] }
  return {
    open: viewOf(both.data.open),
    parked: both.data.parked.flatMap((one) => viewOf(one) ?? []),
  }
}

/** Writes the visits that are not over; null where there are none. */
export const writeWorking = ({ open, parked }: Visits): string | null =>
  open === null && parked.length === 0 ? null : JSON.stringify({ open, parked })

/**
 * Puts together what a desk without a journal had at work and what lay in the journal meanwhile: the visits of that desk
 * are the newer ones. Nothing is lost: of two open ones the older waits in the tray.
 */
export const mergeVisits = (newer: Visits, older: Visits): Visits => {
  const own = new Set([...newer.parked, ...(newer.open === null ? [] : [newer.open])].map(({ id }) => id))
  const left = older.parked.filter(({ id }) => !own.has(id))
  const olderOpen = older.open !== null && !own.has(older.open.id) ? older.open : null
  if (newer.open === null) return { open: olderOpen, parked: [...left, ...newer.parked] }
  const aside = olderOpen === null ? [] : [{ ...olderOpen, parkedAt: newer.open.openedAt }]
  return { open: newer.open, parked: [...left, ...aside, ...newer.parked] }
}
