/** Clocks on the wall that are set wrong while a program runs. */
import { spawnSync } from 'node:child_process'
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Clock = {
  /** Given to a program so that it reads this clock. */
  readonly env: Readonly<Record<string, string>>
  /** Seconds before (negative) or after the right time. */
  set(seconds: number): void
}

/**
 * Compiles what stands between a program and its clock.
 * @returns clocks, each with a name; null where there is no C compiler
 */
export const clocksIn = (folder: string): ((name: string) => Clock) | null => {
  const library = join(folder, 'skewed-clock.so')
  const source = fileURLToPath(new URL('skewed-clock.c', import.meta.url))
  const { status } = spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl'])
  if (status !== 0) return null
  return (name) => {
    const file = join(folder, `${name}.clock`)
    const write = (seconds: number, how: 'w' | 'r+'): void => {
      const bytes = Buffer.alloc(8)
      bytes.writeBigInt64LE(BigInt(seconds))
      // Never emptied: programs have it mapped.
      const opened = openSync(file, how)
      writeSync(opened, bytes, 0, 8, 0)
      closeSync(opened)
    }
    writeFileSync(file, Buffer.alloc(8), { mode: 0o644 })
    return { env: { LD_PRELOAD: library, CLOCK_FILE: file }, set: (seconds) => write(seconds, 'r+') }
  }
}
