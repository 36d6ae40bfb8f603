import Database from 'better-sqlite3'
import { z } from 'zod'
import type { Steps } from '../../contract/journal.ts'
import { readPragma } from './database.ts'

/** The form of the database that this program writes (`PRAGMA user_version`). */
export const FORM = 3

/** Marks the file as ours (`PRAGMA application_id`): 'UKTS' in ASCII. */
export const APPLICATION_ID = 0x55_4b_54_53

type Index = { readonly name: string; readonly columns: string; readonly where: string | null }

const VISITS = `event = 'concluded'`

/** The indexes by which rows are found. Most rows are no visits and have no number: the indexes leave those out. */
export const INDEXES: readonly Index[] = [
  { name: 'entries_event', columns: 'event, day', where: null },
  { name: 'entries_staff', columns: 'staff, day', where: null },
  { name: 'entries_outcome', columns: 'outcome, day', where: VISITS },
  { name: 'entries_road', columns: 'road, day', where: VISITS },
  { name: 'entries_reason', columns: 'reason, day', where: VISITS },
  { name: 'entries_open_note', columns: 'open_note', where: 'open_note IS NOT NULL' },
  { name: 'entries_patient_number', columns: 'patient_number', where: 'patient_number IS NOT NULL' },
  { name: 'entries_last_characters', columns: 'last_characters', where: 'last_characters IS NOT NULL' },
  { name: 'entries_insured_hash', columns: 'insured_hash', where: 'insured_hash IS NOT NULL' },
]

const indexText = ({ name, columns, where }: Index): string =>
  `CREATE INDEX ${name} ON entries (${columns})${where === null ? '' : ` WHERE ${where}`}`

/**
 * Reads every index to its end and counts what is in it: every page of the file that holds something is then read and its
 * authentication checked, and an index that leaves rows out shows by its count.
 * @returns the first index whose count is not that of the rows it stands for
 */
export function* indexProblem(database: Database.Database, entries: number): Steps<string | null> {
  const count = (sql: string): number => z.number().parse(database.prepare(sql).pluck().get())
  const visits = count(`SELECT count(*) FROM entries INDEXED BY entries_event WHERE ${VISITS}`)
  const form = readPragma(database, 'user_version')
  const tables = [
    'meta',
    'staff',
    'working',
    ...(form >= 2 ? TABLES_OF_FORM_2 : []),
    ...(form >= 3 ? ['look_ups'] : []),
  ]
  for (const table of tables) count(`SELECT count(*) FROM ${table}`)
  for (const { name, where } of INDEXES) {
    yield entries
    const found = count(
      `SELECT count(*) FROM entries INDEXED BY ${name}${where === null ? '' : ` WHERE ${where}`}`,
    )
    if ((where === null && found !== entries) || (where === VISITS && found !== visits)) return name
  }
  return null
}

/** The tables that form 2 has and form 1 had not. */
const TABLES_OF_FORM_2 = ['signing', 'heads'] as const

/** Makes them: the terminal's signing key, sealed, and the heads that it has signed (main/journal/signed-head.ts). */
export const makeTablesOfForm2 = (database: Database.Database): void => {
  database.exec(`
    CREATE TABLE signing (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      public TEXT NOT NULL,
      sealed TEXT NOT NULL,
      chain_key TEXT NOT NULL
    ) STRICT;
    CREATE TABLE heads (
      seq INTEGER PRIMARY KEY,
      digest TEXT NOT NULL,
      at TEXT NOT NULL,
      key TEXT NOT NULL,
      signature TEXT NOT NULL
    ) STRICT;
  `)
}

/** Form 3: look-ups at the official bridge that are under way (main/journal/look-ups.ts). */
export const makeTablesOfForm3 = (database: Database.Database): void => {
  database.exec(
    'CREATE TABLE look_ups (name TEXT PRIMARY KEY, day TEXT NOT NULL, json TEXT NOT NULL) STRICT, WITHOUT ROWID',
  )
}

/**
 * A row is its number, its canonical body and its authentication code; everything that is searched is computed from the
 * body, so that there is no second copy that could say something else. Rows are numbered without holes and are neither
 * changed nor removed: the triggers refuse it, and the one that guards deletion asks a function that only this program
 * defines (any other program that tries gets an error).
 */
export const createForm = (database: Database.Database): void => {
  database.exec(`
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE entries (
      seq INTEGER PRIMARY KEY,
      body TEXT NOT NULL,
      mac BLOB NOT NULL,
      event TEXT GENERATED ALWAYS AS (body ->> '$.event') VIRTUAL,
      day TEXT GENERATED ALWAYS AS (body ->> '$.day') VIRTUAL,
      staff TEXT GENERATED ALWAYS AS (body ->> '$.staff') VIRTUAL,
      outcome TEXT GENERATED ALWAYS AS (body ->> '$.outcome') VIRTUAL,
      road TEXT GENERATED ALWAYS AS (body ->> '$.road') VIRTUAL,
      reason TEXT GENERATED ALWAYS AS (body ->> '$.reasons[0]') VIRTUAL,
      open_note TEXT GENERATED ALWAYS AS (body ->> '$.notesOpen[0]') VIRTUAL,
      patient_number TEXT GENERATED ALWAYS AS (body ->> '$.patientNumber') VIRTUAL,
      last_characters TEXT GENERATED ALWAYS AS (body ->> '$.insured.lastCharacters') VIRTUAL,
      insured_hash TEXT GENERATED ALWAYS AS (body ->> '$.insured.hash') VIRTUAL
    ) STRICT;
    ${INDEXES.map(indexText).join(';\n    ')};
    CREATE TRIGGER entries_unchanged BEFORE UPDATE ON entries
      BEGIN SELECT RAISE(ABORT, 'a journal row is never changed'); END;
    CREATE TRIGGER entries_kept BEFORE DELETE ON entries WHEN OLD.seq > purge_through()
      BEGIN SELECT RAISE(ABORT, 'a journal row is removed by the retention alone'); END;
    CREATE TRIGGER entries_in_order BEFORE INSERT ON entries
      WHEN NEW.seq <= 0 OR EXISTS (SELECT 1 FROM entries WHERE seq >= NEW.seq)
      BEGIN SELECT RAISE(ABORT, 'a journal row is only ever added at the end'); END;
    CREATE TABLE staff (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      role TEXT NOT NULL,
      pin TEXT NOT NULL,
      card TEXT UNIQUE,
      failures INTEGER NOT NULL DEFAULT 0,
      failed_at TEXT,
      left_at TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE working (id INTEGER PRIMARY KEY CHECK (id = 1), json TEXT NOT NULL) STRICT;
  `)
  makeTablesOfForm2(database)
  makeTablesOfForm3(database)
  database.pragma(`application_id = ${APPLICATION_ID}`)
  database.pragma(`user_version = ${FORM}`)
}

/** Tables, indexes and triggers as one text. */
export const structureOf = (database: Database.Database): string =>
  z
    .array(z.string())
    .parse(
      database
        .prepare(
          `SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY type, name`,
        )
        .pluck()
        .all(),
    )
    .join('\n')

/** The structure that {@link FORM} has. */
export const expectedStructure = (): string => {
  const database = new Database(':memory:')
  try {
    createForm(database)
    return structureOf(database)
  } finally {
    database.close()
  }
}
