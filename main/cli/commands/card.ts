import { readFile } from 'node:fs/promises'
import type { CardProblem, CardReading } from '../../../contract/card.ts'
import { fail, ok, type Result } from '../../../contract/result.ts'
import { dayInTokyo } from '../../../contract/tokyo.ts'
import { type Command, EXIT } from '../input.ts'
import { readArguments } from '../options.ts'

type Arguments = {
  readonly reader: string | undefined
  readonly timeout: number
  readonly trace: boolean
  readonly quick: boolean
}

/** Milliseconds to wait for a card when nothing is said. */
const USUAL_TIMEOUT = 10_000
const MAX_TIMEOUT = 3_600

const argumentsOf = (args: readonly string[]): Result<Arguments, string> => {
  const [action, ...rest] = args
  if (action !== 'read') return fail(`${action ?? 'card'}: expected: card read`)
  const read = readArguments('card read', rest)
  if (!read.ok) return read
  const { reader, timeout, trace, quick } = read.value.options
  const seconds = timeout === undefined ? USUAL_TIMEOUT / 1_000 : Number(timeout)
  if (timeout?.trim() === '' || !(seconds >= 0 && seconds <= MAX_TIMEOUT))
    return fail(`--timeout: expected seconds from 0 to ${MAX_TIMEOUT}`)
  return ok({ reader, timeout: seconds * 1_000, trace, quick })
}

/** Authorities to check the chain against, from the PEM file that the environment names; none when it names none. */
const readAnchors = async () => {
  const file = process.env.UKETSUKE_TRUST_ANCHORS
  if (file === undefined || file === '') return ok([])
  const { parseTrustAnchors } = await import('../../../native/card/certificate/chain.ts')
  let pem: string
  try {
    pem = await readFile(file, 'utf8')
  } catch {
    return fail(`UKETSUKE_TRUST_ANCHORS: ${file} cannot be read`)
  }
  const anchors = parseTrustAnchors(pem)
  return anchors.ok ? anchors : fail(`UKETSUKE_TRUST_ANCHORS: ${file}: ${anchors.problem}`)
}

/**
 * Ends the process although a call to the reader still hangs: an ordinary exit would wait for its thread for ever.
 * Another program takes the process over and says the exit code. Windows ends such threads by itself.
 */
const leave = (code: number): void => {
  if (process.platform !== 'win32') process.execve?.('/bin/sh', ['sh', '-c', `exit ${code}`])
}

/** The certificate as the contract prints it: its own dates and what they mean today, nothing that names anybody. */
const printed = (certificate: CardReading['certificate']) =>
  certificate && {
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    keyAlgorithm: certificate.keyAlgorithm,
    chain: certificate.chain,
    status: certificate.status,
  }

/** `card read`: waits for one card, reads it through the machine's PC/SC service, and prints what it gave. */
export const cardCommand: Command = async (args, line) => {
  const given = argumentsOf(args)
  if (!given.ok) {
    line.say(given.problem)
    return EXIT.unusable
  }
  const anchors = await readAnchors()
  if (!anchors.ok) {
    line.say(anchors.problem)
    return EXIT.unusable
  }
  const { readOneCard } = await import('../../../native/card/read-once.ts')
  const { reader, timeout, trace, quick } = given.value
  const one = await readOneCard({
    today: () => dayInTokyo(Date.now()),
    anchors: quick ? [] : anchors.value,
    reader,
    timeout,
    wantToken: !quick,
    whole: !quick,
  })
  const attempt = one.kind === 'attempt' ? one.attempt : null
  const outcome = attempt?.outcome
  const problem: CardProblem | null =
    one.kind === 'none'
      ? one.problem
      : outcome?.kind === 'problem'
        ? outcome.problem
        : outcome?.kind === 'held'
          ? 'busy'
          : outcome?.kind === 'unresponsive'
            ? 'unreadable'
            : null
  const found = outcome?.kind === 'read' ? outcome.reading : null
  const refused = outcome?.kind === 'problem' ? outcome : null
  const answer = {
    reader: (one.kind === 'attempt' ? one.attempt.reader : one.reader) ?? reader ?? '',
    card: found?.card ?? refused?.card ?? 'other',
    token: quick ? null : (found?.token ?? refused?.token ?? null),
    certificate: printed(found?.certificate ?? null),
    exchanges: attempt?.exchanges ?? 0,
    milliseconds: Math.round((attempt?.milliseconds ?? 0) * 100) / 100,
    problem,
    ...(trace ? { trace: attempt?.trace ?? [] } : {}),
  }
  await line.out(`${JSON.stringify(answer, null, 2)}\n`)
  if (outcome?.kind === 'held' || outcome?.kind === 'unresponsive') leave(EXIT.bad)
  return problem === null ? EXIT.done : EXIT.bad
}
