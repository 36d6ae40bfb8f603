import { z } from 'zod'
import { type Recording, type RecordingResults, recordingSchema } from '../../../contract/recording.ts'
import type { ScanResult } from '../../../contract/scan.ts'
import { createScanSession, stepSession } from '../../codes/session.ts'
import { type Command, EXIT, readJson } from '../input.ts'
import { readArguments } from '../options.ts'

/** Plays one recording on its own clock. */
export const playRecording = ({ id, config, events }: Recording): RecordingResults => {
  let session = createScanSession(config)
  const results: ScanResult[] = []
  for (const event of events) {
    const taken = stepSession(session, event)
    session = taken.session
    results.push(...taken.results)
  }
  return id === undefined ? { results } : { id, results }
}

/** `scan [FILE]`: an array of recordings in, an array of results out, in order. Pure. */
export const scanCommand: Command = async (args, line) => {
  const read = readArguments('scan', args)
  if (!read.ok) {
    line.say(read.problem)
    return EXIT.unusable
  }
  const recordings = await readJson(read.value.files[0], z.array(recordingSchema), line)
  if (!recordings.ok) {
    line.say(recordings.problem)
    return EXIT.unusable
  }
  await line.out(`${JSON.stringify(recordings.value.map(playRecording), null, 2)}\n`)
  return EXIT.done
}
