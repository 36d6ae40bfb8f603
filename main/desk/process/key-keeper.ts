/** Keeps the keys of the desk's journal where they lie, and moves them between the key store and the key files. */
import { rmSync } from 'node:fs'
import { previousOf } from '../../../contract/home-files.ts'
import type { KeyPlace } from '../../../contract/journal-care.ts'
import type { DeskOptions } from '../../../contract/process.ts'
import {
  holdsAll,
  journalHome,
  type KeyRing,
  keyFilesHoldNoOther,
  keyRingText,
  mayReplace,
  openJournalForReading,
  parseKeyRing,
  problemOf,
  readKeyFiles,
  removeKeyFiles,
  writeKeyFiles,
} from '../../journal/index.ts'
import type { KeyKeeper } from '../ports.ts'
import { type DeskKeys, type SealKeys, storedKeys } from './keys.ts'

/**
 * The keeper of a desk's keys.
 * @param found where the keys were found at the start
 * @param seal has the shell seal keys
 */
export const createKeyKeeper = (
  options: Pick<DeskOptions, 'home' | 'keyStore'>,
  found: DeskKeys,
  seal: SealKeys,
  log: (line: string) => void,
): KeyKeeper => {
  const home = journalHome(options.home)
  const stored = storedKeys(options)
  let current = found.ring
  const at = (): KeyPlace => (current === undefined ? 'files' : 'store')

  const opensWith = (ring: KeyRing): boolean => {
    const opened = openJournalForReading({ home: home.folder, keys: ring })
    if (opened.ok) opened.value.close()
    else log(`journal: it does not open with the keys that were moved: ${opened.problem.message}`)
    return opened.ok
  }
  /** Does what may fail for the disk's sake. */
  const attempt = (what: string, act: () => boolean): boolean => {
    try {
      return act()
    } catch (error) {
      log(`journal: ${what}: ${problemOf(error).detail}`)
      return false
    }
  }
  const store = (ring: KeyRing, kept: (safe: boolean) => void): void =>
    seal(keyRingText(ring), (safe) => {
      if (safe) current = ring
      kept(safe)
    })
  const writeFiles = (ring: KeyRing): boolean =>
    attempt('the key files cannot be written', () => {
      writeKeyFiles(home, ring)
      return true
    })

  /** Tells whether what lies in a place, if anything, may be written over, and removed where the ring is safe elsewhere. */
  const holdsNoOther = (place: KeyPlace, ring: KeyRing): boolean => {
    if (place === 'files') return keyFilesHoldNoOther(home, ring)
    return stored === null || (!stored.unreadable && stored.rings.every((one) => holdsAll(ring, one)))
  }
  const remove = (place: KeyPlace): void => {
    if (place === 'files') removeKeyFiles(home)
    else for (const path of [previousOf(home.sealed), home.sealed]) rmSync(path, { force: true })
  }
  /** Puts the ring into a place that it is not in, and opens the journal with what lies there then. */
  const copyTo = (to: KeyPlace, ring: KeyRing, copied: (safe: boolean) => void): void => {
    if (to === 'store') {
      if (stored === null) copied(false)
      else seal(keyRingText(ring), (safe) => copied(safe && opensWith(ring)))
      return
    }
    const [written] = writeFiles(ring) ? readKeyFiles(home, true).rings : []
    copied(
      written !== undefined && keyRingText(written.ring) === keyRingText(ring) && opensWith(written.ring),
    )
  }

  return {
    place: () => ({ at: at(), canMove: at() === 'store' || stored !== null }),
    keep: (keys, kept) => {
      const next = parseKeyRing(keys)
      if (!next.ok || (current !== undefined && !mayReplace(next.value, current))) {
        log('journal: keys that do not follow those in use are not kept')
        kept(false)
      } else if (current !== undefined) store(next.value, kept)
      else kept(writeFiles(next.value))
    },
    move: (to, keys, moved) => {
      const from: KeyPlace = to === 'store' ? 'files' : 'store'
      const ring = parseKeyRing(keys)
      if (!ring.ok || ![from, to].every((place) => holdsNoOther(place, ring.value))) {
        log('journal: other keys lie where these would go, or beside them: nothing is moved')
        moved('not-moved')
        return
      }
      const removeFirst = (): void =>
        moved(
          attempt('the keys stay where they were, too', () => {
            remove(from)
            return true
          })
            ? 'moved'
            : 'not-removed',
        )
      if (at() === to) {
        removeFirst()
        return
      }
      copyTo(to, ring.value, (safe) => {
        if (!safe) {
          moved('not-moved')
          return
        }
        current = to === 'store' ? ring.value : undefined
        removeFirst()
      })
    },
  }
}
