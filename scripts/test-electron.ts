/**
 * `npm run test:electron [-- --runtime shipped] [NAME …]`: the end-to-end tests in the program's own window, all of them or
 * the files with such a name. With `--runtime shipped` they run on the runtime that ships, or not at all. Besides the
 * closing line it writes a report that can be sent: versions, counts, and what failed, without names of this computer's
 * folders.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir, release } from 'node:os'
import { dirname, join } from 'node:path'
import packageJson from '../package.json' with { type: 'json' }
import { reportText } from './electron-report.ts'
import { type Count, conclude, failuresOf, REPORTS, tests, together } from './vitest-run.ts'

const ROOT = join(import.meta.dirname, '..')

const started = performance.now()
const args = process.argv.slice(2)
const at = args.indexOf('--runtime')
const names = at === -1 ? args : args.toSpliced(at, 2)
const PROJECTS = ['electron', 'reasons']
const counts: Count[] = []
for (const project of PROJECTS) counts.push(await tests(project, 'at once', names))
const runtime = dirname(process.env.UKETSUKE_ELECTRON ?? '')
/** The version, from the file beside the executable; the development stand-in has no such file. */
const electron = existsSync(join(runtime, 'version'))
  ? readFileSync(join(runtime, 'version'), 'utf8').trim().replace(/^v/, '')
  : 'stand-in'
const file = join(REPORTS, `electron-${electron}-${process.platform}-${process.arch}.txt`)
writeFileSync(
  file,
  reportText({
    about: [
      `Uketsuke ${packageJson.version}, ships with Electron ${packageJson.devDependencies.electron}`,
      `run on Electron ${electron === 'stand-in' ? '(the development stand-in)' : electron}, ${process.platform} ${release()} ${process.arch}, Node ${process.versions.node}`,
      `${new Date().toISOString().slice(0, 10)}, ${names.length === 0 ? 'all tests' : `tests of ${names.join(', ')}`}`,
    ],
    count: together(counts),
    failures: PROJECTS.flatMap((project) => failuresOf(project)),
    folders: { RUNTIME: runtime, '.': ROOT, '~': homedir() },
  }),
)
console.log(`the report, to be sent: ${file}`)
conclude(counts, started)
