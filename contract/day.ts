import { z } from 'zod'
import { isDay } from './calendar.ts'

/**
 * A calendar day in Asia/Tokyo as `YYYY-MM-DD`, from 1868 (Meiji 1) on. Days compare as strings:
 * `'2025-12-01' < '2025-12-02'`.
 */
export const daySchema = z.string().refine(isDay, 'expected an existing day as YYYY-MM-DD')

/** A calendar day in Asia/Tokyo, `YYYY-MM-DD`. */
export type Day = z.infer<typeof daySchema>
