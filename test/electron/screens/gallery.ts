/** The gallery in a window of the product's runtime: every screen can be brought up, looked at and measured. */
import { join } from 'node:path'
import { type ElectronApplication, _electron as electron, type Page } from 'playwright'
import { build } from 'vite'
import type { Display } from '../../../fixtures/terminal/display.ts'
import { electronExecutable, pageAt } from '../../../fixtures/terminal/launch.ts'
import { complaintsOf, type Engine } from '../../engine/chromium.ts'
import { servePages } from '../serve-pages.ts'
import type { Screen } from './screens.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const GALLERY = join(ROOT, 'build', 'gallery')

export type Gallery = {
  readonly page: Page
  /** The complaints of the page so far: errors, and what the policy refused. */
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

const buildGallery = () =>
  build({ configFile: join(ROOT, 'vite.config.ts'), mode: 'gallery', logLevel: 'warn' })

/** Runs in the page: letters are asked for when they are first laid out, and what they stand in is placed anew once they have come. */
const fontsAreThere = async (): Promise<void> => {
  const frame = (): Promise<number> => new Promise(requestAnimationFrame)
  do {
    await frame()
    await frame()
    await document.fonts.ready
    await frame()
  } while ([...document.fonts].some(({ status }) => status === 'loading'))
}

/** Shows screens on a page that has the gallery. The clock of its pages stands at 10:32 in Tokyo on 2026-11-22. */
const galleryOn = async (
  page: Page,
  resize: Gallery['resize'],
  close: () => Promise<void>,
): Promise<Gallery> => {
  const complaints = complaintsOf(page)
  await page.clock.setFixedTime(new Date('2026-11-22T10:32:00+09:00'))
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.addInitScript(() => {
    sessionStorage.clear()
  })
  return {
    page,
    complaints,
    chromium: await page.evaluate(() => /Chrome\/([\d.]+)/.exec(navigator.userAgent)?.[1] ?? ''),
    resize,
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
      await page.evaluate(fontsAreThere)
      // A dialog is hidden for a moment, until its place is known.
      await page.waitForFunction(() =>
        [...document.querySelectorAll('[role=dialog]')].every((dialog) =>
          dialog.checkVisibility({ checkOpacity: true }),
        ),
      )
      // A paper brings its style by itself, later than its words.
      if (state.startsWith('paper-')) await page.locator('html[data-paper="ready"]').waitFor()
    },
    close,
  }
}

/** Builds the gallery and opens it in a window of the runtime, on a display. */
export const openGallery = async (display: Display): Promise<Gallery> => {
  await buildGallery()
  const served = await servePages(GALLERY)
  const address = `${served.origin}/index.html`
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
  return galleryOn(page, resizeIn(application, page), async () => {
    await application.close()
    await served.close()
  })
}

/** Builds the gallery and opens it in another engine. */
export const openGalleryIn = async (engine: Engine): Promise<Gallery> => {
  await buildGallery()
  // Each screen is a page that is loaded again: kept and compiled files spare a third of the work.
  const served = await servePages(GALLERY, { 'Cache-Control': 'max-age=3600' })
  const { page } = await engine.openPage({ width: 1024, height: 768 })
  await page.goto(`${served.origin}/index.html`)
  return galleryOn(page, (width, height) => page.setViewportSize({ width, height }), served.close)
}
