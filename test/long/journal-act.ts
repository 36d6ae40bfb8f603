/**
 * Does one act on the journal of a folder, over and over, and prints each row's number once it is durable:
 * `migrate` opens it, `purge` removes what was announced, `backup` makes backups.
 */
import { writeSync } from 'node:fs'
import { instantInTokyo } from '../../contract/tokyo.ts'
import { openJournal } from '../../main/journal/open.ts'
import { atOnce } from '../../main/journal/steps.ts'
import { visit } from '../unit/journal/visits.ts'

const [, , act = '', home = '', start = ''] = process.argv
const began = performance.now()
const now = () => ({
  iso: instantInTokyo(Date.parse(start) + performance.now() - began),
  monotonicMs: Math.floor(performance.now()),
})
const journal = openJournal({ home, now, terminal: '見本端末', findsIndividualNumber: () => false })
if (!journal.ok) throw new Error(journal.problem.message)
const lost = journal.value.warnings.find(({ code }) => code === 'loss-found')
if (lost) throw new Error(JSON.stringify(lost))

for (let number = 1; ; number += 1) {
  const written = journal.value.append(visit(number))
  if (!written.ok) throw new Error(written.problem.detail)
  writeSync(1, `${written.value.seq}\n`)
  if (act === 'purge') {
    const purged = journal.value.purge({ staff: 'reception', years: 5, minimum: 5 })
    if (!purged.ok) throw new Error(purged.problem.detail)
  }
  if (act === 'backup') {
    const made = atOnce(journal.value.backUp({ staff: 'reception' }))
    if (!made.ok) throw new Error(made.problem.detail)
  }
  if (act === 'migrate') journal.value.slip()
}
