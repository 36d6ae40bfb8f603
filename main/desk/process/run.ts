/** Puts a desk together on the shell's word, and lets it go again. */
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { basename } from 'node:path'
import type { DeskFatal, FromDesk } from '../../../contract/from-desk.ts'
import type { JournalOpenFailure, JournalPort } from '../../../contract/journal.ts'
import type { Settings } from '../../../contract/office.ts'
import type { DeskOptions } from '../../../contract/process.ts'
import { fail, ok, type Result } from '../../../contract/result.ts'
import type { ScanConfig } from '../../../contract/scan.ts'
import { listSerialPorts } from '../../../native/scanner/node-serialport.ts'
import packageJson from '../../../package.json' with { type: 'json' }
import { builtOn } from '../../built.ts'
import { openJournal } from '../../journal/index.ts'
import { containsIndividualNumber } from '../../rules/fields/individual-number.ts'
import { RULE_SET } from '../../rules/rule-set.ts'
import type { Visits } from '../model/core.ts'
import { createBackOffice } from '../office/back-office.ts'
import { diagnose } from '../office/doctor.ts'
import { endKeyMove } from '../office/key-move.ts'
import { machineProbes } from '../office/probes.ts'
import { readSettings, settingsFingerprint, settingsOfLastRun, settingsText } from '../office/settings.ts'
import { createSettingsStore, settingsChanges } from '../office/settings-store.ts'
import { createStaffRoom } from '../office/staff-room.ts'
import type { Clock, Devices } from '../ports.ts'
import { systemClock } from './clock.ts'
import type { Connection } from './connection.ts'
import { fatalOf } from './fatal.ts'
import { threadStarter } from './forwarder-thread.ts'
import { createKeyKeeper } from './key-keeper.ts'
import {
  createSealing,
  type DeskKeys,
  deskKeys,
  type FindDeskKeys,
  NO_KEYS,
  rememberKeys,
  type SealKeys,
} from './keys.ts'
import { forbidCoreDumps } from './no-core.ts'
import { createRecorder, type Gap } from './recorder.ts'
import { createScanDesk } from './scan-desk.ts'
import { type Service, startService } from './service.ts'
import { wasUncleanShutdown } from './unclean-shutdown.ts'
import { mergeVisits, readWorking, writeWorking } from './working.ts'

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

const log = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/** The surroundings of a desk, beside its options. */
type Surroundings = {
  readonly makeDevices: MakeDevices
  readonly clock: Clock
  readonly send: (message: FromDesk) => void
  readonly keys: FindDeskKeys
  readonly seal: SealKeys
  /** The revision of the next state, whichever desk of this process it is of. */
  nextRevision(): number
}

/** The longest act that holds the desk up (new keys, purge, verification of a million rows at one go) takes less; no ping is answered meanwhile. */
const SILENT_MS = 300_000

type OpenedJournal = { readonly journal: JournalPort; readonly keys: DeskKeys }

const openIn = async (
  options: DeskOptions,
  { clock, keys: find, send }: Surroundings,
): Promise<Result<OpenedJournal, JournalOpenFailure>> => {
  const keys = await find()
  if (!keys.ok) return keys
  const { ring, isNewest } = keys.value
  const opened = openJournal({
    home: options.home,
    ...(ring === undefined ? {} : { keys: ring }),
    takesLong: () => send({ type: 'silent', milliseconds: SILENT_MS }),
    // A simulated desk may be on any day.
    ...(options.simulated && options.today !== undefined ? {} : { built: builtOn() }),
    now: () => ({ iso: clock.instant(), monotonicMs: Math.floor(clock.monotonic()) }),
    terminal: hostname(),
    findsIndividualNumber: (text) => containsIndividualNumber(text) === 'valid',
  })
  if (!opened.ok) return opened
  const isPending = opened.value.warnings.some(({ code }) => code === 'keys-pending')
  if (isNewest && !isPending) send({ type: 'keys-opened' })
  return ok({ journal: opened.value, keys: keys.value })
}

const open = async (
  options: DeskOptions,
  surroundings: Surroundings,
): Promise<Result<{ opened: OpenedJournal | null; failure: JournalOpenFailure | null }, DeskFatal>> => {
  const opened = await openIn(options, surroundings)
  if (opened.ok) {
    for (const warning of opened.value.journal.warnings) log(`journal: ${JSON.stringify(warning)}`)
    return ok({ opened: opened.value, failure: null })
  }
  log(`journal: ${opened.problem.message}`)
  const fatal = fatalOf(opened.problem)
  return fatal === null ? ok({ opened: null, failure: opened.problem }) : fail(fatal)
}

/** A desk at work. */
export type Desk = {
  readonly service: Service
  /** Without one, visits are decided on under a banner. */
  readonly hasJournal: boolean
  /** The rows that could not be written so far. */
  gap(): Gap | null
}

/** The estate of the desk before this one, in the same process. */
export type Left = { readonly visits: Visits; readonly gap: Gap | null }

/** Starts a desk with the options that the shell has sent. @param left null for the first desk of a process */
const startDesk = async (
  options: DeskOptions,
  surroundings: Surroundings,
  left: Left | null,
): Promise<Result<Desk, DeskFatal>> => {
  const { makeDevices, clock, send, seal, nextRevision } = surroundings
  const goesSilent = (): void => send({ type: 'silent', milliseconds: SILENT_MS })
  const found = await open(options, surroundings)
  if (!found.ok) return found
  const { opened, failure } = found.value
  const journal = opened?.journal ?? null
  if (left !== null && journal !== null)
    journal.saveWorking(writeWorking(mergeVisits(left.visits, readWorking(journal.loadWorking()))))
  const keeper = createKeyKeeper(options, opened?.keys ?? NO_KEYS, seal, log)
  if (journal !== null) await endKeyMove(journal, keeper)
  const remembered = journal?.lastSettings() ?? { text: null, coming: null, isRestored: false }
  const lastSettings = settingsOfLastRun(options.home, remembered.text)
  const { settings, problem } = readSettings(options.home)
  if (problem !== null) log(`${problem.file}: line ${problem.line}: ${problem.message}`)
  const text = settingsText(settings)
  const store = createSettingsStore(
    options.home,
    settings,
    (changed) => {
      journal?.keepLastSettings(settingsText(changed))
      scans.configure(scanRules(changed))
    },
    (coming) => void journal?.noteComingSettings(settingsText(coming)),
  )
  const devices = await makeDevices(options, store.now, clock)
  const scanRules = (now: Settings): ScanConfig => {
    const { scanConfig: invented } = devices
    return invented === undefined
      ? scanConfig(now)
      : {
          ...invented,
          ...(now.patientCard === null ? {} : { patientCard: now.patientCard }),
          templates: [...(invented.templates ?? []), ...now.templates],
        }
  }
  const scans = createScanDesk(scanRules(settings), clock)
  const office = createBackOffice({
    home: options.home,
    settings: store,
    backupFolder: () =>
      devices.backupFolder === undefined ? store.now().backupFolder : devices.backupFolder(),
    journal,
    staff: createStaffRoom(journal?.staff ?? null),
    instant: clock.instant,
    version: packageJson.version,
    ruleSet: RULE_SET,
    diagnose: () => {
      goesSilent()
      return diagnose(machineProbes(options.home, clock.zone(), journal, () => service.center()))
    },
    serialPorts: listSerialPorts,
    clock,
    keys: keeper,
    goesSilent,
  })
  const recorder = createRecorder({
    journal,
    failure: failure?.status ?? null,
    staff: office.actor,
    instant: clock.instant,
    gap: left?.gap ?? null,
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
    settings: {
      fingerprint: settingsFingerprint(settings),
      differing: lastSettings === null ? [] : settingsChanges(lastSettings, settings),
      isRestored: remembered.isRestored,
      wasAsked: text === remembered.coming,
    },
    takesOverFrom: left === null ? options.takesOverFrom : null,
    programEnded:
      left === null && options.takesOverFrom === null && journal !== null && wasUncleanShutdown(journal),
    missedStep: left === null && options.missedStep,
    forwarding: { home: options.home, startThread: threadStarter(log), log },
    checkInId: randomUUID,
    nextRevision,
    publish: send,
  })
  // By now the rows about what differs are written.
  journal?.keepLastSettings(text)
  if (problem !== null) {
    const details = { file: basename(problem.file), line: problem.line }
    service.tell({ type: 'say', code: 'CONFIG_BROKEN', tone: 'problem', details })
  }
  return ok({ service, hasJournal: journal !== null, gap: recorder.gap })
}

const REOPEN_MILLISECONDS = 10_000

/**
 * Looks whether a journal that could not be opened can be by now: somebody may have made room, or brought the key back.
 * Then a desk with it follows the one without, which leaves it the visits that are not over and the count of what is missing.
 */
const followWithJournal = async (
  desk: Desk,
  options: DeskOptions,
  surroundings: Surroundings,
  start: (left: Left) => Promise<void>,
): Promise<void> => {
  const opened = await openIn(options, surroundings)
  if (!opened.ok) return
  opened.value.journal.close()
  const gap = desk.gap()
  await desk.service.stop()
  await start({ visits: desk.service.visits(), gap })
}

/** Serves one shell until it says stop or goes away. */
export const serve = (
  connection: Connection,
  makeDevices: MakeDevices,
  chooseClock: ChooseClock = () => systemClock,
): void => {
  let desk: Desk | null = null
  const sealing = createSealing(connection.send)
  const end = async (why: 'asked' | 'program-gone'): Promise<void> => {
    await desk?.service.stop(why)
    process.exit(0)
  }
  connection.listen(
    async (message) => {
      switch (message.type) {
        case 'start': {
          const { options } = message
          const clock = chooseClock(options)
          let revision = options.lastRevision
          const surroundings: Surroundings = {
            nextRevision: () => {
              revision += 1
              return revision
            },
            makeDevices,
            clock,
            send: connection.send,
            keys: rememberKeys(() => deskKeys(options, sealing.seal, log)),
            seal: sealing.seal,
          }
          const start = async (left: Left | null): Promise<void> => {
            const started = await startDesk(options, surroundings, left)
            if (started.ok) desk = started.value
            else connection.send({ type: 'fatal', problem: started.problem })
          }
          await start(null)
          forbidCoreDumps(log)
          // A desk whose devices are slow to stop is followed by one desk, and not by one every ten seconds.
          let isFollowed = false
          clock.every(REOPEN_MILLISECONDS, () => {
            if (desk?.hasJournal !== false || isFollowed) return
            isFollowed = true
            void followWithJournal(desk, options, surroundings, start).finally(() => {
              isFollowed = false
            })
          })
          return
        }
        case 'intent':
          desk?.service.ask(message.intent)
          return
        case 'patient-intent':
          desk?.service.tell({ type: 'patient-intent', intent: message.intent })
          return
        case 'window':
          desk?.service.tell({ type: 'window', what: message.what })
          return
        case 'ping':
          connection.send({ type: 'pong', number: message.number })
          return
        case 'keys-kept':
          sealing.hear(message.safe)
          return
        case 'stop':
          await end('asked')
      }
    },
    () => void end('program-gone'),
  )
}
