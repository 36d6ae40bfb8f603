import type { Diagnosis } from '../../../contract/office.ts'
import { diagnose } from '../../desk/office/doctor.ts'
import { machineProbes } from '../../desk/office/probes.ts'
import { systemClock } from '../../desk/process/clock.ts'
import { personalHome } from '../../files/data-folder.ts'
import { type Command, EXIT } from '../input.ts'
import { readArguments } from '../options.ts'

const MARKS = { ok: '✓', warn: '!', fail: '✗' } as const

const asText = ({ status, what, advice }: Diagnosis): string =>
  `${MARKS[status]} ${status.padEnd(4)} ${what.en}${advice.en === '' ? '' : ` → ${advice.en}`}`

/** `doctor [--json] [--home DIR]`: what works on this machine, and what to do about the rest. Exit 1 if anything fails. */
export const doctorCommand: Command = async (args, line) => {
  const read = readArguments('doctor', args)
  if (!read.ok) {
    line.say(read.problem)
    return EXIT.unusable
  }
  const { json, home = personalHome(false) } = read.value.options
  const diagnoses = await diagnose(machineProbes(home, systemClock.zone()))
  const checks = diagnoses.map(({ id, status, what, advice }) => ({
    id,
    status,
    what: what.en,
    advice: advice.en,
  }))
  await line.out(json ? `${JSON.stringify({ checks }, null, 2)}\n` : `${diagnoses.map(asText).join('\n')}\n`)
  return diagnoses.some(({ status }) => status === 'fail') ? EXIT.bad : EXIT.done
}
