import { spawn } from 'node:child_process'

/**
 * Forbids the kernel to write this process's memory to the disk when it crashes (`core`): names of the open check-in and the
 * journal's keys are in it. Processes that it starts from then on inherit that. On Linux by `prlimit`, which every
 * Debian has; the engine has no call of its own for it. Elsewhere, and where there is no such program, nothing is done:
 * the unit has its own limit (packaging/linux), and Windows writes none unless it is told to.
 */
export const forbidCoreDumps = (log: (line: string) => void): void => {
  if (process.platform !== 'linux') return
  const child = spawn('prlimit', ['--core=0:0', `--pid=${process.pid}`], { stdio: 'ignore' })
  child.once('error', () => log('core dumps could not be forbidden: there is no prlimit'))
  child.once('exit', (code) => {
    if (code !== 0) log(`core dumps could not be forbidden: prlimit ended with ${code}`)
  })
  child.unref()
}
