/** Lets the person choose a folder or a stick for what is taken out of the terminal. Only the system's own dialog names it. */
import { type BrowserWindow, dialog } from 'electron'
import type { FolderAnswer } from '../../../contract/bridge.ts'
import type { Intent } from '../../../contract/desk.ts'
import type { IntentRules } from '../../../contract/intent.ts'
import type { Right } from '../../../contract/staff.ts'

/** Acts that write into a folder that was chosen: whoever may do one of them may choose. */
const WRITING: readonly Intent['type'][] = ['export-journal', 'save-month']

export type FolderGate = {
  /** Asks by `ask`, where somebody who may is at the desk and nothing is being asked already. */
  pass(
    rulesOf: (type: Intent['type']) => IntentRules,
    ask: () => Promise<FolderAnswer>,
  ): Promise<FolderAnswer>
}

/** @param rights of whoever is at the desk now; null before the desk has said it: then nothing is asked */
export const createFolderGate = (rights: () => readonly Right[] | null): FolderGate => {
  let asking = false
  return {
    pass: async (rulesOf, ask) => {
      const present = rights() ?? []
      const may = WRITING.some((type) => {
        const { right } = rulesOf(type)
        return right !== null && present.includes(right)
      })
      if (!may) return { state: 'failed', why: 'not-allowed' }
      if (asking) return { state: 'failed', why: 'busy' }
      asking = true
      try {
        return await ask()
      } catch {
        return { state: 'failed', why: 'failed' }
      } finally {
        asking = false
      }
    },
  }
}

/** Shows the system's dialog over the receptionist's window. */
export const askForFolder = async (window: BrowserWindow): Promise<FolderAnswer> => {
  const answer = await dialog.showOpenDialog(window, { properties: ['openDirectory', 'createDirectory'] })
  const [folder] = answer.filePaths
  return answer.canceled || folder === undefined ? { state: 'cancelled' } : { state: 'chosen', folder }
}
