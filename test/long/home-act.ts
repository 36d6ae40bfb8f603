/**
 * Does one kind of act over and over until it is killed, and prints each row's number once its row is durable, and what else it
 * has done: `home-act.ts ACT HOME STORE SEED`. STORE is `files`, or `sealed` for a key store with an invented sealer; SEED sets
 * the clock at random. The act `compile` ends by itself.
 */
import { rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { JournalPort } from '../../contract/journal.ts'
import { instantInTokyo } from '../../contract/tokyo.ts'
import { DEFAULT_SETTINGS, writeSettings } from '../../main/desk/office/settings.ts'
import { filesIn } from '../../main/files/folder.ts'
import { dayOf } from '../../main/journal/clock-reading.ts'
import { restoreJournal } from '../../main/journal/restore.ts'
import { atOnce } from '../../main/journal/steps.ts'
import { noStore, started, store, type Terminal } from '../unit/desk/terminal.ts'
import { visit } from '../unit/journal/visits.ts'
import { restoreSent } from './center-rows.ts'
import { randomFrom } from './random.ts'

const [, , act = '', home = '', kind = '', seed = ''] = process.argv
const random = randomFrom(Number(seed))
const say = (line: string): void => {
  writeSync(1, `${line}\n`)
}

const DAY = 24 * 60 * 60 * 1_000
/** Minutes, days and years by which the clock is set, ahead and back. */
const OFFSETS = [
  0,
  0,
  300_000,
  -300_000,
  4 * DAY,
  -4 * DAY,
  40 * DAY,
  -40 * DAY,
  100 * DAY,
  2_200 * DAY,
  -2_200 * DAY,
]
let offset = 0
const now = () => ({
  iso: instantInTokyo(Date.now() + offset),
  monotonicMs: Math.floor(performance.now()),
})
/** Sets the clock one time in three; somebody confirms the day that it shows one time in four, right or not. */
const turnClock = (journal: JournalPort | null): void => {
  if (random(3) > 0) return
  offset = OFFSETS[random(OFFSETS.length)] ?? 0
  say('clock')
  if (random(4) === 0) journal?.confirmDay({ staff: 'staff-1', today: dayOf(now().iso) })
}

/** A full disk is one of the faults; anything else that fails is an end with words. */
const append = (journal: JournalPort, number: number): void => {
  turnClock(journal)
  const written = journal.append(visit(number))
  if (written.ok) say(String(written.value.seq))
  else if (written.problem.why !== 'disk-full') throw new Error(written.problem.detail)
}

const restore = (): void => {
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
    now,
    terminal: '見本端末',
    findsIndividualNumber: () => false,
  })
  if (!restored.ok && restored.problem.status !== 'disk-full') throw new Error(restored.problem.message)
  say('done')
}

/** Sets the journal back to its first backup, or loses it, and takes what the center holds. */
const restoreFromCenter = (): void => {
  const circumstances = { now, terminal: '見本端末', findsIndividualNumber: () => false }
  const [backup] = filesIn(join(home, 'backups'))
    .filter((name) => name.endsWith('.db'))
    .toSorted()
  if (backup === undefined) throw new Error('no backup')
  if (random(2) === 0) rmSync(join(home, 'journal.db'), { force: true })
  else restoreJournal({ home, backup, staff: 'staff-1', why: '見本', ...circumstances })
  const problem = restoreSent(home, join(home, 'center.json'), circumstances)
  if (problem !== null) throw new Error(problem)
  say('done')
}

/** @param count of the acts so far. @returns whether it was done; what keeps it from that is for the check afterwards */
const perform = ({ journal, changeKeys, moveKeys, keeper }: Terminal, count: number): boolean => {
  switch (act) {
    case 'rotate': {
      const changed = changeKeys()
      return changed !== 'not-kept' && changed.ok
    }
    case 'move':
      return moveKeys(keeper.place().at === 'files' ? 'store' : 'files') === null
    case 'backup':
      return atOnce(journal.backUp({ staff: 'staff-1' })).ok
    case 'sheet':
      return journal.makeKeySheet({ staff: 'staff-1', passphrase: null }).ok
    case 'purge': {
      const purged = journal.purge({ staff: 'staff-1', years: 5, minimum: 5 })
      return purged.ok && purged.value.state === 'done'
    }
    case 'settings':
      writeSettings(home, { ...DEFAULT_SETTINGS, clinicName: '見本'.repeat((count % 40) + 1) })
      return true
    default:
      return false
  }
}

say('begin')
for (let round = 0; round === 0 || act !== 'compile'; round += 1) {
  if (act === 'restore') restore()
  if (act === 'center') restoreFromCenter()
  if (round > 0) turnClock(null)
  const terminal = await started(home, kind === 'sealed' ? store() : noStore, now)
  append(terminal.journal, round)
  for (let time = 0; time < 3; time += 1) {
    if (perform(terminal, 3 * round + time)) say('done')
    append(terminal.journal, time)
  }
  terminal.journal.close()
}
