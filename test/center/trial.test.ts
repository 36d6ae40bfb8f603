/** `npm run center`: the tables that it shows, and that nothing of it is left, however it ends. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const SCRIPT = join(import.meta.dirname, '..', '..', 'scripts', 'center.ts')

/** Starts the trial with a temporary folder of its own, as the leader of a group, which is what Ctrl+C reaches. */
const start = (command: readonly string[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'trial-'))
  // PostgreSQL, which may run as another account, has to get through.
  chmodSync(folder, 0o755)
  const [program = '', ...args] = command
  const child = spawn(program, args, {
    env: { ...process.env, TMPDIR: folder },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const hear = (data: Buffer): void => {
    said += data.toString()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const ended = once(child, 'close').then(([code]: unknown[]) => ({ code, said, left: readdirSync(folder) }))
  return { child, ended, said: () => said }
}

const TYPED = [process.execPath, '--disable-warning=ExperimentalWarning', SCRIPT]
const trial = (...args: readonly string[]) => start([...TYPED, ...args])

const pressControlC = ({ pid }: ChildProcess): void => {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGINT')
  } catch {
    // It has ended.
  }
}

/** Runs a command where PostgreSQL's folder is empty, which only it sees; for a mount one has to be root, or root in a namespace. */
const withoutPostgres = (command: readonly string[]): readonly string[] => [
  ...['unshare', ...(process.getuid?.() === 0 ? [] : ['--map-root-user']), '--mount'],
  ...['sh', '-c', 'mount -t tmpfs none /usr/lib/postgresql && exec "$@"', 'sh', ...command],
]

/** True where something listens at a port of this machine. */
const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

/** Waits until nothing listens there: a server takes its files away a moment before the system has closed its port. */
const silent = (port: number): Promise<void> =>
  expect.poll(() => answers(port), { timeout: 10_000 }).toBe(false)

const portIn = (said: string): number => Number(/port (\d+)/.exec(said)?.[1])

test('three terminals, their visits and what is open; with --once nothing is left', async () => {
  const { code, said, left } = await trial('--once').ended
  expect({ code, left }, said).toEqual({ code: 0, left: [] })
  for (const counter of ['受付1', '受付2', '会計']) {
    expect(said).toMatch(new RegExp(`^ ${counter} +\\| 見本内科医院 \\| +\\d+ \\| +0 \\| f *$`, 'm'))
    expect(
      said.match(new RegExp(`^ \\d{4}-\\d\\d-\\d\\d \\| 見本内科医院 \\| ${counter} `, 'gm')),
    ).toHaveLength(3)
    expect(said).toMatch(new RegExp(`\\| ${counter} +\\| [123]\\d{4} +\\| accept-with-note +\\| recheck`))
    expect(said).toMatch(new RegExp(`\\| ${counter} +\\| [123]\\d{4} +\\| need-more +\\| unconfirmed`))
  }
  expect(said).toContain("psql 'postgresql://reader@/uketsuke?host=")
  await silent(portIn(said))
})

test('stays until Ctrl+C', async () => {
  const { child, ended, said } = trial()
  await expect.poll(said, { timeout: 40_000 }).toContain('until Ctrl+C')
  expect(await answers(portIn(said()))).toBe(true)
  pressControlC(child)
  expect(await ended).toMatchObject({ code: 0, left: [] })
  await silent(portIn(said()))
})

test.each([
  ['while PostgreSQL is made', '· starting'],
  ['while terminals send', '✓ 受付1'],
])('interrupted %s nothing is left', async (_, words) => {
  const { child, ended, said } = trial('--once')
  await expect.poll(said, { timeout: 40_000, interval: 5 }).toContain(words)
  pressControlC(child)
  // As somebody who is impatient.
  setTimeout(pressControlC, 300, child)
  expect(await ended, said()).toMatchObject({ code: 130, left: [] })
  if (said().includes('port')) await silent(portIn(said()))
})

test('says what is missing where PostgreSQL is not installed', async () => {
  const { code, said, left } = await start(withoutPostgres(TYPED)).ended
  expect({ code, left }).toEqual({ code: 1, left: [] })
  expect(said.trim().split('\n')).toEqual([expect.stringMatching(/^PostgreSQL 15 or later is not installed/)])
})
