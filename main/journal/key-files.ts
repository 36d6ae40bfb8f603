/**
 * The ring in two files of the home, for the command line and for systems without a key store. They are two because they
 * protect against different people: who has `journal.key` can read the journal, who has `chain.key` can write rows
 * that verify.
 */
import { readFileSync, rmSync } from 'node:fs'
import { z } from 'zod'
import { previousOf } from '../../contract/home-files.ts'
import type { JournalWarning } from '../../contract/journal.ts'
import { exists } from '../files/folder.ts'
import { closeToOthers, isOpenToOthers } from '../files/owner-alone.ts'
import { writeWhole } from '../files/whole-file.ts'
import type { JournalHome } from './home.ts'
import { createKeyRing, type KeyRing, secretSchema, withDataKey } from './keys.ts'

const generation = z.number().int().positive().optional()
const DATA_FILE = z.strictObject({ generation, data: z.array(secretSchema).min(1) })
const CHAIN_FILE = z.strictObject({ generation, chain: z.array(secretSchema).min(1) })

/** One file: its secrets and the generation of the last of them; or that it is not there; or that it cannot be used. */
type Half =
  | { readonly is: 'there'; readonly generation: number; readonly secrets: readonly string[] }
  | { readonly is: 'missing' }
  | { readonly is: 'unusable'; readonly problem: string }

const readHalf = (path: string, half: 'data' | 'chain', warnings: JournalWarning[]): Half => {
  try {
    if (!exists(path)) return { is: 'missing' }
    if (isOpenToOthers(path) && closeToOthers(path)) warnings.push({ code: 'key-file-was-open', path })
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    const parsed = half === 'data' ? DATA_FILE.safeParse(value) : CHAIN_FILE.safeParse(value)
    if (!parsed.success) return { is: 'unusable', problem: `${path}: not a key file` }
    const secrets = 'data' in parsed.data ? parsed.data.data : parsed.data.chain
    // The files were not numbered at first: then there is a key a generation.
    return { is: 'there', secrets, generation: parsed.data.generation ?? secrets.length }
  } catch {
    return { is: 'unusable', problem: `${path}: not a key file, or it cannot be read` }
  }
}

/** A ring from the files. `whole`: false while the second of the two files is still to be written. */
export type FileRing = { readonly ring: KeyRing; readonly whole: boolean }

export type KeyFiles = {
  /** The rings that the files make, best first. */
  readonly rings: readonly FileRing[]
  /** Why the files that are there make none; null where there is no file. */
  readonly problem: string | null
  readonly warnings: readonly JournalWarning[]
}

const pair = (chain: Half, data: Half): FileRing | null => {
  if (chain.is !== 'there' || data.is !== 'there' || chain.secrets.length !== chain.generation) return null
  if (data.generation !== chain.generation) return null
  return {
    ring: { generation: chain.generation, data: [...data.secrets], chain: [...chain.secrets] },
    whole: true,
  }
}

/**
 * A change of the keys writes `chain.key` first. Cut off behind it, `journal.key` is a generation behind; nothing was ever
 * encrypted with the key that is not there, so that a new one stands for it.
 */
const cutOff = (chain: Half, data: Half): FileRing | null =>
  chain.is === 'there' && data.is === 'there' && data.generation === chain.generation - 1
    ? { ring: withDataKey(chain.secrets, data.secrets), whole: false }
    : null

/** A first start that was cut off has left one of the two files, and nothing else. */
const begun = (chain: Half, data: Half): FileRing | null => {
  const fresh = createKeyRing()
  if (chain.is === 'there' && data.is === 'missing' && chain.generation === 1)
    return { ring: { ...fresh, chain: [...chain.secrets] }, whole: false }
  if (data.is === 'there' && chain.is === 'missing' && data.generation === 1)
    return { ring: { ...fresh, data: [...data.secrets] }, whole: false }
  return null
}

const problemOfHalf = (half: Half, path: string): string | null => {
  if (half.is === 'unusable') return half.problem
  return half.is === 'missing' ? `${path}: this key file is missing` : null
}

/**
 * Reads the key files, and those that a change of the keys has left beside them.
 * @param hasData something of a journal is here: then one of two files is a loss, and nothing is made up for it
 */
export const readKeyFiles = (home: JournalHome, hasData: boolean): KeyFiles => {
  const warnings: JournalWarning[] = []
  const chain = readHalf(home.chainKey, 'chain', warnings)
  const data = readHalf(home.dataKey, 'data', warnings)
  const chainBefore = readHalf(previousOf(home.chainKey), 'chain', warnings)
  const dataBefore = readHalf(previousOf(home.dataKey), 'data', warnings)
  const rings = [
    pair(chain, data),
    cutOff(chain, data),
    hasData ? null : begun(chain, data),
    pair(chainBefore, data),
    pair(chain, dataBefore),
    pair(chainBefore, dataBefore),
  ].filter((ring) => ring !== null)
  const isThere = [chain, data, chainBefore, dataBefore].some(({ is }) => is !== 'missing')
  const problem =
    problemOfHalf(data, home.dataKey) ??
    problemOfHalf(chain, home.chainKey) ??
    `${home.dataKey}: not of the same keys as ${home.chainKey}`
  return { rings, problem: isThere && rings.length === 0 ? problem : null, warnings }
}

const chainText = ({ generation: number, chain }: KeyRing): string =>
  `${JSON.stringify({ generation: number, chain })}\n`
const dataText = ({ generation: number, data }: KeyRing): string =>
  `${JSON.stringify({ generation: number, data })}\n`

/**
 * Writes the two key files, readable by the owner alone, each whole or not at all. Files of an earlier generation stay
 * beside them until {@link forgetPreviousKeyFiles}.
 */
export const writeKeyFiles = (home: JournalHome, ring: KeyRing): void => {
  const [before] = readKeyFiles(home, true).rings
  if (before?.whole === true && before.ring.generation < ring.generation) {
    writeWhole(previousOf(home.chainKey), chainText(before.ring))
    writeWhole(previousOf(home.dataKey), dataText(before.ring))
  }
  writeWhole(home.chainKey, chainText(ring))
  writeWhole(home.dataKey, dataText(ring))
  // Windows has no mode at the making of a file: it is what its folder's access list says.
  for (const path of [home.chainKey, home.dataKey]) if (isOpenToOthers(path)) closeToOthers(path)
}

/**
 * Tells whether the key files that lie there, if any, hold no key that a ring does not hold: then the ring may be
 * written over them, and they can go where the ring is safe elsewhere.
 */
export const keyFilesHoldNoOther = (home: JournalHome, { chain, data }: KeyRing): boolean => {
  const halves = [
    [home.chainKey, 'chain', chain],
    [home.dataKey, 'data', data],
  ] as const
  return halves.every(([path, half, secrets]) =>
    [path, previousOf(path)].every((file) => {
      const found = readHalf(file, half, [])
      return (
        found.is === 'missing' ||
        (found.is === 'there' && found.secrets.every((one) => secrets.includes(one)))
      )
    }),
  )
}

/** Removes all key files. Only for a ring that is safe elsewhere: see {@link keyFilesHoldNoOther}. */
export const removeKeyFiles = (home: JournalHome): void => {
  forgetPreviousKeyFiles(home)
  for (const path of [home.dataKey, home.chainKey]) rmSync(path, { force: true })
}

/** Removes the earlier key files: the journal has been opened with the present ones, which hold the earlier keys too. */
export const forgetPreviousKeyFiles = (home: JournalHome): void => {
  for (const path of [previousOf(home.dataKey), previousOf(home.chainKey)])
    if (exists(path)) rmSync(path, { force: true })
}
