/**
 * The installer, seen: it is compiled from a stand-in for the program, and installs, upgrades, refuses and removes under
 * Wine, silently and for the whole machine. On a machine without `makensis` it is one failure that says what to install.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeInstaller } from '../../scripts/packaging/nsis.ts'
import type { Line } from './lines.ts'
import { type Windows, windowsPath } from './wine.ts'

const KEY = 'Uketsuke trial'
const TITLE = '受付 Uketsuke trial'
const REGISTRY = `HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\${KEY}`
/** The stand-in runs for so long. */
const RUNS_MS = 60_000

/** A program that does nothing for a minute: an installer without content. */
const writeStandIn = (file: string): void => {
  const script = `Unicode true\nTarget amd64-unicode\nName x\nOutFile "${file}"\nSilentInstall silent\nRequestExecutionLevel user\nSection\nSleep ${RUNS_MS}\nSectionEnd\n`
  const made = spawnSync('makensis', ['-V1', '-'], { input: script, encoding: 'utf8' })
  if (made.error) throw new Error('makensis is missing; type: sudo apt-get install nsis')
  assert.equal(made.status, 0, made.stdout)
}

const writePayload = (folder: string, files: Readonly<Record<string, string>>): void => {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  writeStandIn(join(folder, 'uketsuke.exe'))
}

export const installerLines = async (windows: Windows, work: string, prefix: string): Promise<Line[]> => {
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  const drive = join(prefix, 'drive_c')
  const installed = join(drive, 'Program Files', KEY)
  const shortcut = join(
    drive,
    ...['ProgramData', 'Microsoft', 'Windows', 'Start Menu', 'Programs', `${TITLE}.lnk`],
  )
  const [user = ''] = readdirSync(join(drive, 'users')).filter((name) => name !== 'Public')
  const journal = join(drive, 'users', user, 'AppData', 'Local', 'uketsuke', 'journal.db')
  const output = { out: join(work, 'out'), err: join(work, 'err') }
  const run = (...program: string[]): Promise<number | null> =>
    windows.run(program, output, { cwd: work, timeoutMs: 240_000 })
  const said = (): string => readFileSync(output.out, 'utf8')
  const entry = async (name: string): Promise<string | null> => {
    const found = (await run('reg', 'query', REGISTRY, '/v', name, '/reg:64')) === 0
    return found ? (/REG_\w+\s+(.*?)\s*$/m.exec(said())?.[1] ?? '') : null
  }
  const make = (version: string, files: Readonly<Record<string, string>>): string => {
    const payload = join(work, version)
    writePayload(payload, files)
    const out = join(work, `uketsuke-${version}.exe`)
    writeInstaller({ payload, title: TITLE, key: KEY, version, executable: 'uketsuke.exe', out })
    return windowsPath(out)
  }

  const lines: Line[] = []
  const check = async (name: string, body: () => Promise<void>): Promise<void> => {
    const began = performance.now()
    const why = await body().then(
      () => '',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    )
    lines.push({
      name: `installer › ${name}`,
      state: why === '' ? 'passed' : 'failed',
      why,
      milliseconds: Math.round(performance.now() - began),
    })
  }

  await check('installs for the whole machine: files, shortcut, entry', async () => {
    const setup = make('0.1.0', {
      'resources/app.asar': 'old',
      'resources/紙/licences.txt': 'a',
      'locales/gone.pak': 'of the old version alone',
      'a $name.txt': 'b',
    })
    assert.equal(await run(setup, '/S'), 0)
    assert.equal(readFileSync(join(installed, 'resources', '紙', 'licences.txt'), 'utf8'), 'a')
    assert.equal(readFileSync(join(installed, 'a $name.txt'), 'utf8'), 'b')
    assert.ok(existsSync(shortcut), `no shortcut ${shortcut}`)
    assert.equal(await entry('DisplayVersion'), '0.1.0')
    // `reg` says letters that its code page lacks as question marks.
    assert.match((await entry('DisplayName')) ?? '', /Uketsuke trial$/)
    assert.match((await entry('QuietUninstallString')) ?? '', /uninstall\.exe" \/S$/)
  })
  await check(
    'takes the place of an older version, and leaves the journal and what is not its own',
    async () => {
      mkdirSync(join(journal, '..'), { recursive: true })
      writeFileSync(journal, 'rows')
      writeFileSync(join(installed, 'own.txt'), 'put here by somebody')
      const setup = make('0.2.0', { 'resources/app.asar': 'new', 'resources/more.txt': 'c' })
      assert.equal(await run(setup, '/S'), 0)
      assert.equal(readFileSync(join(installed, 'resources', 'app.asar'), 'utf8'), 'new')
      assert.ok(!existsSync(join(installed, 'locales')), 'a file of the old version has stayed')
      assert.equal(readFileSync(join(installed, 'own.txt'), 'utf8'), 'put here by somebody')
      assert.equal(readFileSync(journal, 'utf8'), 'rows')
      assert.equal(await entry('DisplayVersion'), '0.2.0')
    },
  )
  await check('refuses an older version over a newer one', async () => {
    assert.equal(await run(windowsPath(join(work, 'uketsuke-0.1.0.exe')), '/S'), 2)
    assert.equal(readFileSync(join(installed, 'resources', 'app.asar'), 'utf8'), 'new')
  })
  await check('refuses while the program runs', async () => {
    const running = windows.run(['C:\\Program Files\\Uketsuke trial\\uketsuke.exe'], output, {
      cwd: work,
      timeoutMs: RUNS_MS / 2,
    })
    await new Promise((resolve) => setTimeout(resolve, 5000))
    const other = { out: join(work, 'out-2'), err: join(work, 'err-2') }
    const setup = windowsPath(join(work, 'uketsuke-0.2.0.exe'))
    assert.equal(await windows.run([setup, '/S'], other, { cwd: work, timeoutMs: 120_000 }), 2)
    assert.ok(existsSync(join(installed, 'resources', 'more.txt')))
    await running
  })
  await check('removes what it has brought, and leaves the journal', async () => {
    assert.equal(await run(`C:\\Program Files\\${KEY}\\uninstall.exe`, '/S'), 0)
    // The uninstaller goes on as a copy of itself, so that it can remove its own file.
    for (let turn = 0; turn < 120 && existsSync(join(installed, 'uninstall.exe')); turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 500))
    assert.deepEqual(readdirSync(installed), ['own.txt'])
    assert.ok(!existsSync(shortcut), 'the shortcut has stayed')
    assert.equal(await entry('DisplayVersion'), null)
    assert.equal(readFileSync(journal, 'utf8'), 'rows')
    rmSync(installed, { recursive: true })
  })
  return lines
}
