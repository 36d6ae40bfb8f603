/**
 * Does one kind of act over and over until it is killed, and prints each row's number once its row is durable:
 * `keys-act.ts ACT HOME STORE`. STORE is `files`, or `sealed` for a key store with an invented sealer.
 */
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import type { JournalPort } from '../../contract/journal.ts'
import { DEFAULT_SETTINGS, writeSettings } from '../../main/desk/office/settings.ts'
import { filesIn } from '../../main/files/folder.ts'
import { readClocks } from '../../main/journal/clock-reading.ts'
import { restoreJournal } from '../../main/journal/restore.ts'
import { atOnce } from '../../main/journal/steps.ts'
import { noStore, started, store } from '../unit/desk/terminal.ts'
import { visit } from '../unit/journal/visits.ts'

const [, , act = '', home = '', kind = ''] = process.argv
const say = (line: string): void => {
  writeSync(1, `${line}\n`)
}

/** A full disk is one of the faults; anything else that fails is an end with words. */
const append = (journal: JournalPort, number: number): void => {
  const written = journal.append(visit(number))
  if (written.ok) say(String(written.value.seq))
  else if (written.problem.why !== 'disk-full') throw new Error(written.problem.detail)
}

say('begin')
for (let round = 0; ; round += 1) {
  if (act === 'restore') {
    const backup = filesIn(join(home, 'backups'))
      .filter((name) => name.endsWith('.db'))
      .toSorted()
      .at(-1)
    if (backup === undefined) throw new Error('no backup')
    const restored = restoreJournal({
      home,
      backup,
      staff: 'staff-1',
      why: '見本',
      now: readClocks,
      terminal: '見本端末',
      findsIndividualNumber: () => false,
    })
    if (!restored.ok && restored.problem.status !== 'disk-full') throw new Error(restored.problem.message)
    say('restored')
  }
  const terminal = await started(home, kind === 'sealed' ? store() : noStore)
  const { journal } = terminal
  append(journal, round)
  for (let time = 0; time < 3; time += 1) {
    if (act === 'rotate') terminal.changeKeys()
    if (act === 'backup') atOnce(journal.backUp({ staff: 'staff-1' }))
    if (act === 'sheet') journal.makeKeySheet({ staff: 'staff-1', passphrase: null })
    if (act === 'settings')
      writeSettings(home, { ...DEFAULT_SETTINGS, clinicName: '見本'.repeat(round + time) })
    append(journal, time)
  }
  journal.close()
}
