import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { CenterStatus } from '../../../contract/center.ts'
import { SEALED_KEYS } from '../../../contract/home-files.ts'
import type { JournalPort } from '../../../contract/journal.ts'
import { instantInTokyo } from '../../../contract/tokyo.ts'
import { systemBackend } from '../../../native/card/pcsc/system/system-pcsc.ts'
import { listReaders } from '../../../native/card/readers.ts'
import { listScanners } from '../../../native/scanner/list.ts'
import { builtOn } from '../../built.ts'
import { lookAtCenter } from '../../center/index.ts'
import { atOnce, careInFolder, overdueDays, verifyJournal } from '../../journal/index.ts'
import type { Zone } from '../ports.ts'
import { checkBridge } from './bridge-check.ts'
import type { Probes } from './doctor.ts'
import type { JournalCheck } from './journal-check.ts'
import { checkSettings, lookAtSettings, settingsFile } from './settings.ts'

/** The journal in a folder, verified with the keys that lie beside it. */
const verifyInFolder = (home: string): JournalCheck => {
  const found = verifyJournal({ home })
  if (found.ok) return { state: 'verified', ...found.value }
  switch (found.problem.why) {
    case 'not-a-folder':
      return { state: 'none' }
    case 'key-lost':
      return { state: existsSync(join(home, SEALED_KEYS)) ? 'keys-elsewhere' : 'keys-lost' }
    default:
      return { state: 'not-opened', problem: found.problem.message }
  }
}

/** When the last backup was made, or the first row where there was none. */
const lastBackupOf = (journal: JournalPort): string | null =>
  journal.search({ events: ['backed-up'], limit: 1 }).rows[0]?.stamp.at ?? journal.firstAt()

/**
 * The questions of `doctor`, asked of this machine.
 * @param home the folder of journal and settings
 * @param zone the machine's zone
 * @param open the journal of a desk that has it open, with its keys wherever they are
 * @param center the center as that desk knows it; without a desk it is asked
 */
export const machineProbes = (
  home: string,
  zone: Zone,
  open: JournalPort | null = null,
  center: (() => CenterStatus) | null = null,
): Probes => ({
  home,
  readers: () => listReaders(systemBackend),
  scanners: () => listScanners(),
  settings: () => ({ file: settingsFile(home), problem: checkSettings(home) }),
  bridge: async () => {
    const { bridge } = lookAtSettings(home)
    return bridge === null ? null : checkBridge(bridge.folder)
  },
  center: async () => {
    const { center: settings } = lookAtSettings(home)
    if (settings === null) return null
    return center === null ? lookAtCenter(home, settings.url) : center()
  },
  verify: () => {
    const found = open === null ? null : atOnce(open.verify())
    return found?.ok ? { state: 'verified', ...found.value } : verifyInFolder(home)
  },
  care: () => {
    const now = instantInTokyo(Date.now())
    return open === null
      ? careInFolder(home, now, builtOn())
      : {
          backupOverdueDays: overdueDays(lastBackupOf(open), now),
          clockDoubt: open.clockDoubt(),
          hasKeySheet: open.keySheet() !== null,
        }
  },
  runtime: { napi: Number(process.versions.napi), name: `Node ${process.versions.node}` },
  platform: process.platform,
  zone,
})
