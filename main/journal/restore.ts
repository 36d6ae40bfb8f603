import { chmodSync, copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { previousOf } from '../../contract/home-files.ts'
import type { JournalEvent, JournalOpenFailure } from '../../contract/journal.ts'
import { fail, ok } from '../../contract/result.ts'
import { exists, filesIn, makeFolder } from '../files/folder.ts'
import { closeToOthers } from '../files/owner-alone.ts'
import { readTextFile } from '../files/text.ts'
import { putInPlace, syncFile, writeWhole } from '../files/whole-file.ts'
import { connectExisting, findBackup, type Opened, openingProblem } from './access.ts'
import { type Anchors, anchorsHold, readAnchors } from './anchors.ts'
import { assembleWriter, type Circumstances, journalName, putAside } from './assemble.ts'
import { checkBackup } from './backup.ts'
import { type Chains, chainsOf } from './chain.ts'
import { type Connection, readEnd } from './database.ts'
import { removeSealedRing, takeOutSettings } from './enclosed.ts'
import { bodyOf } from './entry.ts'
import { type Failing, failure } from './failure.ts'
import { readHead } from './head.ts'
import { COMPANIONS, type JournalHome, journalHome } from './home.ts'
import type { KeyRing } from './keys.ts'
import { noteRestored } from './last-settings.ts'
import { takeLock } from './lock.ts'
import { COPIES, type Copy, type Pending, readPending } from './pending-restore.ts'
import { restoredInto, standingOf } from './places.ts'
import { keysBySheet, keysHere, type RestoreKeys, type TypedSheet } from './restore-keys.ts'

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

/** The last row of the database that is to be replaced, and whether it is at home here; where it cannot be read any more, nothing. */
const replacedIn = (
  home: JournalHome,
  ring: KeyRing,
): { readonly end: number; readonly wasHome: boolean } => {
  const nothing = { end: 0, wasHome: false }
  if (!exists(home.database)) return nothing
  try {
    const opened = connectExisting(home, ring, { readonly: true })
    if (!opened.ok) return nothing
    const { database } = opened.value.connection
    try {
      return { end: readEnd(database)?.seq ?? 0, wasHome: !standingOf(database, home.folder).isElsewhere }
    } finally {
      database.close()
    }
  } catch {
    // It may be damaged in any way: that is why it is being replaced.
    return nothing
  }
}

const copyIn = (home: JournalHome, copy: Copy): string => join(home.folder, copy)

const removeCopy = (home: JournalHome, copy: Copy): void => {
  for (const companion of COMPANIONS) rmSync(`${copyIn(home, copy)}${companion}`, { force: true })
}

/** The row about a restoring. @param anchors how many anchor lines were counted beside the database */
const rowOf = (pending: Pending, anchors: number): Extract<JournalEvent, { event: 'restored' }> => {
  const missing = pending.furthest > pending.throughSeq
  return {
    event: 'restored',
    staff: pending.staff,
    fromSeq: missing ? pending.throughSeq + 1 : 0,
    toSeq: missing ? pending.furthest : 0,
    anchors,
    why: pending.why,
    ...(pending.counter === undefined ? {} : { counter: pending.counter }),
    ...(pending.other === undefined ? {} : { otherFrom: pending.other.from, otherTo: pending.other.to }),
  }
}

/** Stands for a reason that an earlier version has decided with and no row may hold: no journal stays shut for its words. */
const REASON_NOT_KEPT = '（理由は記録できませんでした）'

/** Puts the restoring on record, unless that was done before it was cut off. */
const recordRestore = (
  home: JournalHome,
  chains: Chains,
  opened: Opened,
  pending: Pending,
  circumstances: Circumstances,
): Failing<void> => {
  const { database } = opened.connection
  const end = readEnd(database) ?? { seq: 0, mac: chains.oldest.genesis(journalName(opened)) }
  if (end.seq > pending.throughSeq) return ok(undefined)
  const { anchors, lines } = besideDatabase(home, chains)
  const { channel: _, ...here } = circumstances
  const writer = assembleWriter(
    home,
    chains,
    opened,
    {
      end: { seq: Math.max(pending.furthest, end.seq), mac: end.mac },
      anchors,
      lostAnchors: lines,
    },
    pending.channel === undefined ? here : { ...here, channel: pending.channel },
  )
  try {
    const row = rowOf(pending, lines)
    const within = ({ database: to }: Connection): void => {
      noteRestored(to)
      restoredInto(to, home.folder, pending.wasHome === true)
    }
    const first = writer.append(row, { within })
    const isRefused = !first.ok && first.problem.why === 'refused'
    const written = isRefused ? writer.append({ ...row, why: REASON_NOT_KEPT }, { within }) : first
    if (!written.ok) {
      const { why, detail } = written.problem
      return failure('not-writable', why === 'refused' ? 'unknown' : why, detail)
    }
    writer.anchor('restored')
    return ok(undefined)
  } finally {
    writer.close()
  }
}

/** Puts the copy in the place of the database, and the row on record; does only what is not yet done. */
const finishRestore = (
  home: JournalHome,
  ring: KeyRing,
  pending: Pending,
  circumstances: Circumstances,
): Failing<Restored> => {
  const beside = copyIn(home, pending.copy)
  if (exists(beside)) {
    for (const companion of COMPANIONS) putAside(home, `${home.database}${companion}`, pending.at)
    putInPlace(beside, home.database)
  }
  const settings = restoreSettings(home, pending.settings)
  const opened = connectExisting(home, ring, { readonly: false })
  if (!opened.ok) return opened
  const { database } = opened.value.connection
  try {
    const written = recordRestore(home, chainsOf(ring), opened.value, pending, circumstances)
    if (!written.ok) return written
    rmSync(home.restoring, { force: true })
    const missingThrough = pending.furthest > pending.throughSeq ? pending.furthest : null
    return ok({ throughSeq: pending.throughSeq, missingThrough, settings })
  } finally {
    database.close()
  }
}

const restoreSettings = (home: JournalHome, text: string | null): Restored['settings'] => {
  if (text === null) return 'none'
  if (exists(home.settings)) return readTextFile(home.settings) === text ? 'restored' : 'kept'
  writeWhole(home.settings, text)
  return 'restored'
}

/** Ends a restoring that was cut off, if there is one: called when a journal is opened for writing. */
export const endRestore = (home: JournalHome, ring: KeyRing, circumstances: Circumstances): Failing<void> => {
  const pending = readPending(home)
  if (pending === null) {
    // Copies that were not decided on, of this or of a change of the keys.
    for (const copy of COPIES) removeCopy(home, copy)
    return ok(undefined)
  }
  if (!pending.ok) return failure('half-written', 'damaged', pending.problem)
  const finished = finishRestore(home, ring, pending.value, circumstances)
  return finished.ok ? ok(undefined) : finished
}

/**
 * Copies the backup beside the database and verifies the copy: it is what becomes the journal. It is on the drive when this
 * returns, so that no loss of power leaves a decision without it.
 */
const copyBackup = (
  backup: string,
  beside: string,
  ring: KeyRing,
): Failing<{ readonly throughSeq: number; readonly settings: string | null }> => {
  copyFileSync(backup, beside)
  // A copy has the mode of its original, which may be read-only, or open to all as on a stick. On Windows the mark read-only
  // goes by the mode, and who may open it by a list.
  chmodSync(beside, 0o600)
  closeToOthers(beside)
  removeSealedRing(beside)
  const checked = checkBackup(beside, ring.data, chainsOf(ring))
  if (!checked.ok) return failure('damaged', checked.problem.why, `${backup}: ${checked.problem.detail}`)
  const { end, dataKey } = checked.value
  const settings = takeOutSettings(beside, dataKey)
  syncFile(beside)
  return ok({ throughSeq: end.seq, settings })
}

/** The place of the next copy. It is empty; that of a restoring that was cut off stays until the next one is decided on. */
export type CopyPlace = {
  readonly copy: Copy
  readonly path: string
  readonly before: Pending | null
  /** Removes the copy, unless it was decided on: then the next start puts it in place. */
  remove(): void
}

export const placeForCopy = (home: JournalHome): CopyPlace => {
  const read = readPending(home)
  const before = read?.ok === true ? read.value : null
  const [first, second] = COPIES
  const copy = before?.copy === first ? second : first
  const remove = (): void => {
    const pending = readPending(home)
    if (pending?.ok !== true || pending.value.copy !== copy) removeCopy(home, copy)
  }
  remove()
  return { copy, path: copyIn(home, copy), before, remove }
}

/**
 * Decides on a copy that is verified and on the drive, and puts it in the place of the journal. Whoever made the place
 * removes it afterwards: that takes what was not decided on, and nothing else.
 */
export const putCopyInPlace = (
  home: JournalHome,
  { ring, keep }: RestoreKeys,
  { copy, before }: CopyPlace,
  about: Pick<Pending, 'throughSeq' | 'settings' | 'counter' | 'other'>,
  options: Circumstances & { readonly staff: string; readonly why: string },
): Failing<Restored> => {
  const replaced = replacedIn(home, ring)
  const pending: Pending = {
    copy,
    staff: options.staff,
    why: options.why,
    ...(options.channel === undefined ? {} : { channel: options.channel }),
    at: options.now().iso,
    ...about,
    furthest: Math.max(besideDatabase(home, chainsOf(ring)).furthest, replaced.end, before?.furthest ?? 0),
    wasHome: replaced.wasHome || before?.wasHome === true,
  }
  // Once it is decided on, the next start ends it: what its row may not say is refused before.
  const author = { terminal: options.terminal, session: '' }
  const row = bodyOf(rowOf(pending, 0), options.now(), author, options.findsIndividualNumber)
  if (!row.ok) return failure('not-writable', 'unknown', row.problem)
  keep()
  writeWhole(home.restoring, JSON.stringify(pending))
  if (before !== null) removeCopy(home, before.copy)
  return finishRestore(home, ring, pending, options)
}

const restoreLocked = (options: Restore, home: JournalHome): Failing<Restored> => {
  const keys =
    options.sheet === undefined
      ? keysHere(home, options.keys)
      : keysBySheet(home, options.backup, options.sheet)
  if (!keys.ok) return keys
  const place = placeForCopy(home)
  try {
    const copied = copyBackup(options.backup, place.path, keys.value.ring)
    return copied.ok ? putCopyInPlace(home, keys.value, place, copied.value, options) : copied
  } finally {
    place.remove()
  }
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
export const restoreJournal = (options: Restore): Failing<Restored> => {
  const found = findBackup(options.backup)
  return found.ok ? withLock(options.home, (home) => restoreLocked(options, home)) : found
}

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
      // A restoring of the old journal that was cut off is none of the new one.
      home.restoring,
      ...COPIES.flatMap((copy) => COMPANIONS.map((companion) => `${copyIn(home, copy)}${companion}`)),
      ...[home.dataKey, home.chainKey, home.sealed].flatMap((path) => [path, previousOf(path)]),
      // A home with backups is not a new one.
      ...filesIn(home.backups),
    ].filter(exists)
    for (const file of files) putAside(home, file, at)
    return ok(files.length)
  })
