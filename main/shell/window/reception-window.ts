/** The receptionist's window: open as long as the program runs. */
import { app, type BrowserWindow, screen, type WebContents } from 'electron'
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

/** So large the window opens, in pixels, where the screen has the room, and so small it may be made. */
const WANTED = { width: 1280, height: 860 }
const LEAST = { width: 900, height: 600 }

/**
 * Fits the window into what the screen leaves free of panels and task bars: in the middle where there is room, else
 * over all of it. A window that is larger than its screen loses its right and lower edge, where the buttons are.
 * @example windowWithin({ x: 0, y: 0, width: 1024, height: 768 }) // all of it, with minWidth 900 and minHeight 600
 */
export const windowWithin = (free: Electron.Rectangle) => {
  const width = Math.min(WANTED.width, free.width)
  const height = Math.min(WANTED.height, free.height)
  return {
    x: free.x + Math.floor((free.width - width) / 2),
    y: free.y + Math.floor((free.height - height) / 2),
    width,
    height,
    minWidth: Math.min(LEAST.width, free.width),
    minHeight: Math.min(LEAST.height, free.height),
  }
}

const openWindow = (settings: ReceptionSettings): BrowserWindow => {
  const { kiosk } = settings
  const bounds = windowWithin(screen.getPrimaryDisplay().workArea)
  const window = openPageWindow(settings, { ...bounds, kiosk })
  settings.admit(window.webContents)
  if (!settings.developer) refuseKeys(window.webContents)
  if (kiosk) keepKiosk(window, settings.mayLeave)
  keepPageAlive(window, settings.happened)
  const isSmall = bounds.width < WANTED.width || bounds.height < WANTED.height
  window.once('ready-to-show', () => {
    // The system's frame stands around these bounds: only the window manager knows how to keep it on the screen.
    if (isSmall && !kiosk) window.maximize()
    window.show()
  })
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
