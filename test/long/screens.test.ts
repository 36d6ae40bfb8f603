/** Every screen in every theme, and enlarged at both sizes. `UPDATE_SCREENS=1` writes docs/screens anew. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
])('with text twice as large at %d × %d', (width, height) => {
  beforeAll(() => looks.gallery.resize(width, height))

  it.each(DESK_SCREENS)('$name loses nothing', (screen) => looks.enlarged(screen))
})

it('no screen has made the page complain', () => {
  expect(looks.gallery.complaints).toEqual([])
})
