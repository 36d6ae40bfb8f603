/** The gallery in a window of the product's runtime: every screen can be brought up, looked at and measured. */
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { extname, join } from 'node:path'
import { type ElectronApplication, _electron as electron, type Page } from 'playwright'
import { build } from 'vite'
import { CONTENT_SECURITY_POLICY } from '../../../main/shell/page/policy.ts'
import type { Display } from '../display.ts'
import { electronExecutable, pageAt } from '../launch.ts'
import type { Screen } from './screens.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const GALLERY = join(ROOT, 'build', 'gallery')
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}

/** Serves the built gallery to this machine alone, under the policy of the product. */
const serve = async (): Promise<{ readonly server: Server; readonly address: string }> => {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://gallery').pathname
    readFile(join(GALLERY, path)).then(
      (body) => {
        response.writeHead(200, {
          'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
          'content-security-policy': CONTENT_SECURITY_POLICY,
        })
        response.end(body)
      },
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('the gallery has no port')
  return { server, address: `http://127.0.0.1:${at.port}/index.html` }
}

export type Gallery = {
  readonly page: Page
  /** What the page has complained about so far: errors, and what the policy refused. */
  readonly complaints: string[]
  /** Chromium's version, on which the rendering depends. */
  readonly chromium: string
  resize(width: number, height: number): Promise<void>
  show(screen: Screen): Promise<void>
  close(): Promise<void>
}

const resizeIn = (application: ElectronApplication, page: Page) => async (width: number, height: number) => {
  await application.evaluate(
    ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h),
    [width, height] as const,
  )
  await page.waitForFunction(([w, h]) => innerWidth === w && innerHeight === h, [width, height] as const)
}

/** Builds the gallery and opens it on a display. The clock of its pages stands at 10:32 in Tokyo on 2026-11-22. */
export const openGallery = async (display: Display): Promise<Gallery> => {
  await build({ configFile: join(ROOT, 'vite.config.ts'), mode: 'gallery', logLevel: 'warn' })
  const { server, address } = await serve()
  const application = await electron.launch({
    executablePath: electronExecutable(),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--force-device-scale-factor=1',
      // Grey edges of letters are the same on every machine, and make small pictures.
      '--disable-lcd-text',
      join(import.meta.dirname, 'window'),
    ],
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      LANG: 'ja_JP.UTF-8',
      TZ: 'Asia/Tokyo',
      DISPLAY: display.name,
      GALLERY_ADDRESS: address,
    },
  })
  const page = await pageAt(application, address)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.clock.setFixedTime(new Date('2026-11-22T10:32:00+09:00'))
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.addInitScript(() => {
    sessionStorage.clear()
  })
  return {
    page,
    complaints,
    chromium: await page.evaluate(() => /Chrome\/([\d.]+)/.exec(navigator.userAgent)?.[1] ?? ''),
    resize: resizeIn(application, page),
    show: async ({ state, steps }) => {
      await page.evaluate((hash) => {
        location.hash = hash
      }, state)
      await page.reload()
      await page.locator('main').waitFor()
      for (const step of steps)
        if (step.press !== undefined) await page.keyboard.press(step.press)
        else
          await page
            .getByRole(step.role, { name: step.name, exact: step.exact ?? false })
            .first()
            .click()
      await page.evaluate(() => document.fonts.ready)
      // A paper brings its style by itself, later than its words.
      if (state.startsWith('paper-')) await page.locator('html[data-paper="ready"]').waitFor()
    },
    close: async () => {
      await application.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
