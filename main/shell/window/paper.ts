/** Puts a page on paper, or into a PDF where the person wants it. No copy of it stays in the home. */
import { BrowserWindow, type WebContents } from 'electron'
import type { PrintRequest, PrintResult } from '../../../contract/bridge.ts'
import { instantInTokyo } from '../../../contract/tokyo.ts'
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

/** The paper's kind as the name of a file, which never says whose it is. */
const TITLES: Readonly<Record<PrintRequest['paper'], string>> = {
  slip: '受付票',
  declaration: '被保険者資格申立書',
  'journal-slip': '改ざん確認用の印',
  'key-sheet': '復旧用の紙',
  'month-list': '月の一覧',
}

/**
 * The name that is proposed for a PDF. No two are the same, so that none is written over another by habit.
 * @param instant ISO 8601 in Tokyo
 * @example proposedName('declaration', '2026-11-29T10:32:05.120+09:00') // '被保険者資格申立書-2026-11-29-103205.pdf'
 */
export const proposedName = (paper: PrintRequest['paper'], instant: string): string =>
  `${TITLES[paper]}-${instant.slice(0, 10)}-${instant.slice(11, 19).replaceAll(':', '')}.pdf`

/** The page is drawn before anybody is asked: the desk may have gone on to another patient by the answer. */
const saveAsPdf = async (
  contents: WebContents,
  request: PrintRequest,
  choose: NonNullable<Paper['choose']>,
): Promise<PrintResult> => {
  const pdf = await contents.printToPDF({ printBackground: true, preferCSSPageSize: true })
  const file = await choose(proposedName(request.paper, instantInTokyo(Date.now())))
  if (file === null) return failed('cancelled')
  try {
    writeWhole(file, pdf)
    return { state: 'done', file }
  } catch {
    return failed('not-saved')
  }
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
  /** Asks the person where a PDF goes, with a name proposed; null when they leave it. Absent in kiosk mode. */
  readonly choose?: (name: string) => Promise<string | null>
  readonly silent: boolean
  admit(contents: WebContents): void
}

/** Prints in a window that nobody sees, which is gone afterwards whatever came of it. */
export const printPaper = async (request: PrintRequest, paper: Paper): Promise<PrintResult> => {
  const { choose } = paper
  if (request.as === 'pdf' && choose === undefined) return failed('kiosk')
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
    return request.as === 'pdf' && choose !== undefined
      ? await saveAsPdf(webContents, request, choose)
      : await sendToPrinter(webContents, paper.silent)
  } catch {
    return failed('unknown')
  } finally {
    window.destroy()
  }
}
