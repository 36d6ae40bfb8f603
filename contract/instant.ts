import { z } from 'zod'

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?[+-]\d{2}:\d{2}$/
/** ISO 8601 with a numeric offset: `2026-11-22T09:00:00.000+09:00`. */
export const instantSchema = z.string().regex(INSTANT, 'expected an instant with offset')
