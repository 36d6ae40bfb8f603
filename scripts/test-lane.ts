/**
 * `npm run test:screens | test:center | test:engine [-- NAME]`: the tests that take longer than those of `npm test` and have a
 * lane of their own, of one project or several (`screens,reasons`). Ends with one line `N passed, N failed`.
 */
import { type Count, conclude, tests } from './vitest-run.ts'

const started = performance.now()
const [projects = '', ...names] = process.argv.slice(2)
const counts: Count[] = []
for (const project of projects.split(',')) counts.push(await tests(project, 'at once', names))
conclude(counts, started)
