/**
 * How screens are looked at by machine: against the pictures in docs/screens, against axe, and for what is cut off.
 * `UPDATE_SCREENS=1` writes what is kept anew, and looks at nothing else.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import pixelmatch from 'pixelmatch'
import type { Page } from 'playwright'
import { PNG } from 'pngjs'
import { expect } from 'vitest'
import { z } from 'zod'
import type { Settings } from '../../../contract/office.ts'
import { type Display, openDisplay } from '../../../fixtures/terminal/display.ts'
import { type Gallery, openGallery } from './gallery.ts'
import { OTHER_SCREENS, type Screen } from './screens.ts'

const PICTURES = join(import.meta.dirname, '..', '..', '..', 'docs', 'screens')
const DIFFERENCES = join(import.meta.dirname, '..', '..', '..', 'build', 'screens')
export const UPDATE = process.env.UPDATE_SCREENS === '1'
export const THEMES = ['light', 'dark', 'high-contrast'] as const
export type Theme = (typeof THEMES)[number]

const ONE_LOOK: ReadonlySet<Screen> = new Set(OTHER_SCREENS)

/** The pictures are those of one Chromium; another draws letters a little differently, and is not compared. */
const CHROMIUM = join(PICTURES, 'chromium.txt')
const drawnBy = existsSync(CHROMIUM) ? readFileSync(CHROMIUM, 'utf8').trim() : null

/** So much of a picture may differ: a caret, the edge of a letter. */
const TOLERANCE = 0.002

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const findingsSchema = z.array(z.object({ id: z.string(), nodes: z.array(z.string()) }))

/** The texts that carry a decision: they keep 7:1 against their ground. */
const DECIDING =
  '.decision-head, .say-sentence, .step-title, .button-next, .field-check, .outcome-mark, .card-face-said, .card-face-wrong, .card-fact-verdict strong'

const findings = async (page: Page, what: 'everything' | 'contrast'): Promise<string[]> => {
  const session = await page.context().newCDPSession(page)
  // By the debugger and not by the page: its policy refuses what is evaluated.
  await session.send('Runtime.evaluate', { expression: AXE })
  const { result } = await session.send('Runtime.evaluate', {
    awaitPromise: true,
    returnByValue: true,
    expression: `(async () => {
      const list = ({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html.slice(0, 160)) }))
      const all = await axe.run(document, ${
        what === 'everything'
          ? "{ runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } }"
          : "{ runOnly: ['color-contrast'] }"
      })
      // A target that lies half under the foot of the page is as large as ever once it is scrolled into sight.
      const isSmall = async ({ target }) => {
        const element = document.querySelector(target[0])
        const view = element.closest('main')
        const before = view?.scrollTop
        element.scrollIntoView({ block: 'center' })
        const { violations } = await axe.run(element, { runOnly: ['target-size'] })
        if (before !== undefined) view.scrollTop = before
        return violations.length > 0
      }
      for (const one of all.violations.filter(({ id }) => id === 'target-size')) {
        const small = []
        for (const node of one.nodes) if (await isSmall(node)) small.push(node)
        one.nodes = small
      }
      all.violations = all.violations.filter(({ nodes }) => nodes.length > 0)
      const deciding = document.querySelectorAll(${JSON.stringify(DECIDING)})
      const strict = deciding.length === 0 ? { violations: [] } : await axe.run([...deciding], { runOnly: ['color-contrast-enhanced'] })
      return [...list(all), ...list(strict)]
    })()`,
  })
  await session.detach()
  return findingsSchema.parse(result.value).map(({ id, nodes }) => `${id}: ${nodes.join(' | ')}`)
}

/**
 * Finds boxes larger than their place: the page itself, or a box that would cut its content off. A message of more than two lines
 * ends in an ellipsis: a press on it shows it whole. So do the dock's two words that change.
 */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wide =
      document.documentElement.scrollWidth > innerWidth
        ? [`page ${document.documentElement.scrollWidth}`]
        : []
    const cuts = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip'
    const boxes = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
      const style = getComputedStyle(element)
      const hidden = element.clientWidth <= 1 || element.clientHeight <= 1 || style.clipPath !== 'none'
      return (
        !hidden &&
        element.closest('svg, .hidden-visually, .status-said, .dock-gives-way') === null &&
        !(element instanceof HTMLInputElement) &&
        ((cuts(style.overflowX) && element.scrollWidth > element.clientWidth + 1) ||
          (cuts(style.overflowY) && element.scrollHeight > element.clientHeight + 1))
      )
    })
    return [
      ...wide,
      ...boxes.map(
        (element) =>
          `${element.className} ${element.scrollWidth} × ${element.scrollHeight} in ${element.clientWidth} × ${element.clientHeight}`,
      ),
    ]
  })

/** Sets the theme, with every colour at its end: a button takes 120 ms to change its own. */
const setTheme = (page: Page, theme: Theme): Promise<void> =>
  page.evaluate((name) => {
    document.documentElement.dataset.theme = name
    for (const change of document.getAnimations()) if (change instanceof CSSTransition) change.finish()
  }, theme)

/** Half as wide and high, each pixel the mean of four: readable still, and a quarter of the bytes to keep. */
const halve = (picture: PNG): PNG => {
  const width = picture.width >> 1
  const height = picture.height >> 1
  const half = new PNG({ width, height })
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let channel = 0; channel < 4; channel++) {
        const at = (dx: number, dy: number): number =>
          picture.data[((2 * y + dy) * picture.width + 2 * x + dx) * 4 + channel] ?? 0
        half.data[(y * width + x) * 4 + channel] = (at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1) + 2) >> 2
      }
  return half
}

/** The share of pixels that differ from the picture that is kept; 1 where there is none or its size is another. */
const difference = (name: string, taken: Buffer): number => {
  const file = join(PICTURES, `${name}.png`)
  const after = halve(PNG.sync.read(taken))
  if (UPDATE) {
    mkdirSync(PICTURES, { recursive: true })
    writeFileSync(file, PNG.sync.write(after, { colorType: 2, deflateLevel: 9 }))
    return 0
  }
  if (!existsSync(file)) return 1
  const before = PNG.sync.read(readFileSync(file))
  const { width, height } = before
  if (after.width !== width || after.height !== height) return 1
  const marked = new PNG({ width, height })
  const share =
    pixelmatch(before.data, after.data, marked.data, width, height, { threshold: 0.2 }) / (width * height)
  if (share > TOLERANCE) {
    mkdirSync(DIFFERENCES, { recursive: true })
    writeFileSync(join(DIFFERENCES, `${name}.png`), taken)
    writeFileSync(join(DIFFERENCES, `${name}.difference.png`), PNG.sync.write(marked))
  }
  return share
}

/** Holds a screen against what is kept of it, or keeps it. */
export type Compare = (gallery: Gallery, screen: Screen, theme: Theme) => Promise<void>

const comparePicture: Compare = async ({ page, chromium }, screen, theme) => {
  if (UPDATE) {
    mkdirSync(PICTURES, { recursive: true })
    writeFileSync(CHROMIUM, `${chromium}\n`)
  } else if (drawnBy !== chromium) return
  const taken = await page.screenshot({ animations: 'disabled' })
  const name = ONE_LOOK.has(screen) ? screen.name : `${screen.name}.${theme}`
  expect([name, difference(name, taken) <= TOLERANCE]).toEqual([name, true])
}

export type Looks = {
  readonly gallery: Gallery
  /** A screen in some themes: as it was, and with nothing for axe to find. */
  inThemes(screen: Screen, themes: readonly Theme[]): Promise<void>
  /** A screen in the light theme, as it was. */
  asBefore(screen: Screen): Promise<void>
  /** A screen with its text in some size: nothing is cut off. */
  fits(screen: Screen, textSize: Settings['textSize']): Promise<void>
  close(): Promise<void>
}

/** Opens the gallery on a screen of its own, at 1024 × 768. */
export const openLooks = async (): Promise<Looks> => {
  const display: Display = await openDisplay('1920x1200')
  return looksAt(await openGallery(display), comparePicture, () => display.close())
}

/** Looks at an open gallery, at 1024 × 768. @param close called after the gallery is closed */
export const looksAt = async (
  gallery: Gallery,
  compare: Compare,
  close: () => Promise<void>,
): Promise<Looks> => {
  await gallery.resize(1024, 768)
  return {
    gallery,
    inThemes: async (screen, themes) => {
      await gallery.show(screen)
      for (const theme of themes) {
        await setTheme(gallery.page, theme)
        await compare(gallery, screen, theme)
        if (UPDATE) continue
        expect(await findings(gallery.page, theme === 'light' ? 'everything' : 'contrast')).toEqual([])
      }
    },
    asBefore: async (screen) => {
      await gallery.show(screen)
      await setTheme(gallery.page, 'light')
      await compare(gallery, screen, 'light')
    },
    fits: async (screen, textSize) => {
      await gallery.show({ ...screen, state: `${screen.state}/light/${textSize}` })
      expect(await cutOff(gallery.page)).toEqual([])
    },
    close: async () => {
      await gallery.close()
      await close()
    },
  }
}
