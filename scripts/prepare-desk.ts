/**
 * Prepares the code of a built desk: `prepareDesk` starts the engine that will run it, under the flags that it will have there;
 * as a program this file runs the desk's bundle, which does nothing before the shell's first word, and writes down what the
 * engine has made of it by then. A desk without it, or with another engine's, starts all the same, only later.
 */
import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { digestOf, preparedFor, runBundle } from '../main/desk/process/prepared-code.ts'
import { ENGINE_FLAGS } from '../main/shell/desk/engine-flags.ts'

type Engine = { readonly program: string; readonly environment: NodeJS.ProcessEnv }

/** The toolchain's Node. */
export const NODE: Engine = { program: process.execPath, environment: process.env }

/** The engine that runs the desk: the runtime's own, or the toolchain's beside the stand-in and where there is no runtime. */
const deskEngine = (): Engine => {
  const { UKETSUKE_ELECTRON: runtime = '' } = process.env
  const isProduct = runtime !== '' && !existsSync(join(dirname(runtime), 'fallback-runtime.json'))
  return isProduct ? { program: runtime, environment: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } } : NODE
}

/** @param folder the built desk's */
export const prepareDesk = (folder: string, { program, environment } = deskEngine()): Promise<void> =>
  new Promise((resolve) => {
    const child = spawn(program, [...ENGINE_FLAGS, import.meta.filename, join(folder, 'desk-bundle.cjs')], {
      env: environment,
      // The desk wants a line to a shell.
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    const failed = (why: string): void => {
      process.stderr.write(`· the desk's code is not prepared, and it starts later: ${program}: ${why}\n`)
      resolve()
    }
    child.once('error', (error) => failed(error.message))
    child.once('exit', (code, signal) => (code === 0 ? resolve() : failed(`ended with ${code ?? signal}`)))
  })

if (import.meta.main) {
  const [, , bundle = ''] = process.argv
  const { sources, script } = runBundle(bundle)
  writeFileSync(preparedFor(bundle), Buffer.concat([digestOf(sources), script.createCachedData()]))
  process.exit(0)
}
