import { systemTimers, type Timers } from '../../contract/clock.ts'
import { fail, ok, type Result } from '../../contract/result.ts'
import { GENERATIONS } from './applications.ts'
import { type Channel, type ChannelProblem, openVerificationNumberChannel, STATUS } from './channel.ts'
import { pause, withinTime } from './clock.ts'
import { parseFrame, parseObjects } from './data-object.ts'
import { LIMITS } from './limits.ts'
import type { PcscConnection, PcscContext, PcscFault } from './pcsc/backend.ts'
import { readObject } from './read-file.ts'
import type { VerificationNumber } from './verification-number.ts'

/**
 * The four facts on the card's face, to compare with a document: an optional flow, off unless the clinic turns it on.
 * It needs 照合番号B, which is typed from the face; that number cannot open the individual number. The card is held
 * for this program alone while the number is in force, and loses power afterwards, because a card forgets what was
 * verified in no other way.
 */
export type BasicFour = {
  readonly name: string
  readonly address: string
  /** `YYYY-MM-DD`. */
  readonly birthDate: string
  readonly sex: 'male' | 'female' | 'not-applicable' | 'unknown'
}

export type BasicFourProblem =
  /** So few attempts are left that none is spent; only the municipality can give new ones. */
  | { readonly kind: 'near-lock'; readonly attemptsLeft: number }
  | { readonly kind: 'wrong-number'; readonly attemptsLeft: number }
  | { readonly kind: 'locked' }
  | { readonly kind: 'not-supported' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'removed' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'unresponsive' }

/** This many attempts always remain: the flow stops two short of the lock. */
export const RESERVED_ATTEMPTS = 2

type Target = {
  readonly context: PcscContext
  readonly reader: string
  /** Resolves when the service says that the card has gone. */
  readonly removal: Promise<void>
  readonly clock?: Timers
}
type TextChannel = Channel<'verification-number'>
type Outcome<Value> = Result<Value, BasicFourProblem>

const FAULTS: Readonly<Record<PcscFault, BasicFourProblem>> = {
  lost: { kind: 'removed' },
  removed: { kind: 'removed' },
  'reader-gone': { kind: 'removed' },
  'no-service': { kind: 'unresponsive' },
  reset: { kind: 'busy' },
  busy: { kind: 'busy' },
  mute: { kind: 'unreadable' },
}

const asProblem = (ended: ChannelProblem): BasicFourProblem => {
  if (ended.kind === 'fault') return FAULTS[ended.fault]
  return ended.kind === 'silent' ? { kind: 'unresponsive' } : { kind: 'unreadable' }
}

/** Sends one command and gives the status word. */
const statusOf = async (
  channel: TextChannel,
  command: Parameters<TextChannel['send']>[0],
): Promise<Outcome<number>> => {
  const answer = await channel.send(command)
  return answer.ok ? ok(answer.value.status) : fail(asProblem(answer.problem))
}

/** Selects the text application and 照合番号B, and asks for the attempts left (`63Cx`), which costs none. */
const countAttempts = async (channel: TextChannel): Promise<Outcome<number>> => {
  const application = await statusOf(channel, { instruction: 'select-application', application: 'text' })
  if (!application.ok) return application
  if (application.value !== STATUS.ok) return fail({ kind: 'not-supported' })
  const file = await statusOf(channel, {
    instruction: 'select',
    application: 'text',
    file: 'verification-number',
  })
  if (!file.ok) return file
  if (file.value !== STATUS.ok) return fail({ kind: 'not-supported' })
  const count = await statusOf(channel, {
    instruction: 'count-attempts',
    application: 'text',
    file: 'verification-number',
  })
  if (!count.ok) return count
  if (count.value >> 4 === 0x63c) return ok(count.value & 0x0f)
  return fail(count.value === 0x6984 || count.value === 0x6983 ? { kind: 'locked' } : { kind: 'unreadable' })
}

/** Runs `work` on a connection that nobody shares, and cuts the card's power whatever comes of it. */
const alone = async <Value>(
  { context, reader, removal, clock = systemTimers }: Target,
  work: (channel: TextChannel) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> => {
  /** A card on its way out of the reader says nothing of use either; the service says soon that it has gone. */
  const orRemoved = async (outcome: Outcome<Value>): Promise<Outcome<Value>> => {
    if (outcome.ok || outcome.problem.kind !== 'unreadable') return outcome
    const gone = await withinTime(clock, LIMITS.removal, removal)
    return gone.inTime ? fail({ kind: 'removed' }) : outcome
  }
  const leave = (connection: PcscConnection): Promise<void> => connection.release('unpower')
  /** Another program that reads the card shortly is waited for. */
  const connect = async (): Promise<Outcome<PcscConnection>> => {
    for (const wait of [...LIMITS.busy, null]) {
      const connected = await withinTime(clock, LIMITS.exchange, context.connect(reader, 'exclusive'))
      if (!connected.inTime) {
        connected.late.then((late) => (late.ok ? leave(late.value) : undefined))
        return fail({ kind: 'unresponsive' })
      }
      if (connected.value.ok) return connected.value
      if (connected.value.problem !== 'busy' || wait === null) return fail(FAULTS[connected.value.problem])
      await pause(clock, wait)
    }
    return fail({ kind: 'busy' })
  }
  const connected = await connect()
  if (!connected.ok) return orRemoved(connected)
  const connection = connected.value
  const outcome = await work(
    openVerificationNumberChannel({
      connection,
      generation: GENERATIONS[0],
      clock,
      exchangeLimit: LIMITS.exchange,
      deadline: clock.monotonic() + LIMITS.reading,
      // Nothing of this flow is traced: its answers hold a person.
      trace: () => undefined,
    }),
  )
  await withinTime(clock, LIMITS.exchange, leave(connection))
  return orRemoved(outcome)
}

/** How many attempts 照合番号B has left on the card that lies on the reader: to be shown before anything is typed. */
export const countVerificationAttempts = (target: Target): Promise<Outcome<number>> =>
  alone(target, countAttempts)

/**
 * Reads the basic four. Asks for the attempts left first, spends one only where two more would remain after a wrong
 * number, and wipes the number in any case.
 */
export const readBasicFour = async (
  target: Target,
  number: VerificationNumber,
): Promise<Outcome<BasicFour>> => {
  try {
    return await alone(target, async (channel) => {
      const attempts = await countAttempts(channel)
      if (!attempts.ok) return attempts
      if (attempts.value === 0) return fail({ kind: 'locked' })
      if (attempts.value <= RESERVED_ATTEMPTS)
        return fail({ kind: 'near-lock', attemptsLeft: attempts.value })
      const verified = await statusOf(channel, {
        instruction: 'verify',
        application: 'text',
        file: 'verification-number',
        number,
      })
      if (!verified.ok) return verified
      if (verified.value >> 4 === 0x63c)
        return fail({ kind: 'wrong-number', attemptsLeft: verified.value & 0x0f })
      if (verified.value === 0x6984 || verified.value === 0x6983) return fail({ kind: 'locked' })
      if (verified.value !== STATUS.ok) return fail({ kind: 'unreadable' })
      return readFacts(channel)
    })
  } finally {
    number.wipe()
  }
}

/** `FF20`, the tag of the basic four. */
const BASIC_FOUR_TAG = 0xff20

const readFacts = async (channel: TextChannel): Promise<Outcome<BasicFour>> => {
  const selected = await statusOf(channel, { instruction: 'select', application: 'text', file: 'basic-four' })
  if (!selected.ok) return selected
  if (selected.value !== STATUS.ok) return fail({ kind: 'unreadable' })
  const object = await readObject(
    (offset, length) =>
      channel.send({
        instruction: 'read',
        application: 'text',
        file: 'basic-four',
        by: 'selection',
        offset,
        length,
      }),
    BASIC_FOUR_TAG,
  )
  if (!object.ok)
    return fail(
      object.problem.kind === 'malformed' || object.problem.kind === 'refused'
        ? { kind: 'unreadable' }
        : asProblem(object.problem),
    )
  return parseBasicFour(object.value)
}

const SEX: Readonly<Record<string, BasicFour['sex']>> = { '1': 'male', '2': 'female', '9': 'not-applicable' }

/** `FF20 { DF21 offsets, DF22 name, DF23 address, DF24 YYYYMMDD, DF25 sex }`, UTF-8. */
export const parseBasicFour = (object: Uint8Array): Result<BasicFour, { readonly kind: 'unreadable' }> => {
  const unreadable = fail({ kind: 'unreadable' as const })
  const frame = parseFrame(object)
  if (!frame.ok || frame.value.tag !== BASIC_FOUR_TAG) return unreadable
  const parts = parseObjects(object.subarray(frame.value.headerLength))
  if (!parts.ok) return unreadable
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const textOf = (tag: number): string | null => {
    const found = parts.value.find((part) => part.tag === tag)
    if (!found) return null
    try {
      return decoder.decode(found.value)
    } catch {
      return null
    }
  }
  const name = textOf(0xdf22)
  const address = textOf(0xdf23)
  const birth = /^(\d{4})(\d{2})(\d{2})$/.exec(textOf(0xdf24) ?? '')
  const sex = textOf(0xdf25)
  if (name === null || address === null || !birth || sex === null) return unreadable
  return ok({ name, address, birthDate: birth.slice(1).join('-'), sex: SEX[sex] ?? 'unknown' })
}
