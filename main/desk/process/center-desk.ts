/** The center at work for a desk: has a thread forward the journal's rows, and says how the center is. No row waits for it. */
import type { CenterSettings, CenterStatus } from '../../../contract/center.ts'
import type { SiteOrder } from '../../center/site/words.ts'
import type { ThreadData, ThreadOrder, ThreadState } from '../../center/thread-messages.ts'
import { threadMessageSchema } from '../../center/thread-messages.ts'
import type { DeskEvent } from '../model/core.ts'
import type { Clock } from '../ports.ts'
import { createSiteDesk, type SiteHeard } from './site-desk.ts'

export type CenterDesk = {
  /** Begins with these settings, in place of what was before; null ends it. */
  configure(settings: CenterSettings | null): void
  /** Rows may have been written: the thread looks. */
  nudge(): void
  /** The desk says something to the site's other counters, or asks. */
  order(order: SiteOrder): void
  stop(): Promise<void>
}

/** The forwarder's thread, as the desk holds it. */
export type Thread = { order(order: ThreadOrder): void; end(): Promise<void> }

/** Starts the thread. @param heard called with each message @param ended called when it ends, asked or not */
export type StartThread = (data: ThreadData, heard: (message: unknown) => void, ended: () => void) => Thread

export type CenterDeskParts = {
  readonly home: string
  /** The journal's key ring as text; null while the journal cannot be opened: then there is nothing to send. */
  readonly keys: () => string | null
  readonly clock: Pick<Clock, 'every' | 'monotonic'>
  readonly tell: (event: DeskEvent) => void
  readonly startThread: StartThread
  readonly log: (line: string) => void
  readonly heard: SiteHeard
}

/** Milliseconds between two looks at the thread. */
const LOOK = 5_000
/** A thread that has said nothing for so long hangs, and is ended. */
const SILENCE = 60_000
/** Milliseconds until a thread that has ended is started again; doubled each time, up to the second. */
const AGAIN = 10_000
const AGAIN_AT_MOST = 300_000

/** The state that a round leaves the center in, as the desk shows it. */
export const statusOfRound = ({ problem, behind, isWhole, why, isClockOff }: ThreadState): CenterStatus => {
  switch (problem) {
    case null:
      return isWhole && behind === 0
        ? { state: isClockOff === true ? 'clock' : 'ready' }
        : { state: 'behind', rows: behind }
    case 'UNREACHABLE':
      return { state: 'down', rows: behind, ...(why === undefined ? {} : { why }) }
    case 'REFUSED':
      return { state: 'refused', rows: behind }
    case 'DIVERGED':
      return { state: 'diverged' }
    case 'ELSEWHERE':
      return { state: 'elsewhere' }
  }
}

export const createCenterDesk = (parts: CenterDeskParts): CenterDesk => {
  const { home, clock, tell, startThread, log } = parts
  let settings: CenterSettings | null = null
  let thread: Thread | null = null
  let heardAt = 0
  let againAt = 0
  let failures = 0
  let said = ''
  let logged = ''

  const say = (status: CenterStatus): void => {
    const text = JSON.stringify(status)
    if (text === said) return
    said = text
    tell({ type: 'center-status', status })
  }
  const note = (line: string): void => {
    if (line !== logged) log(`center: ${line}`)
    logged = line
  }
  /** Another one is started later. */
  const giveUp = (line: string): void => {
    const last = thread
    thread = null
    failures += 1
    againAt = clock.monotonic() + Math.min(AGAIN_AT_MOST, AGAIN * 2 ** (failures - 1))
    note(line)
    void last?.end()
  }
  const begin = (): void => {
    const keys = parts.keys()
    if (settings === null || keys === null) return
    heardAt = clock.monotonic()
    const begun = startThread(
      { home, url: settings.url, keys, shares: settings.shares || settings.trusts !== null },
      (message) => {
        if (thread !== begun) return
        heardAt = clock.monotonic()
        const heard = threadMessageSchema.parse(message)
        if (heard === 'alive') return
        if ('word' in heard) {
          // Without sharing only what was published is taken.
          if (settings?.shares === true || heard.word === 'publication') site.hear(heard)
          return
        }
        if (!heard.hasJournal) {
          // The keys may have been changed: the next thread gets those of then.
          giveUp(heard.detail ?? 'the journal cannot be read')
          return
        }
        if (heard.problem === null) failures = 0
        else note(`${heard.problem}: ${heard.detail}`)
        say(statusOfRound(heard))
      },
      () => {
        if (thread !== begun) return
        giveUp('the forwarder has ended')
        say({ state: 'down', rows: 0 })
      },
    )
    thread = begun
    site.begun()
  }
  const site = createSiteDesk(
    clock,
    tell,
    (order) => {
      if (settings?.shares === true) thread?.order(order)
    },
    parts.heard,
  )
  const stopLooking = clock.every(LOOK, () => {
    const now = clock.monotonic()
    if (thread !== null && now - heardAt > SILENCE) {
      giveUp('the forwarder hangs')
      say({ state: 'down', rows: 0 })
    }
    if (thread === null && settings !== null && now >= againAt) begin()
  })
  const endThread = async (): Promise<void> => {
    const last = thread
    thread = null
    last?.order('stop')
    await last?.end()
  }
  return {
    configure: (next) => {
      if (JSON.stringify(next) === JSON.stringify(settings)) return
      settings = next
      failures = 0
      void endThread()
      say(next === null ? { state: 'off' } : { state: 'starting' })
      begin()
    },
    nudge: () => thread?.order('nudge'),
    order: site.order,
    stop: async () => {
      stopLooking()
      settings = null
      await endThread()
    },
  }
}
