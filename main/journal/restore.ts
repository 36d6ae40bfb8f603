import { copyFileSync, rmSync } from 'node:fs'
import { previousOf } from '../../contract/home-files.ts'
import { ok } from '../../contract/result.ts'
import { exists, filesIn, makeFolder } from '../files/folder.ts'
import { putInPlace, unfinishedName } from '../files/whole-file.ts'
import { openingProblem } from './access.ts'
import { type Anchors, anchorsHold, readAnchors } from './anchors.ts'
import { assembleWriter, type Circumstances, putAside } from './assemble.ts'
import { checkBackup } from './backup.ts'
import { type Chains, chainsOf } from './chain.ts'
import { connect } from './database.ts'
import { type Failing, failure } from './failure.ts'
import { readHead } from './head.ts'
import { COMPANIONS, type JournalHome, journalHome } from './home.ts'
import { givenOrFound } from './key-search.ts'
import type { KeyRing } from './keys.ts'
import { takeLock } from './lock.ts'
import { derive } from './mac.ts'

export type Restore = Circumstances & {
  readonly home: string
  readonly keys?: KeyRing
  /** The backup's file. It is read and left where it is. */
  readonly backup: string
  readonly staff: string
  readonly why: string
}

/** What was restored: the last row of the backup, and the rows after it that are known to be gone. */
export type Restored = { readonly throughSeq: number; readonly missingThrough: number | null }

/** What the files beside the old database still know. */
const lastKnown = (
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

const restoreLocked = (options: Restore, home: JournalHome): Failing<Restored> => {
  const keys = givenOrFound(home, options.keys)
  if (!keys.ok) return keys
  if (keys.value === null)
    return failure('key-lost', 'key-lost', `${home.dataKey}: put the two key files here first`)
  const { ring } = keys.value
  const chains = chainsOf(ring)
  const checked = checkBackup(options.backup, ring.data, chains)
  if (!checked.ok)
    return failure('damaged', checked.problem.why, `${options.backup}: ${checked.problem.detail}`)
  const { end, dataKey } = checked.value
  const { furthest, anchors, lines } = lastKnown(home, chains)
  const at = options.now().iso
  const beside = unfinishedName(home.database)
  rmSync(beside, { force: true })
  copyFileSync(options.backup, beside)
  for (const companion of COMPANIONS) putAside(home, `${home.database}${companion}`, at)
  putInPlace(beside, home.database)
  const connection = connect(home.database, derive(dataKey, 'file'))
  const writer = assembleWriter(
    home,
    chains,
    { connection, dataKey },
    { end: { seq: Math.max(furthest, end.seq), mac: end.mac }, anchors, lostAnchors: lines },
    options,
  )
  try {
    const missing = furthest > end.seq
    const written = writer.append({
      event: 'restored',
      staff: options.staff,
      fromSeq: missing ? end.seq + 1 : 0,
      toSeq: missing ? furthest : 0,
      anchors: lines,
      why: options.why,
    })
    if (!written.ok) {
      const { why, detail } = written.problem
      return failure('not-writable', why === 'refused' ? 'unknown' : why, detail)
    }
    writer.anchor('restored')
    return ok({ throughSeq: end.seq, missingThrough: missing ? furthest : null })
  } finally {
    writer.close()
  }
}

/**
 * Puts a backup in the place of the journal. What was there is kept aside; rows that were written after the backup and
 * are gone are named in a row of their own, and no number is given twice. The terminal must not be running.
 */
export const restoreJournal = (options: Restore): Failing<Restored> => {
  const home = journalHome(options.home)
  try {
    if (!exists(options.backup))
      return failure('not-a-folder', 'unknown', `${options.backup}: there is no such file`)
    makeFolder(home.folder)
    const lock = takeLock(home.lock)
    if (!lock.ok) return failure('in-use', 'locked', `${home.folder}: another process has this journal open`)
    try {
      return restoreLocked(options, home)
    } finally {
      lock.value.release()
    }
  } catch (error) {
    return { ok: false, problem: openingProblem(options.home, error) }
  }
}

/**
 * Moves everything of a journal whose key is lost to where it waits for the key, so that a new journal can begin.
 * @returns how many files were moved
 */
export const setJournalAside = (folder: string, at: string): Failing<number> => {
  const home = journalHome(folder)
  try {
    const lock = takeLock(home.lock)
    if (!lock.ok) return failure('in-use', 'locked', `${home.folder}: another process has this journal open`)
    try {
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
    } finally {
      lock.value.release()
    }
  } catch (error) {
    return { ok: false, problem: openingProblem(folder, error) }
  }
}
