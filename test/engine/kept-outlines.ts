/** Outlines that are kept (`outlines/NAME.txt`), and screens held against them. `UPDATE_SCREENS=1` writes them anew. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type Compare, type Theme, UPDATE } from '../electron/screens/looks.ts'
import { OTHER_SCREENS, type Screen } from '../electron/screens/screens.ts'
import { coloursText, itemsText, itemsThatDiffer, outlineOf, parseItems } from './outline.ts'

const FOLDER = join(import.meta.dirname, 'outlines')
/** The number of the engine that the outlines are kept of, such as `156`: another one sets a line a little otherwise. */
const ENGINE = join(import.meta.dirname, 'outlines-engine.txt')

/** A screen stands as it is to be within so long, looked at so often. */
const SETTLED_MS = 5_000
const LOOK_MS = 200

const numberOf = (chromium: string): string => chromium.slice(0, chromium.indexOf('.'))

/** True where the outlines are of this engine. */
export const areOutlinesOf = (chromium: string): boolean =>
  existsSync(ENGINE) && readFileSync(ENGINE, 'utf8').trim() === numberOf(chromium)

/** The screens that something is kept of. */
export const keptNames = (): string[] => readdirSync(FOLDER).map((file) => file.replace(/\.txt$/, ''))

/** The parts of a file: the items, and the colours of each theme. */
const partsOf = (text: string): Map<string, string> =>
  new Map(
    text
      .split(/^# /m)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)]),
  )

/** The theme whose items are kept: that with the widest borders, where there is least room. The patient's window and papers have one look. */
const placedIn = (screen: Screen): Theme => (OTHER_SCREENS.includes(screen) ? 'light' : 'high-contrast')

/** Of a screen or an engine that nothing is kept of it says nothing: `gallery.test.ts` names those. */
export const compareOutline: Compare = async ({ page, chromium }, screen, theme) => {
  const file = join(FOLDER, `${screen.name}.txt`)
  if (!UPDATE && !(existsSync(file) && areOutlinesOf(chromium))) return
  const kept = existsSync(file) ? partsOf(readFileSync(file, 'utf8')) : new Map<string, string>()
  const isPlaced = theme === placedIn(screen)
  if (UPDATE) {
    const { items, colours } = await outlineOf(page)
    const now = new Map(kept).set(theme, coloursText(colours))
    if (isPlaced) now.set('items', itemsText(items))
    mkdirSync(FOLDER, { recursive: true })
    writeFileSync(ENGINE, `${numberOf(chromium)}\n`)
    writeFileSync(file, [...now].map(([name, text]) => `# ${name}\n${text}`).join(''))
    return
  }
  expect([...kept.keys()]).toContain(theme)
  const before = parseItems(kept.get('items') ?? '')
  // On a busy machine the screen before may still stand there.
  await expect
    .poll(
      async () => {
        const { items, colours } = await outlineOf(page)
        return {
          differ: isPlaced ? itemsThatDiffer(before, items) : [],
          colours: coloursText(colours),
        }
      },
      { timeout: SETTLED_MS, interval: LOOK_MS },
    )
    .toEqual({ differ: [], colours: kept.get(theme) })
}
