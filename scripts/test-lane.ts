/**
 * `npm run test:screens | test:center | test:engine [-- NAME]`: the tests that take longer than those of `npm test` and have a
 * lane of their own. Ends with one line `N passed, N failed`.
 */
import { conclude, tests } from './vitest-run.ts'

const started = performance.now()
const [project = '', ...names] = process.argv.slice(2)
conclude([await tests(project, 'at once', names)], started)
