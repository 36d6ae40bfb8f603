/** Keeps the journal's keys sealed by the system's key store, in a file of the home that only this person can open. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DeskOptions } from '../../../contract/process.ts'
import { writeWhole } from '../../files/whole-file.ts'

/** Electron's `safeStorage`, as far as it is used. */
export type Sealer = {
  isEncryptionAvailable(): boolean
  getSelectedStorageBackend?(): string
  encryptString(text: string): Buffer
  decryptString(sealed: Buffer): string
}

const SEALED = 'keys.sealed'
/** What says that a journal, or its keys, are in the home already (main/journal/home.ts). */
const JOURNAL = ['journal.db', 'journal.key', 'chain.key']

/**
 * Whether what is sealed is really out of reach of others. On Linux without a key ring Chromium seals with a password
 * that stands in its source (`basic_text`).
 */
export const isRealStore = (sealer: Sealer, platform: NodeJS.Platform = process.platform): boolean => {
  if (!sealer.isEncryptionAvailable()) return false
  if (platform !== 'linux') return true
  const backend = sealer.getSelectedStorageBackend?.() ?? 'unknown'
  return backend !== 'basic_text' && backend !== 'unknown'
}

/**
 * Where the desk is to find the journal's keys.
 *
 * The key store is used for a new home and for one whose keys it holds already. Everything else goes to the desk's own
 * key files, and there a journal without its keys is said to be without them: new keys are never made beside it.
 */
export const openKeyStore = (home: string, sealer: Sealer): DeskOptions['keyStore'] => {
  const path = join(home, SEALED)
  if (!existsSync(path)) {
    const isNew = JOURNAL.every((name) => !existsSync(join(home, name)))
    return isNew && isRealStore(sealer) ? { kind: 'system', keys: null } : { kind: 'none' }
  }
  try {
    return { kind: 'system', keys: sealer.decryptString(readFileSync(path)) }
  } catch {
    return { kind: 'none' }
  }
}

/** Seals new keys, whole or not at all; those that they replace stay beside them. */
export const keepKeys = (home: string, sealer: Sealer, keys: string): void => {
  const path = join(home, SEALED)
  if (existsSync(path)) writeWhole(`${path}.previous`, readFileSync(path))
  writeWhole(path, sealer.encryptString(keys))
}
