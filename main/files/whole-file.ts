/**
 * Writes files whole or not at all. Every file that the program replaces goes this way: a kill, a full disk or a loss of
 * power at any moment leaves either what was there before or all of what is new, and after the return it is the new one.
 */
import { basename, dirname } from 'node:path'
import { type FileSystem, machineFiles } from './file-system.ts'

/** The name of a file until it is whole: `settings.json` is written as `settings.json.new`. */
export const unfinishedName = (path: string): string => `${path}.new`

/** Milliseconds between two tries of a renaming on Windows, where a virus scanner may hold a new file for a moment. */
const PATIENCE: readonly number[] = [10, 30, 100, 300]

const isHeld = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['EPERM', 'EACCES', 'EBUSY'].includes(String(error.code))

const rename = (files: FileSystem, from: string, to: string): void => {
  for (const pause of files.platform === 'win32' ? PATIENCE : []) {
    try {
      files.rename(from, to)
      return
    } catch (error) {
      if (!isHeld(error)) throw error
      files.wait(pause)
    }
  }
  files.rename(from, to)
}

const syncOpened = (files: FileSystem, path: string, how: 'r+' | 'folder'): void => {
  const handle = files.open(path, how)
  try {
    files.sync(handle)
  } finally {
    files.close(handle)
  }
}

/** Returns when the content of a closed file has reached the drive. */
export const syncFile = (path: string, files: FileSystem = machineFiles): void =>
  syncOpened(files, path, 'r+')

/**
 * Makes the names in a folder durable. Windows cannot sync a folder: there the file that has got its name is flushed
 * (`FlushFileBuffers`), which writes NTFS's own log, and the renaming with it, to the drive.
 * @param named the file whose name is new
 */
const syncName = (files: FileSystem, named: string): void => {
  if (files.platform === 'win32') syncOpened(files, named, 'r+')
  else syncOpened(files, dirname(named), 'folder')
}

/**
 * Gives a finished file its name. The file is synced before, so that the name never stands for less than all of it.
 * @param unfinished a closed file in the same folder as `path`, or at least on the same drive
 */
export const putInPlace = (unfinished: string, path: string, files: FileSystem = machineFiles): void => {
  syncFile(unfinished, files)
  rename(files, unfinished, path)
  syncName(files, path)
}

/** Moves a file out of the way, under a name that is free; durable when it returns. */
export const moveFile = (from: string, to: string, files: FileSystem = machineFiles): void => {
  rename(files, from, to)
  syncName(files, to)
  // Otherwise a loss of power may bring the old name back beside the new one.
  if (files.platform !== 'win32' && dirname(from) !== dirname(to)) syncOpened(files, dirname(from), 'folder')
}

/** A file that is being written piece by piece. */
export type Unfinished = {
  write(piece: string | Uint8Array): void
  /** Gives it its name. */
  finish(): void
  /** Leaves nothing of it; after {@link Unfinished.finish} it does nothing. */
  giveUp(): void
}

/** Begins a file for the owner alone. Until it is finished, what had its name stays. */
export const beginWhole = (path: string, files: FileSystem = machineFiles): Unfinished => {
  const unfinished = unfinishedName(path)
  files.remove(unfinished)
  let handle: number | null = files.open(unfinished, 'wx')
  let over = false
  const close = (): void => {
    if (handle !== null) files.close(handle)
    handle = null
  }
  return {
    write: (piece) => {
      if (handle === null) throw new Error(`${basename(path)} is closed`)
      files.write(handle, piece)
    },
    finish: () => {
      if (handle === null) throw new Error(`${basename(path)} is closed`)
      files.sync(handle)
      close()
      rename(files, unfinished, path)
      over = true
      syncName(files, path)
    },
    giveUp: () => {
      if (over) return
      over = true
      close()
      files.remove(unfinished)
    },
  }
}

/** Replaces a file by a new one, for the owner alone: whole or not at all, durable when it returns. */
export const writeWhole = (
  path: string,
  content: string | Uint8Array,
  files: FileSystem = machineFiles,
): void => {
  const file = beginWhole(path, files)
  try {
    file.write(content)
    file.finish()
  } finally {
    file.giveUp()
  }
}
