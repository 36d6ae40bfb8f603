/** The official bridge at work for a desk: watches for face results, asks, and says how the bridge is. */
import {
  type BridgeSettings,
  type BridgeStatus,
  type LookUpProblem,
  NO_BRIDGE,
} from '../../../contract/desk-bridge.ts'
import type { LookUpStore } from '../../../contract/look-ups.ts'
import { dayInTokyo, instantInTokyo } from '../../../contract/tokyo.ts'
import { removeOldAnswers } from '../../bridge/ask/clean-up.ts'
import { createLookUps, type LookUps } from '../../bridge/ask/look-ups.ts'
import { questionSchema, registrationSchema } from '../../bridge/ask/question.ts'
import { createRegistrations, type Registrations } from '../../bridge/ask/registrations.ts'
import type { RequestsOptions } from '../../bridge/ask/requests.ts'
import { type Arrival, watchFaces } from '../../bridge/folder/face-watch.ts'
import { PATIENCE } from '../../bridge/folder/patience.ts'
import type { DeskEvent, Effect } from '../model/core.ts'

export type BridgeDesk = {
  /** Begins with these settings, in place of what was before; null ends it. */
  configure(settings: BridgeSettings | null): void
  ask(effect: Extract<Effect, { type: 'look-up' }>): void
  register(effect: Extract<Effect, { type: 'register-number' }>): void
  stop(): Promise<void>
}

export type BridgeDeskParts = {
  /** Null while the journal cannot be opened: then nothing is asked, for nothing could be kept. */
  readonly store: LookUpStore | null
  /** ISO 8601 with offset. */
  readonly instant: () => string
  readonly tell: (event: DeskEvent) => void
  /** Sums of the results that are known, for a desk that takes over from one that has crashed; null for any other. */
  readonly known: () => ReadonlySet<string> | null
}

const MILLISECONDS_A_MINUTE = 60_000
const MILLISECONDS_AN_HOUR = 3_600_000
/** A desk that has crashed is replaced within half a minute. */
const MISSED_MILLISECONDS = 60_000
/** Clocks that differ by so much are told of. */
const TOLD_MINUTES = 2

/** Whole minutes that the bridge's clock is ahead of ours, where they are more than two. */
const clockMinutes = ({ reading, at }: Arrival): number | null => {
  if (reading.executedAt === null) return null
  const minutes = Math.trunc((Date.parse(reading.executedAt) - at) / MILLISECONDS_A_MINUTE)
  return Math.abs(minutes) > TOLD_MINUTES ? minutes : null
}

type Working = {
  readonly lookUps: LookUps | null
  readonly registrations: Registrations | null
  readonly timeout: number
  close(): Promise<void>
}

/** One use of the bridge, until its settings change. */
const begin = (settings: BridgeSettings, { store, instant, tell, known }: BridgeDeskParts): Working => {
  const { folder: root, institution, timeoutSeconds, opensVisit, asksByItself, registersNumber } = settings
  const now = (): number => Date.parse(instant())
  let status: BridgeStatus = { state: 'starting' }
  let ready: Extract<BridgeStatus, { state: 'ready' }> = {
    state: 'ready',
    since: instant(),
    lastFaceAt: null,
    isEncrypted: false,
    clockMinutes: null,
  }
  const say = (next: BridgeStatus): void => {
    status = next
    tell({ type: 'bridge-status', status, use: { opensVisit, asksByItself, registersNumber } })
  }
  say(status)
  const cleanUp = (): void => {
    if (store === null || !settings.removesOwnAnswers) return
    // A folder that cannot be read now is looked at again in an hour, or when it is back.
    removeOldAnswers(root, store.terminal, dayInTokyo(now())).catch(() => {})
  }
  const daily = setInterval(cleanUp, MILLISECONDS_AN_HOUR)
  daily.unref()
  const before = known()
  const closeFaces = watchFaces({
    root,
    institution,
    patience: PATIENCE,
    now,
    missed: before === null ? undefined : { since: now() - MISSED_MILLISECONDS, known: before },
    onArrival: (arrival) => {
      const { file, hash, reading, why } = arrival
      const answer = reading.answers[0]
      const at = instantInTokyo(arrival.at)
      const isFresh = why === null
      ready = {
        ...ready,
        lastFaceAt: at,
        isEncrypted: why === 'ENCRYPTED',
        clockMinutes: isFresh ? clockMinutes(arrival) : ready.clockMinutes,
      }
      say(ready)
      tell({
        type: 'arrival',
        arrival: {
          id: `${file} ${hash.slice(0, 16)}`,
          at,
          file,
          hash,
          online: answer?.online ?? { unavailable: true },
          // Of what does not act, nobody's name and number is shown.
          entitlements: isFresh ? [...(answer?.entitlements ?? [])] : [],
          message: answer?.message ?? reading.message,
          why,
        },
      })
    },
    onReachable: (reachable) => {
      if (reachable) cleanUp()
      say(reachable ? ready : { state: 'unreachable' })
    },
    onReady: () => {},
  })
  const requests: RequestsOptions | null =
    store === null ? null : { root, institution, store, patience: PATIENCE, now }
  const lookUps =
    requests === null
      ? null
      : createLookUps({
          ...requests,
          onLate: ({ file, hash, online }) =>
            tell({
              type: 'arrival',
              arrival: {
                id: `${file} late`,
                at: instant(),
                file,
                hash,
                online,
                entitlements: [],
                message: null,
                why: 'late',
              },
            }),
        })
  const registrations = requests === null || !registersNumber ? null : createRegistrations(requests)
  return {
    lookUps,
    registrations,
    timeout: timeoutSeconds * 1000,
    close: async () => {
      clearInterval(daily)
      await Promise.all([closeFaces(), lookUps?.close(), registrations?.close()])
    },
  }
}

export const createBridgeDesk = (parts: BridgeDeskParts): BridgeDesk => {
  let working: Working | null = null
  let known = 'null'
  // A question that was under way when a desk ended holds whole numbers; it goes with its day, though nobody asks any more.
  const forgetOld = (): void => {
    parts.store?.dropBefore(dayInTokyo(Date.parse(parts.instant())))
  }
  forgetOld()
  const hourly = setInterval(forgetOld, MILLISECONDS_AN_HOUR)
  hourly.unref()
  return {
    configure: (settings) => {
      const next = JSON.stringify(settings)
      if (next === known) return
      known = next
      void working?.close()
      working = settings === null ? null : begin(settings, parts)
      if (settings === null)
        parts.tell({ type: 'bridge-status', status: NO_BRIDGE.status, use: NO_BRIDGE.use })
    },
    ask: ({ checkIn, question, again }) => {
      const end = (problem: 'UNREACHABLE' | 'FAILED'): void =>
        parts.tell({
          type: 'look-up-ended',
          checkIn,
          question,
          outcome: {
            file: '',
            online: { unavailable: true },
            entitlements: [],
            problem,
            message: null,
            hash: null,
          },
        })
      const parsed = questionSchema.safeParse(question)
      const { lookUps = null, timeout = 0 } = working ?? {}
      if (lookUps === null || !parsed.success) {
        end(lookUps === null ? 'UNREACHABLE' : 'FAILED')
        return
      }
      const asked = lookUps.ask(parsed.data, { key: checkIn, again, timeout })
      asked.then(
        (outcome) => parts.tell({ type: 'look-up-ended', checkIn, question, outcome }),
        () => end('UNREACHABLE'),
      )
    },
    register: ({ checkIn, registration }) => {
      const { registrations = null, timeout = 0 } = working ?? {}
      const parsed = registrationSchema.safeParse(registration)
      const end = (problem: LookUpProblem | null): void =>
        parts.tell({ type: 'registration-ended', checkIn, problem })
      if (registrations === null || !parsed.success) {
        end(registrations === null ? 'UNREACHABLE' : 'FAILED')
        return
      }
      registrations.ask(parsed.data, { key: checkIn, again: false, timeout }).then(
        ({ problem }) => end(problem),
        () => end('UNREACHABLE'),
      )
    },
    stop: async () => {
      clearInterval(hourly)
      await working?.close()
      working = null
    },
  }
}
