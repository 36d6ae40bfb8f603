/** Writes rows without end into the journal of a folder, and prints each number once its row is durable. */
import { writeSync } from 'node:fs'
import { readClocks } from '../../main/journal/clock-reading.ts'
import { openJournal } from '../../main/journal/open.ts'
import { visit } from '../unit/journal/visits.ts'

const [, , home = ''] = process.argv
const journal = openJournal({
  home,
  now: readClocks,
  terminal: '見本端末',
  findsIndividualNumber: () => false,
})
if (!journal.ok) throw new Error(journal.problem.message)
if (journal.value.warnings.some(({ code }) => code !== 'key-file'))
  throw new Error(JSON.stringify(journal.value.warnings))

for (let number = 1; ; number += 1) {
  const working = number % 3 === 0 ? { working: number % 2 === 0 ? null : `{"step":${number}}` } : undefined
  const written = journal.value.append(visit(number), working)
  if (!written.ok) throw new Error(written.problem.detail)
  writeSync(1, `${written.value.seq}\n`)
  if (number % 97 === 0) journal.value.slip()
}
