/** Finds the keys of a home. What cannot be read is never taken for "none yet", and no key is made beside anything. */
import { previousOf } from '../../contract/home-files.ts'
import type { JournalWarning } from '../../contract/journal.ts'
import { fail, ok, type Result } from '../../contract/result.ts'
import { exists, filesIn, sizeOf } from '../files/folder.ts'
import { type Anchors, readAnchors } from './anchors.ts'
import { type Connection, connect } from './database.ts'
import { type Failing, failure, problemOf } from './failure.ts'
import type { JournalHome } from './home.ts'
import { readKeyFiles } from './key-files.ts'
import type { KeyRing } from './keys.ts'
import { derive, fingerprint } from './mac.ts'

const hasBackups = (home: JournalHome): boolean => filesIn(home.backups).some((path) => path.endsWith('.db'))

/**
 * Tells whether anything of a journal is in the folder, its backups included: then it needs its own keys, not new ones.
 */
export const hasTraces = (home: JournalHome): boolean =>
  sizeOf(home.database) > 0 ||
  sizeOf(`${home.database}-wal`) > 0 ||
  exists(home.head) ||
  exists(home.anchors) ||
  hasBackups(home)

/** The keys that the journal says it was last written with, by its anchor file. */
const writtenWith = (home: JournalHome): Anchors['lines'][number] | null => {
  const anchors = readAnchors(home.anchors)
  return anchors.ok ? (anchors.value.lines.at(-1) ?? null) : null
}

/** Why these are not the keys of the journal in the folder, as its anchor file knows them; null where they may be. */
export const otherKeys = (home: JournalHome, ring: KeyRing): string | null => {
  const last = writtenWith(home)
  if (last === null) return null
  if (!ring.data.some((key) => fingerprint(key) === last.dataKey))
    return `${home.database}: written with another key (${last.dataKey})`
  return ring.chain.some((key) => fingerprint(key) === last.chainKey)
    ? null
    : `${home.chainKey}: not the key that wrote this journal (${last.chainKey})`
}

/** Connects with one key and reads the first page, which is where a wrong key shows. */
export const tryKey = (
  path: string,
  dataKey: string,
  options: { readonly readonly: boolean },
): Result<Connection, string> => {
  let connection: Connection | null = null
  try {
    connection = connect(path, derive(dataKey, 'file'), options)
    connection.database.prepare('SELECT count(*) FROM sqlite_schema').get()
    return ok(connection)
  } catch (error) {
    connection?.database.close()
    const { why, detail } = problemOf(error)
    if (why !== 'damaged') throw error
    return fail(detail)
  }
}

/** Tells whether a key of the ring opens the database; true where there is none. */
const opens = (home: JournalHome, ring: KeyRing): boolean => {
  if (sizeOf(home.database) === 0) return true
  for (const dataKey of [...ring.data].reverse()) {
    const tried = tryKey(home.database, dataKey, { readonly: true })
    if (!tried.ok) continue
    tried.value.database.close()
    return true
  }
  return false
}

/** The answer of the system's key store for the rings that lie sealed in the home. */
export type StoredKeys = {
  /** The newest first. */
  readonly rings: readonly KeyRing[]
  /** Something lies sealed there that it could not open, or that is no ring. */
  readonly unreadable: boolean
}

export type FoundKeys = {
  readonly ring: KeyRing
  /** The place for a change of the keys. */
  readonly from: 'store' | 'files'
  /** False while the key files are still to be written out for this ring. */
  readonly whole: boolean
  readonly warnings: readonly JournalWarning[]
}

const sealedHere = (home: JournalHome): boolean => exists(home.sealed) || exists(previousOf(home.sealed))

/**
 * The keys for what is in the folder: of all rings that are there, the first that fits the journal.
 * @param stored null where no key store is asked: on the command line, or where the system has none
 * @returns null for a new home, which has neither keys nor anything else of a journal
 */
export const findKeys = (home: JournalHome, stored: StoredKeys | null): Failing<FoundKeys | null> => {
  const hasData = hasTraces(home)
  const files = readKeyFiles(home, hasData)
  const candidates: FoundKeys[] = [
    ...(stored?.rings ?? []).map((ring) => ({ ring, from: 'store' as const, whole: true, warnings: [] })),
    ...files.rings.map((found) => ({ ...found, from: 'files' as const, warnings: files.warnings })),
  ]
  const lost = (message: string): Failing<never> => failure('key-lost', 'key-lost', message)
  const [first] = candidates
  if (first !== undefined) {
    const fitting = candidates.filter(({ ring }) => otherKeys(home, ring) === null)
    if (fitting.length === 0) return lost(otherKeys(home, first.ring) ?? '')
    // One that opens nothing is still the answer where there is no other: opening then says what is wrong.
    const found = fitting.length === 1 ? fitting[0] : fitting.find(({ ring }) => opens(home, ring))
    return ok(found ?? fitting[0] ?? null)
  }
  if (files.problem !== null) return lost(files.problem)
  if (stored?.unreadable === true)
    return lost(`${home.sealed}: the system's key store does not open the keys that it has sealed`)
  if (stored === null && sealedHere(home))
    return lost(
      `${home.sealed}: the keys are sealed by the system's key store; the terminal alone can use them`,
    )
  return hasData ? lost(`${home.dataKey}: the journal is here and its key is not`) : ok(null)
}

/** The ring that was given, or the one that {@link findKeys} finds without a key store. */
export const givenOrFound = (home: JournalHome, given: KeyRing | undefined): Failing<FoundKeys | null> =>
  given === undefined ? findKeys(home, null) : ok({ ring: given, from: 'store', whole: true, warnings: [] })
