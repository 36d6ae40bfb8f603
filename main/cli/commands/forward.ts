import { z } from 'zod'
import type { Forwarded } from '../../../contract/center.ts'
import {
  type CenterAddress,
  createForwarder,
  type ForwarderState,
  forwardOnce,
  newEnrolment,
  openSession,
  problemOfError,
  readCode,
  redeemCode,
} from '../../center/index.ts'
import { openJournalForReading } from '../../journal/index.ts'
import { addressOf } from '../center.ts'
import { type Command, type CommandLine, EXIT, type ExitCode } from '../input.ts'
import { openHome } from '../journal.ts'
import { readArguments } from '../options.ts'

const unusable = (line: CommandLine, problem: string): ExitCode => {
  line.say(problem)
  return EXIT.unusable
}

const answerOf = ({ sent, behind, problem }: ForwarderState): Forwarded => ({ sent, behind, problem })

const print = (line: CommandLine, value: unknown): Promise<void> => line.out(`${JSON.stringify(value)}\n`)

/** `forward --once`: sends what is there, and ends. */
const once = async (home: string, address: CenterAddress, line: CommandLine): Promise<ExitCode> => {
  const state = await forwardOnce({ home, address })
  if (typeof state === 'string') return unusable(line, state)
  await print(line, answerOf(state))
  if (state.problem === null) return EXIT.done
  line.say(`${state.problem}: ${state.detail}`)
  return EXIT.bad
}

/** Pauses of the command, which nobody nudges: it looks at the journal twice a second. */
const COMMAND_PAUSES = { settle: 500, look: 500, say: 60_000, shortest: 500, longest: 60_000 }

/** `forward`: goes on until somebody ends it; a line whenever something was sent or another thing is the matter. */
const goOn = async (home: string, address: CenterAddress, line: CommandLine): Promise<ExitCode> => {
  let last: ForwarderState | null = null
  let written: Promise<void> = Promise.resolve()
  const forwarder = createForwarder(
    { home, address },
    (state) => {
      if (!state.isWhole) return
      const isNew = last === null || state.sent > 0 || state.problem !== last.problem
      last = state
      if (!isNew) return
      written = written.then(() => print(line, answerOf(state)))
      if (state.problem !== null) line.say(`${state.problem}: ${state.detail}`)
    },
    COMMAND_PAUSES,
  )
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
  await forwarder.stop()
  await written
  return lastProblem(last) === null ? EXIT.done : EXIT.bad
}

const lastProblem = (state: ForwarderState | null): Forwarded['problem'] => state?.problem ?? null

const WRONG_PASSWORD = /28P01/

/** `forward enrol CODE`: makes this terminal known to the center. */
const enrol: Command = async (args, line) => {
  const read = readArguments('forward enrol', args)
  if (!read.ok) return unusable(line, read.problem)
  const { home, database } = read.value.options
  const code = readCode(read.value.files[0] ?? '')
  if (!code.ok) return unusable(line, `CODE: ${code.problem}`)
  const address = addressOf(database, home)
  if (!address.ok) return unusable(line, address.problem)
  const journal = openHome(home, line)
  if (!journal.ok) return EXIT.unusable
  try {
    const { center } = journal.value
    const pending = center.pending()
    const enrolment = pending?.terminal === code.value.terminal ? pending : newEnrolment(code.value.terminal)
    const kept = center.keepPending(enrolment)
    if (!kept.ok) return unusable(line, `${home}: ${kept.problem.detail}`)
    // The password is the code's until the center has taken the terminal's own.
    const asRole = (password: string) =>
      openSession(address.value, address.value.user === null ? { user: enrolment.role, password } : undefined)
    let opened = await asRole(code.value.secret)
    if (!opened.ok && WRONG_PASSWORD.test(opened.problem.detail)) opened = await asRole(enrolment.password)
    if (!opened.ok) return unusable(line, `${opened.problem.problem}: ${opened.problem.detail}`)
    try {
      const known = await redeemCode(opened.value, code.value, enrolment, center)
      const written = center.enrolled(enrolment, known)
      if (!written.ok) return unusable(line, `${home}: ${written.problem.detail}`)
      await print(line, { terminal: enrolment.terminal, ...known, publicKey: center.publicKey })
      return EXIT.done
    } catch (error) {
      const problem = problemOfError(error)
      if (problem === null) throw error
      return unusable(line, `CODE: ${problem.problem}: ${problem.detail}`)
    } finally {
      await opened.value.close()
    }
  } finally {
    journal.value.close()
  }
}

const errorSchema = z.object({ message: z.string() })

/** `forward --home DIR [--once] [--database URL]`, `forward enrol CODE --home DIR [--database URL]`. */
export const forwardCommand: Command = async (args, line) => {
  if (args[0] === 'enrol') return enrol(args.slice(1), line)
  const read = readArguments('forward', args)
  if (!read.ok) return unusable(line, read.problem)
  const { home, once: isOnce, database } = read.value.options
  const address = addressOf(database, home)
  if (!address.ok) return unusable(line, address.problem)
  const there = openJournalForReading({ home })
  if (!there.ok) return unusable(line, there.problem.message)
  there.value.close()
  // A server can answer so that the driver trips where nobody waits for it: the line is then as good as dead.
  const tripped = (error: unknown): void => {
    const said = errorSchema.safeParse(error)
    line.say(`the server’s answer cannot be used (${said.success ? said.data.message : 'unknown'})`)
  }
  process.on('unhandledRejection', tripped)
  try {
    return await (isOnce ? once(home, address.value, line) : goOn(home, address.value, line))
  } finally {
    process.off('unhandledRejection', tripped)
  }
}
