/** The window that faces the patient: on the second display where there is one, and only while it is wanted. */
import { type BrowserWindow, screen, type WebContents } from 'electron'
import { addressOf } from '../page/policy.ts'
import { keepPageAlive, openPageWindow, type PageSettings } from './page-window.ts'

export type PatientWindow = {
  /** Opens or closes it, as the settings say. */
  want(wanted: boolean): void
  close(): void
}

type Display = { readonly id: number; readonly bounds: Electron.Rectangle }

/** The display that the receptionist's is not; null where there is only one. */
export const otherDisplay = (displays: readonly Display[], own: Display): Display | null =>
  displays.find((display) => display.id !== own.id) ?? null

export const createPatientWindow = (
  settings: PageSettings,
  desk: () => BrowserWindow,
  admit: (contents: WebContents) => void,
): PatientWindow => {
  let window: BrowserWindow | null = null

  const open = (): BrowserWindow => {
    const display = otherDisplay(screen.getAllDisplays(), screen.getDisplayMatching(desk().getBounds()))
    const opened = openPageWindow(
      settings,
      display ? { ...display.bounds, frame: false } : { width: 900, height: 700, parent: desk() },
    )
    admit(opened.webContents)
    keepPageAlive(opened, () => {})
    if (display) opened.setFullScreen(true)
    // The receptionist's window keeps the keyboard.
    opened.once('ready-to-show', () => opened.showInactive())
    opened.on('closed', () => {
      window = null
    })
    void opened.loadURL(addressOf('patient'))
    return opened
  }
  const close = (): void => {
    window?.destroy()
    window = null
  }
  const replace = (): void => {
    if (!window) return
    close()
    window = open()
  }
  screen.on('display-added', replace)
  screen.on('display-removed', replace)

  return {
    want: (wanted) => {
      if (wanted && !window) window = open()
      else if (!wanted) close()
    },
    close,
  }
}
