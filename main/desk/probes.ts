import { pcscMiniBackend } from '../../native/card/pcsc/pcsc-mini.ts'
import { listReaders } from '../../native/card/readers.ts'
import { listScanners } from '../../native/scanner/list.ts'
import { verifyJournal } from '../journal/index.ts'
import type { Probes } from './doctor.ts'

/** The questions of `doctor`, asked of this machine. `home` is the folder of journal and settings. */
export const machineProbes = (home: string): Probes => ({
  home,
  readers: () => listReaders(pcscMiniBackend),
  scanners: () => listScanners(),
  verify: () => {
    const found = verifyJournal({ home })
    return found.ok ? found.value : null
  },
  runtime: { napi: Number(process.versions.napi), name: `Node ${process.versions.node}` },
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
})
