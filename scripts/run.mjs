/**
 * The door of every npm script: sets up whatever is missing, then runs the task on the toolchain's own Node.
 * It and `setup/` are the only parts that run on the machine's Node (20 or newer), so they are plain JavaScript
 * without dependencies.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildIfNewer } from './setup/newer.mjs'
import { installPackages, packagesStand, pinnedNode } from './setup/packages.mjs'
import { electronExecutable, installRuntime, installShippedRuntime } from './setup/runtime.mjs'
import { ROOT, StepFailed, say } from './setup/step.mjs'
import { installSystemPackages } from './setup/system.mjs'
import { installWindowsParts, WINE } from './setup/windows.mjs'

/** The command of each task with its first words, and whether it needs the built program and the machine's parts. */
const TASKS = {
  start: { file: 'scripts/start.ts', whole: true },
  dev: { file: 'scripts/dev.ts', whole: true },
  gallery: { file: 'scripts/gallery.ts', whole: false },
  check: { file: 'scripts/check.ts', whole: false },
  docs: { file: 'scripts/docs.ts', whole: false },
  demo: { file: 'scripts/demo.ts', whole: true },
  center: { file: 'scripts/center.ts', whole: false, packages: ['postgresql'] },
  test: { file: 'scripts/test.ts', whole: true },
  // LibreOffice reads the exported CSV back; samba is the share of the bridge.
  'test:long': {
    file: 'scripts/test-long.ts',
    whole: true,
    packages: ['libreoffice-calc', 'samba', 'smbnetfs'],
  },
  'test:windows': { file: 'test/windows/run.ts', whole: false, packages: WINE, windows: true },
  'test:screens': { file: 'scripts/test-lane.ts', words: ['screens,reasons'], whole: true },
  'test:center': { file: 'scripts/test-lane.ts', words: ['center'], whole: true },
  'test:engine': { file: 'scripts/test-lane.ts', words: ['engine'], whole: true, packages: ['chromium'] },
  // With `--runtime shipped`, never on the stand-in.
  'test:electron': { file: 'scripts/test-electron.ts', whole: true, mayAskForShipped: true },
  'test:lab': { file: 'test/lab/run.ts', whole: false },
  bench: { file: 'scripts/bench.ts', whole: true },
  fixtures: { file: 'scripts/fixtures.ts', whole: false },
  package: { file: 'scripts/package.ts', whole: true },
  build: { file: 'scripts/build.ts', whole: false },
  uketsuke: { file: 'main/cli/main.ts', whole: false },
}

/** True where `--runtime shipped` stands among a task’s words. */
const asksForShipped = (args) => {
  const at = args.indexOf('--runtime')
  if (at !== -1 && args[at + 1] !== 'shipped')
    throw new StepFailed('--runtime is followed by one word: shipped (without it, whatever runtime there is)')
  return at !== -1
}

const setUp = async ({ whole, packages = [], windows, mayAskForShipped }, args) => {
  const shipped = mayAskForShipped && asksForShipped(args)
  if (whole || packages.length > 0) await installSystemPackages(packages, { window: whole })
  if (!packagesStand()) await installPackages()
  if (whole) {
    await (shipped ? installShippedRuntime() : installRuntime())
    await buildIfNewer()
  }
  if (windows) await installWindowsParts()
}

const run = (file, args) =>
  new Promise((resolve) => {
    const executable = electronExecutable()
    const child = spawn(pinnedNode, ['--disable-warning=ExperimentalWarning', join(ROOT, file), ...args], {
      stdio: 'inherit',
      env: {
        ...process.env,
        PATH: `${join(ROOT, 'node_modules', '.bin')}:${process.env.PATH}`,
        ...(executable ? { UKETSUKE_ELECTRON: executable } : {}),
      },
    })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
    child.on('close', (code, signal) => resolve(code ?? (signal ? 130 : 1)))
  })

const [name, ...args] = process.argv.slice(2)
const task = Object.hasOwn(TASKS, name ?? '') ? TASKS[name] : undefined
if (!task) {
  say(`node scripts/run.mjs TASK …: there are ${Object.keys(TASKS).join(', ')}`)
  process.exit(2)
}
try {
  await setUp(task, args)
  process.exitCode = await run(task.file, [...(task.words ?? []), ...args])
} catch (error) {
  if (!(error instanceof StepFailed)) throw error
  say(`✗ ${error.message}`)
  process.exitCode = 1
}
