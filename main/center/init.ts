/** Makes the schema of the center, or brings an older one up to date; asked for again it changes nothing. */

import { OWNERS_TURN } from './owners-turn.ts'
import { ACCESS } from './schema/access.ts'
import { FOLLOW_UPS } from './schema/follow-ups.ts'
import { KEEPING } from './schema/keeping.ts'
import { BOUNDS_OF_MONTHS, MONTHS } from './schema/months.ts'
import { PUBLICATIONS } from './schema/publications.ts'
import { SEALED_COPIES } from './schema/sealed-copies.ts'
import { SITE_FOLLOW_UPS } from './schema/site-follow-ups.ts'
import { SITE_SIGNS } from './schema/site-signs.ts'
import { SPREAD } from './schema/spread.ts'
import { TABLES } from './schema/tables.ts'
import { VIEWS } from './schema/views.ts'
import { VISITS } from './schema/visits.ts'
import type { Session } from './session.ts'
import { ServerError } from './session.ts'

/** In order, and never changed once released: what comes later is another one behind them. */
const MIGRATIONS: readonly { readonly name: string; readonly sql: string }[] = [
  { name: 'tables', sql: TABLES },
  { name: 'access', sql: ACCESS },
  { name: 'views', sql: VIEWS },
  { name: 'follow-ups', sql: FOLLOW_UPS },
  { name: 'sealed-copies', sql: SEALED_COPIES },
  { name: 'spread', sql: SPREAD },
  { name: 'site-signs', sql: SITE_SIGNS },
  { name: 'site-follow-ups', sql: SITE_FOLLOW_UPS },
  { name: 'publications', sql: PUBLICATIONS },
  { name: 'keeping', sql: KEEPING },
  { name: 'visits', sql: VISITS },
  { name: 'months', sql: MONTHS },
  { name: 'bounds-of-months', sql: BOUNDS_OF_MONTHS },
]

/** The newest form of the schema that this program knows. */
export const SCHEMA_VERSION = MIGRATIONS.length

export type Initialised = {
  readonly schema: 'uketsuke'
  readonly version: number
  /** The migrations that were done now. */
  readonly done: readonly number[]
  /** Months of partitions that were made now. */
  readonly months: number
  /** Of a center that was made when other encodings than UTF8 were taken: the one that it has. */
  readonly encoding?: string
}

/** Roles belong to the whole server: another database of it may have made them. */
const ROLES = `
DO $$ BEGIN
  CREATE ROLE uketsuke_terminal NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN
  CREATE ROLE uketsuke_reader NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;`

const BEGINNING = `
CREATE SCHEMA IF NOT EXISTS uketsuke;
CREATE TABLE IF NOT EXISTS uketsuke.migration (
  number integer PRIMARY KEY, name text NOT NULL, done_at timestamptz NOT NULL DEFAULT now()
);`

/** One at a time: the lock ends with the transaction. Before there is a table, nobody but owners could hold it. */
const FIRST_LOCK = `SELECT pg_advisory_xact_lock(hashtext('uketsuke.init'));`

const UNDEFINED_TABLE = '42P01'

/**
 * The form that the schema of a database has.
 * @returns 0 where there is none
 */
export const schemaVersion = async ({ ask }: Pick<Session, 'ask'>): Promise<number> => {
  try {
    const [[version] = []] = await ask('SELECT coalesce(max(number), 0)::text FROM uketsuke.migration')
    return Number(version ?? 0)
  } catch (error) {
    if (error instanceof ServerError && (error.state === UNDEFINED_TABLE || error.state === '3F000')) return 0
    throw error
  }
}

/** Rows name Japanese words by their code points; a database of another encoding cannot read all of them, and its views would lack those visits. */
const ENCODING = 'UTF8'

/**
 * @returns what was done; or the version of a schema that is newer than this program; or the encoding of a database that no center is made in
 * @throws what the session throws
 */
export const initialise = async (
  session: Session,
): Promise<Initialised | { readonly newer: number } | { readonly refusedEncoding: string }> => {
  const before = await schemaVersion(session)
  if (before > SCHEMA_VERSION) return { newer: before }
  const [[answer] = []] = await session.ask(`SELECT current_setting('server_encoding')`)
  const encoding = answer ?? ''
  if (before === 0 && encoding !== ENCODING) return { refusedEncoding: encoding }
  const done: number[] = []
  if (before < SCHEMA_VERSION) {
    await session.script(ROLES)
    if (before === 0) await session.script(`${FIRST_LOCK}${BEGINNING}`)
    for (const [index, { name, sql }] of MIGRATIONS.entries()) {
      const number = index + 1
      // A process that waited for the lock finds the number taken, and its whole script undone.
      try {
        if (number > before)
          await session.script(
            `${OWNERS_TURN}; INSERT INTO uketsuke.migration (number, name) VALUES (${number}, '${name}'); ${sql}`,
          )
        if (number > before) done.push(number)
      } catch (error) {
        if (!(error instanceof ServerError && error.state === '23505')) throw error
      }
    }
  }
  const [[months] = []] = await session.ask('SELECT uketsuke.make_months()::text')
  return {
    schema: 'uketsuke',
    version: SCHEMA_VERSION,
    done,
    months: Number(months ?? 0),
    ...(encoding === ENCODING ? {} : { encoding }),
  }
}
