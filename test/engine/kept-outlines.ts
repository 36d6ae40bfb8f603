/** Outlines that are kept (`outlines/NAME.txt`), and screens held against them. `UPDATE_SCREENS=1` writes them anew. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type Compare, type Theme, UPDATE } from '../electron/screens/looks.ts'
import { OTHER_SCREENS, type Screen } from '../electron/screens/screens.ts'
import { coloursText, itemsText, itemsThatDiffer, outlineOf, parseItems } from './outline.ts'

const FOLDER = join(import.meta.dirname, 'outlines')

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

/** Of a screen that nothing is kept of it says nothing: `gallery.test.ts` names those. */
export const compareOutline: Compare = async ({ page }, screen, theme) => {
  const file = join(FOLDER, `${screen.name}.txt`)
  if (!UPDATE && !existsSync(file)) return
  const { items, colours } = await outlineOf(page)
  const kept = existsSync(file) ? partsOf(readFileSync(file, 'utf8')) : new Map<string, string>()
  const now = new Map(kept).set(theme, coloursText(colours))
  const isPlaced = theme === placedIn(screen)
  if (isPlaced) now.set('items', itemsText(items))
  if (UPDATE) {
    mkdirSync(FOLDER, { recursive: true })
    writeFileSync(file, [...now].map(([name, text]) => `# ${name}\n${text}`).join(''))
    return
  }
  expect([...kept.keys()]).toContain(theme)
  if (isPlaced) expect(itemsThatDiffer(parseItems(kept.get('items') ?? ''), items)).toEqual([])
  expect(now.get(theme)).toBe(kept.get(theme))
}
