import { copyFileSync, rmSync } from 'node:fs'
import type { JournalProblem } from '../../contract/journal.ts'
import { fail, ok, type Result } from '../../contract/result.ts'
import { putInPlace, unfinishedName } from '../files/whole-file.ts'
import { openAnchorFile, readAnchors } from './anchors.ts'
import { type Chains, chainOf, chainsOf } from './chain.ts'
import { connect } from './database.ts'
import { problemOf } from './failure.ts'
import { openHeadFile } from './head.ts'
import { COMPANIONS, type JournalHome } from './home.ts'
import { createKeyRing, type KeyRing, newest } from './keys.ts'
import { derive, fingerprint } from './mac.ts'
import type { Writer } from './writer.ts'

export type Rotated = { readonly ring: KeyRing; readonly chains: Chains; readonly dataKey: string }

/** A ring with one more secret of each kind; the earlier ones stay, for earlier rows and backups. */
export const extendedRing = (ring: KeyRing): KeyRing => {
  const fresh = createKeyRing()
  return { data: [...ring.data, ...fresh.data], chain: [...ring.chain, ...fresh.chain] }
}

/**
 * Puts a new pair of keys in use. The ring that holds them must be safe (in the key store or the key files) before: then
 * every moment at which the power may fail leaves a journal that opens, with the old data key or the new one.
 *
 * 1. A row, under the old chain key, names the new keys; rows behind it are written with the new chain key.
 * 2. The file is copied, the copy encrypted anew and read, and put in the place of the old one by one renaming.
 */
export const rotateKeys = (
  writer: Writer,
  home: JournalHome,
  {
    ring,
    staff,
    oldDataKey,
  }: { readonly ring: KeyRing; readonly staff: string; readonly oldDataKey: string },
): Result<Rotated, JournalProblem> => {
  const chain = chainOf(newest(ring.chain))
  const dataKey = newest(ring.data)
  const written = writer.append({
    event: 'key-rotated',
    staff,
    chainKey: chain.fingerprint,
    dataKey: fingerprint(dataKey),
  })
  if (!written.ok) return written
  const beside = unfinishedName(home.database)
  try {
    const anchors = readAnchors(home.anchors)
    const anchorFile = openAnchorFile(home.anchors, anchors.ok ? anchors.value : null, {
      journal: anchors.ok ? anchors.value.journal : '',
      chain,
      dataKey: fingerprint(dataKey),
      lost: 0,
    })
    writer.changeChain({
      chain,
      anchorFile,
      headFile: openHeadFile(home.head, { ...writer.end(), anchors: anchorFile.count() }, chain.head),
    })
    writer.replaceFile(derive(dataKey, 'file'), () => {
      for (const companion of COMPANIONS) rmSync(`${beside}${companion}`, { force: true })
      copyFileSync(home.database, beside)
      const copy = connect(beside, derive(oldDataKey, 'file'), { journalMode: 'DELETE' })
      try {
        copy.database.pragma(`rekey = "raw:${derive(dataKey, 'file')}"`)
      } finally {
        copy.database.close()
      }
      const reread = connect(beside, derive(dataKey, 'file'), { readonly: true })
      try {
        if (reread.database.pragma('quick_check(1)', { simple: true }) !== 'ok')
          throw new Error('the copy under the new key cannot be read')
      } finally {
        reread.database.close()
      }
      putInPlace(beside, home.database)
    })
    const anchored = writer.anchor('rotated')
    return anchored.ok ? ok({ ring, chains: chainsOf(ring), dataKey }) : anchored
  } catch (error) {
    for (const companion of COMPANIONS) rmSync(`${beside}${companion}`, { force: true })
    return fail(problemOf(error))
  }
}
