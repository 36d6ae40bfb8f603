import { z } from 'zod'

import { decide } from '../../rules/decide.ts'
import { possibleCheckInSchema } from '../../rules/input.ts'
import { type Command, EXIT, readJson } from '../input.ts'
import { readArguments } from '../options.ts'

/** `decide [FILE]`: an array of check-ins in, an array of decisions out, in order. Pure. */
export const decideCommand: Command = async (args, line) => {
  const read = readArguments('decide', args)
  if (!read.ok) {
    line.say(read.problem)
    return EXIT.unusable
  }
  const checkIns = await readJson(read.value.files[0], z.array(possibleCheckInSchema), line)
  if (!checkIns.ok) {
    line.say(checkIns.problem)
    return EXIT.unusable
  }
  await line.out(`${JSON.stringify(checkIns.value.map(decide), null, 2)}\n`)
  return EXIT.done
}
