import { z } from 'zod'
import { createLookUps } from '../../../bridge/ask/look-ups.ts'
import { questionSchema } from '../../../bridge/ask/question.ts'
import type { RequestOutcome } from '../../../bridge/ask/requests.ts'
import { PATIENCE } from '../../../bridge/folder/patience.ts'
import { type Command, EXIT, readJson } from '../../input.ts'
import { openHome } from '../../journal.ts'
import { readArguments } from '../../options.ts'
import { folderProblem, institutionProblem, secondsProblem } from './arguments.ts'

const TIMEOUT_SECONDS = 60

const lineOf = (id: string | undefined, outcome: RequestOutcome): string => {
  const { file, online, entitlements, problem } = outcome
  return `${JSON.stringify({ id: id ?? null, file, online, entitlements, problem })}\n`
}

/** Keys of questions: a person who stands in the input twice is asked about twice, and the same again at the next start. */
const keysOf = (questions: readonly object[]): readonly string[] => {
  const seen = new Map<string, number>()
  return questions.map((question) => {
    const text = JSON.stringify(question)
    const count = (seen.get(text) ?? 0) + 1
    seen.set(text, count)
    return String(count)
  })
}

/** `bridge ask [FILE] --folder DIR --home DIR --institution CODE [--timeout SECONDS] [--again]`: look-ups by number. */
export const bridgeAskCommand: Command = async (args, line) => {
  const read = readArguments('bridge ask', args)
  const problem = read.ok
    ? (institutionProblem(read.value.options.institution) ??
      secondsProblem('timeout', read.value.options.timeout) ??
      (await folderProblem(read.value.options.folder, ['req', 'res'])))
    : read.problem
  if (!read.ok || problem !== null) {
    line.say(problem ?? 'the arguments cannot be used')
    return EXIT.unusable
  }
  const { folder, home, institution, timeout, again } = read.value.options
  const questions = await readJson(read.value.files[0], z.array(questionSchema), line)
  if (!questions.ok) {
    line.say(questions.problem)
    return EXIT.unusable
  }
  const journal = openHome(home, line)
  if (!journal.ok) return EXIT.unusable
  const lookUps = createLookUps({
    root: folder,
    institution,
    store: journal.value.lookUps,
    patience: PATIENCE,
    now: Date.now,
    onReachable: (reachable) => {
      if (!reachable) line.say(`${folder}: the folder of answers is not reachable; waiting for it`)
    },
  })
  const keys = keysOf(questions.value)
  const milliseconds = timeout === undefined ? TIMEOUT_SECONDS * 1000 : Number(timeout) * 1000
  let written: Promise<void> = Promise.resolve()
  try {
    await Promise.all(
      questions.value.map(async (question, index) => {
        const options = { key: keys[index] ?? '', again, timeout: milliseconds }
        const outcome = await lookUps.ask(question, options)
        written = written.then(() => line.out(lineOf(question.id, outcome)))
        await written
      }),
    )
    return EXIT.done
  } finally {
    await lookUps.close()
    journal.value.close()
  }
}
