/**
 * Keeps sending: whenever there are rows that the center has not, and with growing pauses while it cannot be reached. One
 * connection at a time; a failed one is given up and made anew.
 */
import type { CenterWhy, Forwarded } from '../../contract/center.ts'
import { type ForwardingJournal, type KeyRing, openForForwarding } from '../journal/index.ts'
import type { CenterAddress } from './address.ts'
import { elsewhereProblem, type ForwardProblem, sendAll } from './forward.ts'
import { keepLastPlace, lastPlace } from './last-place.ts'
import { leaveCopy } from './leave-copy.ts'
import { type Line, openLine } from './line.ts'
import { problemOfError } from './session.ts'
import { createSite } from './site/site.ts'
import type { SiteOrder, SiteWord } from './site/words.ts'

export type ForwarderState = Forwarded & {
  /** A line for the log; null where nothing is wrong. */
  readonly detail: string | null
  /** More of a server that is not reached, where it is known. */
  readonly why?: CenterWhy | undefined
  readonly isClockOff?: true | undefined
  /** The journal could be opened; without it nothing can be said of it. */
  readonly hasJournal: boolean
  /** False while a round is under way that takes longer than a second. */
  readonly isWhole: boolean
}

/** One round: everything that there is, or as far as it goes. */
export type RoundOf = {
  readonly home: string
  readonly address: CenterAddress
  readonly keys?: KeyRing
}

const behindOf = (home: string, journal: ForwardingJournal, through: number | null): number =>
  journal.countAfter(through ?? lastPlace(home, journal.journal))

/** Milliseconds between two words about a round that takes long. */
const PROGRESS = 1_000

/** Sends once over a line, and says what came of it. @param isFirst nothing is known yet of what the center has */
const roundOver = async (
  home: string,
  journal: ForwardingJournal,
  line: Line,
  isFirst: boolean,
  onProgress: (behind: number) => void = () => {},
): Promise<ForwarderState> => {
  let through: number | null = null
  let said = performance.now()
  const round = await sendAll(line, journal, (seq) => {
    through = seq
    if (performance.now() - said < PROGRESS) return
    said = performance.now()
    onProgress(journal.countAfter(seq))
  })
  // After a problem none is left: a terminal that was set back would put its older copy in the place of the one that mends it.
  const problem = round.problem ?? (isFirst || round.sent > 0 ? await leaveCopy(line, journal) : null)
  if (through !== null && round.problem?.problem !== 'DIVERGED') keepLastPlace(home, journal.journal, through)
  return {
    sent: round.sent,
    behind: behindOf(home, journal, round.through),
    problem: problem?.problem ?? null,
    detail: problem?.detail ?? null,
    why: problem?.why,
    ...(line.isClockOff ? { isClockOff: true } : {}),
    hasJournal: true,
    isWhole: true,
  }
}

/** A round that could not begin. */
const notBegun = (behind: number, { problem, detail, why }: ForwardProblem): ForwarderState => ({
  sent: 0,
  behind,
  problem,
  detail,
  why,
  hasJournal: true,
  isWhole: true,
})

const isProblem = (line: Line | ForwardProblem): line is ForwardProblem => 'problem' in line

/**
 * Connects, sends everything, and lets go.
 * @returns what came of it; or, as a line, why the journal cannot be opened
 */
export const forwardOnce = async ({ home, address, keys }: RoundOf): Promise<ForwarderState | string> => {
  const opened = openForForwarding({ home, ...(keys === undefined ? {} : { keys }) })
  if (!opened.ok) return opened.problem.message
  const journal = opened.value
  try {
    const elsewhere = elsewhereProblem(journal)
    if (elsewhere !== null) return notBegun(behindOf(home, journal, null), elsewhere)
    const line = await openLine(address, journal)
    if (isProblem(line)) return notBegun(behindOf(home, journal, null), line)
    try {
      return await roundOver(home, journal, line, true)
    } finally {
      await line.session.close()
    }
  } finally {
    journal.close()
  }
}

export type Forwarder = {
  /** Rows were written: they are sent within {@link Pauses.settle}. */
  nudge(): void
  /** Ends after what is under way, at most a second later. */
  stop(): Promise<void>
  /** The desk says something to the other counters of the site, or asks. */
  order(order: SiteOrder): void
}

/** Milliseconds. */
export type Pauses = {
  /** From a row that was written to its being sent: a visit's rows go together. */
  readonly settle: number
  /** Between two looks at the journal where nobody nudges. */
  readonly look: number
  /** The longest without a word to the center, which is told that nothing is left. */
  readonly say: number
  /** After the first failure, doubled after each up to `longest`, each by a random part shorter. */
  readonly shortest: number
  readonly longest: number
}

export const PAUSES: Pauses = { settle: 2_000, look: 30_000, say: 60_000, shortest: 1_000, longest: 120_000 }

/** The pause after so many failures in a row: half of it is certain, half drawn, so that terminals do not come all at once. */
export const pauseAfter = (failures: number, { shortest, longest }: Pauses, random: () => number): number => {
  const whole = Math.min(longest, shortest * 2 ** Math.min(failures - 1, 20))
  return whole / 2 + (whole / 2) * random()
}

/**
 * An address whose hosts begin with another one after each failure: a server that lets us in and then confirms nothing, because it is
 * cut off from its standby, would otherwise be tried first again and again.
 */
const fromHost = (address: CenterAddress, failures: number): CenterAddress => {
  const first = failures % address.hosts.length
  return { ...address, hosts: [...address.hosts.slice(first), ...address.hosts.slice(0, first)] }
}

/**
 * Begins to forward.
 * @param onState called after each round
 * @param onWord takes words of the site's other counters; null: this terminal tells them nothing and hears nothing
 */
export const createForwarder = (
  round: RoundOf,
  onState: (state: ForwarderState) => void,
  pauses: Pauses = PAUSES,
  random: () => number = Math.random,
  onWord: ((word: SiteWord) => void) | null = null,
): Forwarder => {
  let journal: ForwardingJournal | null = null
  let line: Line | null = null
  let failures = 0
  let isStopping = false
  let wake: () => void = () => {}
  let isNudged = false
  /** The line has fallen, or a word did not get through: there is no rest before a round has looked. */
  let mustLook = false
  /** The journal's end when everything up to it had been sent. */
  let done: { readonly seq: number; readonly at: number } | null = null

  const lookAtLine = (): void => {
    mustLook = true
    wake()
  }
  const site = createSite(onWord ?? (() => {}), lookAtLine)
  const joined = async (next: Line): Promise<ForwardProblem | null> => {
    try {
      if (onWord !== null) await site.attach(next)
      return null
    } catch (error) {
      const problem = problemOfError(error)
      if (problem === null) throw error
      if (problem.problem === 'UNREACHABLE') return problem
      // A center that refuses what counters tell each other takes the rows all the same.
      site.detach()
      return null
    }
  }
  const letGo = async (): Promise<void> => {
    const last = line
    line = null
    if (last !== null) site.detach()
    await last?.session.close()
  }
  const closeJournal = (): void => {
    journal?.close()
    journal = null
  }
  const once = async (): Promise<ForwarderState> => {
    if (journal === null) {
      const opened = openForForwarding({
        home: round.home,
        ...(round.keys === undefined ? {} : { keys: round.keys }),
      })
      if (!opened.ok)
        return {
          ...notBegun(0, { problem: 'REFUSED', detail: opened.problem.message }),
          hasJournal: false,
        }
      journal = opened.value
    }
    const elsewhere = elsewhereProblem(journal)
    if (elsewhere !== null) return notBegun(behindOf(round.home, journal, null), elsewhere)
    if (line === null) {
      const next = await openLine(fromHost(round.address, failures), journal, {
        heard: site.heard,
        ended: lookAtLine,
      })
      if (isProblem(next)) return notBegun(behindOf(round.home, journal, null), next)
      line = next
      const problem = await joined(next)
      if (problem !== null) return notBegun(behindOf(round.home, journal, null), problem)
    }
    const seen = journal.end()
    const state = await roundOver(round.home, journal, line, done === null, (behind) =>
      onState({ sent: 0, behind, problem: null, detail: null, hasJournal: true, isWhole: false }),
    )
    if (state.sent > 0) site.rowsSent()
    done = state.problem === null ? { seq: seen, at: performance.now() } : null
    return state
  }
  /** Nothing was written since a round that has sent everything, and the center has heard of us lately. */
  const isIdle = (): boolean =>
    !mustLook &&
    journal !== null &&
    done !== null &&
    journal.end() === done.seq &&
    performance.now() - done.at < pauses.say
  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const run = async (): Promise<void> => {
    while (!isStopping) {
      isNudged = false
      let state: ForwarderState | null
      try {
        const isResting = isIdle()
        mustLook = false
        state = isResting ? null : await once()
      } catch (error) {
        // The journal's file may have been replaced under us: it is opened anew.
        closeJournal()
        state = {
          ...notBegun(0, {
            problem: 'UNREACHABLE',
            detail: error instanceof Error ? error.message : String(error),
          }),
          hasJournal: false,
        }
      }
      if (state === null) {
        await pause(pauses.look)
        continue
      }
      // No server has failed where nobody has said yet that this machine is the terminal: it is looked again as soon as rows come.
      failures = state.problem === null || state.problem === 'ELSEWHERE' ? 0 : failures + 1
      if (state.problem !== null) {
        await letGo()
        closeJournal()
        mustLook = false
      }
      if (isStopping) break
      onState(state)
      if (mustLook) continue
      await pause(
        failures === 0 ? (isNudged ? pauses.settle : pauses.look) : pauseAfter(failures, pauses, random),
      )
      // Rows written while a failure waits do not hurry it: the server may be the reason.
    }
    await letGo()
    closeJournal()
  }
  const running = run()
  let settling: NodeJS.Timeout | null = null
  return {
    order: (order) => {
      if (onWord !== null) site.order(order)
    },
    nudge: () => {
      isNudged = true
      if (failures > 0 || settling !== null) return
      settling = setTimeout(() => {
        settling = null
        wake()
      }, pauses.settle)
    },
    stop: async () => {
      isStopping = true
      if (settling !== null) clearTimeout(settling)
      wake()
      await Promise.race([
        running,
        new Promise<void>((resolve) => {
          setTimeout(() => void letGo().then(resolve), 1_000).unref()
        }),
      ])
    },
  }
}
