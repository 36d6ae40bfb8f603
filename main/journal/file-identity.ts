import { type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** Notices that another file, or none, stands where the database or its write-ahead log stood. */
export type FileIdentity = {
  /** Tells whether the files are those that stood there at the last {@link FileIdentity.renew}. */
  holds(): boolean
  /** From now on the files that stand there now are the right ones. */
  renew(): void
}

type Standing = Pick<Stats, 'dev' | 'ino' | 'ctimeMs'> | undefined

/** The file system, and the clock that it stamps with, milliseconds since 1970. */
export type Disk = { stat(path: string): Standing; now(): number }

const disk: Disk = { stat: (path) => statSync(path, { throwIfNoEntry: false }), now: Date.now }

const isSame = (one: Standing, other: Standing): boolean => one?.ino === other?.ino && one?.dev === other?.dev

/** Longer than a tick of the coarsest clock that file systems stamp with (FAT: 2 s). */
const TICK_MILLISECONDS = 5_000

/**
 * SQLite goes on writing into a file that was removed or replaced under it, so that this is asked before every row.
 * Nothing is made, removed or renamed in a folder without the folder's change time moving, which nobody can set back:
 * while that stands, the files are those that were seen. They were seen too early when the change time was of that very
 * moment, because another change might have followed in the same tick; then they are looked at again.
 *
 * Looking at the log before every row would be dear: since Linux 6.13 a file whose times were asked for gets a new, finer
 * time at its next write, which took 30 µs of the 220 of a row.
 */
export const watchFileIdentity = (database: string, { stat, now }: Disk = disk): FileIdentity => {
  const folder = dirname(database)
  const look = () => {
    const around = stat(folder)
    return {
      folder: around,
      database: stat(database),
      log: stat(`${database}-wal`),
      tooEarly: around === undefined || around.ctimeMs > now() - TICK_MILLISECONDS,
    }
  }
  let right = look()

  const isUntouched = (): boolean => {
    if (right.tooEarly) return false
    const around = stat(folder)
    return isSame(around, right.folder) && around?.ctimeMs === right.folder?.ctimeMs
  }

  return {
    holds: () => {
      if (isUntouched()) return true
      const found = look()
      if (!isSame(found.database, right.database) || !isSame(found.log, right.log)) return false
      right = found
      return true
    },
    renew: () => {
      right = look()
    },
  }
}
