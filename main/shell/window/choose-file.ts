import { join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'

/**
 * Asks in the system's own dialog where a file goes; null when it is closed. It begins in the person's documents, never
 * in the home of the program.
 */
export const chooseFile = async (window: BrowserWindow, name: string): Promise<string | null> => {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('documents'), name),
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  })
  return canceled || filePath === undefined || filePath === '' ? null : filePath
}
