/**
 * A process that writes is killed at a random moment, 1,000 times; what it had acknowledged on its output must be in the
 * journal, and the journal must verify each time. UKETSUKE_KILLS sets another number of kills.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { verifyJournal } from '../../main/journal/verify.ts'
import { randomFrom } from './random.ts'

const KILLS = Number(process.env.UKETSUKE_KILLS ?? 1_000)
const SEED = 20_261_122

/** Compiled modules, kept from one writer to the next: a killed process starts a thousand times. */
const compiled = mkdtempSync(join(tmpdir(), 'uketsuke-compiled-'))
afterAll(() => rmSync(compiled, { recursive: true, force: true }))

/** Only a process that ends in order leaves its compiled modules behind. */
const compileOnce = (folder: string): void => {
  const writer = fileURLToPath(new URL('journal-persistent-writer.ts', import.meta.url))
  spawnSync(process.execPath, [writer, join(folder, 'compile'), '1'], {
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  })
}

/**
 * Starts the writer, lets it live for so long after its first line, or, while it is still opening, after its start;
 * kills it, and gives back the last number seen.
 */
const liveAndDie = (
  home: string,
  from: 'first-line' | 'start',
  milliseconds: number,
): Promise<{ lines: number; last: number }> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('journal-writer.ts', import.meta.url)), home],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, NODE_COMPILE_CACHE: compiled },
      },
    )
    const kill = (): boolean => child.kill('SIGKILL')
    let text = ''
    let problem = ''
    if (from === 'start') setTimeout(kill, milliseconds)
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      if (text === '' && from === 'first-line') setTimeout(kill, milliseconds)
      text += piece
    })
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      problem += piece
    })
    child.once('close', () => {
      const whole = text
        .slice(0, text.lastIndexOf('\n') + 1)
        .split('\n')
        .slice(0, -1)
      if (problem !== '') reject(new Error(problem))
      else resolve({ lines: whole.length, last: Math.max(0, ...whole.map(Number)) })
    })
  })

test(`${KILLS} kills at random moments lose no acknowledged row`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-kill-'))
  const random = randomFrom(SEED)
  let acknowledged = 0
  let last = 0
  let home = join(folder, 'home-0')
  compileOnce(folder)
  try {
    for (let kill = 0; kill < KILLS; kill += 1) {
      // A fresh journal now and then, so that the first moments of one are killed too.
      if (kill % 50 === 0) {
        rmSync(home, { recursive: true, force: true })
        home = join(folder, `home-${kill}`)
        last = 0
      }
      // One in four while the journal is being opened, the others while it is being written.
      const opening = random(4) === 0
      const seen = await liveAndDie(home, opening ? 'start' : 'first-line', random(opening ? 500 : 60))
      acknowledged += seen.lines
      if (seen.lines > 0) expect(seen.last).toBeGreaterThan(last)
      last = Math.max(last, seen.last)
      if (!existsSync(join(home, 'journal.head'))) {
        // Killed before there was a journal: nothing can have been acknowledged.
        expect(last).toBe(0)
        continue
      }
      const verification = verifyJournal({ home })
      expect(verification).toMatchObject({ ok: true, value: { ok: true, problem: null } })
      if (verification.ok) expect(verification.value.entries).toBeGreaterThanOrEqual(last)
      if (kill % 100 === 99) console.log(`${kill + 1} kills, ${acknowledged} rows acknowledged, 0 lost`)
    }
    console.log(`${KILLS} kills, ${acknowledged} rows acknowledged, 0 lost (seed ${SEED})`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
