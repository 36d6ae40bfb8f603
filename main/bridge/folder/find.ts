/** Finds `face`, `req` and `res` in the bridge's folder, in whatever case they are written. None of them is ever made. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

export type FolderName = 'face' | 'req' | 'res'

/**
 * The path of one of the bridge's folders; null where it is not there.
 * @throws what the system says where the folder above cannot be read
 */
export const findFolder = async (root: string, name: FolderName): Promise<string | null> => {
  const names = (await readdir(root)).filter((one) => one.toLowerCase() === name)
  const found = names.includes(name) ? name : names.sort()[0]
  return found === undefined ? null : join(root, found)
}
