/**
 * Runs a bundle with the code that the engine made of it at the build (scripts/prepare-desk.ts): to read a megabyte of
 * sources anew takes a quarter of the processor time of the desk's start, and ten megabytes of its memory.
 */
import { hash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { constants, Script } from 'node:vm'

/** The place of the code that was prepared for a bundle. */
export const preparedFor = (bundle: string): string => `${bundle}.prepared`

/** A SHA-256 of the sources' bytes stands before the code: the engine itself compares no more of them than their length. */
const DIGEST_BYTES = 32

export const digestOf = (sources: Buffer): Buffer => hash('sha256', sources, 'buffer')

/** The code that was prepared for exactly these sources, if any. */
const readPrepared = (bundle: string, sources: Buffer): Buffer | undefined => {
  const file = preparedFor(bundle)
  if (!existsSync(file)) return undefined
  const prepared = readFileSync(file)
  const isFor = prepared.subarray(0, DIGEST_BYTES).equals(digestOf(sources))
  return isFor ? prepared.subarray(DIGEST_BYTES) : undefined
}

/**
 * Runs a bundle as `require` would. Code that another engine has made, or this one under other flags, is not taken: then the
 * sources are compiled.
 * @param bundle the path of a CommonJS module
 */
export const runBundle = (bundle: string): { readonly sources: Buffer; readonly script: Script } => {
  // As bytes first: to read a megabyte as text, and to take the digest of a text, takes 5 ms more.
  const sources = readFileSync(bundle)
  const cachedData = readPrepared(bundle, sources)
  const script = new Script(Module.wrap(sources.toString('utf8')), {
    filename: bundle,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(cachedData === undefined ? {} : { cachedData }),
  })
  if (script.cachedDataRejected === true)
    process.stderr.write('uketsuke: the code that was prepared for the desk is of another engine\n')
  const loaded = new Module(bundle)
  const require = createRequire(bundle)
  // Its chunks ask for it by its name, and would otherwise run it once more.
  require.cache[bundle] = loaded
  const run: unknown = script.runInThisContext()
  if (typeof run !== 'function') throw new TypeError('a bundle is wrapped into a function')
  Reflect.apply(run, loaded.exports, [loaded.exports, require, loaded, bundle, dirname(bundle)])
  return { sources, script }
}
