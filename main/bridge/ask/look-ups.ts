/**
 * Asks the official side about people by number. Each question is kept in the journal's database before anybody can see
 * it, so that a kill at any moment asks nothing twice and finds its answer afterwards; its numbers are emptied at its end.
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { BridgeOnline, Entitlement } from '../../../contract/bridge-reading.ts'
import type { Day } from '../../../contract/day.ts'
import type { LookUpProblem } from '../../../contract/desk-bridge.ts'
import type { LookUpStore } from '../../../contract/look-ups.ts'
import { dayInTokyo } from '../../../contract/tokyo.ts'
import { findFolder } from '../folder/find.ts'
import { createGate } from '../folder/gate.ts'
import { inTime, type Patience, pause } from '../folder/patience.ts'
import { lookAt, type TakenFile } from '../folder/whole-file.ts'
import { lookUpNames } from '../layout.ts'
import { awaitAnswers } from './answers.ts'
import { fromKept, type LookUp, type LookUpEnd, toKept } from './kept.ts'
import { isAnswerTo } from './match.ts'
import { nextName, prefixOf } from './names.ts'
import { isTaken, showRequest, writeRequest } from './post.ts'
import type { Question } from './question.ts'
import { lookUpRequest } from './request.ts'

/** How a look-up ended. */
export type LookUpOutcome = {
  /** The file that ended it: answer or refusal; the request where none came. */
  readonly file: string
  readonly online: BridgeOnline
  /** Read from the file, and kept nowhere. */
  readonly entitlements: readonly Entitlement[]
  readonly problem: LookUpProblem | null
  /** The official side's message beside it. */
  readonly message: string | null
  /** SHA-256 of what the file says, in hex; null where there is none. */
  readonly hash: string | null
}

export type AskOptions = {
  /** Tells two questions about the same person apart; the same text means the same question. */
  readonly key: string
  /** Asks anew although it was asked today. */
  readonly again: boolean
  /** Milliseconds from the moment that the request can be seen. */
  readonly timeout: number
}

export type LookUps = {
  /** Resolves at the answer, the refusal, or the time-out; its end is durable by then. */
  ask(question: Question, options: AskOptions): Promise<LookUpOutcome>
  /** Nothing ends after this: what was asked and has no answer is still under way at the next start. */
  close(): Promise<void>
}

export type LookUpsOptions = {
  readonly root: string
  readonly institution: string
  readonly store: LookUpStore
  readonly patience: Patience
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly onReachable?: (reachable: boolean) => void
  /** An answer to one of our questions that has come after its time: it acts on nobody. */
  readonly onLate?: (late: Pick<LookUpOutcome, 'file' | 'online'> & { readonly hash: string }) => void
}

const UNAVAILABLE: BridgeOnline = { unavailable: true }

const without = (file: string, problem: LookUpProblem): LookUpOutcome => ({
  file,
  online: UNAVAILABLE,
  entitlements: [],
  problem,
  message: null,
  hash: null,
})

/** The meaning of a file under a look-up's name for that look-up. */
const outcomeOf = (
  { identifier, question }: LookUp & { readonly question: Question },
  institution: string,
  { reading, hash }: Pick<TakenFile, 'reading' | 'hash'>,
): LookUpOutcome => {
  const { file, kind, problem, message } = reading
  const failed = (why: LookUpProblem): LookUpOutcome => ({ ...without(file, why), message, hash })
  if (kind === 'refused-request') return failed('REFUSED')
  if (problem !== null && problem !== 'FAILED' && problem !== 'RUNNING') return failed(problem)
  if (!isAnswerTo(question, { institution, identifier }, reading))
    return { ...failed('NOT_OURS'), message: null }
  const [answer] = reading.answers
  if (problem !== null || answer === undefined) return failed(problem ?? 'FAILED')
  const { online, entitlements } = answer
  return { file, online, entitlements, problem: null, message: answer.message, hash }
}

/** A look-up of a program that is closing ends at the next start. */
const NEVER = new Promise<never>(() => {})

/** The end as it is kept: of the person, nothing but the answer's code. */
const endOf = ({ online, problem, file, hash }: LookUpOutcome): LookUpEnd => ({ online, problem, file, hash })

export const createLookUps = (options: LookUpsOptions): LookUps => {
  const { root, institution, store, patience, now, onReachable, onLate } = options
  const gate = createGate(2)
  const stop = new AbortController()
  const answers = awaitAnswers({ root, patience, gate, onReachable: onReachable ?? (() => {}) })
  const running = new Map<string, Promise<LookUpOutcome>>()
  let cleanDay: Day | null = null

  /** Look-ups of today; those of the days before are dropped with what they hold. */
  const kept = (): readonly LookUp[] => {
    const today = dayInTokyo(now())
    if (cleanDay !== today && store.dropBefore(today).ok) cleanDay = today
    return store
      .all()
      .map(fromKept)
      .filter(({ day }) => day === today)
  }

  const keep = (lookUp: LookUp): boolean => store.keep(toKept(lookUp)).ok

  /** Reads the answer of an ended look-up again: names are not kept. */
  const entitlementsAgain = async ({ online, file, hash }: LookUpEnd): Promise<readonly Entitlement[]> => {
    if ('unavailable' in online) return []
    const read = gate(async () => {
      const folder = await findFolder(root, 'res').catch(() => null)
      return folder === null ? null : lookAt(join(folder, file), file)
    })
    const look = await inTime(read, patience.reachable, stop.signal)
    if (look?.is !== 'read' || look.taken.hash !== hash) return []
    return look.taken.reading.answers[0]?.entitlements ?? []
  }

  const finish = (lookUp: LookUp, outcome: LookUpOutcome): LookUpOutcome => {
    keep({ ...lookUp, state: 'ended', question: null, end: endOf(outcome) })
    return outcome
  }

  /** Tries until it works, or the time is over; a share that hangs has at least the time of one that is slow. */
  const persistently = async <Value>(end: number, act: () => Promise<Value>): Promise<Value | null> => {
    for (;;) {
      try {
        const left = Math.max(end - performance.now(), patience.reachable)
        return await inTime(gate(act), left, stop.signal)
      } catch {
        if (performance.now() >= end || stop.signal.aborted) return null
        await pause(patience.ask, stop.signal)
      }
    }
  }

  const newName = async (used: readonly LookUp[], day: Day): Promise<string | null> => {
    const prefix = prefixOf(day, store.terminal)
    const names = used.map(({ name }) => name)
    for (;;) {
      const name = nextName(prefix, [...names, ...running.keys()], new Set())
      if (name === null || !(await isTaken(root, name))) return name
      names.push(name)
    }
  }

  /** Brings the request into `req`. @returns the look-up as it is kept then, or what it ended with */
  const post = async (
    begun: LookUp & { readonly question: Question },
    end: number,
  ): Promise<LookUp | LookUpProblem> => {
    let lookUp: LookUp = begun
    const { name, day, identifier, question } = begun
    if (lookUp.state === 'begun') {
      const text = lookUpRequest(question, { institution, identifier, day })
      const written = await persistently(end, async () => {
        await writeRequest(root, name, text)
        return true
      })
      if (written === null) return 'UNREACHABLE'
      lookUp = { ...lookUp, state: 'written' }
      if (!keep(lookUp)) return 'UNREACHABLE'
    }
    const shown = await persistently(end, async () => {
      await showRequest(root, name)
      return true
    })
    return shown === null ? 'UNREACHABLE' : lookUp
  }

  /** Waits for the answer to what was asked. */
  const waitFor = (
    lookUp: LookUp & { readonly question: Question },
    timeout: number,
  ): Promise<LookUpOutcome> =>
    new Promise((resolve) => {
      let last = without(lookUpNames(lookUp.name).request, 'NO_ANSWER')
      const done = (outcome: LookUpOutcome): void => {
        clearTimeout(timer)
        stopExpecting()
        resolve(outcome)
      }
      const timer = setTimeout(() => {
        done(last)
        hearLate(lookUp.name, lookUp.identifier)
      }, timeout)
      stop.signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
      const stopExpecting = answers.expect(lookUp.name, (file) => {
        const outcome = outcomeOf(lookUp, institution, file)
        // Still being worked on: another file may come in its place.
        if (outcome.problem === 'RUNNING') last = outcome
        else done(outcome)
        return outcome.problem !== 'RUNNING'
      })
    })

  /** Goes on listening for what was given up, by its name and identifier alone: its numbers are gone. */
  const hearLate = (name: string, identifier: string): void => {
    if (onLate === undefined) return
    answers.expect(name, ({ reading: { file, answers: given, ...reading }, hash }) => {
      const isOurs = reading.identifier === identifier && reading.institution === institution
      if (isOurs && hash !== '') onLate({ file, hash, online: given[0]?.online ?? UNAVAILABLE })
      return true
    })
  }

  const run = async (lookUp: LookUp, timeout: number): Promise<LookUpOutcome> => {
    const { question } = lookUp
    if (lookUp.end !== null || question === null) {
      const end = lookUp.end ?? endOf(without(lookUpNames(lookUp.name).request, 'NO_ANSWER'))
      return { ...end, entitlements: await entitlementsAgain(end), message: null }
    }
    const posted = await post({ ...lookUp, question }, performance.now() + timeout)
    if (stop.signal.aborted) return NEVER
    if (typeof posted === 'string') return finish(lookUp, without(lookUpNames(lookUp.name).request, posted))
    return finish(posted, await waitFor({ ...posted, question }, timeout))
  }

  const begin = async (
    question: Question,
    digest: string,
    timeout: number,
  ): Promise<LookUp | LookUpOutcome> => {
    const day = dayInTokyo(now())
    const end = performance.now() + timeout
    const name = await persistently(end, async () => ({ free: await newName(kept(), day) }))
    if (name === null) return without('', 'UNREACHABLE')
    if (name.free === null) return without('', 'EXHAUSTED')
    const identifier = `ukt-${randomBytes(12).toString('hex')}`
    const lookUp: LookUp = { name: name.free, day, digest, identifier, state: 'begun', question, end: null }
    return keep(lookUp) ? lookUp : without('', 'UNREACHABLE')
  }

  /** One beginning at a time: two would find the same name free. */
  let beginning: Promise<unknown> = Promise.resolve()

  return {
    ask: (question, { key, again, timeout }) => {
      const digest = store.digest(JSON.stringify([key, question]))
      const found = beginning.then(async (): Promise<LookUp | LookUpOutcome> => {
        const known = again ? undefined : kept().findLast((one) => one.digest === digest)
        return known ?? begin(question, digest, timeout)
      })
      beginning = found.catch(() => {})
      return found.then((lookUp) => {
        if (!('name' in lookUp)) return lookUp
        const already = running.get(lookUp.name)
        if (already) return already
        const outcome = run(lookUp, timeout).finally(() => running.delete(lookUp.name))
        running.set(lookUp.name, outcome)
        return outcome
      })
    },
    close: async () => {
      stop.abort()
      await answers.close()
    },
  }
}
