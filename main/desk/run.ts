/** Puts a desk together on the shell's word, and lets it go again. */
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { basename } from 'node:path'
import packageJson from '../../package.json' with { type: 'json' }
import type { JournalOpenFailure, JournalPort } from '../contract/journal.ts'
import type { Settings } from '../contract/office.ts'
import type { DeskFatal, DeskOptions, FromDesk } from '../contract/process.ts'
import { fail, ok, type Result } from '../contract/result.ts'
import type { ScanConfig } from '../contract/scan.ts'
import {
  createKeyRing,
  journalHome,
  type KeyRing,
  keyRingText,
  openJournal,
  parseKeyRing,
  problemOf,
  writeKeyFiles,
} from '../journal/index.ts'
import { containsIndividualNumber } from '../rules/fields/individual-number.ts'
import { RULE_SET } from '../rules/rule-set.ts'
import { createBackOffice } from './back-office.ts'
import { systemClock } from './clock.ts'
import type { Connection } from './connection.ts'
import { diagnose } from './doctor.ts'
import type { Clock, Devices, KeepKeys } from './ports.ts'
import { machineProbes } from './probes.ts'
import { createRecorder } from './recorder.ts'
import { createScanDesk } from './scan-desk.ts'
import { type Service, startService } from './service.ts'
import { readSettings } from './settings.ts'
import { createStaffRoom } from './staff-room.ts'

/** Makes the devices of a desk: real ones in a release, either kind in development. `settings`: as they are now. */
export type MakeDevices = (options: DeskOptions, settings: () => Settings, clock: Clock) => Promise<Devices>

/** Chooses the clock of a desk: the machine's in a release. */
export type ChooseClock = (options: DeskOptions) => Clock

const scanConfig = ({ patientCard, templates, scanners }: Settings): ScanConfig => ({
  ...(patientCard === null ? {} : { patientCard }),
  templates,
  profiles: scanners.profiles,
  serial: Object.fromEntries(
    scanners.serial.map(({ path, end, splitHeader }) => [path, { end, splitHeader }] as const),
  ),
})

const keysFor = (options: DeskOptions, send: (message: FromDesk) => void): KeyRing | undefined => {
  if (options.keyStore.kind === 'none') return undefined
  const { keys } = options.keyStore
  const known = keys === null ? null : parseKeyRing(keys)
  if (known?.ok) return known.value
  const ring = createKeyRing()
  send({ type: 'keep-keys', keys: keyRingText(ring) })
  return ring
}

/** What a journal that does not open means: some are the end, with the rest the desk goes on under a banner. */
const fatalOf = ({ why }: JournalOpenFailure): DeskFatal | null => {
  switch (why) {
    case 'in-use':
      return 'second-desk'
    case 'not-a-folder':
      return 'home-unwritable'
    case 'newer-form':
      return 'newer-journal'
    default:
      return null
  }
}

const log = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

const open = (
  options: DeskOptions,
  clock: Clock,
  send: (message: FromDesk) => void,
): Result<{ journal: JournalPort | null; failure: JournalOpenFailure | null }, DeskFatal> => {
  const keys = keysFor(options, send)
  const opened = openJournal({
    home: options.home,
    ...(keys === undefined ? {} : { keys }),
    now: () => ({ iso: clock.instant(), monotonicMs: Math.floor(clock.monotonic()) }),
    terminal: hostname(),
    findsIndividualNumber: (text) => containsIndividualNumber(text) === 'valid',
  })
  if (opened.ok) {
    for (const warning of opened.value.warnings) log(`journal: ${JSON.stringify(warning)}`)
    return ok({ journal: opened.value, failure: null })
  }
  log(`journal: ${opened.problem.message}`)
  const fatal = fatalOf(opened.problem)
  return fatal === null ? ok({ journal: null, failure: opened.problem }) : fail(fatal)
}

/** A file of a million rows is encrypted anew, or freed of a year's rows, in less. */
const SILENT_MS = 300_000

/** Hears once whether the shell has sealed the keys that it was sent. */
type KeysKept = { hear: ((safe: boolean) => void) | null }

/** Where new keys go: to the system's key store by way of the shell, or into the key files of the home. */
const keeperOf =
  (options: DeskOptions, send: (message: FromDesk) => void, keysKept: KeysKept): KeepKeys =>
  (keys, kept) => {
    if (options.keyStore.kind === 'system') {
      keysKept.hear = kept
      send({ type: 'keep-keys', keys })
      return
    }
    const ring = parseKeyRing(keys)
    try {
      if (ring.ok) writeKeyFiles(journalHome(options.home), ring.value)
      kept(ring.ok)
    } catch (error) {
      log(`journal: the key files cannot be written: ${problemOf(error).detail}`)
      kept(false)
    }
  }

/** Starts a desk with the options that the shell has sent. */
export const startDesk = async (
  options: DeskOptions,
  makeDevices: MakeDevices,
  clock: Clock,
  send: (message: FromDesk) => void,
  keysKept: KeysKept,
): Promise<Result<Service, DeskFatal>> => {
  const opened = open(options, clock, send)
  if (!opened.ok) return opened
  const { journal, failure } = opened.value
  const { settings, problem } = readSettings(options.home)
  if (problem !== null) log(`${problem.file}: line ${problem.line}: ${problem.message}`)
  let current = settings
  const devices = await makeDevices(options, () => current, clock)
  const scanRules = (now: Settings): ScanConfig => {
    const { scanConfig: invented } = devices
    return invented === undefined
      ? scanConfig(now)
      : { ...invented, templates: [...(invented.templates ?? []), ...now.templates] }
  }
  const scans = createScanDesk(scanRules(settings), clock)
  const office = createBackOffice({
    home: options.home,
    settings,
    journal,
    staff: createStaffRoom(journal?.staff ?? null),
    instant: clock.instant,
    version: packageJson.version,
    ruleSet: RULE_SET,
    diagnose: () => diagnose(machineProbes(options.home)),
    settingsChanged: (changed) => {
      current = changed
      scans.configure(scanRules(changed))
    },
    clock,
    keepKeys: keeperOf(options, send, keysKept),
    goesSilent: () => send({ type: 'silent', milliseconds: SILENT_MS }),
  })
  const recorder = createRecorder({
    journal,
    failure: failure?.status ?? null,
    staff: office.actor,
    instant: clock.instant,
    log,
  })
  const service = startService({
    simulated: options.simulated,
    devices,
    clock,
    journal,
    recorder,
    scans,
    office,
    ruleSet: RULE_SET,
    version: packageJson.version,
    takesOverFrom: options.takesOverFrom,
    checkInId: randomUUID,
    publish: send,
  })
  if (problem !== null) {
    const details = { file: basename(problem.file), line: problem.line }
    service.tell({ type: 'say', code: 'CONFIG_BROKEN', tone: 'problem', details })
  }
  return ok(service)
}

/** Serves one shell until it says stop or goes away. */
export const serve = (
  connection: Connection,
  makeDevices: MakeDevices,
  chooseClock: ChooseClock = () => systemClock,
): void => {
  let service: Service | null = null
  const keysKept: KeysKept = { hear: null }
  const end = async (): Promise<void> => {
    await service?.stop()
    process.exit(0)
  }
  connection.listen(
    async (message) => {
      switch (message.type) {
        case 'start': {
          const { options } = message
          const started = await startDesk(
            options,
            makeDevices,
            chooseClock(options),
            connection.send,
            keysKept,
          )
          if (started.ok) service = started.value
          else connection.send({ type: 'fatal', problem: started.problem })
          return
        }
        case 'intent':
          service?.tell({ type: 'intent', intent: message.intent })
          return
        case 'patient-intent':
          service?.tell({ type: 'patient-intent', intent: message.intent })
          return
        case 'ping':
          connection.send({ type: 'pong', number: message.number })
          return
        case 'keys-kept':
          keysKept.hear?.(message.safe)
          keysKept.hear = null
          return
        case 'stop':
          await end()
      }
    },
    () => void end(),
  )
}
