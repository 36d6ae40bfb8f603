import { runCommandLine } from './uketsuke.ts'

process.stdout.on('error', () => process.exit(0))

process.exitCode = await runCommandLine(process.argv.slice(2), {
  stdin: process.stdin,
  out: (text) => new Promise((resolve) => process.stdout.write(text, () => resolve())),
  say: (text) => process.stderr.write(`${text}\n`),
})
