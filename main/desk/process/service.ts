/** The desk at work: what happens goes through the reducer, what is asked of the back office to its acts, and whole states out. */

import type { CenterStatus } from '../../../contract/center.ts'
import type { DeskState } from '../../../contract/desk.ts'
import type { ShownState } from '../../../contract/from-desk.ts'
import type { Intent } from '../../../contract/intents.ts'
import type { JournalPort } from '../../../contract/journal.ts'
import { MAX_VISITS } from '../../../contract/list-limits.ts'
import { NO_VISITS } from '../../../contract/visit-row.ts'
import { admission } from '../model/admission.ts'
import { type DeskEvent, type RecordableEvent, type Visits, visitsOf } from '../model/core.ts'
import { takeDoubt } from '../model/doubtful-days.ts'
import { shownState } from '../model/shown.ts'
import { isOfficeIntent } from '../office/acts/index.ts'
import { refuse } from '../office/refuse.ts'
import { takeSettled } from '../office/settled-elsewhere.ts'
import type { BackOffice, Clock, Devices, OfficeContext } from '../ports.ts'
import { createBridgeDesk } from './bridge-desk.ts'
import { createCenterDesk, type StartThread } from './center-desk.ts'
import { performEffect } from './effects.ts'
import { firstState } from './first-state.ts'
import { followLock } from './follow-lock.ts'
import { createLoop } from './loop.ts'
import type { Recorder } from './recorder.ts'
import type { ScanDesk } from './scan-desk.ts'
import { CLOCK_CHECK_MILLISECONDS, watchClock } from './watch-clock.ts'
import { readWorking } from './working.ts'

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
  readonly settings: {
    readonly fingerprint: string
    /** Everything that is otherwise in the file than when the program ran last. */
    readonly differing: readonly Extract<RecordableEvent, { event: 'settings-changed' }>[]
    /** The journal was restored since: that explains what differs; otherwise somebody has edited the file. */
    readonly isRestored: boolean
    /** They are what a person was changing them to when that was cut off. */
    readonly wasAsked: boolean
  }
  readonly takesOverFrom: 'crashed' | 'hung' | null
  /** The desk before this one may have missed the last step; it is said. */
  readonly missedStep: boolean
  /** The program that kept the journal before this one was not closed in order. */
  readonly programEnded: boolean
  /** The forwarding of the journal's rows; absent where there is no home. */
  readonly forwarding?: {
    readonly home: string
    readonly startThread: StartThread
    readonly log: (line: string) => void
  }
  checkInId(): string
  /** The revision of the next state. */
  nextRevision(): number
  publish(state: ShownState): void
}

export type Service = {
  /** Something happens to the desk. */
  tell(event: DeskEvent): void
  /** The person at the desk wants something. It is checked against their rights, and refused without them. */
  ask(intent: Intent): void
  /** The visits that are not over, for a service that takes over from this one. */
  visits(): Visits
  /** The center as it was heard of last. */
  center(): CenterStatus
  /** Writes the last row and lets go of devices and journal. `program-gone`: the program has ended, not only this desk. */
  stop(why?: 'asked' | 'program-gone'): Promise<void>
}

/** Puts the rows of the start on record, and takes up the check-in that was open. */
const takeUp = (
  parts: ServiceParts,
  { tell, record, state }: OfficeContext,
  showVisits: () => void,
): void => {
  const { takesOverFrom, recorder, version, ruleSet } = parts
  const visits = readWorking(parts.journal?.loadWorking())
  if (takesOverFrom !== null) record({ event: 'crashed', process: 'desk', cause: takesOverFrom })
  if (parts.programEnded) record({ event: 'crashed', process: 'shell', cause: 'not-closed' })
  const staffing = parts.office.staff().required ? 'staff' : 'reception'
  record({ event: 'started', version, ruleSet, staffing, settings: parts.settings.fingerprint })
  const { differing, isRestored, wasAsked } = parts.settings
  // A change that was cut off may have left its row already: better twice than never.
  const cause = isRestored ? { afterRestore: true } : wasAsked ? {} : { byHand: true }
  for (const row of differing) record({ ...row, ...cause })
  if (visits.open !== null || visits.parked.length > 0 || (visits.arrivals ?? []).length > 0)
    tell({ type: 'recovered', visits, afterCrash: takesOverFrom !== null })
  if (parts.missedStep) tell({ type: 'say', code: 'STEP_MISSED', tone: 'look' })
  showVisits()
  const status = recorder.status()
  if (status.state === 'unwritable' || state().journal.state === 'unwritable')
    tell({ type: 'journal', status })
}

/** Listens to the devices; each thing that one says is an event of the desk. */
const startDevices = ({ devices, scans }: ServiceParts, tell: (event: DeskEvent) => void): void => {
  scans.listen((result, proposal) => tell({ type: 'scan', result, proposal }))
  devices.cardReader.start((status) =>
    tell({ type: 'card-reader', status, official: status.state === 'read' ? devices.official() : null }),
  )
  devices.scanner.start({
    event: (event) => scans.heard(event),
    status: (status) => tell({ type: 'scanner', status }),
  })
}

/** So many results at most were taken in the minute before a crash. */
const MAX_KNOWN = 50

/** The sums of the results of the official bridge that were taken, or wait. */
const knownResults = (journal: JournalPort | null, { bridge }: DeskState): ReadonlySet<string> => {
  const rows = journal?.search({ events: ['official-answer'], limit: MAX_KNOWN }).rows ?? []
  const taken = rows.flatMap(({ event }) => (event.event === 'official-answer' ? [event.hash] : []))
  return new Set([...taken, ...bridge.arrivals.map(({ hash }) => hash)])
}

/** Keeps the visits that are not over on disk, for the desk that may have to take over. @returns to be called after each step */
const followVisits = (recorder: Recorder, visits: () => Visits): (() => void) => {
  let kept: Visits = { open: null, parked: [], arrivals: [] }
  return () => {
    const now = visits()
    if (
      now.open === kept.open &&
      now.parked === kept.parked &&
      now.arrivals === kept.arrivals &&
      now.doubt === kept.doubt
    )
      return
    kept = now
    recorder.keepWorking(now)
  }
}

/** Starts the desk: takes up what was open, records that it runs, and listens to its devices. */
export const startService = (parts: ServiceParts): Service => {
  const { clock, recorder, office } = parts
  const bridge = createBridgeDesk({
    store: parts.journal?.lookUps ?? null,
    instant: clock.instant,
    tell: (event) => tell(event),
    known: () => (parts.takesOverFrom === null ? null : knownResults(parts.journal, context.state())),
  })
  const center = createCenterDesk({
    home: parts.forwarding?.home ?? '',
    keys: () => (parts.forwarding === undefined ? null : (parts.journal?.center.keys ?? null)),
    clock,
    tell: (event) => tell(event),
    startThread: (data, heard, ended) => {
      if (parts.forwarding === undefined) throw new Error('a desk without a home forwards nothing')
      return parts.forwarding.startThread(data, heard, ended)
    },
    log: parts.forwarding?.log ?? (() => {}),
    heard: {
      settled: (list) => {
        const { journal } = parts
        if (journal === null) return
        loop.enter(() => takeSettled(list, journal, asTerminal.record, context))
      },
      publication: (publication) => loop.enter(() => office.takePublication(publication, asTerminal)),
    },
  })
  let starting = true

  const publish = (): void => {
    // All steps of the start publish one state, not one each: a window has to read each of them whole.
    if (starting) return
    parts.publish(shownState(loop.core().state, parts.nextRevision()))
  }

  const context: OfficeContext = {
    tell: (event) => tell(event),
    record: (event) => recorder.record(event),
    state: () => loop.core().state,
  }
  /** Writes rows as the terminal's own, whoever is signed in. */
  const asTerminal: OfficeContext = {
    ...context,
    record: (event) => recorder.record(event, { byTerminal: true }),
  }
  const followSignIn = followLock(
    parts,
    () => context.state().office.staff.registering !== null,
    (code) => tell({ type: 'staff-card', code }),
  )
  const followBridgeSettings = (): void =>
    bridge.configure(parts.devices.bridge?.() ?? context.state().office.settings.bridge)
  const keepVisits = followVisits(recorder, () => {
    const { state, parked, doubt } = loop.core()
    return { open: state.checkIn, parked, arrivals: state.bridge.arrivals, doubt }
  })
  const loop = createLoop(
    takeDoubt(
      { state: firstState(parts), nextId: 1, isZoneRight: true, parked: [], isCardGone: true },
      undefined,
    ),
    {
      now: () => ({
        instant: clock.instant(),
        today: clock.today(),
        checkInId: parts.checkInId(),
        ruleSet: parts.ruleSet,
      }),
      perform: (effect) => performEffect(effect, { ...parts, bridge, center }, context),
      settled: () => {
        followSignIn()
        followBridgeSettings()
        center.configure(context.state().office.settings.center)
        center.nudge()
        keepVisits()
        publish()
      },
    },
  )

  const showVisits = (): void =>
    tell({
      type: 'visits',
      today: parts.journal?.visits(context.state().today, MAX_VISITS) ?? NO_VISITS,
      followUps: parts.journal?.openFollowUps() ?? [],
    })

  /** Before each event, tells the reducer if the date changed. */
  const noticeDay = (): void => {
    const today = clock.today()
    if (loop.isWorking() || today === context.state().today) return
    loop.tell({ type: 'clock', today, jumpedMilliseconds: null })
    showVisits()
  }

  const tell = (event: DeskEvent): void => {
    if (event.type !== 'clock' && event.type !== 'visits') {
      noticeDay()
      if (event.type !== 'clock-doubt') noticeDoubt()
    }
    loop.tell(event)
  }

  /** Before each step, and every ten seconds: whether the clock can be right. */
  const noticeDoubt = (): void => {
    const why = parts.journal?.clockDoubt() ?? null
    if (loop.isWorking() || why === context.state().clockDoubt) return
    loop.tell({ type: 'clock-doubt', why })
    showVisits()
  }

  const lookAtClocks = (): void => {
    checkClocks()
    noticeDay()
    noticeDoubt()
  }

  const ask = (intent: Intent): void => {
    // A machine that is woken is locked, however soon.
    lookAtClocks()
    const answer = admission(intent, office.staff())
    if (answer.state === 'locked') return
    office.touched(clock.monotonic())
    if (answer.state === 'no-right') loop.enter(() => refuse(answer.right, context))
    else if (isOfficeIntent(intent)) {
      // The back office has no visit on its screens; its acts keep what they are given as it is.
      const { shown: _, ...asked } = intent
      loop.enter(() => office.perform(asked, context))
    } else loop.tell({ type: 'intent', intent })
    // The dock may have set the clock.
    if (intent.type === 'simulate') lookAtClocks()
  }

  const { checkClocks, checkZone } = watchClock(
    clock,
    () => context.state().today,
    tell,
    showVisits,
    () => loop.enter(() => office.lockAfterAbsence(context)),
  )
  const closeGap = (): void => {
    if (recorder.status().state !== 'unwritable') return
    recorder.retry()
    const status = recorder.status()
    if (status.state === 'ready') tell({ type: 'journal', status })
  }

  takeUp(parts, context, showVisits)
  startDevices(parts, tell)
  const stopWatching = clock.every(CLOCK_CHECK_MILLISECONDS, () => {
    checkClocks()
    noticeDoubt()
    checkZone()
    office.watch(clock.monotonic(), context)
    closeGap()
  })
  starting = false
  publish()
  // A zone that is not Japan's is looked up by its name; nobody has to wait for a window until then.
  checkZone()

  return {
    tell,
    ask,
    visits: () => visitsOf(loop.core()),
    center: () => context.state().center,
    stop: async (why = 'asked') => {
      stopWatching()
      office.stop()
      parts.scans.stop()
      await Promise.all([
        parts.devices.cardReader.stop(),
        parts.devices.scanner.stop(),
        bridge.stop(),
        center.stop(),
      ])
      if (why === 'program-gone') recorder.record({ event: 'crashed', process: 'shell', cause: 'gone' })
      recorder.record({ event: 'stopped', cause: why === 'asked' ? 'asked' : 'system' })
      parts.journal?.close()
    },
  }
}
