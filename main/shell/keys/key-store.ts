/** Keeps the journal's keys sealed by the system's key store, in a file of the home that only this person can open. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { previousOf, SEALED_KEYS } from '../../../contract/home-files.ts'
import type { DeskOptions } from '../../../contract/process.ts'
import { writeWhole } from '../../files/whole-file.ts'

/** Electron's `safeStorage`, as far as it is used. */
export type Sealer = {
  isEncryptionAvailable(): boolean
  getSelectedStorageBackend?(): string
  encryptString(text: string): Buffer
  decryptString(sealed: Buffer): string
}

/**
 * Tells whether what is sealed is really out of reach of others. On Linux without a key ring Chromium seals with a password
 * that stands in its source (`basic_text`).
 */
export const isRealStore = (sealer: Sealer, platform: NodeJS.Platform = process.platform): boolean => {
  if (!sealer.isEncryptionAvailable()) return false
  if (platform !== 'linux') return true
  const backend = sealer.getSelectedStorageBackend?.() ?? 'unknown'
  return backend !== 'basic_text' && backend !== 'unknown'
}

/** The text in a sealed file; null where the store does not open it. */
const unseal = (path: string, sealer: Sealer): string | null => {
  try {
    return sealer.decryptString(readFileSync(path))
  } catch {
    return null
  }
}

/**
 * The keys that lie sealed in the home, opened: the present keys, and those that a change has replaced.
 * Whether they are the journal's, and whether a home without any is a new one, is for the desk to say: here nothing
 * is known of journals.
 */
export const openKeyStore = (home: string, sealer: Sealer): DeskOptions['keyStore'] => {
  const path = join(home, SEALED_KEYS)
  const files = [path, previousOf(path)].filter((file) => existsSync(file))
  if (files.length === 0 && !isRealStore(sealer)) return { kind: 'none' }
  const texts = files.map((file) => unseal(file, sealer))
  const keys = texts.filter((text) => text !== null)
  return { kind: 'system', keys, unreadable: keys.length < texts.length }
}

/**
 * Seals new keys, whole or not at all. Those that they replace stay beside them until {@link forgetPreviousKeys}.
 * @throws what the file system or the store throws; or that what is sealed, or was, cannot be opened: then nothing is replaced;
 * or that what lies there afterwards is something else, with what was replaced still beside it
 */
export const keepKeys = (home: string, sealer: Sealer, keys: string): void => {
  const path = join(home, SEALED_KEYS)
  const sealed = sealer.encryptString(keys)
  if (sealer.decryptString(sealed) !== keys)
    throw new Error('the key store does not give back what it sealed')
  if (existsSync(path)) {
    const present = unseal(path, sealer)
    if (present === null) throw new Error('the keys that are sealed already cannot be opened')
    if (present === keys) return
    writeWhole(previousOf(path), readFileSync(path))
  }
  writeWhole(path, sealed)
  if (unseal(path, sealer) !== keys) throw new Error('the sealed keys do not lie there as they were written')
}

/** Removes the keys that were replaced: the journal has been opened with the present ones. */
export const forgetPreviousKeys = (home: string): void =>
  rmSync(previousOf(join(home, SEALED_KEYS)), { force: true })
