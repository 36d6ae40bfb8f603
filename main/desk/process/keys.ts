/** The keys of the desk's journal: found, made for a new home, and kept where they outlast this process. */

import type { FromDesk } from '../../../contract/from-desk.ts'
import type { JournalOpenFailure } from '../../../contract/journal.ts'
import type { DeskOptions } from '../../../contract/process.ts'
import { ok, type Result } from '../../../contract/result.ts'
import {
  createKeyRing,
  findKeys,
  journalHome,
  type KeyRing,
  keyRingText,
  makeHomeReady,
  openingProblem,
  parseKeyRing,
  writeKeyFiles,
} from '../../journal/index.ts'

/** Has the shell seal keys, and says whether they are safe. */
export type SealKeys = (keys: string, kept: (safe: boolean) => void) => void

/** The shell's key store over the desk's connection. One request at a time; `hear` is given the shell's answer. */
export const createSealing = (
  send: (message: FromDesk) => void,
): { readonly seal: SealKeys; hear(safe: boolean): void } => {
  let waiting: ((safe: boolean) => void) | null = null
  return {
    seal: (keys, kept) => {
      waiting = kept
      send({ type: 'keep-keys', keys })
    },
    hear: (safe) => {
      const heard = waiting
      waiting = null
      heard?.(safe)
    },
  }
}

/** The keys that the desk's journal is opened with. Without `ring`, the key files of the home. */
export type DeskKeys = {
  readonly ring: KeyRing | undefined
  /** The ring is the newest that the key store has: those before it can go once the journal has been opened with it. */
  readonly isNewest: boolean
}

/** Of a desk without a journal, which changes no keys. */
export const NO_KEYS: DeskKeys = { ring: undefined, isNewest: false }

export type FindDeskKeys = () => Promise<Result<DeskKeys, JournalOpenFailure>>

/** Keys that were found, or made, are the keys from then on; those that were not are looked for again. */
export const rememberKeys = (find: FindDeskKeys): FindDeskKeys => {
  let found: DeskKeys | null = null
  return async () => {
    if (found !== null) return ok(found)
    const answer = await find()
    if (answer.ok) found = answer.value
    return answer
  }
}

/** The rings that the shell has sent, as far as they are rings; null where there is no key store. */
export const storedKeys = ({ keyStore }: Pick<DeskOptions, 'keyStore'>) => {
  if (keyStore.kind === 'none') return null
  const parsed = keyStore.keys.map(parseKeyRing)
  const rings = parsed.flatMap((one) => (one.ok ? [one.value] : []))
  return { rings, unreadable: keyStore.unreadable || rings.length < parsed.length }
}

/**
 * Finds the keys of the journal. Only a home that has neither keys nor anything else of a journal gets new ones, and
 * those are sealed before anything is written with them; a store that does not take them leaves them to key files.
 */
export const deskKeys = async (
  options: DeskOptions,
  seal: SealKeys,
  log: (line: string) => void,
): ReturnType<FindDeskKeys> => {
  const stored = storedKeys(options)
  if (stored === null) return ok({ ring: undefined, isNewest: false })
  const home = journalHome(options.home)
  try {
    const ready = makeHomeReady(home)
    if (!ready.ok) return ready
    const found = findKeys(home, stored)
    if (!found.ok) return found
    if (found.value !== null) {
      const { ring, from } = found.value
      return ok({ ring: from === 'store' ? ring : undefined, isNewest: ring === stored.rings[0] })
    }
    const fresh = createKeyRing()
    const isSealed = await new Promise<boolean>((resolve) => seal(keyRingText(fresh), resolve))
    if (isSealed) return ok({ ring: fresh, isNewest: true })
    log('journal: the key store has not taken the keys; they are kept in files of the home')
    writeKeyFiles(home, fresh)
    return ok({ ring: undefined, isNewest: false })
  } catch (error) {
    return { ok: false, problem: openingProblem(options.home, error) }
  }
}
