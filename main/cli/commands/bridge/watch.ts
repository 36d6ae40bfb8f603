import { type Arrival, watchFaces } from '../../../bridge/folder/face-watch.ts'
import { PATIENCE } from '../../../bridge/folder/patience.ts'
import { type Command, EXIT } from '../../input.ts'
import { readArguments } from '../../options.ts'
import { folderProblem, institutionProblem, secondsProblem } from './arguments.ts'

/** A line for one face result: no name and no number of the person. */
const lineOf = ({ file, reading, acts, why }: Arrival): string => {
  const answer = reading.answers[0]
  const online = answer?.online ?? { unavailable: true }
  return `${JSON.stringify({ file, online, entitlements: answer?.entitlements.length ?? 0, acts, why })}\n`
}

/** Resolves after so many milliseconds, or when somebody ends the command. */
const untilEnd = (milliseconds: number | null): Promise<void> =>
  new Promise((resolve) => {
    const timer =
      milliseconds === null ? setInterval(() => {}, 2 ** 30) : setTimeout(() => end(), milliseconds)
    const end = (): void => {
      clearTimeout(timer)
      process.off('SIGINT', end)
      process.off('SIGTERM', end)
      resolve()
    }
    process.on('SIGINT', end)
    process.on('SIGTERM', end)
  })

/** `bridge watch --folder DIR --institution CODE [--for SECONDS]`: a line for each face result that arrives, as it arrives. */
export const bridgeWatchCommand: Command = async (args, line) => {
  const read = readArguments('bridge watch', args)
  const problem = read.ok
    ? (institutionProblem(read.value.options.institution) ??
      secondsProblem('for', read.value.options.for) ??
      (await folderProblem(read.value.options.folder, ['face'])))
    : read.problem
  if (!read.ok || problem !== null) {
    line.say(problem ?? 'the arguments cannot be used')
    return EXIT.unusable
  }
  const { folder, institution, for: seconds } = read.value.options
  let written: Promise<void> = Promise.resolve()
  const close = watchFaces({
    root: folder,
    institution,
    patience: PATIENCE,
    now: Date.now,
    onArrival: (arrival) => {
      written = written.then(() => line.out(lineOf(arrival)))
    },
    onReachable: (reachable) => {
      if (!reachable) line.say(`${folder}: the folder of face results is not reachable; waiting for it`)
    },
    onReady: () => line.say(`${folder}: watching`),
  })
  await untilEnd(seconds === undefined ? null : Number(seconds) * 1000)
  await close()
  await written
  return EXIT.done
}
