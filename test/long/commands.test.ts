/** Types every command that README, CONTRIBUTING, SECURITY and docs/architecture.md name, and sees that it does its work. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Display, openDisplay } from '../../fixtures/terminal/display.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const PAGES = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs/architecture.md']

/** The command ends by itself with one of these codes, or says so and goes on until it is ended. */
type Ends = { readonly codes: readonly number[] } | { readonly says: string }

const RUN: Readonly<Record<string, Ends>> = {
  'npm start': { says: 'opening the terminal in simulated mode' },
  'npm start -- --developer': { says: 'opening the terminal in simulated mode' },
  'npm start -- --real': { says: 'opening the terminal on real devices' },
  'npm run dev': { says: 'a change of the desk keeps the check-in' },
  'npm run gallery': { says: 'Local:' },
  'npm run check': { codes: [0] },
  'npm run imports': { codes: [0] },
  'npm run fix': { codes: [0] },
  'npm run docs': { codes: [0] },
  'npm run demo': { codes: [0] },
  'npm run center': { says: 'until Ctrl+C' },
  'npm run center -- --once': { codes: [0] },
  'npm run build': { codes: [0] },
  'npm run fixtures': { codes: [0] },
  // 1: a reader or a scanner is not there.
  'npm run -s uketsuke -- doctor': { codes: [0, 1] },
  'npm run -s uketsuke -- card read': { codes: [0, 1] },
  'npx vitest run --project unit test/unit/rules': { codes: [0] },
}

/** Commands that cannot be typed from within themselves, or are typed elsewhere, with the place. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'npm run check -- COMMIT': 'a form',
  '.ci/run': 'lands every change',
  'npm test': '.ci/run',
  'npm run test:long': 'runs this file',
  'npm run test:lab': '.ci/run',
  'npm run bench': 'a quarter of an hour on a quiet machine: by hand, for docs/performance.md',
  'npm run bench -- --check': 'the same',
  'npm run package': 'test/electron/package.test.ts',
  'npm run package -- --deb': 'the same',
  'npm run package -- --nsis FOLDER':
    'a form: test/windows/installer.ts, test/unit/scripts/package-asked.test.ts',
  'npm run package -- --installers':
    'needs the runtime that ships: by hand, on a machine that reaches its download',
  'npm run test:electron -- NAME': 'a form',
  'npm run test:electron -- --runtime shipped': 'needs the runtime that ships as well',
  'npm run test:screens': '.ci/run',
  'npm run test:center': '.ci/run',
  'npm run test:engine': '.ci/run',
  'npm run test:windows': '.ci/run',
  'npm run -s uketsuke -- COMMAND …': 'a form: test/unit/cli and the command lines of the rooms',
  'npm run …': 'a form',
  'sudo uketsuke --no-sandbox COMMAND': 'test/electron/package.test.ts',
}

const COMMAND = /`((?:npm|npx|sudo|\.ci\/run)[^`]*)`/g
const named = new Set(
  PAGES.flatMap((page) =>
    [...readFileSync(join(ROOT, page), 'utf8').matchAll(COMMAND)].map((match) => match[1] ?? ''),
  ),
)

test('each has its place here, and nothing else has', () => {
  expect([...named].sort()).toEqual([...Object.keys(RUN), ...Object.keys(ELSEWHERE)].sort())
})

let display: Display
beforeAll(async () => {
  display = await openDisplay()
})
afterAll(() => display?.close())

/** Types a command as a person would; ends it, with all that it has started, once it has said what it should. */
const type = (command: string, says: string | null): Promise<{ code: number | null; said: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', command], {
      cwd: ROOT,
      detached: true,
      env: { ...process.env, DISPLAY: display.name },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    const hear = (data: Buffer): void => {
      said += data.toString()
      if (says !== null && said.includes(says) && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, said }))
  })

describe.each(Object.entries(RUN))('%s', (command, ends) => {
  test('does its work', async () => {
    const { code, said } = await type(command, 'says' in ends ? ends.says : null)
    if ('says' in ends) expect(said).toContain(ends.says)
    else expect(ends.codes, said.slice(-2_000)).toContain(code)
  })
})
