/**
 * The terminal's sealed copy, which it leaves at the center: what a restoring needs and the rows do not hold. Staff, settings,
 * signing key and enrolment are sealed under the chain key; the ring of keys is sealed to the key sheet, where there is one. Who
 * has the center alone can read none of it.
 */
import type Database from 'better-sqlite3'
import { z } from 'zod'
import { exists } from '../files/folder.ts'
import { readTextFile } from '../files/text.ts'
import type { Chains } from './chain.ts'
import { readEnd, readValue } from './database.ts'
import type { JournalHome } from './home.ts'
import type { KeyRing } from './keys.ts'
import { LAST_SETTINGS } from './last-settings.ts'
import { authenticator } from './mac.ts'
import { PLACES } from './places.ts'
import { sealedRingSchema, sealRing } from './recovery.ts'
import { recoveryKeyIn } from './recovery-key.ts'
import { seal, unseal } from './seal.ts'
import { rowsOfTable, type TableRow, tableRowSchema } from './tables.ts'

/** The content, opened. */
const contentSchema = z.strictObject({
  journal: z.string(),
  /** The last row of the journal when it was made. */
  throughSeq: z.number().int(),
  staff: z.array(tableRowSchema),
  signing: z.array(tableRowSchema),
  /** Single values: the enrolment, the public half of the recovery key, the settings that were in force last, and where the journal is at home. */
  meta: z.array(tableRowSchema),
  settings: z.string().nullable(),
})
export type CopyContent = z.infer<typeof contentSchema>

const copySchema = z.strictObject({
  ring: sealedRingSchema.nullable(),
  /** The generation of the chain key that it is sealed under. */
  chainKey: z.string(),
  sealed: z.string(),
})
type Copy = z.infer<typeof copySchema>

/** A copy as it is sent. `name` is the same as long as nothing in it has changed, and says nothing of what that is. */
export type SealedCopy = { readonly name: string; readonly text: string }

const META = ['center', 'recovery', LAST_SETTINGS, PLACES]

/** A failed PIN changes the table and nothing that a restoring needs. */
const withoutFailures = (row: TableRow): TableRow => ({ ...row, failures: 0, failed_at: null })

/** Makes the copy of a journal of the present form. */
export const makeSealedCopy = (
  database: Database.Database,
  home: JournalHome,
  ring: KeyRing,
  chains: Chains,
): SealedCopy => {
  const chain = chains.all.at(-1) ?? chains.oldest
  const recovery = recoveryKeyIn(database, ring)
  const content: Omit<CopyContent, 'throughSeq'> = {
    journal: readValue(database, `SELECT value FROM meta WHERE name = 'journal'`, z.string()) ?? '',
    staff: rowsOfTable(database, 'staff').map(withoutFailures),
    signing: rowsOfTable(database, 'signing'),
    meta: rowsOfTable(database, 'meta').filter(({ name }) => META.some((one) => one === name)),
    settings: exists(home.settings) ? readTextFile(home.settings) : null,
  }
  // The code is made over ASCII, and so over the JSON's digits.
  const plain = Buffer.from(JSON.stringify([content, ring.generation, recovery?.public ?? null]))
  const whole: CopyContent = { ...content, throughSeq: readEnd(database)?.seq ?? 0 }
  const copy: Copy = {
    ring: recovery === null ? null : sealRing(ring, recovery.public),
    chainKey: chain.fingerprint,
    sealed: seal(chain.copyKey, Buffer.from(JSON.stringify(whole))),
  }
  return { name: authenticator(chain.copyKey)(plain.toString('hex')), text: JSON.stringify(copy) }
}

/** Reads a copy as it was sent; null where it is none. */
export const readSealedCopy = (text: string): Copy | null => {
  try {
    return copySchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** Opens a copy with the journal's keys; null where they do not open it. */
export const openSealedCopy = (copy: Copy, chains: Chains): CopyContent | null => {
  const chain = chains.all.find(({ fingerprint }) => fingerprint === copy.chainKey)
  const plain = chain === undefined ? null : unseal(chain.copyKey, copy.sealed)
  return plain === null ? null : (contentSchema.safeParse(JSON.parse(plain.toString('utf8'))).data ?? null)
}
