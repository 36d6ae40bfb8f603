/**
 * Restores a journal from rows that somebody else has kept: behind what a backup, or the database that is here, still holds, or
 * from the first row on. The codes of the rows are made with the chain key, so that the journal's own keys tell whether the rows
 * are its own; what is no row (staff, settings, signing key, enrolment) comes from the backup, the database or the sealed copy.
 */
import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { JournalOpenFailure } from '../../contract/journal.ts'
import { fail, ok } from '../../contract/result.ts'
import { exists, makeFolder } from '../files/folder.ts'
import { syncFile } from '../files/whole-file.ts'
import { dataKeyOf, findBackup, openingProblem } from './access.ts'
import type { Circumstances } from './assemble.ts'
import { checkBackup } from './backup.ts'
import { type Chains, chainsOf } from './chain.ts'
import { connect, readEnd, readValue } from './database.ts'
import { enrolmentIn } from './enrolment.ts'
import { type Failing, failure } from './failure.ts'
import { type JournalHome, journalHome, touch } from './home.ts'
import { tryKey } from './key-search.ts'
import type { KeyRing } from './keys.ts'
import { takeLock } from './lock.ts'
import { derive } from './mac.ts'
import { type KeptRow, mergeRows, type Span } from './merge-rows.ts'
import { purgedThrough } from './purge.ts'
import { placeForCopy, putCopyInPlace, type Restored } from './restore.ts'
import { keysBySheet, keysHere, keysInRing, type RestoreKeys, type TypedSheet } from './restore-keys.ts'
import { createForm } from './schema.ts'
import { type CopyContent, openSealedCopy, readSealedCopy } from './sealed-copy.ts'
import { ownKeys } from './signing.ts'
import { putIntoTable, rowsOfTable, type TableRow } from './tables.ts'

export type RestoreFromRows = Circumstances & {
  readonly home: string
  readonly keys?: KeyRing
  /** The text of the key sheet, if the keys are not here. */
  readonly sheet?: TypedSheet
  /** A backup's file; without one the database that is here is gone on from, where it can be. */
  readonly backup: string | null
  /** The sealed copy that the terminal has left, as text. */
  readonly sealedCopy: string | null
  /** The journal's own name, as the center has it. */
  readonly journal: string
  /** The id that the center knows the terminal by. */
  readonly counter: string
  readonly staff: string
  readonly why: string
}

export type RestoredFromRows = Restored & {
  /** Rows that came from outside. */
  readonly rows: number
  /** Rows that stood here under numbers of other rows; they lie aside. */
  readonly other: Span | null
  /** The source of staff, signing key and enrolment; `nowhere`: they did not come back. */
  readonly staff: Source
  readonly signingKey: Source
  readonly enrolment: Source
}
export type Source = 'backup' | 'journal' | 'center' | 'nowhere'

/** A restoring that has begun. It holds the journal's lock until it is finished or given up. */
export type RowsRestore = {
  /** Takes the next row, in order. */
  add(row: KeptRow): void
  /**
   * Verifies everything and puts it in the place of the journal.
   * @param keys the public keys that the rows were signed with: one that the journal itself does not name is refused
   */
  finish(keys: readonly string[]): Failing<RestoredFromRows>
  giveUp(): void
}

/** A journal that is there already: verified, or one of which only the small tables can be read. */
type Base = {
  readonly from: 'backup' | 'journal'
  readonly database: Database.Database
  readonly hasRows: boolean
  readonly end: number
}

/** The content of a completed file, before it takes the place of the journal. */
type Completed = {
  readonly throughSeq: number
  readonly settings: string | null
  readonly rows: number
  readonly other: Span | null
}

const bad = (message: string): Failing<never> => failure('damaged', 'damaged', message)

const openBase = (
  options: RestoreFromRows,
  home: JournalHome,
  ring: KeyRing,
  chains: Chains,
): Failing<Base | null> => {
  const path = options.backup ?? (exists(home.database) ? home.database : null)
  if (path === null) return ok(null)
  const from = options.backup === null ? 'journal' : 'backup'
  const checked = checkBackup(path, ring.data, chains)
  if (!checked.ok && from === 'backup')
    return failure('damaged', checked.problem.why, `${path}: ${checked.problem.detail}`)
  if (checked.ok && checked.value.journal !== options.journal)
    return bad(`${path}: another journal than the one whose rows the center holds`)
  for (const dataKey of checked.ok ? [checked.value.dataKey] : [...ring.data].reverse()) {
    const opened = tryKey(path, dataKey, { readonly: true })
    if (opened.ok)
      return ok({
        from,
        database: opened.value.database,
        hasRows: checked.ok,
        end: checked.ok ? checked.value.end.seq : 0,
      })
  }
  return ok(null)
}

const keysOf = (options: RestoreFromRows, home: JournalHome): Failing<RestoreKeys> => {
  if (options.sheet === undefined) return keysHere(home, options.keys)
  if (options.backup !== null) return keysBySheet(home, options.backup, options.sheet)
  const ring = options.sealedCopy === null ? null : (readSealedCopy(options.sealedCopy)?.ring ?? null)
  return ring === null
    ? failure(
        'key-lost',
        'key-lost',
        'the center holds no keys that a sheet opens: the terminal has sent nothing since a sheet was made; a backup is needed (--file)',
      )
    : keysInRing(home, { sealed: ring, from: 'the center' }, options.sheet)
}

/** A small table of the base; empty where it cannot be read: a damaged page takes its table with it, and no more. */
const tableIn = (
  base: Base | null,
  table: 'meta' | 'staff' | 'signing' | 'heads' | 'working',
): TableRow[] => {
  if (base === null) return []
  try {
    return rowsOfTable(base.database, table)
  } catch {
    return []
  }
}

/** Puts the small tables into the new file. */
const putTables = (
  to: Database.Database,
  journal: string,
  base: Base | null,
  copy: CopyContent | null,
): Pick<RestoredFromRows, 'staff' | 'signingKey' | 'enrolment'> => {
  // The copy is the newer one, unless it is an older copy that somebody has put there.
  const newer = copy !== null && copy.throughSeq >= (base?.end ?? 0) ? copy : null
  const tables = {
    staff: newer?.staff ?? tableIn(base, 'staff'),
    signing: newer?.signing ?? tableIn(base, 'signing'),
  }
  putIntoTable(to, 'meta', tableIn(base, 'meta'))
  putIntoTable(to, 'meta', [...(newer?.meta ?? []), { name: 'journal', value: journal }])
  to.prepare(`DELETE FROM meta WHERE name = 'settings'`).run()
  putIntoTable(to, 'staff', tables.staff)
  putIntoTable(to, 'signing', tables.signing)
  const source = newer !== null ? 'center' : (base?.from ?? 'nowhere')
  return {
    staff: tables.staff.length > 0 ? source : 'nowhere',
    signingKey: tables.signing.length > 0 ? source : 'nowhere',
    enrolment: enrolmentIn(to, 'done') === null ? 'nowhere' : source,
  }
}

const settingsIn = (base: Base | null, copy: CopyContent | null): string | null => {
  if (copy !== null && copy.throughSeq >= (base?.end ?? 0)) return copy.settings
  return base?.from === 'backup'
    ? readValue(base.database, `SELECT value FROM meta WHERE name = 'settings'`, z.string())
    : null
}

/** The file that is to become the journal, made from the base and the sealed copy, with none of the rows yet. */
type Draft = {
  readonly database: Database.Database
  readonly merged: ReturnType<typeof mergeRows>
  readonly tables: ReturnType<typeof putTables>
}

const draftIn = (
  path: string,
  journal: string,
  { ring }: RestoreKeys,
  chains: Chains,
  base: Base | null,
  copy: CopyContent | null,
): Draft => {
  touch(path)
  const connection = connect(path, derive(dataKeyOf(ring), 'file'), { journalMode: 'DELETE' })
  const { database } = connection
  try {
    // Nothing is lost with a file that was not finished; the whole of it is synced at its end.
    database.pragma('synchronous = OFF')
    database.exec('BEGIN')
    createForm(database)
    const tables = putTables(database, journal, base, copy)
    const merged = mergeRows(connection, base?.hasRows === true ? base.database : null, chains)
    return { database, merged, tables }
  } catch (error) {
    database.close()
    throw error
  }
}

const begin = (options: RestoreFromRows, home: JournalHome, release: () => void): Failing<RowsRestore> => {
  const keys = keysOf(options, home)
  if (!keys.ok) return keys
  const { ring } = keys.value
  const chains = chainsOf(ring)
  const opened = openBase(options, home, ring, chains)
  if (!opened.ok) return opened
  const base = opened.value
  const sent = options.sealedCopy === null ? null : readSealedCopy(options.sealedCopy)
  const copy = sent === null ? null : openSealedCopy(sent, chains)
  const known = copy?.journal === options.journal ? copy : null
  const place = placeForCopy(home)
  let draft: Draft | null = null
  try {
    draft = draftIn(place.path, options.journal, keys.value, chains, base, known)
  } finally {
    if (draft === null) {
      base?.database.close()
      place.remove()
    }
  }
  const { database, merged, tables } = draft
  const letGo = (): void => {
    merged.stop()
    database.close()
    base?.database.close()
  }
  const giveUp = (): void => {
    letGo()
    place.remove()
    release()
  }
  /** Completes the file and closes it. */
  const complete = (signedWith: readonly string[]): Failing<Completed> => {
    const { rows, other, agreedThrough } = merged.end()
    if (base?.from === 'journal' && base.hasRows && rows === 0 && other === null)
      return bad('the journal here holds every row that the center holds: nothing is restored')
    const end = readEnd(database)
    if (end === null) return bad('the center holds no row of this journal')
    const named = ownKeys(database, chains)
    const unknown = signedWith.find((key) => named.length > 0 && !named.includes(key))
    if (unknown !== undefined)
      return bad(
        `the center’s rows are signed with ${unknown}, and the journal names another key: nothing is restored`,
      )
    if (base?.hasRows === true) {
      const purged = purgedThrough(database)
      const heads = tableIn(base, 'heads').filter(
        ({ seq }) => typeof seq === 'number' && seq <= agreedThrough && seq >= purged,
      )
      putIntoTable(database, 'heads', heads)
      // Visits that were not over then are over by now, where rows have come behind them.
      if (rows === 0) putIntoTable(database, 'working', tableIn(base, 'working'))
    }
    database.exec('COMMIT')
    const settings = settingsIn(base, known)
    letGo()
    const checked = checkBackup(place.path, ring.data, chains)
    if (!checked.ok)
      return bad(`the rows of the center are not those of this journal: ${checked.problem.detail}`)
    syncFile(place.path)
    return ok({ throughSeq: end.seq, settings, rows, other })
  }
  return ok({
    add: merged.add,
    giveUp,
    finish: (signedWith) => {
      try {
        const completed = complete(signedWith)
        if (!completed.ok) return completed
        const { rows, other, ...about } = completed.value
        const more = { counter: options.counter, ...(other === null ? {} : { other }) }
        const restored = putCopyInPlace(home, keys.value, place, { ...about, ...more }, options)
        return restored.ok ? ok({ ...restored.value, rows, other, ...tables }) : restored
      } catch (error) {
        return fail(openingProblem(options.home, error))
      } finally {
        giveUp()
      }
    },
  })
}

/** Begins to restore from rows. The terminal must not be running. Cut off anywhere, nothing has changed or the next start ends it. */
export const restoreFromRows = (options: RestoreFromRows): Failing<RowsRestore> => {
  const home = journalHome(options.home)
  const found = options.backup === null ? ok(undefined) : findBackup(options.backup)
  if (!found.ok) return found
  try {
    makeFolder(home.folder)
    const lock = takeLock(home.lock)
    if (!lock.ok) return failure('in-use', 'locked', `${home.folder}: another process has this journal open`)
    try {
      const begun = begin(options, home, lock.value.release)
      if (!begun.ok) lock.value.release()
      return begun
    } catch (error) {
      lock.value.release()
      throw error
    }
  } catch (error) {
    const problem: JournalOpenFailure = openingProblem(options.home, error)
    return fail(problem)
  }
}
