/** The screens that everybody sees every day, as they are drawn by the product's runtime. All of them: test/long. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Looks, openLooks, THEMES } from './screens/looks.ts'
import { DAILY_SCREENS, OTHER_SCREENS } from './screens/screens.ts'

let looks: Looks
beforeAll(async () => {
  looks = await openLooks()
}, 120_000)
afterAll(() => looks?.close())

describe('a screen of every day', () => {
  it.each(DAILY_SCREENS)('$name looks as it did in every theme, and axe finds nothing', (screen) =>
    looks.inThemes(screen, THEMES),
  )

  it.each(OTHER_SCREENS.filter(({ name }) => name.startsWith('paper')))('$name looks as it did', (screen) =>
    looks.inThemes(screen, ['light']),
  )

  it.each(DAILY_SCREENS)('$name loses nothing with text twice as large', (screen) => looks.enlarged(screen))

  it('has not made the page complain', () => {
    expect(looks.gallery.complaints).toEqual([])
  })
})
