import { homedir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Diagnosis } from '../../../contract/office.ts'
import { diagnose } from '../../desk/office/doctor.ts'
import { machineProbes } from '../../desk/office/probes.ts'
import { type Command, EXIT } from '../input.ts'

const MARKS = { ok: '✓', warn: '!', fail: '✗' } as const

const asText = ({ status, what, advice }: Diagnosis): string =>
  `${MARKS[status]} ${status.padEnd(4)} ${what.en}${advice.en === '' ? '' : ` → ${advice.en}`}`

const readArguments = (args: readonly string[]): { home: string; json: boolean } | string => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean', default: false }, home: { type: 'string' } },
      strict: true,
    })
    return { home: values.home ?? join(homedir(), '.local', 'share', 'uketsuke'), json: values.json }
  } catch (error) {
    return error instanceof Error ? error.message.replaceAll('\n', ' ') : 'the arguments cannot be used'
  }
}

/** `doctor [--json] [--home DIR]`: what works on this machine, and what to do about the rest. Exit 1 if anything fails. */
export const doctorCommand: Command = async (args, line) => {
  const read = readArguments(args)
  if (typeof read === 'string') {
    line.say(read)
    return EXIT.unusable
  }
  const diagnoses = await diagnose(machineProbes(read.home))
  const checks = diagnoses.map(({ id, status, what, advice }) => ({
    id,
    status,
    what: what.en,
    advice: advice.en,
  }))
  await line.out(
    read.json ? `${JSON.stringify({ checks }, null, 2)}\n` : `${diagnoses.map(asText).join('\n')}\n`,
  )
  return diagnoses.some(({ status }) => status === 'fail') ? EXIT.bad : EXIT.done
}
