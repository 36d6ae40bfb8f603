/** Opens windows with what all of the program's have in common. */
import { BrowserWindow, type BrowserWindowConstructorOptions, type Session } from 'electron'
import type { PageFate } from '../../../contract/process.ts'
import { backOff } from '../desk/back-off.ts'

export type PageSettings = {
  readonly session: Session
  readonly preload: string
  readonly title: string
  /** Developer tools exist. */
  readonly developer: boolean
}

/** Every web preference that bears on safety, said aloud even where it is the runtime's default. */
export const lockedPreferences = ({ session, preload, developer }: Omit<PageSettings, 'title'>) => ({
  session,
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  devTools: developer,
  // The desk sounds when a card is read, and nobody has touched the screen then.
  autoplayPolicy: 'no-user-gesture-required' as const,
})

/** Opens a locked window that keeps its own title and shows itself when it has something to show. */
export const openPageWindow = (
  settings: PageSettings,
  options: BrowserWindowConstructorOptions,
): BrowserWindow => {
  const window = new BrowserWindow({
    show: false,
    backgroundColor: '#f4f6f8',
    autoHideMenuBar: true,
    title: settings.title,
    ...options,
    webPreferences: lockedPreferences(settings),
  })
  window.on('page-title-updated', (event) => event.preventDefault())
  // Pinching and the wheel would leave a page at a size from which nobody at the desk knows the way back.
  const { webContents } = window
  webContents.on('zoom-changed', () => webContents.setZoomFactor(1))
  webContents.on('did-finish-load', () => void webContents.setVisualZoomLevelLimits(1, 1))
  return window
}

/** A page that was up for so long has recovered. */
const STEADY_MS = 30_000

/** Brings a page back that has crashed or hangs; `hung` is not followed by `crashed`. The desk keeps what was entered. */
export const keepPageAlive = (window: BrowserWindow, happened: (what: PageFate) => void): void => {
  let failures = 0
  let last = 0
  let state: 'well' | 'ended' | 'gone' = 'well'
  const { webContents } = window
  webContents.on('unresponsive', () => {
    if (state !== 'well') return
    state = 'ended'
    happened('hung')
    webContents.forcefullyCrashRenderer()
  })
  webContents.on('did-finish-load', () => {
    if (state === 'gone') happened('back')
    state = 'well'
  })
  webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || window.isDestroyed()) return
    if (state === 'well') happened('crashed')
    state = 'gone'
    const now = performance.now()
    failures = now - last > STEADY_MS ? 0 : failures + 1
    last = now
    // The first time at once: a person is standing there.
    const wait = failures === 0 ? 0 : backOff(failures - 1)
    setTimeout(() => {
      if (!window.isDestroyed()) webContents.reload()
    }, wait)
  })
}
