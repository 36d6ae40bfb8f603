import type { CardCertificate, CardProblem, CardReading, OtherCard } from '../../contract/card.ts'
import type { Timers } from '../../contract/clock.ts'
import type { Day } from '../../contract/day.ts'
import { fail, ok, type Result, unreachable } from '../../contract/result.ts'
import { instantInTokyo } from '../../contract/tokyo.ts'
import { announcesShortFileIds } from './answer-to-reset.ts'
import { GENERATIONS } from './applications.ts'
import type { TrustAnchors } from './certificate/chain.ts'
import type { CertificateDates, ParsedCertificate } from './certificate/parse.ts'
import { judgeValidity } from './certificate/validity.ts'
import { type ChannelProblem, openCertificateChannel, type TraceEntry } from './channel.ts'
import { pause, withinTime } from './clock.ts'
import { LIMITS } from './limits.ts'
import { otherCardOf } from './other-card.ts'
import type { PcscConnection, PcscContext, PcscFault } from './pcsc/backend.ts'
import { type CardChannel, readAuthority, readCard } from './read-card.ts'

/** One card put on one reader: what came of reading it. */
export type Attempt = {
  readonly reader: string
  readonly outcome: AttemptOutcome
  /** Command APDUs sent, over all restarts. */
  readonly exchanges: number
  readonly milliseconds: number
  /** The card let the JPKI application be selected: nothing that did not is known to be a My Number card. */
  readonly selected: boolean
  readonly trace: readonly TraceEntry[]
}

export type AttemptOutcome =
  | { readonly kind: 'read'; readonly reading: CardReading }
  | {
      readonly kind: 'problem'
      readonly problem: CardProblem
      readonly card: CardReading['card'] | null
      readonly token: string | null
      /** Of a card that is none of ours. */
      readonly looksLike: OtherCard | null
    }
  /** The reader does not answer. `settled` resolves if the call that hangs ends after all. */
  | { readonly kind: 'unresponsive'; readonly settled: Promise<unknown> }
  /** Another program is in the middle of a transaction. `settled` resolves when ours would have begun. */
  | { readonly kind: 'held'; readonly settled: Promise<unknown> }

export type AttemptOptions = {
  readonly context: PcscContext
  readonly reader: string
  readonly clock: Timers
  readonly today: () => Day
  readonly anchors: TrustAnchors
  readonly wantToken: boolean
  /**
   * Reads the certificate's dates alone; where there are anchors to check its chain against it is read whole, and its dates
   * are told first.
   */
  readonly datesOnly: boolean
  /** Tells whether the card that was placed is still there, as the service's events say. */
  readonly stillThere: () => boolean
  /** Resolves when those events say that it is gone. */
  readonly removal: Promise<void>
  /** Called once, when the card has let the JPKI application be selected. */
  readonly onSelected: () => void
  /** Called where the dates are known and the chain behind them is still to be checked: `not-checked` so far. */
  readonly onDates: (reading: CardReading) => void
}

type Ended = Exclude<AttemptOutcome, { kind: 'read' }>
const problem = (
  name: CardProblem,
  card: CardReading['card'] | null = null,
  token: string | null = null,
  looksLike: OtherCard | null = null,
): Ended => ({
  kind: 'problem',
  problem: name,
  card,
  token,
  looksLike,
})

/** A card that has not the application of one generation. */
const FOREIGN = problem('not-a-my-number-card', 'other')

/** A fault that ends the attempt; null for those after which the whole reading begins anew. */
const endOf = (fault: PcscFault): Ended | null => {
  switch (fault) {
    case 'removed':
      return problem('removed')
    case 'mute':
      return problem('unreadable')
    case 'reader-gone':
      return problem('no-reader')
    case 'no-service':
      return problem('no-service')
    case 'busy':
      return problem('busy')
    case 'reset':
    case 'lost':
      return null
    default:
      return unreachable(fault)
  }
}

/** Reads the card on a reader, whatever happens to it. Never rejects. */
export const attemptReading = async (options: AttemptOptions): Promise<Attempt> => {
  const { clock } = options
  const start = clock.monotonic()
  const trace: TraceEntry[] = []
  let exchanges = 0
  let selected = false

  const connect = async (): Promise<Result<PcscConnection, Ended | PcscFault>> => {
    for (const wait of [...LIMITS.busy, null]) {
      const timed = await withinTime(
        clock,
        LIMITS.exchange,
        options.context.connect(options.reader, 'shared'),
      )
      if (!timed.inTime) {
        const settled = timed.late.then((late) => (late.ok ? late.value.release('leave') : undefined))
        return fail({ kind: 'unresponsive', settled })
      }
      if (timed.value.ok) return timed.value
      if (timed.value.problem !== 'busy' || wait === null || !options.stillThere()) return timed.value
      await pause(clock, wait)
    }
    return fail('busy')
  }

  const hold = async (connection: PcscConnection): Promise<Result<null, Ended | PcscFault>> => {
    const timed = await withinTime(clock, LIMITS.hold, connection.hold())
    if (timed.inTime) return timed.value
    return fail({ kind: 'held', settled: timed.late.then(() => connection.release('leave')) })
  }

  /** One reading from the beginning. */
  const readOnce = async (): Promise<Result<CardReading, Ended | PcscFault>> => {
    const connected = await connect()
    if (!connected.ok) return connected
    const connection = connected.value
    const held = await hold(connection)
    if (!held.ok) {
      if (typeof held.problem === 'string') await connection.release('leave')
      return held
    }
    const reading = await readGenerations(connection)
    const release = (): Promise<void> => connection.release('leave')
    if (reading.ok || typeof reading.problem === 'string' || reading.problem.kind !== 'unresponsive') {
      await release()
      return reading
    }
    // A connection whose last call hangs is occupied until that call ends, and is let go of then.
    return fail({ kind: 'unresponsive', settled: reading.problem.settled.then(release, release) })
  }

  /** Reads as the first generation whose application the card has: one command for each that it has not. */
  const readGenerations = async (
    connection: PcscConnection,
  ): Promise<Result<CardReading, Ended | PcscFault>> => {
    for (const generation of GENERATIONS) {
      const channel = openCertificateChannel({
        connection: {
          ...connection,
          // A command meant for a card that is gone must not reach the one that lies there now.
          transmit: async (command) =>
            options.stillThere() ? connection.transmit(command) : fail('removed'),
        },
        generation,
        clock,
        exchangeLimit: LIMITS.exchange,
        deadline: start + LIMITS.reading,
        trace: (entry) => trace.push(entry),
      })
      const reading = await readWith(channel, connection.atr)
      exchanges += channel.exchanges()
      if (reading.ok || reading.problem !== FOREIGN) return reading
    }
    return fail(problem('not-a-my-number-card', 'other', null, otherCardOf(connection.atr)))
  }

  const readWith = async (
    channel: CardChannel,
    atr: Uint8Array,
  ): Promise<Result<CardReading, Ended | PcscFault>> => {
    const shortFileIds = announcesShortFileIds(atr)
    const contents = await readCard(channel, {
      shortFileIds,
      wantToken: options.wantToken,
      depth: options.datesOnly && options.anchors.length === 0 ? 'dates' : 'whole',
      onSelected: () => {
        if (!selected) options.onSelected()
        selected = true
      },
      onDates: (dates) => {
        if (!options.datesOnly || options.anchors.length === 0) return
        const certificate = { ...factsOf(dates), chain: 'not-checked' } as const
        const milliseconds = clock.monotonic() - start
        options.onDates({
          card: 'my-number-card',
          token: null,
          certificate,
          exchanges: exchanges + channel.exchanges(),
          milliseconds,
        })
      },
    })
    if (!contents.ok) {
      if (contents.problem.kind === 'foreign') return fail(FOREIGN)
      if (contents.problem.kind === 'unreadable')
        return fail(problem('unreadable', contents.problem.selected ? 'my-number-card' : null))
      return fail(endOfChannel(contents.problem))
    }
    const { card, token, certificate } = contents.value
    if (card === 'juki-card') return fail(problem('not-a-my-number-card', 'juki-card', token, 'juki-card'))
    const judged = certificate ? await judge(channel, certificate, shortFileIds) : ok(null)
    if (!judged.ok) return fail(endOfChannel(judged.problem))
    return ok({ card, token, certificate: judged.value, exchanges: 0, milliseconds: 0 })
  }

  const endOfChannel = (ended: ChannelProblem): Ended | PcscFault => {
    if (ended.kind === 'fault') return ended.fault
    // No status word is no answer: some drivers give one of no bytes when the card is taken away.
    if (ended.kind === 'no-answer') return 'lost'
    return { kind: 'unresponsive', settled: ended.late }
  }

  const factsOf = (certificate: CertificateDates | ParsedCertificate): Omit<CardCertificate, 'chain'> => ({
    notBefore: instantInTokyo(certificate.notBefore.getTime()),
    notAfter: instantInTokyo(certificate.notAfter.getTime()),
    keyAlgorithm: 'keyAlgorithm' in certificate ? certificate.keyAlgorithm : null,
    ...judgeValidity(certificate, options.today()),
  })

  const judge = async (
    channel: CardChannel,
    certificate: CertificateDates | ParsedCertificate,
    shortFileIds: boolean,
  ): Promise<Result<CardCertificate, ChannelProblem>> => {
    const facts = factsOf(certificate)
    if (options.anchors.length === 0 || !('x509' in certificate))
      return ok({ ...facts, chain: 'not-checked' })
    const { checkChain } = await import('./certificate/chain.ts')
    const question = {
      holder: certificate.x509,
      anchors: options.anchors,
      now: new Date(`${options.today()}T12:00:00+09:00`),
    }
    const direct = checkChain({ ...question, onCard: null })
    if (direct === 'trusted') return ok({ ...facts, chain: direct })
    const authority = await readAuthority(channel, shortFileIds)
    if (!authority.ok) return authority
    return ok({ ...facts, chain: checkChain({ ...question, onCard: authority.value?.x509 ?? null }) })
  }

  /** Tells whether the service says within its time that the card is gone. */
  const isRemoved = async (): Promise<boolean> =>
    !options.stillThere() || (await withinTime(clock, LIMITS.removal, options.removal)).inTime

  const run = async (): Promise<AttemptOutcome> => {
    for (let restarts = 0; ; restarts += 1) {
      const reading = await readOnce()
      if (reading.ok) {
        const milliseconds = clock.monotonic() - start
        return { kind: 'read', reading: { ...reading.value, exchanges, milliseconds } }
      }
      if (typeof reading.problem !== 'string') return reading.problem
      if (!options.stillThere()) return problem('removed')
      // A contactless card on its way out of the field loses a command, and then does not answer to reset.
      const leaving = reading.problem === 'lost' || (reading.problem === 'mute' && restarts > 0)
      if (leaving && (await isRemoved())) return problem('removed')
      const end = endOf(reading.problem)
      if (end) return end
      if (restarts >= LIMITS.restarts) return problem(reading.problem === 'reset' ? 'busy' : 'unreadable')
    }
  }

  const outcome = await run()
  return {
    reader: options.reader,
    outcome,
    exchanges,
    milliseconds: clock.monotonic() - start,
    selected,
    trace,
  }
}
