/**
 * The packaged program, as it is installed from its deb: what is in it, what its fuses are, and that it works. It stands
 * on whatever runtime there is; on the development stand-in it is driven with its simulated desk, which lies beside the
 * bundle.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listPackage } from '@electron/asar'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDisplay } from '../../fixtures/terminal/display.ts'
import { eventually } from '../../fixtures/terminal/launch.ts'
import packageJson from '../../package.json' with { type: 'json' }
import { fusesByName, readFuses } from '../../scripts/packaging/fuses.ts'
import { connectToPage } from './devtools.ts'
import { INSTALLED, type InstalledPackage, installPackage, NAME, standIn } from './installed-package.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const EXECUTABLE = `${INSTALLED}/${NAME}`
const UNIT = `/usr/lib/systemd/user/${NAME}.service`
const RULE = `/usr/lib/udev/rules.d/70-${NAME}.rules`
const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
let installed: InstalledPackage
let home: string

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'uketsuke-package-'))
  installed = await installPackage()
}, 180_000)
afterAll(async () => {
  installed?.machine.close()
  await rm(home, { recursive: true, force: true })
})

/** Runs the packaged program to its end, without a display. */
const run = (args: readonly string[], input = '', environment: NodeJS.ProcessEnv = {}) => {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...without } = process.env
  return spawnSync(installed.program, [...root, ...args], {
    input,
    encoding: 'utf8',
    timeout: 30_000,
    env: { ...without, UKETSUKE_NODE: process.execPath, ...environment },
  })
}

describe('what is in it', () => {
  test('no simulated device, no fixture, no test and no dock', () => {
    const sources: string[] = JSON.parse(readFileSync(installed.sources, 'utf8'))
    expect(sources.length).toBeGreaterThan(200)
    expect(sources).toContain('main/desk/process/release.ts')
    expect(sources.filter((path) => /^(fixtures|test)\/|simulat|dock\/|development/.test(path))).toEqual([
      // The words of the dock's commands, and the desk's refusal of them where there is no simulator.
      'contract/simulator.ts',
      'main/desk/model/simulate.ts',
    ])
  })

  test('only the program, the modules with machine code, and their licences', () => {
    const paths = listPackage(installed.archive, { isPack: false })
    const tops = new Set(paths.map((path) => path.split('/')[1]))
    expect([...tops].sort()).toEqual(['build', 'node_modules', 'package.json'])
    expect(
      paths.filter((path) => /\.(ts|tsx|map|md|test\.\w+)$|(^|\/)(test|src\/.*\.c+)$/.test(path)),
    ).toEqual(['/node_modules/ms/license.md'])
    const binaries = paths.filter((path) => path.endsWith('.node'))
    expect(binaries.filter((path) => !/linux[-_]x(86_)?64/.test(path))).toEqual([])
    expect(binaries.length).toBeGreaterThanOrEqual(4)
    for (const path of binaries) expect(existsSync(`${installed.archive}.unpacked${path}`)).toBe(true)
  })

  test('no other program can be put in its place', () => {
    expect(readdirSync(join(installed.folder, 'resources')).sort()).toEqual([
      'app.asar',
      'app.asar.unpacked',
      'apparmor-profile',
      'papers',
    ])
    expect(readdirSync(`${installed.archive}.unpacked`).sort()).toEqual(
      standIn ? ['build', 'node_modules', 'practice'] : ['build', 'node_modules'],
    )
  })

  test('a bill of materials and the licence of everything that is shipped', () => {
    const bill = JSON.parse(
      readFileSync(join(installed.folder, 'resources', 'papers', 'bill-of-materials.cdx.json'), 'utf8'),
    )
    expect(bill.bomFormat).toBe('CycloneDX')
    const names: string[] = bill.components.map((one: { name: string }) => one.name)
    for (const name of ['electron', 'better-sqlite3-multiple-ciphers', 'koffi', 'node-hid', 'react', 'zod'])
      expect(names).toContain(name)
    for (const name of ['vitest', 'playwright', 'electron-builder']) expect(names).not.toContain(name)
    const licences = readFileSync(
      join(installed.folder, 'resources', 'papers', 'third-party-licences.txt'),
      'utf8',
    )
    expect(licences).toContain('Permission is hereby granted')
    expect(licences).not.toContain('"not stated"')
    expect(existsSync(join(installed.folder, 'LICENSES.chromium.html'))).toBe(true)
  })
})

describe('its deb', () => {
  test('says what it is and what it needs', () => {
    const field = (of: string): string =>
      execFileSync('dpkg-deb', ['--field', installed.deb, of], { encoding: 'utf8' }).trim()
    expect(['Package', 'Version', 'Architecture', 'Maintainer'].map(field)).toEqual([
      NAME,
      packageJson.version,
      'amd64',
      packageJson.author,
    ])
    expect(field('Depends').split(', ')).toEqual(
      expect.arrayContaining(['libgtk-3-0', 'libnss3', 'libpcsclite1', 'pcscd', 'fonts-noto-cjk']),
    )
    // A package that electron-builder would recommend, for a tray that there is not.
    expect(field('Recommends')).toBe('')
  })

  test('every file is the administrator’s, and nobody else may write it', () => {
    const lines = execFileSync('dpkg-deb', ['--contents', installed.deb], { encoding: 'utf8' })
      .trim()
      .split('\n')
    expect(lines.length).toBeGreaterThan(100)
    expect(lines.filter((line) => !/^(drwxr-xr-x|-rwxr-xr-x|-rw-r--r--) root\/root /.test(line))).toEqual([])
    expect(installed.machine.dpkg('--verify', NAME)).toBe('')
  })

  test('outside its folder: a udev rule, a unit, an icon and an entry of the menu', () => {
    const { dpkg, at } = installed.machine
    const entryFile = `/usr/share/applications/${NAME}.desktop`
    const outside = dpkg('--listfiles', NAME)
      .split('\n')
      .filter((path) => path.startsWith('/usr/') && statSync(at(path)).isFile())
    expect(outside.sort()).toEqual([
      UNIT,
      RULE,
      entryFile,
      `/usr/share/icons/hicolor/512x512/apps/${NAME}.png`,
    ])
    const ours = (file: string): string => readFileSync(join(ROOT, 'packaging', 'linux', file), 'utf8')
    expect(readFileSync(at(RULE), 'utf8')).toBe(ours('70-uketsuke.rules'))
    expect(readFileSync(at(UNIT), 'utf8')).toBe(ours('uketsuke.service'))
    const entry = readFileSync(at(entryFile), 'utf8')
    expect(entry).toMatch(/^Name\[ja\]=受付/m)
    expect(entry).toContain(standIn ? `Exec="${EXECUTABLE}" %U` : `Exec=${EXECUTABLE} %U`)
  })

  test('its script makes the link, and gives the sandbox its right where there are no user namespaces', () => {
    expect(readlinkSync(installed.machine.at(`/usr/bin/${NAME}`))).toBe(`/etc/alternatives/${NAME}`)
    expect(readlinkSync(installed.machine.at(`/etc/alternatives/${NAME}`))).toBe(EXECUTABLE)
    // The throw-away root has no /proc, and so none that the script could see.
    expect(statSync(join(installed.folder, 'chrome-sandbox')).mode & 0o7777).toBe(0o4755)
  })

  test.skipIf(spawnSync('systemd-analyze', ['--version']).status !== 0)(
    'its unit starts that link (not checked where there is no systemd)',
    () => {
      const { stderr } = spawnSync('systemd-analyze', ['verify', '--user', installed.machine.at(UNIT)], {
        encoding: 'utf8',
        env: { ...process.env, XDG_RUNTIME_DIR: home },
      })
      const complaints = stderr.split('\n').filter(
        // Debian 12's systemd is older than 254 and does not know these two.
        (line) => line !== '' && !/Unknown key '(RestartSteps|RestartMaxDelaySec)' in section/.test(line),
      )
      // The program is installed in the throw-away root alone; the complaint shows which file the unit means.
      const link = `/usr/bin/${NAME}`
      const missing = `${NAME}.service: Command ${link} is not executable: No such file or directory`
      expect(complaints).toEqual(existsSync(link) ? [] : [missing])
    },
  )
})

describe('19 its fuses', () => {
  test('are set as named, read back from the binary', async () => {
    const wanted = fusesByName('linux')
    const found = await readFuses(installed.program)
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
  expect(installed.program).toContain('fallback-runtime')
  const refused = run(['--home', home])
  expect(refused.status).toBe(2)
  expect(refused.stderr).toContain('stand-in')
})

test.runIf(standIn)(
  'it works: a card is read, decided on, journalled and shown',
  async () => {
    const display = await openDisplay()
    const practice = join(home, 'practice')
    const child = spawn(
      installed.program,
      [...root, '--remote-debugging-port=0', '--simulated', '--home', practice],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: {
          PATH: process.env.PATH,
          HOME: home,
          TZ: 'Asia/Tokyo',
          LANG: 'ja_JP.UTF-8',
          DISPLAY: display.name,
          UKETSUKE_NODE: process.execPath,
        },
      },
    )
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
          'new Promise((resolve) => uketsuke.onState((text) => resolve(JSON.parse(text).simulator?.personas[0]?.id)))',
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

test('its removal leaves nothing of it', () => {
  installed.machine.dpkg('--remove', NAME)
  for (const path of [INSTALLED, UNIT, RULE, '/usr/share', `/etc/alternatives/${NAME}`])
    expect(existsSync(installed.machine.at(path)), path).toBe(false)
  expect(readdirSync(installed.machine.at('/usr/bin'))).not.toContain(NAME)
})
