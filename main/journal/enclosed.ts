/**
 * The content of a backup besides the journal, so that it can be restored on another machine with the key sheet alone:
 * the settings with their templates, inside the encrypted database, and the ring of keys sealed to the sheet, behind
 * it.
 *
 * SQLite reads as many pages as the file's first page says; what stands behind them is none of its business. There stands
 * the sealed ring as JSON, and in the last 16 bytes of the file `UKTSRING` and the length of the JSON in bytes, 8 digits:
 * `UKTSRING00000812`.
 */
import { appendFileSync, closeSync, existsSync, fstatSync, openSync, readSync, truncateSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { z } from 'zod'
import { readTextFile } from '../files/text.ts'
import { connect, readValue } from './database.ts'
import type { JournalHome } from './home.ts'
import { derive } from './mac.ts'
import { type SealedRing, sealedRingSchema } from './recovery.ts'

const MARK = 'UKTSRING'
const FOOTER_BYTES = MARK.length + 8
const LONGEST = 2_000_000

/** The place of the sealed ring in a file, from its start; null if there is none. */
const placeOf = (handle: number): { readonly start: number; readonly length: number } | null => {
  const { size } = fstatSync(handle)
  if (size < FOOTER_BYTES) return null
  const footer = Buffer.alloc(FOOTER_BYTES)
  readSync(handle, footer, 0, FOOTER_BYTES, size - FOOTER_BYTES)
  const length = new RegExp(`^${MARK}(\\d{8})$`).exec(footer.toString('latin1'))?.[1]
  const start = size - FOOTER_BYTES - Number(length)
  return length === undefined || Number(length) > LONGEST || start < 0
    ? null
    : { start, length: Number(length) }
}

/** The ring that was sealed into a backup; null where no sheet had been made, or what stands there is damaged. */
export const readSealedRing = (path: string): SealedRing | null => {
  const handle = openSync(path, 'r')
  try {
    const place = placeOf(handle)
    if (place === null) return null
    const text = Buffer.alloc(place.length)
    readSync(handle, text, 0, place.length, place.start)
    return sealedRingSchema.safeParse(JSON.parse(text.toString('utf8'))).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  } finally {
    closeSync(handle)
  }
}

/** Puts a sealed ring behind a closed database. */
export const appendSealedRing = (path: string, ring: SealedRing): void => {
  const text = Buffer.from(JSON.stringify(ring))
  appendFileSync(path, Buffer.concat([text, Buffer.from(MARK + String(text.length).padStart(8, '0'))]))
}

/** Takes the sealed ring off a copy that is to become the journal. */
export const removeSealedRing = (path: string): void => {
  const handle = openSync(path, 'r')
  let place: ReturnType<typeof placeOf> = null
  try {
    place = placeOf(handle)
  } finally {
    closeSync(handle)
  }
  if (place !== null) truncateSync(path, place.start)
}

const SETTINGS = 'settings'

/** Puts the settings file, as it is, into a backup that is being made. */
export const encloseSettings = (database: Database.Database, home: JournalHome): void => {
  const settings = existsSync(home.settings) ? readTextFile(home.settings) : null
  if (settings === null) return
  database.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(SETTINGS, settings)
}

/** Takes the settings out of a copy that is to become the journal. @returns the text of the settings file, or null */
export const takeOutSettings = (path: string, dataKey: string): string | null => {
  const { database } = connect(path, derive(dataKey, 'file'), { journalMode: 'DELETE' })
  try {
    const text = readValue(database, 'SELECT value FROM meta WHERE name = ?', z.string(), SETTINGS)
    database.prepare('DELETE FROM meta WHERE name = ?').run(SETTINGS)
    return text
  } finally {
    database.close()
  }
}
