/** Opens a file of the bridge for reading, and nothing else: never for writing, never locked, so that others may move it meanwhile. */
import { type FileHandle, open } from 'node:fs/promises'
import { kindOf, mostBytesOf } from '../read.ts'

/** Why a file could not be read, as the system names it: `ENOENT`, `EBUSY`. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'

export type FileBytes = {
  readonly bytes: Uint8Array
  /** When it was last written, in milliseconds since 1970, by the clock of the disk's machine. */
  readonly writtenAt: number
}

/** At most `most` bytes and one, which says that there are more. */
const readUpTo = async (handle: FileHandle, most: number): Promise<FileBytes> => {
  const { size, mtimeMs } = await handle.stat()
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
  const handle = await open(path, 'r')
  try {
    return await readUpTo(handle, kindOf(name) === 'foreign' ? 0 : mostBytesOf(name))
  } finally {
    await handle.close()
  }
}
