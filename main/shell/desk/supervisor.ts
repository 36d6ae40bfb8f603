/**
 * Keeps one desk running: starts it, listens to its heart, ends it when it hangs, and starts the next one that takes
 * over. What is asked for meanwhile is held; what cannot be held is said.
 */
import type { Timers } from '../../../contract/clock.ts'
import type { DeskFatal, FromDesk, ShownState } from '../../../contract/from-desk.ts'
import type { IntentRules } from '../../../contract/intent.ts'
import type { Intent } from '../../../contract/intents.ts'
import type { DeskOptions } from '../../../contract/process.ts'
import { backOff, HOPELESS } from './back-off.ts'
import type { RunParsedDesk } from './parse-messages.ts'
import { type Asked, keepPending } from './pending-intents.ts'
import type { DeskProcess } from './process.ts'
import { afterMissed, trackUnacknowledged, type Unacknowledged } from './unacknowledged.ts'

/** How the desk is, for the shell. */
export type DeskHealth =
  | { readonly state: 'starting' }
  | { readonly state: 'running' }
  /** `failures`: how many desks in a row ended before they had run for {@link STEADY_MS}, whatever they had shown. */
  | { readonly state: 'restarting'; readonly why: 'crashed' | 'hung'; readonly failures: number }
  | { readonly state: 'fatal'; readonly problem: DeskFatal }
  | { readonly state: 'stopped' }

export type SupervisorPorts = {
  readonly run: RunParsedDesk
  readonly clock: Timers
  /** Asked for each desk anew: the first one may have had keys made. */
  options(): Omit<DeskOptions, 'takesOverFrom' | 'missedStep'>
  state(state: ShownState): void
  /** New keys of the journal, to be sealed before this returns. @returns whether they are safe */
  keys(keys: string): boolean
  /** The journal was opened with the newest keys. */
  keysOpened(): void
  health(health: DeskHealth): void
  /** Decides about a person's step that a desk may have missed. */
  whenMissed(type: Intent['type']): IntentRules['whenMissed']
  /** An intent could neither be given to a desk nor held for the next one. */
  lost(asked: Asked): void
  /** A desk said something that is not of the contract; `why` names the type of message, never the contents. */
  malformed(why: string): void
}

export type Supervisor = {
  start(): void
  ask(asked: Asked): void
  /** Asks the desk to end, ends it after {@link STOP_MS}, and resolves when it is gone. */
  stop(): Promise<void>
  pid(): number | undefined
}

export const PING_MS = 1_000
/** Without an answer for so long, what is asked for is held instead of sent. */
export const SLOW_MS = 1_500
/** Without an answer for so long, a desk has hung. A row in the journal takes milliseconds. */
export const HUNG_MS = 5_000
/** Opening a journal of a million rows, or the first reading of a slow disk, may take longer. */
export const START_MS = 20_000
export const STOP_MS = 3_000
/** Time after which a fault of the home may have been mended by hand. */
export const FATAL_RETRY_MS = 10_000
/** A desk that has run so long is not part of a row of failures. */
export const STEADY_MS = 300_000
/** After a row of failures a desk has to stand so long before the window shows it: one more crash would take it away. */
export const PROVEN_MS = 10_000

type Running = {
  readonly process: DeskProcess
  readonly startedAt: number
  /** It has shown a state. */
  ready: boolean
  readonly unacknowledged: Unacknowledged
  ping: number
  /** The pings that it has not answered, and when each was sent. */
  owed: readonly { readonly number: number; readonly at: number }[]
  /** The desk has said that it will not answer until then; 0 when it has not. */
  silentUntil: number
  hung: boolean
}

export const superviseDesk = (ports: SupervisorPorts): Supervisor => {
  const { clock } = ports
  const held = keepPending()
  let running: Running | null = null
  let cancelNext = () => {}
  let cancelPing = () => {}
  let cancelProof = () => {}
  let failures = 0
  let fatal: DeskFatal | null = null
  let stopping: { resolve(): void } | null = null
  let stopped = false
  /** A desk ended with something that it may have missed, and no other has shown a state since. */
  let missedStep = false
  /** Done again once already: what ends one desk after the other is not tried on every next one. */
  const repeated = new WeakSet<Asked>()

  /** How long it has left a ping unanswered, in milliseconds. */
  const silentFor = ({ owed: [oldest] }: Running): number =>
    oldest === undefined ? 0 : clock.monotonic() - oldest.at
  const ping = (desk: Running): void => {
    desk.ping += 1
    desk.owed = [...desk.owed, { number: desk.ping, at: clock.monotonic() }]
    desk.process.send({ type: 'ping', number: desk.ping })
  }
  const give = (desk: Running, asked: Asked): void => {
    desk.process.send(asked)
    ping(desk)
    desk.unacknowledged.given(asked, desk.ping)
  }
  const flush = (desk: Running): void => {
    for (const asked of held.take()) give(desk, asked)
  }
  /** Keeps, before what was asked for later, what the desk that has ended may have missed and what may be done again. */
  const keepMissed = (desk: Running): void => {
    const later = held.take()
    const missed = desk.unacknowledged.list().map((asked) => {
      const what = afterMissed(asked, ports.whenMissed)
      return { asked, what: what === 'repeat' && repeated.has(asked) ? 'say' : what }
    })
    const isSaid = missed.some(({ what }) => what === 'say')
    // Beside a step that may or may not have been done, another cannot be repeated without knowing on what.
    const again = missed
      .filter(({ asked, what }) => what === 'repeat' && !(isSaid && asked.type === 'intent'))
      .map(({ asked }) => asked)
    for (const asked of again) repeated.add(asked)
    for (const asked of [...again, ...later]) if (!held.hold(asked)) ports.lost(asked)
    if (isSaid) missedStep = true
  }

  const beat = (desk: Running): void => {
    if (running !== desk) return
    if (silentFor(desk) >= (desk.ready ? HUNG_MS : START_MS) && clock.monotonic() >= desk.silentUntil) {
      desk.hung = true
      desk.process.kill()
      return
    }
    ping(desk)
    cancelPing = clock.after(PING_MS, () => beat(desk))
  }

  const hear = (desk: Running, message: FromDesk): void => {
    switch (message.type) {
      case 'state':
        if (!desk.ready) {
          desk.ready = true
          missedStep = false
          if (failures < HOPELESS) ports.health({ state: 'running' })
          else cancelProof = clock.after(PROVEN_MS, () => ports.health({ state: 'running' }))
          flush(desk)
        }
        ports.state(message)
        return
      case 'pong':
        desk.unacknowledged.answered(message.number)
        desk.owed = desk.owed.filter(({ number }) => number > message.number)
        if (desk.owed.length > 0) return
        desk.silentUntil = 0
        if (desk.ready) flush(desk)
        return
      case 'keep-keys':
        desk.process.send({ type: 'keys-kept', safe: ports.keys(message.keys) })
        return
      case 'keys-opened':
        ports.keysOpened()
        return
      case 'silent':
        desk.silentUntil = clock.monotonic() + message.milliseconds
        return
      case 'fatal':
        fatal = message.problem
        desk.process.kill()
    }
  }

  const launch = (takesOverFrom: DeskOptions['takesOverFrom']): void => {
    fatal = null
    const process = ports.run({
      said: (message) => {
        if (running?.process === process) hear(running, message)
      },
      malformed: (why) => {
        if (running?.process === process) ports.malformed(why)
      },
      ended: () => {
        if (running?.process === process) ended(running)
      },
    })
    const desk: Running = {
      process,
      startedAt: clock.monotonic(),
      ready: false,
      unacknowledged: trackUnacknowledged(),
      ping: 0,
      owed: [],
      silentUntil: 0,
      hung: false,
    }
    running = desk
    process.send({ type: 'start', options: { ...ports.options(), takesOverFrom, missedStep } })
    // No ping for the first second: an answer during start-up would delay the first state.
    cancelPing = clock.after(PING_MS, () => beat(desk))
  }

  const ended = (desk: Running): void => {
    running = null
    cancelPing()
    cancelProof()
    if (stopping) {
      stopped = true
      ports.health({ state: 'stopped' })
      stopping.resolve()
      return
    }
    keepMissed(desk)
    const why = desk.hung ? 'hung' : 'crashed'
    if (fatal !== null) {
      ports.health({ state: 'fatal', problem: fatal })
      cancelNext = clock.after(FATAL_RETRY_MS, () => launch(null))
      return
    }
    const steady = desk.ready && clock.monotonic() - desk.startedAt >= STEADY_MS
    const wait = backOff(steady ? 0 : failures)
    failures = steady ? 1 : failures + 1
    ports.health({ state: 'restarting', why, failures })
    cancelNext = clock.after(wait, () => launch(why))
  }

  return {
    start: () => {
      ports.health({ state: 'starting' })
      launch(null)
    },
    ask: (asked) => {
      if (running?.ready && silentFor(running) < SLOW_MS) give(running, asked)
      else if (!held.hold(asked)) ports.lost(asked)
    },
    stop: () =>
      new Promise((resolve) => {
        cancelNext()
        if (stopped || !running) {
          stopped = true
          resolve()
          return
        }
        const { process } = running
        const callOff = clock.after(STOP_MS, () => process.kill())
        stopping = {
          resolve: () => {
            callOff()
            resolve()
          },
        }
        process.send({ type: 'stop' })
      }),
    pid: () => running?.process.pid,
  }
}
