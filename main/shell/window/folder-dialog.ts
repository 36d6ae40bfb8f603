/** Lets the person choose a folder or a stick. Only the system's own dialog names it. */
import { type BrowserWindow, dialog } from 'electron'
import type { FolderAnswer } from '../../../contract/bridge.ts'

/** Shows the system's dialog over the receptionist's window. */
export const askForFolder = async (window: BrowserWindow): Promise<FolderAnswer> => {
  const answer = await dialog.showOpenDialog(window, { properties: ['openDirectory', 'createDirectory'] })
  const [folder] = answer.filePaths
  return answer.canceled || folder === undefined ? { state: 'cancelled' } : { state: 'chosen', folder }
}
