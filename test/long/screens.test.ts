/** Every screen in every theme, and with text of every size at both sizes of window. `UPDATE_SCREENS=1` writes docs/screens anew. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TEXT_SIZES } from '../../contract/text-size.ts'
import { type Looks, openLooks, THEMES } from '../electron/screens/looks.ts'
import { DESK_SCREENS, OTHER_SCREENS } from '../electron/screens/screens.ts'

let looks: Looks
beforeAll(async () => {
  looks = await openLooks()
}, 120_000)
afterAll(() => looks?.close())

describe('at 1024 × 768', () => {
  it.each(DESK_SCREENS)('$name looks as it did in every theme, and axe finds nothing', (screen) =>
    looks.inThemes(screen, THEMES),
  )

  it.each(OTHER_SCREENS)('$name looks as it did, and axe finds nothing', (screen) =>
    looks.inThemes(screen, ['light']),
  )
})

describe.each([
  [1024, 768],
  [1920, 1080],
])('at %d × %d', (width, height) => {
  beforeAll(() => looks.gallery.resize(width, height))
  const screens = [...DESK_SCREENS, ...OTHER_SCREENS.filter(({ name }) => !name.startsWith('paper'))]

  describe.each(TEXT_SIZES)('with text at %s %%', (textSize) => {
    it.each(screens)('$name loses nothing', (screen) => looks.fits(screen, textSize))
  })
})

it('no screen has made the page complain', () => {
  expect(looks.gallery.complaints).toEqual([])
})
