import { ok } from '../../contract/result.ts'
import { exists, sizeOf } from '../files/folder.ts'
import { connectExisting, openingProblem } from './access.ts'
import { type Chains, chainsOf } from './chain.ts'
import type { Connection } from './database.ts'
import { type Failing, failure } from './failure.ts'
import { type JournalHome, journalHome } from './home.ts'
import { givenOrFound, hasTraces } from './key-search.ts'
import type { KeyRing } from './keys.ts'
import { restoringNotEnded } from './pending-restore.ts'

/** A journal opened to look at it; the terminal may go on writing meanwhile. */
export type JournalReader = {
  readonly home: JournalHome
  readonly ring: KeyRing
  readonly chains: Chains
  readonly connection: Connection
  close(): void
}

export type OpenForReading = { readonly home: string; readonly keys?: KeyRing }

type ReaderKeys = Failing<{ readonly home: JournalHome; readonly ring: KeyRing }>

const findReaderKeys = (options: OpenForReading): ReaderKeys => {
  const home = journalHome(options.home)
  if (!exists(home.folder))
    return failure('not-a-folder', 'unknown', `${home.folder}: there is no such folder`)
  if (!hasTraces(home)) return failure('not-a-folder', 'unknown', `${home.folder}: there is no journal here`)
  const keys = givenOrFound(home, options.keys)
  if (!keys.ok) return keys
  if (keys.value === null) return failure('key-lost', 'key-lost', `${home.dataKey}: the key is not here`)
  return ok({ home, ring: keys.value.ring })
}

/** The keys of a journal that is there, for looking at it; a folder that others may not look into is said like anything else. */
export const readerKeys = (options: OpenForReading): ReaderKeys => {
  try {
    return findReaderKeys(options)
  } catch (error) {
    return { ok: false, problem: openingProblem(options.home, error) }
  }
}

/** Opens a journal to look at it. Takes no lock and changes nothing. */
export const openJournalForReading = (options: OpenForReading): Failing<JournalReader> => {
  try {
    const keys = readerKeys(options)
    if (!keys.ok) return keys
    const { home, ring } = keys.value
    if (sizeOf(home.database) === 0)
      return failure(
        'half-written',
        'damaged',
        restoringNotEnded(home) ??
          `${home.database}: the database is missing, and files that belong to it are here`,
      )
    const opened = connectExisting(home, ring, { readonly: true })
    if (!opened.ok) return opened
    const { connection } = opened.value
    return ok({ home, ring, chains: chainsOf(ring), connection, close: () => connection.database.close() })
  } catch (error) {
    return { ok: false, problem: openingProblem(options.home, error) }
  }
}
