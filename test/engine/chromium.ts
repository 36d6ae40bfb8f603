/** Debian's Chromium: an engine of today, where the development stand-in has that of 2023. */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'

const EXECUTABLE = '/usr/bin/chromium'

export type Engine = {
  readonly browser: Browser
  /** `156.0.8078.108` */
  readonly version: string
  /** Opens a page of its own, with a finger, in Japan. */
  openPage(size: {
    readonly width: number
    readonly height: number
  }): Promise<{ context: BrowserContext; page: Page }>
  close(): Promise<void>
}

/** Starts it without a screen. */
export const openEngine = async (): Promise<Engine> => {
  const browser = await chromium.launch({
    executablePath: EXECUTABLE,
    args: ['--force-device-scale-factor=1', '--disable-lcd-text'],
    chromiumSandbox: process.getuid?.() !== 0,
  })
  return {
    browser,
    version: browser.version(),
    openPage: async (viewport) => {
      const context = await browser.newContext({
        viewport,
        hasTouch: true,
        locale: 'ja-JP',
        timezoneId: 'Asia/Tokyo',
        reducedMotion: 'reduce',
      })
      return { context, page: await context.newPage() }
    },
    close: () => browser.close(),
  }
}

/** The complaints of a page from now on: errors, and what the policy refuses. */
export const complaintsOf = (page: Page): string[] => {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    // The address says which file was missing; the text does not.
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`)
  })
  return complaints
}
