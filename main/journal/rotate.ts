import { copyFileSync, rmSync, statfsSync } from 'node:fs'
import type { JournalProblem } from '../../contract/journal.ts'
import { fail, ok, type Result } from '../../contract/result.ts'
import { sizeOf } from '../files/folder.ts'
import { putInPlace, unfinishedName } from '../files/whole-file.ts'
import { openAnchorFile, readAnchors } from './anchors.ts'
import { type Chain, chainOf } from './chain.ts'
import { connect } from './database.ts'
import { problemOf } from './failure.ts'
import { openHeadFile } from './head.ts'
import { COMPANIONS, type JournalHome } from './home.ts'
import { tryKey } from './key-search.ts'
import { type KeyRing, newest } from './keys.ts'
import { derive, fingerprint } from './mac.ts'
import type { Writer } from './writer.ts'

/** A change of the keys: to the newest ones of this ring, which is safe in the key store or the key files by now. */
export type KeyChange = {
  readonly ring: KeyRing
  readonly staff: string
  /** The data key that opens the file now. */
  readonly dataKey: string
}

/** Tells whether the newest keys of the ring are not, or not all, in use: a change was begun and not ended. */
export const isChangePending = (writer: Writer, { ring, dataKey }: Omit<KeyChange, 'staff'>): boolean =>
  writer.chain().fingerprint !== fingerprint(newest(ring.chain)) || dataKey !== newest(ring.data)

/** Room beside the copy and what SQLite keeps while it encrypts it anew: rows, anchors, heads. */
const SLACK_BYTES = 1_048_576

/** Says that the disk has no room for a change of the keys, before anything is begun. */
export const roomProblem = (home: JournalHome): JournalProblem | null => {
  const { bavail, bsize } = statfsSync(home.folder)
  const needed = 2 * (sizeOf(home.database) + sizeOf(`${home.database}-wal`)) + SLACK_BYTES
  const free = bavail * bsize
  return free >= needed
    ? null
    : { why: 'disk-full', detail: `changing the keys needs ${needed} bytes, and ${free} are free` }
}

/** From the row on that names the new keys, rows are written under the new chain key. */
const changeChain = (
  writer: Writer,
  home: JournalHome,
  chain: Chain,
  { ring, staff, dataKey }: KeyChange,
): Result<void, JournalProblem> => {
  // Everything that can fail comes before the row: behind it, no row may be written under the old key.
  const parts = { chain, ...filesUnder(writer, home, chain, dataKey) }
  const written = writer.append(
    {
      event: 'key-rotated',
      staff,
      chainKey: chain.fingerprint,
      dataKey: fingerprint(newest(ring.data)),
    },
    { thenUnder: parts },
  )
  return written.ok ? ok(undefined) : written
}

const filesUnder = (writer: Writer, home: JournalHome, chain: Chain, dataKey: string) => {
  const anchors = readAnchors(home.anchors)
  const anchorFile = openAnchorFile(home.anchors, anchors.ok ? anchors.value : null, {
    journal: anchors.ok ? anchors.value.journal : '',
    chain,
    dataKey: fingerprint(dataKey),
    lost: 0,
  })
  return {
    anchorFile,
    headFile: openHeadFile(home.head, { ...writer.end(), anchors: anchorFile.count() }, chain.head),
  }
}

const removeCopy = (beside: string): void => {
  for (const companion of COMPANIONS) rmSync(`${beside}${companion}`, { force: true })
}

/** Copies the closed database, and encrypts the copy anew. It is synced when it gets its name. */
const copyUnder = (from: string, to: string, oldKey: string, newKey: string): void => {
  removeCopy(to)
  copyFileSync(from, to)
  const copy = connect(to, derive(oldKey, 'file'), { journalMode: 'DELETE' })
  try {
    copy.database.pragma('synchronous = OFF')
    copy.database.pragma(`rekey = "raw:${derive(newKey, 'file')}"`)
  } finally {
    copy.database.close()
  }
}

/** Reads every page of the copy under its new key. */
const copyProblem = (path: string, dataKey: string): JournalProblem | null => {
  const reread = tryKey(path, dataKey, { readonly: true })
  if (!reread.ok) return { why: 'damaged', detail: reread.problem }
  try {
    const found: unknown = reread.value.database.pragma('quick_check(1)', { simple: true })
    return found === 'ok' ? null : { why: 'damaged', detail: `the copy under the new key: ${String(found)}` }
  } finally {
    reread.value.database.close()
  }
}

const opensUnder = (path: string, dataKey: string): boolean => {
  const tried = tryKey(path, dataKey, { readonly: true })
  if (tried.ok) tried.value.database.close()
  return tried.ok
}

/** A failure behind the renaming (of the folder's sync) changes nothing about which file is there. */
const putUnderKey = (from: string, to: string, dataKey: string): Result<void, JournalProblem> => {
  try {
    putInPlace(from, to)
    return ok(undefined)
  } catch (error) {
    const problem = problemOf(error)
    return opensUnder(to, dataKey) ? ok(undefined) : fail(problem)
  }
}

/** The file is copied, the copy encrypted anew and read, and put in the place of the old one by one renaming. */
const changeDataKey = (
  writer: Writer,
  home: JournalHome,
  { oldKey, newKey }: { readonly oldKey: string; readonly newKey: string },
): Result<void, JournalProblem> => {
  const beside = unfinishedName(home.database)
  try {
    return writer.replaceFile(derive(newKey, 'file'), () => {
      // An earlier attempt may have come so far and not learned it.
      if (opensUnder(home.database, newKey)) return ok(undefined)
      if (sizeOf(`${home.database}-wal`) > 0)
        return fail({ why: 'locked', detail: 'another program is reading the journal' })
      copyUnder(home.database, beside, oldKey, newKey)
      const problem = copyProblem(beside, newKey)
      if (problem !== null) return fail(problem)
      return putUnderKey(beside, home.database, newKey)
    })
  } catch (error) {
    return fail(problemOf(error))
  } finally {
    removeCopy(beside)
  }
}

/**
 * Puts the newest keys of a ring in use. Every moment at which this may end leaves a journal that opens with the ring,
 * and the next call, or the next start, goes on where it ended, with the same keys.
 *
 * 1. A row, under the old chain key, names the new keys; rows behind it are written with the new chain key.
 * 2. The file is encrypted anew.
 * @returns the data key that opens the file by now, and what has kept the change from its end
 */
export const changeKeys = (
  writer: Writer,
  home: JournalHome,
  change: KeyChange,
): { readonly dataKey: string; readonly problem: JournalProblem | null } => {
  const { ring, dataKey } = change
  const stop = (problem: JournalProblem) => ({ dataKey, problem })
  const newKey = newest(ring.data)
  try {
    const chain = chainOf(newest(ring.chain))
    if (dataKey !== newKey) {
      const noRoom = roomProblem(home)
      if (noRoom !== null) return stop(noRoom)
    }
    if (writer.chain().fingerprint !== chain.fingerprint) {
      const changed = changeChain(writer, home, chain, change)
      if (!changed.ok) return stop(changed.problem)
    }
    if (dataKey !== newKey) {
      const replaced = changeDataKey(writer, home, { oldKey: dataKey, newKey })
      if (!replaced.ok) return stop(replaced.problem)
      writer.changeChain({ chain, ...filesUnder(writer, home, chain, newKey) })
    }
    const anchored = writer.anchor('rotated')
    return { dataKey: newKey, problem: anchored.ok ? null : anchored.problem }
  } catch (error) {
    return stop(problemOf(error))
  }
}
