/**
 * Writes into a folder of another machine, where a call may stand still for half a minute: nothing here blocks the
 * process, and nothing is replaced. In two steps, so that whoever waits for the name never sees half of the file.
 */
import { open, rename } from 'node:fs/promises'

/** Writes a file whole under its temporary name; synced when it resolves. */
export const writeAway = async (temporary: string, text: string): Promise<void> => {
  // Others work on it by their own accounts: it is for the group too.
  const handle = await open(temporary, 'w', 0o664)
  try {
    await handle.appendFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Gives a written file its name. */
export const nameAway = (temporary: string, path: string): Promise<void> => rename(temporary, path)
