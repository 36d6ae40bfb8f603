import { app, type Session, type WebContents } from 'electron'
import { parseAddress, SCHEME } from './policy.ts'

const OURS = `${SCHEME}:`

/** Tells whether an address belongs to the program's own pages. */
export const isOurs = (address: string): boolean => parseAddress(address)?.protocol === OURS

/** Refuses every permission, asked for or looked up, every device, and every request that leaves the program. */
export const lockSession = (session: Session): void => {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler(null)
  session.on('will-download', (event) => event.preventDefault())
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest((details, answer) => {
    // The developer tools load their own pages; they do not exist outside development.
    const allowed = isOurs(details.url) || details.url.startsWith('devtools:')
    answer({ cancel: !allowed })
  })
}

/** Keeps a page where it is: no navigation, no window, no web view, no frame elsewhere. */
const lockContents = (contents: WebContents): void => {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** Locks every page that will ever be opened. */
export const lockEveryPage = (): void => {
  app.on('web-contents-created', (_event, contents) => lockContents(contents))
}
