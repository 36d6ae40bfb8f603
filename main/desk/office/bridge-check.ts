/** Looks at the official bridge's folders for the diagnosis: whether they are there, and whether face results come. */
import { constants } from 'node:fs'
import { access, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Diagnosis } from '../../../contract/office.ts'
import { instantInTokyo } from '../../../contract/tokyo.ts'
import { type FolderName, findFolder } from '../../bridge/folder/find.ts'
import { kindOf } from '../../bridge/read.ts'
import { finding } from './finding.ts'

/** The result. */
export type BridgeCheck = {
  readonly folder: string
  /** Folders that are not there, or cannot be listed. */
  readonly missing: readonly string[]
  /** `req` takes files. */
  readonly isWritable: boolean
  /** When the newest face result was written, ISO 8601; null where there is none. */
  readonly newestFace: string | null
}

const FOLDERS: readonly FolderName[] = ['face', 'req', 'res']
/** A share that does not answer is not waited for longer. */
const PATIENCE_MILLISECONDS = 8_000

const newestFace = async (folder: string): Promise<string | null> => {
  const [newest] = (await readdir(folder))
    .filter((name) => kindOf(name) === 'face')
    .sort((one, other) => (one.slice(-18) < other.slice(-18) ? 1 : -1))
  return newest === undefined ? null : instantInTokyo((await stat(join(folder, newest))).mtimeMs)
}

const look = async (folder: string): Promise<BridgeCheck> => {
  const found = await Promise.all(
    FOLDERS.map(async (name) => [name, await findFolder(folder, name).catch(() => null)] as const),
  )
  const paths = new Map(found)
  const [face = null, req = null] = [paths.get('face'), paths.get('req')]
  return {
    folder,
    missing: found.flatMap(([name, path]) => (path === null ? [name] : [])),
    isWritable:
      req !== null &&
      (await access(req, constants.W_OK).then(
        () => true,
        () => false,
      )),
    newestFace: face === null ? null : await newestFace(face).catch(() => null),
  }
}

/** Looks at the folders; one that does not answer in time counts as missing. */
export const checkBridge = (folder: string): Promise<BridgeCheck> =>
  Promise.race([
    look(folder),
    new Promise<BridgeCheck>((resolve) => {
      setTimeout(
        () => resolve({ folder, missing: FOLDERS, isWritable: false, newestFace: null }),
        PATIENCE_MILLISECONDS,
      ).unref()
    }),
  ])

/** The finding in words; none where the bridge is not used. */
export const bridgeFinding = (check: BridgeCheck | null): Diagnosis[] => {
  if (check === null) return []
  const { folder, missing, isWritable, newestFace: newest } = check
  if (missing.length > 0)
    return [
      finding('bridge', 'fail', ['bridgeMissing', { names: missing }], ['bridgeMissingAdvice', { folder }]),
    ]
  if (!isWritable) return [finding('bridge', 'fail', 'bridgeNotWritable', 'bridgeNotWritableAdvice')]
  if (newest === null) return [finding('bridge', 'warn', 'bridgeNoFace', 'bridgeNoFaceAdvice')]
  return [finding('bridge', 'ok', ['bridge', { at: newest.slice(0, 16).replace('T', ' ') }])]
}
