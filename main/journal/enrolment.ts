/**
 * Keeps how this terminal is known to the center, in the encrypted file beside the chain: whoever copies the folder without its
 * keys has no password, and whoever has the keys is the terminal.
 */
import type Database from 'better-sqlite3'
import { z } from 'zod'
import { type CenterStore, type Enrolment, enrolmentSchema } from '../../contract/center.ts'
import type { JournalEvent, JournalProblem } from '../../contract/journal.ts'
import type { Result } from '../../contract/result.ts'
import { RECEPTION } from '../../contract/staff.ts'
import { readValue } from './database.ts'
import { settleIn } from './places.ts'
import type { Writer } from './writer.ts'

/** `center-pending`: its password was made, and nobody knows yet whether the center has taken it. */
const NAMES = { done: 'center', pending: 'center-pending' } as const
type State = keyof typeof NAMES

/** How the terminal is known to the center, or is about to be; null where it is not. */
export const enrolmentIn = (database: Database.Database, state: State): Enrolment | null => {
  const text = readValue(database, 'SELECT value FROM meta WHERE name = ?', z.string(), NAMES[state])
  if (text === null) return null
  const stored = enrolmentSchema.safeParse(JSON.parse(text))
  return stored.success ? stored.data : null
}

const keep = (database: Database.Database, state: State, enrolment: Enrolment): void => {
  database
    .prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)')
    .run(NAMES[state], JSON.stringify(enrolmentSchema.parse(enrolment)))
}

/**
 * @param keys the journal's key ring, as text
 * @param home the folder, in which the terminal is at home once it is enrolled
 * @param nameKey puts the public key on record where no row names it yet
 */
export const createCenterStore = (
  writer: Writer,
  journal: string,
  keys: string,
  home: string,
  nameKey: () => Result<void, JournalProblem>,
): CenterStore => ({
  journal,
  keys,
  publicKey: writer.publicKey(),
  enrolment: () => enrolmentIn(writer.connection().database, 'done'),
  pending: () => enrolmentIn(writer.connection().database, 'pending'),
  keepPending: (enrolment) => writer.change(({ database }) => keep(database, 'pending', enrolment)),
  enrolled: (enrolment, { name, site }) => {
    const named = nameKey()
    if (!named.ok) return named
    const before = enrolmentIn(writer.connection().database, 'done')
    const event: JournalEvent = {
      event: 'center-enrolled',
      staff: RECEPTION,
      counter: enrolment.terminal,
      name,
      site,
      ...(before === null || before.terminal === enrolment.terminal ? {} : { before: before.terminal }),
    }
    return writer.append(event, {
      within: ({ database }) => {
        keep(database, 'done', enrolment)
        settleIn(database, home)
        database.prepare('DELETE FROM meta WHERE name = ?').run(NAMES.pending)
      },
    })
  },
})
