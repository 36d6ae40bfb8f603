import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** One process of the system, as `/proc` shows it. */
export type Process = { readonly pid: number; readonly parent: number; readonly command: string }

const processes = (): Process[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const parent = /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1]
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
        return [{ pid: Number(name), parent: Number(parent), command }]
      } catch {
        return [] // It ended while it was looked at.
      }
    })

/** A process and everything that it has started, at any depth. */
export const familyOf = (pid: number): Process[] => {
  const all = processes()
  const family = all.filter((process) => process.pid === pid)
  for (const member of family) family.push(...all.filter((process) => process.parent === member.pid))
  return family
}

/** Tells whether a process runs; one that has ended and waits to be collected does not. */
export const runs = (pid: number): boolean =>
  existsSync(`/proc/${pid}/status`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))

/** Memory of a process in bytes, what it shares divided among those that share it (`Pss`); 0 once it has ended. */
export const memoryOf = (pid: number): number => {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

/** Files, sockets and pipes that a process has open; 0 once it has ended. */
export const handlesOf = (pid: number): number => {
  try {
    return readdirSync(`/proc/${pid}/fd`).length
  } catch {
    return 0
  }
}

/** Of the clock in which `/proc` counts processor time (`getconf CLK_TCK`). */
const TICKS_A_SECOND = 100

/** Processor time that a process has used, in seconds (`utime` and `stime` of `/proc/PID/stat`). */
export const workOf = (pid: number): number => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND
  } catch {
    return 0
  }
}
