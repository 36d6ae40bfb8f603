/**
 * `npm run docs`: writes every page and file that follows from a schema or a table. `npm test` fails where one of them is
 * not what this would write.
 */
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'

const writers = globSync('*-docs.ts', { cwd: import.meta.dirname }).sort()

for (const writer of writers) {
  const { status } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, writer), ...process.argv.slice(2)],
    {
      stdio: 'inherit',
    },
  )
  if (status !== 0) process.exitCode = 1
}
