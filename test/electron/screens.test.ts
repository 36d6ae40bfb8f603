/**
 * Every screen in the light theme as it is drawn by the product's runtime; those that everybody sees every day in every
 * theme, by axe, and enlarged. All of them in every way: test/long.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Looks, openLooks, THEMES } from './screens/looks.ts'
import { DAILY_SCREENS, DESK_SCREENS, OTHER_SCREENS } from './screens/screens.ts'

let looks: Looks
beforeAll(async () => {
  looks = await openLooks()
}, 120_000)
afterAll(() => looks?.close())

describe('a screen of every day', () => {
  it.each(DAILY_SCREENS)('$name looks as it did in every theme, and axe finds nothing', (screen) =>
    looks.inThemes(screen, THEMES),
  )

  it.each(DAILY_SCREENS)('$name loses nothing with text twice as large', (screen) =>
    looks.fits(screen, '200'),
  )
})

describe('every other screen', () => {
  const others = [...DESK_SCREENS, ...OTHER_SCREENS].filter((screen) => !DAILY_SCREENS.includes(screen))
  it.each(others)('$name looks as it did', (screen) => looks.asBefore(screen))
})

it('no screen has made the page complain', () => {
  expect(looks.gallery.complaints).toEqual([])
})
