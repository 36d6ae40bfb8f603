import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { CheckIn } from '../../../contract/check-in.ts'
import type { Decision } from '../../../contract/decision.ts'
import type { JournalEvent } from '../../../contract/journal.ts'
import { RECEPTION } from '../../../contract/staff.ts'
import { decide } from '../../rules/decide.ts'
import { decisionRecord } from '../../rules/decision-record.ts'
import { containsIndividualNumber } from '../../rules/fields/individual-number.ts'
import { possibleCheckInSchema } from '../../rules/input.ts'
import { leftOpen } from '../../rules/left-open.ts'
import { RULE_SET } from '../../rules/rule-set.ts'
import { type Command, EXIT, readJson } from '../input.ts'
import { openHome } from '../journal.ts'
import { readArguments } from '../options.ts'

const eventOf = (checkIn: CheckIn, decision: Decision): JournalEvent => ({
  event: 'concluded',
  staff: RECEPTION,
  checkIn: checkIn.id ?? randomUUID(),
  ...decisionRecord(checkIn, decision, RULE_SET),
  notesOpen: leftOpen(decision, {
    outcome: decision.outcome,
    ticked: [],
    ofOutage: checkIn.desk?.outageMode === true,
    isDown: false,
    online: checkIn.online ?? null,
    paid: null,
    workForm: null,
  }),
  overridden: false,
  channel: 'command-line',
})

/** The longest id that a journal row takes. */
const MAX_ID = 80

/** A check-in whose id cannot stand in a row: by its length, or because it holds an individual number. */
const idProblem = (checkIns: readonly CheckIn[]): string | null => {
  for (const [index, { id }] of checkIns.entries()) {
    if (id === undefined) continue
    if (id.length === 0 || id.length > MAX_ID) return `[${index}].id: expected 1 to ${MAX_ID} characters`
    if (containsIndividualNumber(id) === 'valid')
      return `[${index}].id: holds an individual number (個人番号), which is never kept`
  }
  return null
}

/**
 * `check-in [FILE] --home DIR`: decides, and writes each into the journal in DIR. A line is printed only once its row is
 * durable, so that a reader may kill the process at any moment and finds every line that it has seen.
 */
export const checkInCommand: Command = async (args, line) => {
  const read = readArguments('check-in', args)
  if (!read.ok) {
    line.say(read.problem)
    return EXIT.unusable
  }
  const checkIns = await readJson(read.value.files[0], z.array(possibleCheckInSchema), line)
  const problem = checkIns.ok ? idProblem(checkIns.value) : checkIns.problem
  if (!checkIns.ok || problem !== null) {
    line.say(problem ?? 'the input cannot be used')
    return EXIT.unusable
  }
  const journal = openHome(read.value.options.home, line)
  if (!journal.ok) return EXIT.unusable
  try {
    for (const checkIn of checkIns.value) {
      const decision = decide(checkIn)
      const written = journal.value.append(eventOf(checkIn, decision))
      if (!written.ok) {
        line.say(`${read.value.options.home}: ${written.problem.why}: ${written.problem.detail}`)
        return EXIT.bad
      }
      await line.out(
        `${JSON.stringify({
          seq: written.value.seq,
          id: checkIn.id ?? null,
          outcome: decision.outcome,
          reason: decision.reasons[0]?.code ?? null,
        })}\n`,
      )
    }
    return EXIT.done
  } finally {
    journal.value.close()
  }
}
