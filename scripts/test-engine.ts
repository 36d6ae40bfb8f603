/**
 * `npm run test:engine [-- NAME]`: every screen in every theme, and whole visits over the real desk, in Debian's Chromium,
 * which is an engine of today. Ends with one line `N passed, N failed`.
 */
import { conclude, tests } from './vitest-run.ts'

const started = performance.now()
conclude([await tests('engine', 'at once', process.argv.slice(2))], started)
