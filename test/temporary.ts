/**
 * Everything that the tests of one run put into the system's temporary folder lies in one folder there, named by the
 * run's process. It is removed at the end; what a run that was killed has left, by the next one.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PREFIX = 'uketsuke-tests-'

const runs = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // It runs and is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** A run that was killed may have left a disk of its own mounted there: that stays until somebody takes it away. */
const remove = (folder: string): void => {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch (error) {
    console.error(`${folder}: ${error instanceof Error ? error.message : 'cannot be removed'}`)
  }
}

/** Called by Vitest once for every project, before its tests. @returns what it calls afterwards */
export const setup = (): (() => void) | undefined => {
  const own = `${PREFIX}${process.pid}`
  const system = tmpdir()
  if (system.endsWith(own)) return undefined
  for (const name of readdirSync(system))
    if (name.startsWith(PREFIX) && !runs(Number(name.slice(PREFIX.length)))) remove(join(system, name))
  const folder = join(system, own)
  mkdirSync(folder)
  // `tmpdir()` looks there, in the processes of the tests too.
  process.env.TMPDIR = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
