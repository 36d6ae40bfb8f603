import type { Timers } from '../../contract/clock.ts'
import { fail, ok, type Result } from '../../contract/result.ts'
import type { Generation } from './applications.ts'
import { type Timed, withinTime } from './clock.ts'
import { type Command, encode, encodeGetResponse, type Flow } from './commands.ts'
import { createGate } from './gate.ts'
import type { PcscConnection, PcscFault } from './pcsc/backend.ts'
import { fullReach, type Reach } from './reach.ts'

/** The card's answer to a command. */
export type Answer = { readonly data: Uint8Array; readonly status: number }

/**
 * Why there is no answer: the fault that PC/SC names; `no-answer`, an answer that is none (no status word, more than
 * fits a short one, GET RESPONSE without end); or `silent`, with the call that is still under way.
 */
export type ChannelProblem =
  | { readonly kind: 'fault'; readonly fault: PcscFault }
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'silent'; readonly late: Promise<unknown> }

/** One exchange for the trace, without the data of the answer. */
export type TraceEntry = {
  /** In hexadecimal; the digits of a VERIFY are left out. */
  readonly command: string
  /** Status word in hexadecimal; empty when there was none. */
  readonly status: string
  /** Data bytes in the answer. */
  readonly length: number
  /** Milliseconds. */
  readonly ms: number
}

/** Sends a flow's commands to one card and sees to what every card may answer. */
export type Channel<F extends Flow> = {
  readonly generation: Generation
  send(command: Command<F>): Promise<Result<Answer, ChannelProblem>>
  /** Command APDUs sent so far. */
  exchanges(): number
  /** The number of bytes that the reader carries at once. */
  readonly reach: Reach
}

export type ChannelOptions = {
  readonly connection: PcscConnection
  readonly generation: Generation
  readonly clock: Timers
  /** Milliseconds for one exchange. */
  readonly exchangeLimit: number
  /** From this time of the clock on nothing is sent any more: the card is taken for mute. None where it is absent. */
  readonly deadline?: number
  /** Told of every exchange. */
  readonly trace: (entry: TraceEntry) => void
}

export const STATUS = { ok: 0x9000, notFound: 0x6a82, noDiagnosis: 0x6f00, endOfFile: 0x6282 } as const

/** The longest short answer: 256 bytes and the status word. */
const LONGEST = 258
/** An object of 8 kB in parts of 32 bytes. A card that has still more to give is not one. */
const MAX_PARTS = 256

const traced = (command: Uint8Array): string =>
  Buffer.from(command[1] === 0x20 ? command.slice(0, 5) : command).toString('hex')

const createChannel = (flow: Flow, options: ChannelOptions): Channel<Flow> => {
  const { connection, clock, generation } = options
  const gate = createGate(flow, generation)
  let exchanges = 0

  /** One command out, one answer in. */
  const exchange = async (command: Uint8Array): Promise<Result<Answer, ChannelProblem>> => {
    if (clock.monotonic() >= (options.deadline ?? Number.POSITIVE_INFINITY))
      return fail({ kind: 'fault', fault: 'mute' })
    gate.admit(command)
    exchanges += 1
    const start = clock.monotonic()
    const note = (status: string, length: number): void =>
      options.trace({ command: traced(command), status, length, ms: clock.monotonic() - start })
    const timed: Timed<Result<Uint8Array, PcscFault>> = await withinTime(
      clock,
      options.exchangeLimit,
      connection.transmit(command),
    )
    if (!timed.inTime) {
      note('', 0)
      return fail({ kind: 'silent', late: timed.late })
    }
    if (!timed.value.ok) {
      note('', 0)
      return fail({ kind: 'fault', fault: timed.value.problem })
    }
    const answer = timed.value.value
    const [high, low] = answer.slice(-2)
    if (high === undefined || low === undefined || answer.length > LONGEST) {
      note('', 0)
      return fail({ kind: 'no-answer' })
    }
    const status = high * 256 + low
    note(status.toString(16).padStart(4, '0'), answer.length - 2)
    gate.settle(status)
    return ok({ data: answer.slice(0, -2), status })
  }

  /** Collects what a card keeps back: `61xx` says that xx (0: 256) bytes wait for GET RESPONSE. */
  const collect = async (first: Answer): Promise<Result<Answer, ChannelProblem>> => {
    const parts = [first.data]
    let status = first.status
    while (status >> 8 === 0x61) {
      const next = await exchange(encodeGetResponse(status & 0xff))
      if (!next.ok) return next
      if (next.value.status >> 8 === 0x61 && next.value.data.length === 0) return fail({ kind: 'no-answer' })
      parts.push(next.value.data)
      if (parts.length > MAX_PARTS) return fail({ kind: 'no-answer' })
      status = next.value.status
    }
    const data = parts.length === 1 ? first.data : new Uint8Array(Buffer.concat(parts))
    return ok({ data, status })
  }

  return {
    generation,
    exchanges: () => exchanges,
    reach: fullReach(),
    send: async (command) => {
      const bytes = encode(command, generation)
      const first = exchanges === 0
      let answer = await exchange(bytes)
      // Seen on real cards: 6F00 to the first command after power-up, and the right answer to its repetition.
      if (first && answer.ok && answer.value.status === STATUS.noDiagnosis) answer = await exchange(bytes)
      // 6Cxx: the same command again with the length that the card names.
      if (answer.ok && answer.value.status >> 8 === 0x6c && bytes.length === 5)
        answer = await exchange(Uint8Array.of(...bytes.slice(0, 4), answer.value.status & 0xff))
      return answer.ok ? collect(answer.value) : answer
    },
  }
}

/** A channel for the certificate, which needs no PIN. */
export const openCertificateChannel = (options: ChannelOptions): Channel<'certificate'> =>
  createChannel('certificate', options)

/** A channel for 照合番号B, for a connection that nobody shares. */
export const openVerificationNumberChannel = (options: ChannelOptions): Channel<'verification-number'> =>
  createChannel('verification-number', options)
