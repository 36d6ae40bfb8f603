/**
 * Every screen in every theme in an engine of today: each thing stands where it stood, axe finds nothing, nothing is cut off, and
 * the page does not complain. `UPDATE_SCREENS=1 npm run test:engine -- gallery` keeps how it is now.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openGalleryIn } from '../electron/screens/gallery.ts'
import { type Looks, looksAt, THEMES } from '../electron/screens/looks.ts'
import { DAILY_SCREENS, DESK_SCREENS, OTHER_SCREENS } from '../electron/screens/screens.ts'
import { openEngine } from './chromium.ts'
import { areOutlinesOf, compareOutline, keptNames } from './kept-outlines.ts'

let looks: Looks
beforeAll(async () => {
  const engine = await openEngine()
  looks = await looksAt(await openGalleryIn(engine), compareOutline, () => engine.close())
}, 180_000)
afterAll(() => looks?.close())

it('is far newer than the runtime’s own', () => {
  expect(Number.parseInt(looks.gallery.chromium, 10)).toBeGreaterThanOrEqual(144)
})

it('is the one that outlines are kept of', ({ skip }) => {
  const { chromium } = looks.gallery
  skip(
    !areOutlinesOf(chromium),
    `this is Chromium ${chromium}, and the outlines are of another: nothing is compared`,
  )
})

describe('every screen', () => {
  it.each(DESK_SCREENS)('$name in every theme', (screen) => looks.inThemes(screen, THEMES))
  it.each(OTHER_SCREENS)('$name as it was', (screen) => looks.asBefore(screen))
  it.each(DAILY_SCREENS)('$name loses nothing with text twice as large', (screen) =>
    looks.fits(screen, '200'),
  )
})

const SCREENS = [...DESK_SCREENS, ...OTHER_SCREENS].map(({ name }) => name)
const withoutOutline = SCREENS.filter((name) => !keptNames().includes(name))

it.skipIf(withoutOutline.length > 0)(
  `every screen has an outline that is kept${withoutOutline.length > 0 ? `; not yet: ${withoutOutline.join(', ')}` : ''}`,
  () => {
    expect(keptNames()).toHaveLength(SCREENS.length)
  },
)

it('what is kept is of screens that there are', () => {
  expect(keptNames().filter((name) => !SCREENS.includes(name))).toEqual([])
})

it('no screen has made the page complain', () => {
  expect(looks.gallery.complaints).toEqual([])
})
