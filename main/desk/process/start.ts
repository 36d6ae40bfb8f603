/** The desk's process begins here: it runs the desk's bundle, which lies beside this one. */
import { join } from 'node:path'
import { runBundle } from './prepared-code.ts'

runBundle(join(import.meta.dirname, 'desk-bundle.cjs'))
