/**
 * Remembers how far the center was known to hold the journal, so that a terminal that cannot ask can still say how far behind it
 * is. A hint and nothing more: what is sent next is decided by what the center itself says.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeWhole } from '../files/whole-file.ts'

const placeSchema = z.strictObject({ journal: z.string(), through: z.number().int().nonnegative() })

const fileIn = (home: string): string => join(home, 'center.place')

/** @returns 0 where nothing is known of this journal */
export const lastPlace = (home: string, journal: string): number => {
  try {
    const place = placeSchema.safeParse(JSON.parse(readFileSync(fileIn(home), 'utf8')))
    return place.success && place.data.journal === journal ? place.data.through : 0
  } catch {
    return 0
  }
}

export const keepLastPlace = (home: string, journal: string, through: number): void => {
  try {
    writeWhole(fileIn(home), JSON.stringify({ journal, through }))
  } catch {
    // A home that cannot be written has a message of its own.
  }
}
