/** The window that nobody leaves without an administrator. */
import { app, type BrowserWindow, type Input } from 'electron'

/** `Ctrl+Q`, `Cmd+Q` and `Alt+F4`. */
export const isLeavingKey = ({
  type,
  key,
  control,
  meta,
  alt,
}: Pick<Input, 'type' | 'key' | 'control' | 'meta' | 'alt'>): boolean =>
  type === 'keyDown' && (((control || meta) && key.toLowerCase() === 'q') || (alt && key === 'F4'))

/**
 * Keeps a window in front, full and open until an administrator is signed in and closes it.
 * What the system itself answers (Ctrl+Alt+Del, the Windows key, a text console) is the system's to lock.
 */
export const keepKiosk = (window: BrowserWindow, allowed: () => boolean): void => {
  window.setAlwaysOnTop(true, 'screen-saver')
  window.setVisibleOnAllWorkspaces(true)
  window.on('close', (event) => {
    if (!allowed()) event.preventDefault()
  })
  const back = (): void => {
    if (window.isDestroyed()) return
    if (window.isMinimized()) window.restore()
    window.setKiosk(true)
    window.focus()
  }
  window.on('leave-full-screen', back)
  window.on('minimize', back)
  window.on('blur', back)
  window.webContents.on('before-input-event', (event, input) => {
    if (!isLeavingKey(input)) return
    event.preventDefault()
    app.quit()
  })
}

/** Keeps the program from ending until `allowed` says so: an administrator is signed in. */
export const keepRunning = (allowed: () => boolean): void => {
  app.on('before-quit', (event) => {
    if (!allowed()) event.preventDefault()
  })
}
