/**
 * Writes so many events into the journal of a folder whatever fails, and prints `+<number>` for each that is durable and
 * `-<why>` for each that is refused. Ends with `opened <n>` when the journal could not even be opened n times.
 */
import { writeSync } from 'node:fs'
import { readClocks } from '../../main/journal/clock-reading.ts'
import { openJournal } from '../../main/journal/open.ts'
import { visit } from '../unit/journal/visits.ts'

const [, , home = '', events = '0'] = process.argv
const open = () =>
  openJournal({ home, now: readClocks, terminal: '見本端末', findsIndividualNumber: () => false })

let journal = open()
for (let number = 1; number <= Number(events); number += 1) {
  if (!journal.ok) {
    writeSync(1, `-open ${journal.problem.status}\n`)
    journal = open()
    continue
  }
  const written = journal.value.append(visit(number), number % 3 === 0 ? { working: '{}' } : undefined)
  writeSync(1, written.ok ? `+${written.value.seq}\n` : `-${written.problem.why}\n`)
}
if (journal.ok) journal.value.close()
writeSync(1, 'end\n')
