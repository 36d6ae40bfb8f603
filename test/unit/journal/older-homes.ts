/** Homes of earlier versions, as they lay on the terminal: copied, unsealed and opened. */
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { JournalPort } from '../../../contract/journal.ts'
import { type KeyRing, parseKeyRing } from '../../../main/journal/keys.ts'
import { openJournal } from '../../../main/journal/open.ts'
import { verifyJournal } from '../../../main/journal/verify.ts'
import { makeClock } from './support.ts'

/** Homes as version 178ea5f wrote them; see their README. */
export const OLDER_HOMES = join(import.meta.dirname, '../../../fixtures/homes-of-form-1')

const expectedSchema = z.record(
  z.string(),
  z.looseObject({
    verification: z.strictObject({
      entries: z.number(),
      ok: z.boolean(),
      firstBad: z.number().nullable(),
      problem: z.string().nullable(),
    }),
    slip: z.string(),
    admin: z.string().optional(),
    working: z.string().optional(),
  }),
)
export const EXPECTED = expectedSchema.parse(
  JSON.parse(readFileSync(join(OLDER_HOMES, 'expected.json'), 'utf8')),
)

/** A copy of a home, as it lay on the terminal; it is gone after the run. */
export const copyOf = (name: string): string => {
  const home = mkdtempSync(join(tmpdir(), 'uketsuke-older-'))
  cpSync(join(OLDER_HOMES, name), home, { recursive: true })
  for (const file of readdirSync(home, { recursive: true, withFileTypes: true }))
    if (file.isFile()) chmodSync(join(file.parentPath, file.name), 0o600)
  return home
}

/** The ring that the invented sealer keeps: the bits of every byte turned over. */
export const sealedRing = (home: string, name: string): { keys?: KeyRing } => {
  if (!name.startsWith('sealed')) return {}
  const text = Buffer.from(readFileSync(join(home, 'keys.sealed')).map((byte) => byte ^ 0xff)).toString()
  const ring = parseKeyRing(text)
  if (!ring.ok) throw new Error(ring.problem)
  return { keys: ring.value }
}

export const around = () => ({
  now: makeClock(Date.parse('2026-11-25T00:00:00Z')).now,
  terminal: '見本端末',
  findsIndividualNumber: () => false,
})

export const verdict = (home: string, keys: { keys?: KeyRing }) => {
  const verified = verifyJournal({ home, ...keys })
  if (!verified.ok) throw new Error(verified.problem.message)
  return verified.value
}

/** Opens a home, or fails the test with the reason. */
export const opened = (home: string, keys: { keys?: KeyRing }, now = around().now): JournalPort => {
  const journal = openJournal({ home, ...around(), now, ...keys })
  if (!journal.ok) throw new Error(journal.problem.message)
  return journal.value
}
