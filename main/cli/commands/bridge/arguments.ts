/** Shared by the commands of the bridge: what is wrong with an argument, in a line, or null. */

import { codeOf } from '../../../bridge/folder/file.ts'
import { type FolderName, findFolder } from '../../../bridge/folder/find.ts'

/** An institution's code has ten digits: prefecture, kind, seven more. */
export const institutionProblem = (code: string): string | null =>
  /^\d{10}$/.test(code) ? null : '--institution: expected ten digits'

const MAX_SECONDS = 2_000_000

export const secondsProblem = (name: string, text: string | undefined): string | null => {
  if (text === undefined) return null
  const seconds = Number(text)
  return text.trim() !== '' && seconds >= 0 && seconds <= MAX_SECONDS
    ? null
    : `--${name}: expected a number of seconds`
}

/** The bridge's folders are never made: they must be there. */
export const folderProblem = async (root: string, names: readonly FolderName[]): Promise<string | null> => {
  try {
    for (const name of names)
      if ((await findFolder(root, name)) === null) return `--folder: ${root} has no folder ${name}`
    return null
  } catch (error) {
    return `--folder: ${root} cannot be read (${codeOf(error)})`
  }
}
