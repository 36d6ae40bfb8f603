import { copyFileSync, readFileSync, rmSync } from 'node:fs'
import { z } from 'zod'
import { previousOf } from '../../contract/home-files.ts'
import type { JournalOpenFailure } from '../../contract/journal.ts'
import { fail, ok, type Result } from '../../contract/result.ts'
import { exists, filesIn, makeFolder } from '../files/folder.ts'
import { putInPlace, unfinishedName, writeWhole } from '../files/whole-file.ts'
import { connectExisting, openingProblem } from './access.ts'
import { type Anchors, anchorsHold, readAnchors } from './anchors.ts'
import { assembleWriter, type Circumstances, journalName, putAside } from './assemble.ts'
import { checkBackup } from './backup.ts'
import { type Chains, chainsOf } from './chain.ts'
import { readEnd } from './database.ts'
import { removeSealedRing, takeOutSettings } from './enclosed.ts'
import { type Failing, failure } from './failure.ts'
import { readHead } from './head.ts'
import { COMPANIONS, type JournalHome, journalHome } from './home.ts'
import type { KeyRing } from './keys.ts'
import { takeLock } from './lock.ts'
import { keysBySheet, keysHere, type TypedSheet } from './restore-keys.ts'

export type Restore = Circumstances & {
  readonly home: string
  readonly keys?: KeyRing
  /** The text of the key sheet, if the keys are not here. */
  readonly sheet?: TypedSheet
  /** The backup's file. It is read and left where it is. */
  readonly backup: string
  readonly staff: string
  readonly why: string
}

/** The result of restoring: the last row of the backup, and the rows after it that are known to be gone. */
export type Restored = {
  readonly throughSeq: number
  readonly missingThrough: number | null
  /** `kept`: this home had settings of its own, which stay. `none`: the backup, made by an earlier version, has none. */
  readonly settings: 'restored' | 'kept' | 'none'
}

/** A restoring that was decided on: from the moment this is on the disk, the next start ends it if nobody else does. */
const pendingSchema = z.strictObject({
  staff: z.string(),
  why: z.string(),
  at: z.string(),
  /** The backup's last row. */
  throughSeq: z.number().int(),
  /** The furthest row that was known of before. */
  furthest: z.number().int(),
  settings: z.string().nullable(),
})
type Pending = z.infer<typeof pendingSchema>

const readPending = (home: JournalHome): Result<Pending, string> | null => {
  if (!exists(home.restoring)) return null
  try {
    const parsed = pendingSchema.safeParse(JSON.parse(readFileSync(home.restoring, 'utf8')))
    if (parsed.success) return ok(parsed.data)
  } catch {
    // Said below.
  }
  return fail(`${home.restoring}: cannot be read`)
}

/** Reads what the files beside the database know. */
const besideDatabase = (
  home: JournalHome,
  chains: Chains,
): { furthest: number; anchors: Anchors | null; lines: number } => {
  const head = readHead(
    home.head,
    chains.all.map((chain) => chain.head),
  )
  const read = readAnchors(home.anchors)
  const anchors = read.ok && anchorsHold(read.value, chains.all) ? read.value : null
  const seen = [...(head.ok ? [head.value.seq] : []), ...(anchors?.lines.map(({ seq }) => seq) ?? [])]
  const lines = Math.max(head.ok ? head.value.anchors : 0, read.ok ? read.value.lines.length : 0)
  return { furthest: Math.max(0, ...seen), anchors, lines }
}

/** The last row of the database that is to be replaced; 0 where it is not there or cannot be read any more. */
const endOfDatabase = (home: JournalHome, ring: KeyRing): number => {
  if (!exists(home.database)) return 0
  try {
    const opened = connectExisting(home, ring, { readonly: true })
    if (!opened.ok) return 0
    const { database } = opened.value.connection
    try {
      return readEnd(database)?.seq ?? 0
    } finally {
      database.close()
    }
  } catch {
    // It may be damaged in any way: that is why it is being replaced.
    return 0
  }
}

/** Puts the copy in the place of the database, and the row on record; does only what is not yet done. */
const finishRestore = (
  home: JournalHome,
  ring: KeyRing,
  pending: Pending,
  circumstances: Circumstances,
): Failing<Restored> => {
  const beside = unfinishedName(home.database)
  if (exists(beside)) {
    for (const companion of COMPANIONS) putAside(home, `${home.database}${companion}`, pending.at)
    putInPlace(beside, home.database)
  }
  const settings = restoreSettings(home, pending.settings)
  const opened = connectExisting(home, ring, { readonly: false })
  if (!opened.ok) return opened
  const { database } = opened.value.connection
  const chains = chainsOf(ring)
  const end = readEnd(database) ?? { seq: 0, mac: chains.oldest.genesis(journalName(opened.value)) }
  const missing = pending.furthest > pending.throughSeq
  const restored: Restored = {
    throughSeq: pending.throughSeq,
    missingThrough: missing ? pending.furthest : null,
    settings,
  }
  if (end.seq > pending.throughSeq) {
    database.close()
    rmSync(home.restoring, { force: true })
    return ok(restored)
  }
  const { anchors, lines } = besideDatabase(home, chains)
  const writer = assembleWriter(
    home,
    chains,
    opened.value,
    {
      end: { seq: Math.max(pending.furthest, end.seq), mac: end.mac },
      anchors,
      lostAnchors: lines,
    },
    circumstances,
  )
  try {
    const written = writer.append({
      event: 'restored',
      staff: pending.staff,
      fromSeq: missing ? pending.throughSeq + 1 : 0,
      toSeq: missing ? pending.furthest : 0,
      anchors: lines,
      why: pending.why,
    })
    if (!written.ok) {
      const { why, detail } = written.problem
      return failure('not-writable', why === 'refused' ? 'unknown' : why, detail)
    }
    writer.anchor('restored')
    rmSync(home.restoring, { force: true })
    return ok(restored)
  } finally {
    writer.close()
  }
}

const restoreSettings = (home: JournalHome, text: string | null): Restored['settings'] => {
  if (text === null) return 'none'
  if (exists(home.settings)) return readFileSync(home.settings, 'utf8') === text ? 'restored' : 'kept'
  writeWhole(home.settings, text)
  return 'restored'
}

/** Ends a restoring that was cut off, if there is one: called when a journal is opened for writing. */
export const endRestore = (home: JournalHome, ring: KeyRing, circumstances: Circumstances): Failing<void> => {
  const pending = readPending(home)
  if (pending === null) {
    // A copy that was not decided on, of this or of a change of the keys.
    for (const companion of COMPANIONS)
      rmSync(`${unfinishedName(home.database)}${companion}`, { force: true })
    return ok(undefined)
  }
  if (!pending.ok) return failure('half-written', 'damaged', pending.problem)
  const finished = finishRestore(home, ring, pending.value, circumstances)
  return finished.ok ? ok(undefined) : finished
}

const restoreLocked = (options: Restore, home: JournalHome): Failing<Restored> => {
  const keys =
    options.sheet === undefined
      ? keysHere(home, options.keys)
      : keysBySheet(home, options.backup, options.sheet)
  if (!keys.ok) return keys
  const ring = keys.value
  const chains = chainsOf(ring)
  const checked = checkBackup(options.backup, ring.data, chains)
  if (!checked.ok)
    return failure('damaged', checked.problem.why, `${options.backup}: ${checked.problem.detail}`)
  const { end, dataKey } = checked.value
  const before = readPending(home)
  const furthest = Math.max(
    besideDatabase(home, chains).furthest,
    endOfDatabase(home, ring),
    before?.ok === true ? before.value.furthest : 0,
  )
  const beside = unfinishedName(home.database)
  rmSync(beside, { force: true })
  copyFileSync(options.backup, beside)
  removeSealedRing(beside)
  const settings = takeOutSettings(beside, dataKey)
  const pending: Pending = {
    staff: options.staff,
    why: options.why,
    at: options.now().iso,
    throughSeq: end.seq,
    furthest,
    settings,
  }
  writeWhole(home.restoring, JSON.stringify(pending))
  return finishRestore(home, ring, pending, options)
}

const withLock = <Value>(folder: string, act: (home: JournalHome) => Failing<Value>): Failing<Value> => {
  const home = journalHome(folder)
  try {
    makeFolder(home.folder)
    const lock = takeLock(home.lock)
    if (!lock.ok) return failure('in-use', 'locked', `${home.folder}: another process has this journal open`)
    try {
      return act(home)
    } finally {
      lock.value.release()
    }
  } catch (error) {
    const problem: JournalOpenFailure = openingProblem(folder, error)
    return fail(problem)
  }
}

/**
 * Puts a backup in the place of the journal. What was there is kept aside; rows that were written after the backup and
 * are gone are named in a row of their own, and no number is given twice. Cut off anywhere, either nothing has changed or
 * the next start ends it. The terminal must not be running.
 */
export const restoreJournal = (options: Restore): Failing<Restored> =>
  exists(options.backup)
    ? withLock(options.home, (home) => restoreLocked(options, home))
    : failure('not-a-folder', 'unknown', `${options.backup}: there is no such file`)

/**
 * Moves everything of a journal whose key is lost to where it waits for the key, so that a new journal can begin.
 * @returns how many files were moved
 */
export const setJournalAside = (folder: string, at: string): Failing<number> =>
  withLock(folder, (home) => {
    const files = [
      ...COMPANIONS.map((companion) => `${home.database}${companion}`),
      home.head,
      home.anchors,
      ...[home.dataKey, home.chainKey, home.sealed].flatMap((path) => [path, previousOf(path)]),
      // A home with backups is not a new one.
      ...filesIn(home.backups),
    ].filter(exists)
    for (const file of files) putAside(home, file, at)
    return ok(files.length)
  })
