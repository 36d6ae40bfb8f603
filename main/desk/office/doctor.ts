/** Checks what works on this machine, each with what to do about it: for the window and for the command line. */
import { constants } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import type { CenterStatus } from '../../../contract/center.ts'
import type { ClockDoubt } from '../../../contract/journal.ts'
import type { DoctorText } from '../../../contract/languages/index.ts'
import type { Diagnosis } from '../../../contract/office.ts'
import type { Result } from '../../../contract/result.ts'
import { makeFolder } from '../../files/folder.ts'
import type { Care } from '../../journal/index.ts'
import type { Zone } from '../ports.ts'
import { type BridgeCheck, bridgeFinding } from './bridge-check.ts'
import { centerFinding } from './center-check.ts'
import { finding } from './finding.ts'
import { backupFinding, type JournalCheck, journalFinding, keySheetFinding } from './journal-check.ts'
import type { SettingsProblem } from './settings.ts'

/** Questions to the machine: passed in, so that each answer has a test. */
export type Probes = {
  readonly home: string
  /** Names of the readers, or why the service cannot be asked. */
  readers(): Promise<Result<readonly string[], 'no-service' | 'no-library'>>
  /** Names of the scanners, and of those that refuse us. */
  scanners(): Promise<{
    readonly usable: readonly string[]
    readonly refused: readonly string[]
    readonly udevRule: string | null
  }>
  /** The settings file, and a fault in it. */
  settings(): { readonly file: string; readonly problem: Omit<SettingsProblem, 'file'> | null }
  /** The official bridge's folders, as far as it is set; null where it is not used. */
  bridge(): Promise<BridgeCheck | null>
  /** The center, as far as it is set; null where it is not used. */
  center(): Promise<CenterStatus | null>
  /** The journal's own check. */
  verify(): JournalCheck
  /** Backups, clock and key sheet. */
  care(): Care
  /** The runtime's N-API version, and what it calls itself. */
  readonly runtime: { readonly napi: number; readonly name: string }
  /** The system, whose words the advice is in. */
  readonly platform: NodeJS.Platform
  /** The machine's zone, as the desk's own clock knows it. */
  readonly zone: Zone
}

/** better-sqlite3 13 needs this much. */
const NEEDED_NAPI = 10

const runtime = ({ runtime: { napi, name } }: Probes): Diagnosis =>
  napi >= NEEDED_NAPI
    ? finding('runtime', 'ok', ['runtime', { name }])
    : finding('runtime', 'fail', ['runtimeTooOld', { name }], 'useDistributed')

/** The advice about the service of card readers, by the name that the person finds it under. */
const serviceAdvice = (platform: NodeJS.Platform): DoctorText => {
  switch (platform) {
    case 'win32':
      return 'startServiceWindows'
    case 'darwin':
      return 'startServiceMac'
    default:
      return 'startServiceLinux'
  }
}

const cardReader = async (probes: Probes): Promise<Diagnosis> => {
  const found = await probes.readers()
  if (!found.ok) return finding('card-reader', 'fail', 'noService', serviceAdvice(probes.platform))
  return found.value.length > 0
    ? finding('card-reader', 'ok', ['readers', { names: found.value }])
    : finding('card-reader', 'fail', 'noReader', 'plugReader')
}

const scanner = async (probes: Probes): Promise<Diagnosis> => {
  const { usable, refused, udevRule } = await probes.scanners()
  if (refused.length > 0) {
    const rule = udevRule === null ? '' : `: ${udevRule}`
    return finding(
      'scanner',
      'fail',
      ['scannerRefused', { names: refused }],
      probes.platform === 'win32' ? 'scannerRefusedWindows' : ['scannerRefusedRule', { rule }],
    )
  }
  return usable.length > 0
    ? finding('scanner', 'ok', ['scanners', { names: usable }])
    : finding('scanner', 'warn', 'noScanner', 'connectScanner')
}

const home = async (probes: Probes): Promise<Diagnosis> => {
  const folder = probes.home
  try {
    makeFolder(folder)
    await access(folder, constants.R_OK | constants.W_OK)
    return finding('home', 'ok', ['home', { folder }])
  } catch {
    return finding('home', 'fail', ['homeNotWritable', { folder }], 'homeAdvice')
  }
}

/** A line of a list has room for so much of what the parser says. */
const MAX_MESSAGE = 120

const settings = (probes: Probes): Diagnosis => {
  const { file, problem } = probes.settings()
  if (problem === null) return finding('settings', 'ok', ['settings', { file }])
  const { line, message } = problem
  return finding(
    'settings',
    'fail',
    ['settingsLine', { line, message: message.slice(0, MAX_MESSAGE) }],
    ['settingsAdvice', { file }],
  )
}

const clock = ({ zone }: Probes, doubt: ClockDoubt | null): Diagnosis => {
  if (doubt !== null) return finding('clock', 'fail', ['clockDoubted', { why: doubt }], 'clockDoubtedAdvice')
  return zone.isRight
    ? finding('clock', 'ok', 'clock')
    : finding('clock', 'warn', ['zone', { zone: zone.name() }], 'zoneAdvice')
}

const GIBIBYTE = 1024 ** 3
/** A year of a busy desk's journal takes well under this; below the second figure the next backup may fail. */
const COMFORTABLE_BYTES = 2 * GIBIBYTE
const MIN_BYTES = GIBIBYTE / 4

const disk = async (probes: Probes): Promise<Diagnosis> => {
  try {
    const { bavail, bsize } = await statfs(probes.home)
    const free = bavail * bsize
    const status = free >= COMFORTABLE_BYTES ? 'ok' : free >= MIN_BYTES ? 'warn' : 'fail'
    return finding(
      'disk',
      status,
      ['disk', { gibibytes: (free / GIBIBYTE).toFixed(1) }],
      status === 'ok' ? null : 'diskAdvice',
    )
  } catch {
    return finding('disk', 'warn', 'diskUnknown')
  }
}

/** Asks everything once. Takes as long as the PC/SC service does: under a second. */
export const diagnose = async (probes: Probes): Promise<Diagnosis[]> => {
  const { backupOverdueDays, clockDoubt, hasKeySheet } = probes.care()
  return [
    runtime(probes),
    await home(probes),
    settings(probes),
    await cardReader(probes),
    await scanner(probes),
    journalFinding(probes.verify()),
    backupFinding(backupOverdueDays),
    ...keySheetFinding(hasKeySheet),
    clock(probes, clockDoubt),
    await disk(probes),
    ...bridgeFinding(await probes.bridge()),
    ...centerFinding(await probes.center()),
  ]
}
