/**
 * The migration, purges and backups are killed at random moments: every journal opens, verifies, has every row that was
 * acknowledged, and nothing half made is left. UKETSUKE_ACT_KILLS sets the number of kills of each act.
 */
import { spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { instantInTokyo } from '../../contract/tokyo.ts'
import { readEnd } from '../../main/journal/database.ts'
import { openJournal } from '../../main/journal/open.ts'
import { openJournalForReading } from '../../main/journal/read.ts'
import { verifyJournal } from '../../main/journal/verify.ts'
import { visit } from '../unit/journal/visits.ts'
import { randomFrom } from './random.ts'

const KILLS = Number(process.env.UKETSUKE_ACT_KILLS ?? 300)
const HOMES = join(import.meta.dirname, '../../fixtures/homes-of-form-1')

const openAt = (home: string, at: string) => {
  const journal = openJournal({
    home,
    now: () => ({ iso: instantInTokyo(Date.parse(at)), monotonicMs: 1_000 }),
    terminal: '見本端末',
    findsIndividualNumber: () => false,
  })
  if (!journal.ok) throw new Error(journal.problem.message)
  return journal.value
}

/** The number of the newest row. */
const lastRowOf = (home: string): number => {
  const reader = openJournalForReading({ home })
  if (!reader.ok) throw new Error(reader.problem.message)
  const end = readEnd(reader.value.connection.database)
  reader.value.close()
  return end?.seq ?? 0
}

/** A home of form 1 as the fixtures have it. */
const copyOf = (home: string): string => {
  cpSync(join(HOMES, 'rotated'), home, { recursive: true })
  for (const file of readdirSync(home, { recursive: true, withFileTypes: true }))
    if (file.isFile()) chmodSync(join(file.parentPath, file.name), 0o600)
  return '2026-11-25T09:00:00+09:00'
}

/** A journal with rows of 2020 whose purge was announced: its day has come. */
const announced = (home: string): string => {
  let journal = openAt(home, '2020-03-01T09:00:00+09:00')
  for (let number = 1; number <= 40; number += 1) journal.append(visit(number))
  journal.close()
  journal = openAt(home, '2026-11-22T09:00:00+09:00')
  journal.confirmDay({ staff: 'reception', today: '2026-11-22' })
  journal.purge({ staff: 'reception', years: 5, minimum: 5 })
  journal.close()
  return '2026-11-25T09:00:00+09:00'
}

const filled = (home: string): string => {
  const journal = openAt(home, '2026-11-22T09:00:00+09:00')
  for (let number = 1; number <= 200; number += 1) journal.append(visit(number))
  journal.close()
  return '2026-11-22T10:00:00+09:00'
}

/** Starts the act, kills it so many milliseconds after its start, and gives back the last number that was seen. */
const liveAndDie = (act: string, home: string, at: string, milliseconds: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('journal-act.ts', import.meta.url)), act, home, at],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    )
    let text = ''
    let problem = ''
    setTimeout(() => child.kill('SIGKILL'), milliseconds)
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      text += piece
    })
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      problem += piece
    })
    child.once('close', () => {
      const whole = text.slice(0, text.lastIndexOf('\n') + 1).split('\n')
      if (problem !== '') reject(new Error(problem))
      else resolve(Math.max(0, ...whole.map(Number)))
    })
  })

test.each([
  ['migrate', copyOf],
  ['purge', announced],
  ['backup', filled],
] as const)(
  `%s: ${KILLS} kills at random moments lose no acknowledged row`,
  async (act, make) => {
    const folder = mkdtempSync(join(tmpdir(), 'uketsuke-act-kill-'))
    const random = randomFrom(20_261_128)
    try {
      for (let kill = 0; kill < KILLS; kill += 1) {
        const home = join(folder, `home-${kill}`)
        const at = make(home)
        const last = await liveAndDie(act, home, at, 150 + random(900))
        const journal = openAt(home, at.replace('T0', 'T1'))
        expect(journal.warnings.filter(({ code }) => code === 'loss-found')).toEqual([])
        expect(
          readdirSync(home, { recursive: true }).filter((name) => String(name).includes('.new')),
        ).toEqual([])
        journal.close()
        expect(lastRowOf(home)).toBeGreaterThanOrEqual(last)
        expect(verifyJournal({ home })).toMatchObject({ value: { ok: true, problem: null } })
        rmSync(home, { recursive: true, force: true })
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
  3_600_000,
)
