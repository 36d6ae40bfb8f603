/** The few calls of the file system that make a file durable: passed in, so that a test sees their order and can fail each. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'

export type FileSystem = {
  /** Opens a file. `wx`: it must not be there yet, and is the owner's alone. `r+`: it is there. `folder`: a folder. */
  open(path: string, how: 'wx' | 'r+' | 'folder'): number
  /** Writes all of it, however many calls that takes. */
  write(handle: number, content: string | Uint8Array): void
  /** Returns when what was written has reached the drive (on macOS by `F_FULLFSYNC`, which Node uses there). */
  sync(handle: number): void
  close(handle: number): void
  /** Gives a file another name in one step; what had that name is gone. */
  rename(from: string, to: string): void
  /** Removes a file; one that is not there is no error. */
  remove(path: string): void
  /** Waits so many milliseconds. */
  wait(milliseconds: number): void
  readonly platform: NodeJS.Platform
}

const OWNER_ALONE = 0o600

/** The machine's own file system. */
export const machineFiles: FileSystem = {
  open: (path, how) =>
    how === 'wx' ? openSync(path, 'wx', OWNER_ALONE) : openSync(path, how === 'r+' ? 'r+' : 'r'),
  write: (handle, content) => writeFileSync(handle, content),
  sync: fsyncSync,
  close: closeSync,
  rename: renameSync,
  remove: (path) => rmSync(path, { force: true }),
  wait: (milliseconds) => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
  },
  platform: process.platform,
}
