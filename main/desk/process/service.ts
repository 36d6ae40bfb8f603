/** The desk at work: events in, one pure step each, then its effects; whole states out. */

import { type CheckInView, checkInViewSchema, type DeskState, type Intent } from '../../../contract/desk.ts'
import type { JournalPort } from '../../../contract/journal.ts'
import { NO_CARE } from '../../../contract/journal-care.ts'
import { MOST_TASKS, MOST_VISITS } from '../../../contract/most-listed.ts'
import type { FromDesk } from '../../../contract/process.ts'
import { fail } from '../../../contract/result.ts'
import { NO_VISITS } from '../../../contract/visit-row.ts'
import type { VerificationPort } from '../../../native/card/port.ts'
import { clockJump } from '../../journal/index.ts'
import type { Core, DeskEvent, Effect } from '../model/core.ts'
import { listedVisit } from '../model/listed.ts'
import { patientState } from '../model/patient.ts'
import { reduce } from '../model/reduce.ts'
import type { BackOffice, Clock, Devices, Hands } from '../ports.ts'
import type { Recorder } from './recorder.ts'
import type { ScanDesk } from './scan-desk.ts'

export type ServiceParts = {
  readonly simulated: boolean
  readonly devices: Devices
  readonly clock: Clock
  readonly journal: JournalPort | null
  readonly recorder: Recorder
  readonly scans: ScanDesk
  readonly office: BackOffice
  readonly ruleSet: string
  readonly version: string
  readonly takesOverFrom: 'crashed' | 'hung' | null
  /** The desk before this one may have missed the last step; it is said. */
  readonly missedStep: boolean
  /** The program that kept the journal before this one was not closed in order. */
  readonly programEnded: boolean
  checkInId(): string
  publish(message: FromDesk): void
}

export type Service = {
  tell(event: DeskEvent): void
  /** The open check-in, for a service that takes over from this one. */
  checkIn(): CheckInView | null
  /** Writes the last row and lets go of devices and journal. `program-gone`: the program has ended, not this desk alone. */
  stop(why?: 'asked' | 'program-gone'): Promise<void>
}

const CLOCK_CHECK_MILLISECONDS = 10_000
/** Looking for the zone may read files: once a minute is enough for what changes once in a machine's life. */
const CHECKS_A_ZONE = 6

const firstState = (parts: ServiceParts): DeskState => ({
  revision: 0,
  today: parts.clock.today(),
  simulated: parts.simulated,
  cardReader: { state: 'starting' },
  scanner: { state: 'starting' },
  journal: parts.recorder.status(),
  clock: 'ready',
  checkIn: null,
  cardFace: null,
  ...NO_VISITS,
  tasks: [],
  messages: [],
  office: {
    staff: parts.office.staff(),
    settings: parts.office.settings(),
    settingsFile: parts.office.settingsFile,
    history: null,
    diagnoses: null,
    serialPorts: null,
    statistics: null,
    journal: { ...NO_CARE, lastBackupAt: parts.office.lastBackupAt() },
    supportBundle: null,
    teaching: null,
  },
  simulator: parts.devices.simulator?.view ?? null,
})

const readWorking = (json: string | null | undefined): CheckInView | null => {
  if (json == null) return null
  try {
    const parsed = checkInViewSchema.safeParse(JSON.parse(json))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** While nobody is signed in: the sign-in, by PIN or by a staff card that a scanner types, and nothing else. */
const HEARD_WHILE_LOCKED: ReadonlySet<Intent['type']> = new Set(['sign-in', 'typed-scan', 'dismiss-message'])

/** Starts the desk: takes up what was open, records that it runs, and listens to its devices. */
export const startService = (parts: ServiceParts): Service => {
  let core: Core = { state: firstState(parts), nextId: 1, isZoneRight: true }
  let revision = 0
  let kept: CheckInView | null = null
  const queue: DeskEvent[] = []
  let working = false
  let locked = false
  let starting = true
  let capturing = false

  const visitsNow = (): DeskEvent => ({
    type: 'visits',
    today: parts.journal?.visits(core.state.today, MOST_VISITS) ?? NO_VISITS,
    tasks: parts.journal?.openTasks() ?? [],
  })

  // A reader that does not offer the flow has nothing to ask; the window does not ask it.
  const countAttempts: VerificationPort['countAttempts'] = async () =>
    (await parts.devices.cardReader.verification?.countAttempts()) ?? fail({ kind: 'not-supported' })
  const readFace: VerificationPort['readBasicFour'] = async (number) => {
    const read = await parts.devices.cardReader.verification?.readBasicFour(number)
    number.wipe()
    return read ?? fail({ kind: 'not-supported' })
  }

  const perform = (effect: Effect): void => {
    switch (effect.type) {
      case 'record': {
        const seq = parts.recorder.record(effect.event, effect.claims)
        if (effect.whenDurable?.type === 'decision') {
          queue.push({
            type: 'decision-recorded',
            checkIn: effect.whenDurable.checkIn,
            decision: effect.whenDurable.decision,
            seq,
          })
        }
        if (effect.whenDurable?.type === 'conclusion')
          queue.push({ type: 'concluded', checkIn: effect.whenDurable.checkIn })
        const at = parts.clock.instant()
        const listed =
          seq === null ? null : listedVisit(effect.event, { seq, at, staff: parts.office.actor() })
        if (listed !== null) queue.push(listed)
        const status = parts.recorder.status()
        if (JSON.stringify(status) !== JSON.stringify(core.state.journal))
          queue.push({ type: 'journal', status })
        return
      }
      case 'next-patient':
        parts.scans.nextPatient()
        // Reports that wait in the device belong to the patient who has left.
        void parts.devices.scanner.drain()
        return
      case 'decode-typed-scan':
        parts.scans.typed(effect.text)
        return
      case 'learn-codes':
        parts.scans.learn(effect.on)
        return
      case 'read-card-again':
        parts.devices.cardReader.readAgain()
        return
      case 'count-face-attempts':
        void countAttempts().then((outcome) =>
          tell({ type: 'face-attempts', request: effect.request, outcome }),
        )
        return
      case 'read-face':
        void readFace(effect.number).then((outcome) =>
          tell({ type: 'face-read', request: effect.request, outcome }),
        )
        return
      case 'simulate':
        parts.devices.simulator?.obey(effect.command)
        return
      default:
        parts.office.perform(effect, hands)
    }
  }

  const keepWorking = (): void => {
    if (core.state.checkIn === kept) return
    kept = core.state.checkIn
    parts.recorder.keepWorking(kept === null ? null : JSON.stringify(kept))
  }

  const publish = (): void => {
    // What happens on the way up is one state, not one for each step: whoever watches has to read each of them whole.
    if (starting) return
    revision += 1
    const state = { ...core.state, tasks: core.state.tasks.slice(0, MOST_TASKS), revision }
    parts.publish({ type: 'state', state })
    parts.publish({ type: 'patient-state', state: patientState(state) })
  }

  const hands: Hands = {
    tell: (event) => tell(event),
    record: (event) => void parts.recorder.record(event),
  }

  /** One event after the other; effects that answer at once queue behind what caused them. */
  const tell = (event: DeskEvent): void => {
    noticeDay(event)
    if (event.type === 'intent') {
      // While nobody is signed in who has to be, the desk hears nothing but the sign-in.
      if (isLocked() && !HEARD_WHILE_LOCKED.has(event.intent.type)) return
      parts.office.touched(parts.clock.monotonic())
    }
    queue.push(event)
    if (working) return
    working = true
    try {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const step = reduce(core, next, {
          instant: parts.clock.instant(),
          today: parts.clock.today(),
          checkInId: parts.checkInId(),
          ruleSet: parts.ruleSet,
        })
        core = step.core
        for (const effect of step.effects) perform(effect)
      }
    } finally {
      working = false
    }
    followLock()
    followStaffCard()
    keepWorking()
    publish()
  }

  /** What happens on a new day happens to a desk that knows it. */
  const noticeDay = (event: DeskEvent): void => {
    const today = parts.clock.today()
    if (working || event.type === 'clock' || event.type === 'visits' || today === core.state.today) return
    tell({ type: 'clock', today, jumpedMilliseconds: null })
    tell(visitsNow())
  }

  const isLocked = (): boolean => {
    const { required, signedIn } = parts.office.staff()
    return required && signedIn === null
  }

  /** Scans are refused while the desk is locked, and what a scanner kept meanwhile is thrown away afterwards. */
  const followLock = (): void => {
    if (locked === isLocked()) return
    locked = isLocked()
    parts.scans.wait(locked)
    if (!locked) void parts.devices.scanner.drain()
  }

  /** While the desk is locked, or somebody is given a staff card, what is scanned is a staff card and no document. */
  const followStaffCard = (): void => {
    const wanted = locked || core.state.office.staff.registering !== null
    if (capturing === wanted) return
    capturing = wanted
    parts.scans.capture(wanted ? (code) => tell({ type: 'staff-card', code }) : null)
  }

  const takeUp = (): void => {
    const view = readWorking(parts.journal?.loadWorking())
    if (parts.takesOverFrom !== null) {
      parts.recorder.record({ event: 'crashed', process: 'desk', cause: parts.takesOverFrom })
    }
    if (parts.programEnded) parts.recorder.record({ event: 'crashed', process: 'shell', cause: 'not-closed' })
    parts.recorder.record({
      event: 'started',
      version: parts.version,
      ruleSet: parts.ruleSet,
      staffing: parts.office.staff().required ? 'staff' : 'reception',
    })
    if (view !== null) tell({ type: 'recovered', checkIn: view, afterCrash: parts.takesOverFrom !== null })
    if (parts.missedStep) tell({ type: 'say', code: 'STEP_MISSED', tone: 'look' })
    tell(visitsNow())
    const status = parts.recorder.status()
    if (status.state === 'unwritable' || core.state.journal.state === 'unwritable')
      tell({ type: 'journal', status })
  }

  const readClocks = () => ({ iso: parts.clock.instant(), monotonicMs: parts.clock.monotonic() })
  let clocks = readClocks()
  /** The name of a zone that is not Japan's. */
  let wrongZone: string | null = null
  let checks = 0
  const watchZone = (): void => {
    checks += 1
    if (checks % CHECKS_A_ZONE !== 1) return
    const zone = parts.clock.zone()
    const wrong = zone.isRight ? null : zone.name()
    if (wrong === wrongZone) return
    wrongZone = wrong
    tell({ type: 'zone', zone: wrong ?? zone.name(), isRight: zone.isRight })
  }
  const watchClock = (): void => {
    const now = readClocks()
    const jump = clockJump(clocks, now)
    clocks = now
    const today = parts.clock.today()
    if (jump !== 0 || today !== core.state.today) {
      tell({ type: 'clock', today, jumpedMilliseconds: jump === 0 ? null : jump })
      tell(visitsNow())
    }
    watchZone()
    parts.office.watch(now.monotonicMs, hands)
    if (parts.recorder.status().state === 'unwritable') {
      parts.recorder.retry()
      const status = parts.recorder.status()
      if (status.state === 'ready') tell({ type: 'journal', status })
    }
  }

  takeUp()
  parts.scans.listen((result, proposal) => tell({ type: 'scan', result, proposal }))
  parts.devices.cardReader.start((status) =>
    tell({
      type: 'card-reader',
      status,
      official: status.state === 'read' ? parts.devices.official() : null,
    }),
  )
  parts.devices.scanner.start({
    event: (event) => parts.scans.heard(event),
    status: (status) => tell({ type: 'scanner', status }),
  })
  const watching = parts.clock.every(CLOCK_CHECK_MILLISECONDS, watchClock)
  starting = false
  publish()
  // A zone that is not Japan's is looked up by its name; nobody has to wait for a window until then.
  watchZone()

  return {
    tell,
    checkIn: () => core.state.checkIn,
    stop: async (why = 'asked') => {
      watching.cancel()
      parts.office.stop()
      parts.scans.stop()
      await Promise.all([parts.devices.cardReader.stop(), parts.devices.scanner.stop()])
      if (why === 'program-gone') parts.recorder.record({ event: 'crashed', process: 'shell', cause: 'gone' })
      parts.recorder.record({ event: 'stopped', cause: why === 'asked' ? 'asked' : 'system' })
      parts.journal?.close()
    },
  }
}
