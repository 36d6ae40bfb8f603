/**
 * Writes into a folder of another machine, where a call may stand still for half a minute: nothing here blocks the
 * process, and nothing is replaced. In two steps, so that whoever waits for the name never sees half of the file.
 */
import { type FileHandle, open, rename, unlink } from 'node:fs/promises'

/** Others work on it by their own accounts: it is for the group too. */
const MODE = 0o664

/**
 * A new file of this name. What stands there is removed and never opened: in a folder that many may write to it can be a
 * link to any file of ours.
 */
const openNew = async (path: string): Promise<FileHandle> => {
  try {
    return await open(path, 'wx', MODE)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    await unlink(path)
    return open(path, 'wx', MODE)
  }
}

/** Writes a file whole under its temporary name, in place of what an earlier try has left; synced when it resolves. */
export const writeAway = async (temporary: string, text: string): Promise<void> => {
  const handle = await openNew(temporary)
  try {
    await handle.appendFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Gives a written file its name. */
export const nameAway = (temporary: string, path: string): Promise<void> => rename(temporary, path)
