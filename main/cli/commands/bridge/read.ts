import { basename } from 'node:path'
import { codeOf, readBytes } from '../../../bridge/folder/file.ts'
import { printed, readBridgeFile } from '../../../bridge/read.ts'
import { type Command, EXIT } from '../../input.ts'
import { readArguments } from '../../options.ts'

/** `bridge read FILE…`: files of the bridge in, an array of readings out, in order. */
export const bridgeReadCommand: Command = async (args, line) => {
  const read = readArguments('bridge read', args)
  if (!read.ok || read.value.files.length === 0) {
    line.say(read.ok ? 'FILE: at least one file is needed' : read.problem)
    return EXIT.unusable
  }
  const readings = []
  for (const file of read.value.files) {
    const name = basename(file)
    const found = await readBytes(file, name).catch((error: unknown) => codeOf(error))
    if (typeof found === 'string') {
      line.say(`${file}: cannot be read (${found})`)
      return EXIT.unusable
    }
    readings.push(printed(await readBridgeFile(name, found.bytes)))
  }
  await line.out(`${JSON.stringify(readings, null, 2)}\n`)
  return EXIT.done
}
