/** The receptionist's window: open as long as the program runs. */
import { app, type BrowserWindow, type WebContents } from 'electron'
import type { PageFate } from '../../../contract/process.ts'
import { refuseKeys } from './keys.ts'
import { keepKiosk } from './kiosk.ts'
import { keepPageAlive, openPageWindow, type PageSettings } from './page-window.ts'

export type ReceptionWindow = {
  /** Shows an address, unless it is shown already. */
  goTo(address: string): void
  bringToFront(): void
  window(): BrowserWindow
}

export type ReceptionSettings = PageSettings & {
  readonly kiosk: boolean
  /** Tells whether whoever is at the machine may end the program. */
  mayLeave(): boolean
  admit(contents: WebContents): void
  /** Told when the page crashes or hangs, and when it is back. */
  happened(what: PageFate): void
}

const REOPEN_MS = 100

const openWindow = (settings: ReceptionSettings): BrowserWindow => {
  const { kiosk } = settings
  const window = openPageWindow(settings, { width: 1280, height: 860, minWidth: 900, minHeight: 600, kiosk })
  settings.admit(window.webContents)
  if (!settings.developer) refuseKeys(window.webContents)
  if (kiosk) keepKiosk(window, settings.mayLeave)
  keepPageAlive(window, settings.happened)
  window.once('ready-to-show', () => window.show())
  return window
}

/**
 * Opens it. Closing it ends the program; in kiosk mode, where only an administrator may, it opens anew however it was
 * closed (a page can close its own window without anybody being asked).
 */
export const openReceptionWindow = (settings: ReceptionSettings, first: string): ReceptionWindow => {
  let shown = ''
  let window: BrowserWindow

  const goTo = (address: string): void => {
    if (window.isDestroyed() || shown === address) return
    shown = address
    void window.loadURL(address).catch(() => {
      shown = ''
    })
  }
  const open = (address: string): BrowserWindow => {
    const opened = openWindow(settings)
    window = opened
    shown = ''
    goTo(address)
    opened.on('closed', () => {
      // Not at once: a program that is ending closes its windows too, and must not be held up by a new one.
      if (settings.kiosk && !settings.mayLeave()) setTimeout(() => open(shown), REOPEN_MS)
      else app.quit()
    })
    return opened
  }
  // The end is decided above; without this, Electron would decide it when the last window closes.
  app.on('window-all-closed', () => {})
  window = open(first)

  return {
    goTo,
    bringToFront: () => {
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    window: () => window,
  }
}
