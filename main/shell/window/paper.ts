/** Puts a page on paper, or keeps it as PDF. */
import { join } from 'node:path'
import { BrowserWindow, type WebContents } from 'electron'
import type { PrintRequest, PrintResult } from '../../../contract/bridge.ts'
import { makeFolder } from '../../files/folder.ts'
import { writeWhole } from '../../files/whole-file.ts'
import { addressOf } from '../page/policy.ts'
import { lockedPreferences, type PageSettings } from './page-window.ts'

/** So long a page may take to be ready for paper. */
const READY_MS = 10_000

/** Chromium's words for a dialog that was closed. */
const CANCELLED = 'Print job canceled'

/** Resolves with whether the page has said that it is ready. Runs in a world of its own, beside the page's. */
const WAIT_UNTIL_READY = `new Promise((resolve) => {
  const page = document.documentElement
  const look = () => page.dataset.paper === 'ready' && (observer.disconnect(), resolve(true))
  const observer = new MutationObserver(look)
  observer.observe(page, { attributes: true, attributeFilter: ['data-paper'] })
  look()
  setTimeout(() => resolve(false), ${READY_MS})
})`
const WORLD = 999

const failed = (why: Extract<PrintResult, { state: 'failed' }>['why']): PrintResult => ({
  state: 'failed',
  why,
})

/** `declaration`, `slip-17`, `journal-slip`. */
export const paperName = (request: PrintRequest): string =>
  request.paper === 'slip' ? `slip-${request.seq}` : request.paper

const saveAsPdf = async (contents: WebContents, folder: string, name: string): Promise<PrintResult> => {
  const pdf = await contents.printToPDF({ printBackground: true, preferCSSPageSize: true })
  makeFolder(folder)
  const file = join(folder, `${name}.pdf`)
  writeWhole(file, pdf)
  return { state: 'done', file }
}

/** `silent`: on the system's default printer without a dialog, which in kiosk mode would be a way out. */
const sendToPrinter = async (contents: WebContents, silent: boolean): Promise<PrintResult> => {
  if ((await contents.getPrintersAsync()).length === 0) return failed('no-printer')
  return new Promise((resolve) => {
    contents.print({ silent, printBackground: true }, (success, reason) => {
      if (success) resolve({ state: 'done', file: null })
      else resolve(failed(reason === CANCELLED ? 'cancelled' : 'unknown'))
    })
  })
}

export type Paper = PageSettings & {
  /** The folder for PDFs: they hold what the patient has declared, so it is inside the home. */
  readonly folder: string
  readonly silent: boolean
  admit(contents: WebContents): void
}

/** Prints in a window that nobody sees, which is gone afterwards whatever came of it. */
export const printPaper = async (request: PrintRequest, paper: Paper): Promise<PrintResult> => {
  const window = new BrowserWindow({ show: false, webPreferences: lockedPreferences(paper) })
  const { webContents } = window
  try {
    paper.admit(webContents)
    const name = paperName(request)
    await window.loadURL(addressOf('paper', name))
    const ready: unknown = await webContents.executeJavaScriptInIsolatedWorld(WORLD, [
      { code: WAIT_UNTIL_READY },
    ])
    if (ready !== true) return failed('not-ready')
    return request.as === 'pdf'
      ? await saveAsPdf(webContents, paper.folder, name)
      : await sendToPrinter(webContents, paper.silent)
  } catch {
    return failed('unknown')
  } finally {
    window.destroy()
  }
}
