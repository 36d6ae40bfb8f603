/** Opens a file of the bridge for reading, and nothing else: never for writing, never locked, so that others may move it meanwhile. */
import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { kindOf, mostBytesOf } from '../read.ts'

/** Why a file could not be read, as the system names it: `ENOENT`, `EBUSY`. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'

/** Opening a pipe would wait for its other end; on Windows there is no such flag, and none is needed. */
const AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** Stands for `EISDIR` and the like: there is no file of this name. */
class NoFile extends Error {
  readonly code = 'EISDIR'
}

export type FileBytes = {
  readonly bytes: Uint8Array
  /** When it was last written, in milliseconds since 1970, by the clock of the disk's machine. */
  readonly writtenAt: number
}

/** At most `most` bytes and one, which says that there are more. */
const readUpTo = async (handle: FileHandle, most: number): Promise<FileBytes> => {
  const about = await handle.stat()
  if (!about.isFile()) throw new NoFile()
  const { size, mtimeMs } = about
  const room = Buffer.alloc(Math.min(size, most) + 1)
  let length = 0
  while (length < room.length) {
    const { bytesRead } = await handle.read(room, length, room.length - length, length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  return { bytes: room.subarray(0, length), writtenAt: mtimeMs }
}

/**
 * The bytes of a file, as many as one of its name may have and one more. A foreign file is opened and not read.
 * @throws what the system says when it cannot be opened or read
 */
export const readBytes = async (path: string, name: string): Promise<FileBytes> => {
  const handle = await open(path, AT_ONCE)
  try {
    return await readUpTo(handle, kindOf(name) === 'foreign' ? 0 : mostBytesOf(name))
  } finally {
    await handle.close()
  }
}
