/**
 * The packaged program: what is in it, what its fuses are, and that it works. It stands on whatever runtime there is;
 * on the development stand-in it is driven with its simulated desk, which lies beside the bundle.
 */
import { execFile, spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { listPackage } from '@electron/asar'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fusesByName, readFuses } from '../../scripts/packaging/fuses.ts'
import { connectToPage } from './devtools.ts'
import { openDisplay } from './display.ts'
import { electronExecutable, eventually } from './launch.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const standIn = existsSync(join(electronExecutable(), '..', 'fallback-runtime.json'))
const WORK = join(ROOT, 'build', 'package')
const folder = join(WORK, standIn ? 'fallback-runtime-not-for-use' : 'out', 'linux-unpacked')
const program = join(folder, standIn ? 'uketsuke-fallback-runtime' : 'uketsuke')
const archive = join(folder, 'resources', 'app.asar')
const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
let home: string

beforeAll(async () => {
  await promisify(execFile)(process.execPath, ['scripts/package.ts'], { cwd: ROOT })
  home = await mkdtemp(join(tmpdir(), 'uketsuke-package-'))
}, 180_000)
afterAll(() => rm(home, { recursive: true, force: true }))

/** Runs the packaged program to its end, without a display. */
const run = (args: readonly string[], input = '', environment: NodeJS.ProcessEnv = {}) => {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...without } = process.env
  return spawnSync(program, [...root, ...args], {
    input,
    encoding: 'utf8',
    timeout: 30_000,
    env: { ...without, UKETSUKE_NODE: process.execPath, ...environment },
  })
}

describe('what is in it', () => {
  test('no simulated device, no fixture, no test and no dock', () => {
    const sources: string[] = JSON.parse(readFileSync(join(WORK, 'sources.json'), 'utf8'))
    expect(sources.length).toBeGreaterThan(200)
    expect(sources).toContain('main/desk/release.ts')
    expect(sources.filter((path) => /^(fixtures|test)\/|simulat|dock\/|development/.test(path))).toEqual([
      // The words of the dock's commands, and the desk's refusal of them where there is no simulator.
      'main/contract/simulator.ts',
      'main/desk/simulate.ts',
    ])
  })

  test('only the program, the modules with machine code, and their licences', () => {
    const paths = listPackage(archive, { isPack: false })
    const tops = new Set(paths.map((path) => path.split('/')[1]))
    expect([...tops].sort()).toEqual(['build', 'node_modules', 'package.json'])
    expect(
      paths.filter((path) => /\.(ts|tsx|map|md|test\.\w+)$|(^|\/)(test|src\/.*\.c+)$/.test(path)),
    ).toEqual(['/node_modules/ms/license.md'])
    const binaries = paths.filter((path) => path.endsWith('.node'))
    expect(binaries.filter((path) => !/linux[-_]x(86_)?64/.test(path))).toEqual([])
    expect(binaries.length).toBeGreaterThanOrEqual(4)
    for (const path of binaries) expect(existsSync(`${archive}.unpacked${path}`)).toBe(true)
  })

  test('no other program can be put in its place', () => {
    expect(readdirSync(join(folder, 'resources')).sort()).toEqual(['app.asar', 'app.asar.unpacked', 'papers'])
    expect(readdirSync(`${archive}.unpacked`).sort()).toEqual(
      standIn ? ['build', 'node_modules', 'practice'] : ['build', 'node_modules'],
    )
  })

  test('a bill of materials and the licence of everything that is shipped', () => {
    const bill = JSON.parse(
      readFileSync(join(folder, 'resources', 'papers', 'bill-of-materials.cdx.json'), 'utf8'),
    )
    expect(bill.bomFormat).toBe('CycloneDX')
    const names: string[] = bill.components.map((one: { name: string }) => one.name)
    for (const name of [
      'electron',
      'better-sqlite3-multiple-ciphers',
      'pcsc-mini',
      'node-hid',
      'react',
      'zod',
    ])
      expect(names).toContain(name)
    for (const name of ['vitest', 'playwright', 'electron-builder']) expect(names).not.toContain(name)
    const licences = readFileSync(join(folder, 'resources', 'papers', 'third-party-licences.txt'), 'utf8')
    expect(licences).toContain('Permission is hereby granted')
    expect(licences).not.toContain('"not stated"')
    expect(existsSync(join(folder, 'LICENSES.chromium.html'))).toBe(true)
  })
})

describe('19 its fuses', () => {
  test('are set as named, read back from the binary', async () => {
    const wanted = fusesByName('linux')
    const found = await readFuses(program)
    expect(Object.keys(wanted)).toHaveLength(9)
    if (!standIn) expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort())
    expect(Object.keys(found).length).toBeGreaterThanOrEqual(7)
    for (const [name, state] of Object.entries(found)) expect([name, state]).toEqual([name, wanted[name]])
  })

  test('keep it from running as Node, from options for Node, and from being looked into', () => {
    const asNode = run(['-e', 'process.exit(42)'], '', { ELECTRON_RUN_AS_NODE: '1' })
    expect(asNode.status).not.toBe(42)
    const inspected = run(['--inspect=0', '--what'])
    expect(inspected.stderr).not.toContain('Debugger listening')
    const withOptions = run(['--what'], '', { NODE_OPTIONS: '--require /nowhere.js' })
    expect(withOptions.stderr).not.toContain('/nowhere.js')
  })
})

describe('its command line', () => {
  test('answers without a window, a display or the fuse', () => {
    const checkIns = [{ visitDate: '2026-11-20', presented: [] }]
    const decided = run(['decide'], JSON.stringify(checkIns))
    expect(decided.status).toBe(0)
    expect(JSON.parse(decided.stdout)[0].outcome).not.toBe('accept')
    const listed = run(['check-in', '--home', home], JSON.stringify(checkIns))
    expect(JSON.parse(listed.stdout)).toMatchObject({ seq: expect.any(Number) })
    const verified = run(['journal', 'verify', '--home', home])
    expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true })
    expect(verified.status).toBe(0)
  })

  test('refuses what it does not know', () => {
    const unknown = run(['abracadabra'])
    expect(unknown.status).toBe(2)
    expect(unknown.stdout).toBe('')
    expect(unknown.stderr).toContain('abracadabra')
  })
})

test.runIf(standIn)('a package on the stand-in is named so and does not start outside simulated mode', () => {
  expect(program).toContain('fallback-runtime')
  const refused = run(['--home', home])
  expect(refused.status).toBe(2)
  expect(refused.stderr).toContain('stand-in')
})

test.runIf(standIn)(
  'it works: a card is read, decided on, journalled and shown',
  async () => {
    const display = await openDisplay()
    const practice = join(home, 'practice')
    const child = spawn(program, [...root, '--remote-debugging-port=0', '--simulated', '--home', practice], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        PATH: process.env.PATH,
        HOME: home,
        TZ: 'Asia/Tokyo',
        LANG: 'ja_JP.UTF-8',
        DISPLAY: display.name,
        UKETSUKE_NODE: process.execPath,
      },
    })
    try {
      let said = ''
      child.stderr.on('data', (data: Buffer) => {
        said += data.toString()
      })
      const port = await eventually(
        'its port',
        () => /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(said)?.[1],
      )
      const page = await connectToPage(port, 'uketsuke://desk/index.html')
      const persona = await eventually('its personas', () =>
        page.evaluate(
          'new Promise((resolve) => uketsuke.onState((state) => resolve(state.simulator?.personas[0]?.id)))',
        ),
      )
      for (const command of [
        { command: 'answer-online', online: { code: 1 } },
        { command: 'place-card', persona },
      ])
        await page.evaluate(`uketsuke.send(${JSON.stringify({ type: 'simulate', command })})`)
      await eventually('the result', async () =>
        String(await page.evaluate('document.body.textContent')).includes('確認できました')
          ? true
          : undefined,
      )
      page.close()
    } finally {
      child.kill()
      await new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(null)))
      await display.close()
    }
    const verified = run(['journal', 'verify', '--home', practice])
    expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true })
    expect(JSON.parse(verified.stdout).entries).toBeGreaterThan(0)
    expect(await readFile(join(practice, 'journal.db'), 'latin1')).not.toContain('SQLite format 3')
  },
  60_000,
)
