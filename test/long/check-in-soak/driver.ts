/**
 * The steps of a receptionist and a patient, carried out inside the page, through the bridge that the window itself
 * uses.
 */
import type { Document } from '../../../contract/check-in.ts'
import type { Decision, Note, Outcome } from '../../../contract/decision.ts'
import type { CheckInView, DeskState } from '../../../contract/desk.ts'
import type { FollowUpKind, FollowUpResult } from '../../../contract/follow-up-kinds.ts'
import type { Intent } from '../../../contract/intents.ts'
import type { SimulatorCommand } from '../../../contract/simulator.ts'

type Fault = Extract<SimulatorCommand, { command: 'fault' }>['fault']

/** Facts of a check-in that one intent sets. */
type Settable = 'reader' | 'online' | 'visit' | 'birthDate' | 'patientNumber'

/** One act, which is over when the state shows it; if it does not, it is tried again, as a person would. */
export type Step =
  | { readonly act: 'open' }
  | { readonly act: 'card'; readonly persona: string }
  /** The card is taken away while it is read. */
  | { readonly act: 'pull-card'; readonly persona: string }
  | { readonly act: 'document'; readonly document: Document }
  | { readonly act: 'scan'; readonly code: string }
  | { readonly act: 'confirm' }
  | { readonly act: 'set'; readonly key: Settable; readonly value: unknown; readonly intent: Intent }
  | { readonly act: 'tick' }
  | { readonly act: 'override'; readonly outcome: Outcome }
  | { readonly act: 'settle-follow-ups' }
  | { readonly act: 'fault'; readonly fault: Fault }
  /** The visit is put aside and opened again. */
  | { readonly act: 'park' }
  /** The visit is given a number of its own and put aside; others come before it is recalled. */
  | { readonly act: 'aside'; readonly patientNumber: string }
  | { readonly act: 'recall'; readonly patientNumber: string }
  /** One of today's visits is given another number. */
  | { readonly act: 'amend'; readonly of: number; readonly patientNumber: string }
  /** One of today's visits is opened again; what follows is done in it. */
  | { readonly act: 'reopen'; readonly of: number }
  /** Rows are written until the journal says that it cannot write: a full disk still has room within its own files. */
  | { readonly act: 'write-until-full' }
  | { readonly act: 'kill-desk' }
  /** The desk has noticed that its clock was set, and somebody closes the word on it. */
  | { readonly act: 'clock-noticed' }
  /** The end of the visit: concluded where there is a decision, given up otherwise. */
  | { readonly act: 'end' }

/** A piece of a visit: a window that is killed in the middle of one parts it in two. */
export type Piece = { readonly visit: number; readonly steps: readonly Step[] }

export type Ended = {
  readonly visit: number
  /** As it stood when its end was asked for. */
  readonly view: CheckInView
  readonly how: 'concluded' | 'cancelled'
}

/** A correction as the window showed it. */
export type Amended = { readonly visit: string; readonly seq: number; readonly patientNumber: string }

export type Driven = {
  readonly ended: readonly Ended[]
  readonly amended: readonly Amended[]
  /** Corrections and reopenings that were refused because they could not be put on record. */
  readonly refused: number
  /** Finds faults that no state may ever have. */
  readonly violations: readonly string[]
  /** Desks that were seen to begin. */
  readonly desks: number
  /** Acts that had to be done again. */
  readonly repeated: number
  /** How often the banner of a journal that cannot be written came up. */
  readonly banners: number
  /** Milliseconds spent with each kind of act. */
  readonly spent: Readonly<Record<string, number>>
  /** Length of the last state as text. */
  readonly stateLength: number
  /** The step that could not be done at all, with what the window showed; null when all were. */
  readonly stuck: string | null
}

/** How far a page came that was taken away in the middle: kept for as long as the window is there. */
type Progress = Omit<Driven, 'ended' | 'stateLength' | 'stuck'> & {
  readonly piece: number
  readonly step: number
  readonly asked: Ended | null
  /** A desk was about to be killed: that is done. */
  readonly killing: boolean
}

/**
 * Carries the pieces out. Runs in the page: it may use nothing from outside itself but types.
 * @param goesOn the page was taken away, because one desk after the other had crashed: its progress is gone on with
 */
export const drive = async (pieces: readonly Piece[], goesOn: boolean): Promise<Driven> => {
  const PATIENCE_MS = 6_000
  const TRIES = 12
  const bridge = Reflect.get(globalThis, 'uketsuke')
  const ended: Ended[] = []
  const amended: Amended[] = []
  let refused = 0
  const violations: string[] = []
  let desks = 0
  let repeated = 0
  let banners = 0
  const spent: Record<string, number> = {}
  let state: DeskState | null = null
  let changed = (): void => {}
  let isDayConfirmed = false
  /** The end that was asked for last: it may have come to pass although the desk that was asked is gone. */
  let asked: Ended | null = null

  const kept = (name: string): unknown => JSON.parse(sessionStorage.getItem(`soak ${name}`) ?? 'null')
  const keep = (name: string, value: unknown): void =>
    sessionStorage.setItem(`soak ${name}`, JSON.stringify(value))
  // The page gives back what it kept itself.
  const earlier = goesOn ? (kept('progress') as Progress | null) : null
  if (earlier === null) sessionStorage.clear()
  else {
    for (let one = 0; kept(`ended ${one}`) !== null; one += 1) ended.push(kept(`ended ${one}`) as Ended)
    amended.push(...earlier.amended)
    violations.push(...earlier.violations)
    Object.assign(spent, earlier.spent)
    refused = earlier.refused
    repeated = earlier.repeated
    banners = earlier.banners
    desks = earlier.desks + 1
    asked = earlier.asked
  }
  let isKept = ended.length
  let at = { piece: earlier?.piece ?? 0, step: earlier?.step ?? 0 }
  const keepProgress = (killing = false): void => {
    for (; isKept < ended.length; isKept += 1) keep(`ended ${isKept}`, ended[isKept])
    const progress: Progress = {
      ...at,
      asked,
      killing,
      amended,
      violations,
      spent,
      refused,
      repeated,
      banners,
      desks,
    }
    keep('progress', progress)
  }

  const stop: () => void = bridge.onState((text: string) => {
    const next: DeskState = JSON.parse(text)
    if (state !== null && next.revision < state.revision) violations.push('a revision that does not rise')
    if (next.cardReader.state === 'starting' && state?.cardReader.state !== 'starting') desks += 1
    const decided = next.checkIn?.decided
    if (decided != null && decided.seq === null && next.journal.state === 'ready')
      violations.push('a decision that is not on record, with no banner')
    if (next.journal.state === 'unwritable' && state?.journal.state === 'ready') banners += 1
    state = next
    // A clock that was set back may be wrong: somebody says that the day is right, once for each doubt.
    if (next.clockDoubt !== null && !isDayConfirmed) bridge.send({ type: 'confirm-day', today: next.today })
    isDayConfirmed = next.clockDoubt !== null
    // All of a visit is of one person here, whatever its papers say.
    if (next.question !== null)
      bridge.send({
        type: 'answer-person',
        question: next.question.number,
        answer: 'same',
        kept: next.question.same.startsWith('which') ? 'now' : null,
        fields: [],
      })
    changed()
  })
  const send = (intent: Intent): void => bridge.send(intent)
  /** The first of `RESULTS_OF`, which cannot be imported into a page. */
  const firstResult = (what: FollowUpKind): FollowUpResult => {
    if (what === 'paid-in-full' || what === 'deposit') return 'refunded'
    const checked = ['unconfirmed', 'recheck', 'outage', 'self-declaration', 'ASK_INSURER']
    return checked.includes(what) ? 'valid' : 'done'
  }
  /** The desk has said that a change of a concluded visit is not on record; the word is closed. */
  const wasRefused = async (): Promise<boolean> => {
    const { messages, journal } = await now()
    const word = messages.find(({ code }) => code === 'AMEND_REFUSED')
    if (word === undefined) return false
    if (word.details.why !== 'not-on-record' || journal.state === 'ready')
      violations.push(`refused with ${word.details.why} and a journal that is ${journal.state}`)
    send({ type: 'dismiss-message', id: word.id })
    await until(({ messages: left }) => left.every(({ code }) => code !== 'AMEND_REFUSED'))
    refused += 1
    return true
  }
  const isRefused = ({ messages }: DeskState): boolean =>
    messages.some(({ code }) => code === 'AMEND_REFUSED')
  const command = (what: SimulatorCommand): void => send({ type: 'simulate', command: what })

  const now = async (): Promise<DeskState> => {
    while (state === null) await new Promise<void>((resolve) => (changed = resolve))
    return state
  }
  /** Until the state is so, or patience is over, or the desk that was asked is not there any more. */
  const until = async (holds: (state: DeskState) => boolean): Promise<boolean> => {
    const desk = desks
    const end = performance.now() + PATIENCE_MS
    for (;;) {
      const present = await now()
      if (holds(present)) return true
      const left = end - performance.now()
      if (left <= 0) return false
      if (desks !== desk && present.cardReader.state === 'ready') return holds(present)
      await new Promise<void>((resolve) => {
        const late = setTimeout(resolve, left)
        changed = () => {
          clearTimeout(late)
          resolve()
        }
      })
    }
  }
  const same = (one: unknown, other: unknown): boolean => {
    const plain = (value: unknown): unknown =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
        : value
    return JSON.stringify(plain(one)) === JSON.stringify(plain(other))
  }
  const signOf = ({ checkIn, messages }: DeskState): string =>
    JSON.stringify([checkIn?.evidence, checkIn?.patientNumber, checkIn?.birthDate, messages])

  const faultShows = ({ cardReader, scanner }: DeskState, fault: Fault): boolean => {
    switch (fault) {
      case 'reader-unplugged':
        return cardReader.state === 'no-reader'
      case 'service-stopped':
        return cardReader.state === 'no-service'
      case 'reader-plugged':
      case 'service-started':
        return !['no-reader', 'no-service', 'starting'].includes(cardReader.state)
      case 'scanner-unplugged':
        return scanner.state === 'lost'
      case 'scanner-plugged':
        return scanner.state === 'ready'
      default:
        return true
    }
  }

  /** Does one act once. @returns whether the state shows it */
  const once = async (step: Step, visit: number): Promise<boolean> => {
    // A question is answered as it comes; nobody goes on before that.
    if (!(await until(({ question }) => question === null))) return false
    const before = await now()
    switch (step.act) {
      case 'open':
        send({ type: 'open-check-in' })
        return until(({ checkIn }) => checkIn !== null)
      case 'card':
        if (before.simulator?.cardPlaced !== null) {
          command({ command: 'remove-card' })
          if (!(await until(({ cardReader }) => cardReader.state === 'ready'))) return false
        }
        command({ command: 'place-card', persona: step.persona })
        return until(({ cardReader }) => ['read', 'failed', 'unresponsive'].includes(cardReader.state))
      case 'pull-card':
        command({ command: 'fault', fault: 'card-removed-while-reading' })
        command({ command: 'place-card', persona: step.persona })
        return until(
          ({ messages, cardReader }) =>
            cardReader.state === 'ready' && messages.some(({ code }) => code === 'CARD_REMOVED'),
        )
      case 'document': {
        const many = before.checkIn?.evidence.length ?? 0
        send({ type: 'add-document', document: step.document, claims: {} })
        return until(({ checkIn }) => (checkIn?.evidence.length ?? 0) > many && checkIn?.decided != null)
      }
      case 'scan': {
        const sign = signOf(before)
        command({ command: 'scan', code: step.code })
        return until((state) => signOf(state) !== sign)
      }
      case 'confirm': {
        for (const { id, confirmed } of before.checkIn?.evidence ?? [])
          if (!confirmed) send({ type: 'confirm-document', id })
        return until(({ checkIn }) => checkIn?.evidence.every(({ confirmed }) => confirmed) ?? true)
      }
      case 'set':
        send(step.intent)
        return until(({ checkIn }) => checkIn !== null && same(checkIn[step.key], step.value))
      case 'tick': {
        const notes: readonly Note[] = before.checkIn?.decided?.decision.notes ?? []
        for (const note of notes) send({ type: 'tick-note', note, ticked: true })
        return until(({ checkIn }) => notes.every((note) => checkIn?.ticked.includes(note) ?? true))
      }
      case 'override': {
        const decision: Decision | undefined = before.checkIn?.decided?.decision
        if (!decision?.overridable) return true
        send({ type: 'override', outcome: step.outcome, why: '見本の理由' })
        return until(({ checkIn }) => checkIn?.overridden != null)
      }
      case 'settle-follow-ups':
        for (const { visit: id, seq, what, done } of before.followUps)
          if (done === null)
            send({
              type: 'settle-follow-up',
              visit: id,
              seq,
              what,
              result: firstResult(what),
              share: null,
            })
        return until(({ followUps }) => followUps.every(({ done }) => done !== null))
      case 'fault':
        command({ command: 'fault', fault: step.fault })
        return until((state) => faultShows(state, step.fault))
      case 'park': {
        const id = before.checkIn?.id ?? before.tray[0]?.id
        if (id === undefined) return true
        send({ type: 'park-check-in', id })
        if (!(await until(({ checkIn, tray }) => checkIn === null && tray.some((one) => one.id === id))))
          return false
        send({ type: 'recall-check-in', id })
        return until(({ checkIn }) => checkIn?.id === id)
      }
      case 'aside': {
        const { patientNumber } = step
        const isAside = ({ checkIn, tray }: DeskState): boolean =>
          checkIn === null && tray.some((one) => one.patientNumber === patientNumber)
        if (isAside(before)) return true
        command({ command: 'remove-card' })
        // A card that is no patient's has opened nothing.
        send({ type: 'open-check-in' })
        if (!(await until(({ checkIn }) => checkIn !== null))) return false
        const id = (await now()).checkIn?.id
        send({ type: 'set-patient-number', patientNumber })
        const isReady = ({ checkIn, cardReader }: DeskState): boolean =>
          checkIn?.patientNumber === patientNumber &&
          ['ready', 'no-reader', 'no-service'].includes(cardReader.state)
        if (!(await until(isReady))) return false
        send({ type: 'park-check-in', id })
        return until(isAside)
      }
      case 'recall': {
        const isOpen = ({ checkIn }: DeskState): boolean => checkIn?.patientNumber === step.patientNumber
        const found = before.tray.find(({ patientNumber }) => patientNumber === step.patientNumber)
        if (found !== undefined) send({ type: 'recall-check-in', id: found.id })
        return until(isOpen)
      }
      case 'amend': {
        const { patientNumber, of } = step
        const isDone = (one: DeskState['visits'][number]): boolean =>
          one.amended && one.patientNumber === patientNumber
        const row = before.visits.find(isDone) ?? before.visits[of % Math.max(1, before.visits.length)]
        // The day has begun, and nobody has been here.
        if (row === undefined) return true
        const { visit: id, seq } = row
        if (!isDone(row))
          send({ type: 'amend-visit', visit: id, seq, change: { patientNumber }, why: '見本の訂正' })
        const isOver = (state: DeskState): boolean => isRefused(state) || state.visits.some(isDone)
        if (!(await until(isOver))) return false
        if (await wasRefused()) return true
        amended.push({ visit: id, seq, patientNumber })
        return true
      }
      case 'reopen': {
        const row = before.visits[step.of % Math.max(1, before.visits.length)]
        if (row === undefined || before.checkIn?.reopens != null) return true
        const { visit: id, seq } = row
        send({ type: 'reopen-visit', visit: id, seq, why: '見本の再開' })
        const isOver = (state: DeskState): boolean => isRefused(state) || state.checkIn?.reopens?.seq === seq
        return (await until(isOver)) && ((await wasRefused()) || isOver(await now()))
      }
      case 'write-until-full': {
        const MOST = 3_000
        const visits = [{ emergency: true }, { emergency: true, kind: 'first' }] as const
        for (let row = 0; (await now()).journal.state === 'ready' && row < MOST; row += 1) {
          const wanted = visits[row % 2] ?? visits[0]
          send({ type: 'set-visit', visit: wanted })
          if (!(await until(({ checkIn }) => checkIn !== null && same(checkIn.visit, wanted)))) return false
        }
        send({ type: 'set-visit', visit: {} })
        await until(({ checkIn }) => checkIn !== null && same(checkIn.visit, {}))
        return (await now()).journal.state === 'unwritable'
      }
      case 'kill-desk': {
        const seen = desks
        keepProgress(true)
        command({ command: 'fault', fault: 'desk-killed' })
        await until(() => desks > seen)
        return desks > seen && until(({ cardReader }) => cardReader.state === 'ready')
      }
      case 'clock-noticed':
        if (!(await until(({ clock }) => clock === 'jumped'))) return false
        for (const { id, code } of (await now()).messages)
          if (code === 'CLOCK_JUMPED') send({ type: 'dismiss-message', id })
        return until(({ messages }) => messages.every(({ code }) => code !== 'CLOCK_JUMPED'))
      case 'end': {
        command({ command: 'remove-card' })
        const { checkIn: view } = before
        if (view !== null) {
          const how = view.decided === null ? 'cancelled' : 'concluded'
          asked = { visit, view, how }
          keepProgress()
          send(how === 'concluded' ? { type: 'conclude', confirmed: true } : { type: 'cancel' })
          if (!(await until(({ checkIn }) => checkIn?.id !== view.id))) return false
        }
        if (asked !== null) ended.push(asked)
        asked = null
        return until(({ cardReader }) => ['ready', 'no-reader', 'no-service'].includes(cardReader.state))
      }
    }
  }

  const done = (stuck: string | null): Driven => {
    stop()
    return {
      ended,
      amended,
      refused,
      violations,
      desks,
      repeated,
      banners,
      spent,
      stateLength: JSON.stringify(state).length,
      stuck,
    }
  }
  if (earlier?.killing === true) at = { ...at, step: at.step + 1 }
  for (const [piece, { visit, steps }] of pieces.entries())
    for (const [place, step] of steps.entries()) {
      if (piece < at.piece || (piece === at.piece && place < at.step)) continue
      at = { piece, step: place }
      keepProgress()
      const began = performance.now()
      let tries = 1
      while (!(await once(step, visit))) {
        if (tries === TRIES) {
          const { visits: _, office: __, simulator: ___, followUps: ____, ...shown } = await now()
          return done(`visit ${visit}: ${JSON.stringify(step)}: ${JSON.stringify(shown)}`)
        }
        tries += 1
        repeated += 1
      }
      const kind = 'fault' in step ? step.fault : step.act
      spent[kind] = (spent[kind] ?? 0) + performance.now() - began
    }
  return done(null)
}
