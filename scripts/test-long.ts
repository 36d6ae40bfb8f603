/** `npm run test:long [-- NAME]`: soaks, kills, mutations and millions of inputs; their figures go to docs/reliability.md. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const vitest = spawn(
  join(ROOT, 'node_modules', '.bin', 'vitest'),
  ['run', '--project', 'long', '--reporter=verbose', ...process.argv.slice(2)],
  { cwd: ROOT, stdio: 'inherit' },
)
vitest.on('close', (code) => {
  process.exitCode = code ?? 1
})
