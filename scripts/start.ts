/**
 * `npm start`: opens the terminal in simulated mode, with the dock from which cards, codes and faults are given.
 * `npm start -- --real` takes the machine's own reader and scanners; `--home DIR` another folder than one's own.
 * Without a display it runs the demo instead. With `--developer` it also shows what the runtime logs of itself.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { withoutNoise } from './runtime-noise.ts'

const ROOT = join(import.meta.dirname, '..')
const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

const run = (program: string, args: readonly string[]): void => {
  const child = spawn(program, args, {
    stdio: ['inherit', 'inherit', args.includes('--developer') ? 'inherit' : 'pipe'],
    env: { ...process.env, UKETSUKE_NODE: process.execPath },
  })
  if (child.stderr !== null) withoutNoise(child.stderr, say)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    say(`start: ${error.message}`)
    process.exitCode = 1
  })
  child.on('close', (code) => {
    process.exitCode = code ?? 1
  })
}

/** The arguments of the program, from those of `npm start`. */
const programArguments = (args: readonly string[]): string[] => {
  const asked = args.filter((arg) => arg !== '--real' && arg !== '--simulated')
  return [...(args.includes('--real') ? [] : ['--simulated']), ...asked]
}

if (hasDisplay()) {
  const electron = process.env.UKETSUKE_ELECTRON
  if (!electron) {
    say('start: there is no Electron runtime yet; type: npm start')
    process.exitCode = 1
  } else {
    const root = process.getuid?.() === 0
    if (root) say('· running as root, where Chromium has no sandbox of its own: for practice only')
    const args = programArguments(process.argv.slice(2))
    say(`· opening the terminal ${args.includes('--simulated') ? 'in simulated mode' : 'on real devices'}`)
    run(electron, [...(root ? ['--no-sandbox'] : []), ROOT, ...args])
  }
} else {
  say('· there is no display here: running the demo on a virtual one instead (npm run demo)')
  run(process.execPath, [join(ROOT, 'scripts', 'demo.ts')])
}
