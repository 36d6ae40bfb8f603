/** Tells one machine, and one folder on it, from another. */
import { execFileSync } from 'node:child_process'
import { readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'

/** Made when the system was set up, and never changed: see machine-id(5). */
const LINUX = ['/etc/machine-id', '/var/lib/dbus/machine-id']

const onLinux = (): string => {
  for (const path of LINUX) {
    try {
      const id = readFileSync(path, 'utf8').trim()
      if (/^[0-9a-f]{32}$/.test(id)) return id
    } catch {
      // The other place is asked.
    }
  }
  return ''
}

/** The same on Windows: `    MachineGuid    REG_SZ    1f0c…`. */
const onWindows = (): string => {
  const reg = join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'reg.exe')
  const key = 'HKLM\\SOFTWARE\\Microsoft\\Cryptography'
  try {
    const said = execFileSync(reg, ['query', key, '/v', 'MachineGuid', '/reg:64'], {
      encoding: 'utf8',
      timeout: 5_000,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return /REG_SZ\s+([0-9A-Fa-f-]{36})/.exec(said)?.[1]?.toLowerCase() ?? ''
  } catch {
    return ''
  }
}

let known: string | null = null

/** The name that the system has given this machine for good; empty where it has none, or does not say it. */
export const machineId = (): string => {
  known ??= process.platform === 'win32' ? onWindows() : onLinux()
  return known
}

/** The system's own answer, or, where it has none for a path of more than 260 characters, what each part's link says. */
const withoutLinks = (folder: string): string => {
  try {
    return realpathSync.native(folder)
  } catch {
    return realpathSync(folder)
  }
}

/** A folder's path without links, by which it is the same however it is called. */
export const wholePath = (folder: string): string => {
  const path = withoutLinks(folder)
  return process.platform === 'win32' ? path.toLowerCase() : path
}
