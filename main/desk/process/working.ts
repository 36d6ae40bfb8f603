/** The visits that are not over, and the results that wait for one, as they lie in the journal's file, encrypted: written with each step, read after a crash. */
import { z } from 'zod'
import { daySchema } from '../../../contract/day.ts'
import { type CheckInView, checkInViewSchema } from '../../../contract/desk.ts'
import { type Arrival, arrivalSchema } from '../../../contract/desk-bridge.ts'
import type { DoubtfulDays, Visits } from '../model/core.ts'

const NOTHING: Visits = { open: null, parked: [] }

const workingSchema = z.strictObject({
  open: z.unknown(),
  parked: z.array(z.unknown()),
  arrivals: z.array(z.unknown()).default([]),
  doubt: z.strictObject({ unsureDays: z.array(daySchema), sureDays: z.array(daySchema) }).optional(),
})

const viewOf = (value: unknown): CheckInView | null => checkInViewSchema.safeParse(value).data ?? null

/** Nothing at all where no result waits. */
const waiting = (arrivals: readonly Arrival[]): Pick<Visits, 'arrivals'> =>
  arrivals.length === 0 ? {} : { arrivals }

const inDoubt = (doubt: DoubtfulDays | undefined): Pick<Visits, 'doubt'> =>
  doubt === undefined ? {} : { doubt }

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
    ...waiting(both.data.arrivals.flatMap((one) => arrivalSchema.safeParse(one).data ?? [])),
    ...inDoubt(both.data.doubt),
  }
}

/** Writes the visits that are not over and the results that can be taken; null where there are none. */
export const writeWorking = ({ open, parked, arrivals = [], doubt }: Visits): string | null => {
  const takeable = arrivals.filter(({ why }) => why === null)
  if (open === null && parked.length === 0 && takeable.length === 0) return null
  return JSON.stringify({ open, parked, ...waiting(takeable), ...inDoubt(doubt) })
}

/**
 * Puts together what a desk without a journal had at work and what lay in the journal meanwhile: the visits of that desk
 * are the newer ones. Nothing is lost: of two open ones the older waits in the tray.
 */
export const mergeVisits = (newer: Visits, older: Visits): Visits => {
  const own = new Set([...newer.parked, ...(newer.open === null ? [] : [newer.open])].map(({ id }) => id))
  const left = older.parked.filter(({ id }) => !own.has(id))
  const kept = {
    ...waiting([...(newer.arrivals ?? []), ...(older.arrivals ?? [])]),
    ...inDoubt(newer.doubt ?? older.doubt),
  }
  const olderOpen = older.open !== null && !own.has(older.open.id) ? older.open : null
  if (newer.open === null) return { open: olderOpen, parked: [...left, ...newer.parked], ...kept }
  const aside = olderOpen === null ? [] : [{ ...olderOpen, parkedAt: newer.open.openedAt }]
  return { open: newer.open, parked: [...left, ...aside, ...newer.parked], ...kept }
}
