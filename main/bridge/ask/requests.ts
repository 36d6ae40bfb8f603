/**
 * Sends requests to the official side and waits for what comes back. Each is kept in the journal's database before anybody
 * can see it, so that a kill at any moment asks nothing twice and finds its answer afterwards; its numbers are emptied at
 * its end.
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { z } from 'zod'
import type { BridgeOnline, Entitlement } from '../../../contract/bridge-reading.ts'
import type { Day } from '../../../contract/day.ts'
import type { LookUpProblem } from '../../../contract/desk-bridge.ts'
import type { KeptLookUp, LookUpStore } from '../../../contract/look-ups.ts'
import { dayInTokyo } from '../../../contract/tokyo.ts'
import { findFolder } from '../folder/find.ts'
import { createGate } from '../folder/gate.ts'
import { inTime, type Patience, pause } from '../folder/patience.ts'
import { lookAt, type TakenFile } from '../folder/whole-file.ts'
import { namesTooMany } from '../judge.ts'
import type { RequestNames } from '../layout.ts'
import type { Reading } from '../read.ts'
import { awaitAnswers } from './answers.ts'
import { fromKept, headOf, type Kept, type RequestEnd, type RequestKindName, toKept } from './kept.ts'
import { nextName, prefixOf } from './names.ts'
import { isTaken, showRequest, writeRequest } from './post.ts'

/** How a request ended. */
export type RequestOutcome = {
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

/** One kind of request: its files, its text, and what an answer to it says. */
export type RequestKind<Question> = {
  readonly name: RequestKindName
  readonly question: z.ZodType<Question>
  /** The files of a request, by the end of its name. */
  readonly files: (name: string) => RequestNames
  readonly text: (
    question: Question,
    about: { readonly institution: string; readonly identifier: string; readonly day: Day },
  ) => string
  readonly isAnswer: (
    question: Question,
    about: { readonly institution: string; readonly identifier: string },
    reading: Reading,
  ) => boolean
  /** The content of an answer without a problem; a problem if it has none. */
  readonly said: (reading: Reading) => Pick<RequestOutcome, 'online' | 'entitlements' | 'message'> | 'FAILED'
}

export type Requests<Question> = {
  /** Resolves at the answer, the refusal, or the time-out; its end is durable by then. */
  ask(question: Question, options: AskOptions): Promise<RequestOutcome>
  /** Nothing ends after this: what was asked and has no answer is still under way at the next start. */
  close(): Promise<void>
}

export type RequestsOptions = {
  readonly root: string
  readonly institution: string
  readonly store: LookUpStore
  readonly patience: Patience
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly onReachable?: (reachable: boolean) => void
  /** An answer to one of our questions that has come after its time: it acts on nobody. */
  readonly onLate?: (late: Pick<RequestOutcome, 'file' | 'online'> & { readonly hash: string }) => void
}

export const UNAVAILABLE: BridgeOnline = { unavailable: true }

const without = (file: string, problem: LookUpProblem): RequestOutcome => ({
  file,
  online: UNAVAILABLE,
  entitlements: [],
  problem,
  message: null,
  hash: null,
})

/** The meaning of a file that came under a request's name. */
const outcomeOf = <Question>(
  kind: RequestKind<Question>,
  { identifier, question }: Kept<Question> & { readonly question: Question },
  institution: string,
  { reading, hash }: Pick<TakenFile, 'reading' | 'hash'>,
): RequestOutcome => {
  const { file, problem, message } = reading
  const failed = (why: LookUpProblem): RequestOutcome => ({ ...without(file, why), message, hash })
  if (reading.kind === 'refused-request') return failed('REFUSED')
  if (problem !== null && problem !== 'FAILED' && problem !== 'RUNNING') return failed(problem)
  if (!kind.isAnswer(question, { institution, identifier }, reading))
    return { ...failed('NOT_OURS'), message: null }
  if (problem !== null) return failed(problem)
  if (namesTooMany(reading)) return failed('TOO_LARGE')
  const said = kind.said(reading)
  return said === 'FAILED' ? failed(said) : { ...said, file, problem: null, hash }
}

/** A request of a program that is closing ends at the next start. */
const NEVER = new Promise<never>(() => {})

/** The end as it is kept: of the person, nothing but the answer's code. */
const endOf = ({ online, problem, file, hash }: RequestOutcome): RequestEnd => ({
  online,
  problem,
  file,
  hash,
})

export const createRequests = <Question>(
  kind: RequestKind<Question>,
  options: RequestsOptions,
): Requests<Question> => {
  const { root, institution, store, patience, now, onReachable, onLate } = options
  const gate = createGate(2)
  const stop = new AbortController()
  const answers = awaitAnswers({
    root,
    patience,
    gate,
    onReachable: onReachable ?? (() => {}),
    names: kind.files,
  })
  const running = new Map<string, Promise<RequestOutcome>>()
  let cleanDay: Day | null = null

  /** Names of today, of every kind; what is kept of the days before is dropped with what it holds. */
  const today = (): readonly KeptLookUp[] => {
    const day = dayInTokyo(now())
    if (cleanDay !== day && store.dropBefore(day).ok) cleanDay = day
    return store.all().filter((one) => one.day === day)
  }

  const kept = (): readonly Kept<Question>[] =>
    today()
      .filter((one) => headOf(one).kind === kind.name)
      .map((one) => fromKept(one, kind.question))

  const keep = (request: Kept<Question>): boolean => store.keep(toKept(request)).ok

  /** Reads the answer of an ended request again: names are not kept. */
  const entitlementsAgain = async ({ online, file, hash }: RequestEnd): Promise<readonly Entitlement[]> => {
    if ('unavailable' in online) return []
    const read = gate(async () => {
      const folder = await findFolder(root, 'res').catch(() => null)
      return folder === null ? null : lookAt(join(folder, file), file)
    })
    const look = await inTime(read, patience.reachable, stop.signal)
    if (look?.is !== 'read' || look.taken.hash !== hash) return []
    return look.taken.reading.answers[0]?.entitlements ?? []
  }

  const finish = (request: Kept<Question>, outcome: RequestOutcome): RequestOutcome => {
    keep({ ...request, state: 'ended', question: null, end: endOf(outcome) })
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

  const newName = async (used: readonly KeptLookUp[], day: Day): Promise<string | null> => {
    const prefix = prefixOf(day, store.terminal)
    const names = used.map(({ name }) => name)
    for (;;) {
      const name = nextName(prefix, [...names, ...running.keys()], new Set())
      if (name === null || !(await isTaken(root, kind.files(name)))) return name
      names.push(name)
    }
  }

  /** Brings the request into `req`. @returns the request as it is kept then, or what it ended with */
  const post = async (
    begun: Kept<Question> & { readonly question: Question },
    end: number,
  ): Promise<Kept<Question> | LookUpProblem> => {
    let request: Kept<Question> = begun
    const { name, day, identifier, question } = begun
    if (request.state === 'begun') {
      const text = kind.text(question, { institution, identifier, day })
      const written = await persistently(end, async () => {
        await writeRequest(root, kind.files(name), text)
        return true
      })
      if (written === null) return 'UNREACHABLE'
      request = { ...request, state: 'written' }
      if (!keep(request)) return 'UNREACHABLE'
    }
    const shown = await persistently(end, async () => {
      await showRequest(root, kind.files(name))
      return true
    })
    return shown === null ? 'UNREACHABLE' : request
  }

  /** Waits for the answer to what was asked. */
  const waitFor = (
    request: Kept<Question> & { readonly question: Question },
    timeout: number,
  ): Promise<RequestOutcome> =>
    new Promise((resolve) => {
      let last = without(kind.files(request.name).request, 'NO_ANSWER')
      const done = (outcome: RequestOutcome): void => {
        clearTimeout(timer)
        stopExpecting()
        resolve(outcome)
      }
      const timer = setTimeout(() => {
        done(last)
        hearLate(request.name, request.identifier)
      }, timeout)
      stop.signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
      const stopExpecting = answers.expect(request.name, (file) => {
        const outcome = outcomeOf(kind, request, institution, file)
        // Still being worked on, or behind a lock: something else may be read in its place.
        const mayChange = outcome.problem === 'RUNNING' || file.hash === ''
        if (mayChange) last = outcome
        else done(outcome)
        return !mayChange
      })
    })

  /** Goes on listening for what was given up, by its name and identifier alone: its numbers are gone. */
  const hearLate = (name: string, identifier: string): void => {
    if (onLate === undefined) return
    answers.expect(name, ({ reading: { file, answers: given, ...reading }, hash }) => {
      const isOurs = reading.identifier === identifier && reading.institution === institution
      if (isOurs && hash !== '') onLate({ file, hash, online: given[0]?.online ?? UNAVAILABLE })
      return hash !== ''
    })
  }

  const run = async (request: Kept<Question>, timeout: number): Promise<RequestOutcome> => {
    const { question } = request
    if (request.end !== null || question === null) {
      const end = request.end ?? endOf(without(kind.files(request.name).request, 'NO_ANSWER'))
      return { ...end, entitlements: await entitlementsAgain(end), message: null }
    }
    const posted = await post({ ...request, question }, performance.now() + timeout)
    if (stop.signal.aborted) return NEVER
    if (typeof posted === 'string') return finish(request, without(kind.files(request.name).request, posted))
    return finish(posted, await waitFor({ ...posted, question }, timeout))
  }

  const begin = async (
    question: Question,
    digest: string,
    timeout: number,
  ): Promise<Kept<Question> | RequestOutcome> => {
    const day = dayInTokyo(now())
    const end = performance.now() + timeout
    const isGiven = (free: string): boolean => today().some(({ name }) => name === free)
    let name = await persistently(end, async () => ({ free: await newName(today(), day) }))
    // Another kind of request may have taken the name since it was looked for.
    while (name?.free != null && isGiven(name.free))
      name = await persistently(end, async () => ({ free: await newName(today(), day) }))
    if (name === null) return without('', 'UNREACHABLE')
    if (name.free === null) return without('', 'EXHAUSTED')
    const identifier = `ukt-${randomBytes(12).toString('hex')}`
    const request: Kept<Question> = {
      kind: kind.name,
      name: name.free,
      day,
      digest,
      identifier,
      state: 'begun',
      question,
      end: null,
    }
    return keep(request) ? request : without('', 'UNREACHABLE')
  }

  /** One beginning at a time: two would find the same name free. */
  let beginning: Promise<unknown> = Promise.resolve()

  return {
    ask: (question, { key, again, timeout }) => {
      const digest = store.digest(JSON.stringify([key, question]))
      const found = beginning.then(async (): Promise<Kept<Question> | RequestOutcome> => {
        const known = again ? undefined : kept().findLast((one) => one.digest === digest)
        return known ?? begin(question, digest, timeout)
      })
      beginning = found.catch(() => {})
      return found.then((request) => {
        if (!('name' in request)) return request
        const already = running.get(request.name)
        if (already) return already
        const outcome = run(request, timeout).finally(() => running.delete(request.name))
        running.set(request.name, outcome)
        return outcome
      })
    },
    close: async () => {
      stop.abort()
      await answers.close()
    },
  }
}
