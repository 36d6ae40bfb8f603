/**
 * The outline of a screen: where each text, field and drawing stands, as far as it can be seen, and the colours of the texts. A
 * line each, so that a change can be read. It is kept in place of a picture, which every engine draws a little differently.
 */
import type { Page } from 'playwright'

/** Something on a screen: its text, or what it is, and the part of it that is in sight. */
export type Item = {
  readonly label: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Texts by their colour and ground: `#1a1a1a on #ffffff`, and how many there are. */
export type Colours = ReadonlyMap<string, number>

/** An edge may stand so many pixels elsewhere: engines round differently. */
const TOLERANCE = 3

/** So much of a text names it. */
const LABEL_LENGTH = 24

/** Reads the page as it is now. Runs in it. */
const look = (labelLength: number): { items: Item[]; colours: string[] } => {
  type Box = { left: number; top: number; right: number; bottom: number }
  const items: Item[] = []
  const colours: string[] = []
  const meet = (one: Box, other: Box): Box => ({
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    bottom: Math.min(one.bottom, other.bottom),
  })
  /** The part of a box that no box around it cuts off. */
  const inSight = (element: Element, box: Box): Box => {
    let seen = meet(box, { left: 0, top: 0, right: innerWidth, bottom: innerHeight })
    for (let around = element.parentElement; around !== null; around = around.parentElement) {
      const { overflowX, overflowY, position } = getComputedStyle(around)
      if (overflowX !== 'visible' || overflowY !== 'visible')
        seen = meet(seen, around.getBoundingClientRect())
      if (position === 'fixed') break
    }
    return seen
  }
  const isOnTop = (element: Element, { left, top, right, bottom }: Box): boolean => {
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    return hit === null || hit.contains(element) || element.contains(hit)
  }
  const groundOf = (element: Element): string => {
    for (let around: Element | null = element; around !== null; around = around.parentElement) {
      const { backgroundColor, backgroundImage } = getComputedStyle(around)
      if (backgroundImage !== 'none') return 'a picture'
      if (!/^rgba\(.*, 0\)$|^transparent$/.test(backgroundColor)) return backgroundColor
    }
    return 'nothing'
  }
  const add = (element: Element, box: Box, label: string): boolean => {
    if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return false
    const seen = inSight(element, box)
    const [width, height] = [Math.round(seen.right - seen.left), Math.round(seen.bottom - seen.top)]
    if (width <= 1 || height <= 1) return false
    const short = label.replaceAll(/\s+/g, ' ').trim().slice(0, labelLength)
    items.push({
      label: isOnTop(element, seen) ? short : `covered: ${short}`,
      x: Math.round(seen.left),
      y: Math.round(seen.top),
      width,
      height,
    })
    return true
  }
  for (const element of document.querySelectorAll('body *')) {
    if (element instanceof SVGElement) {
      if (element instanceof SVGSVGElement)
        add(element, element.getBoundingClientRect(), `(drawing of ${element.querySelectorAll('*').length})`)
      continue
    }
    if (element.matches('input, textarea, select, img, canvas, progress, meter')) {
      const value = element instanceof HTMLInputElement ? element.value : ''
      add(element, element.getBoundingClientRect(), `(${element.localName}) ${value}`)
      continue
    }
    if (element.matches('button, a, [role=button], [role=tab], [role=dialog]'))
      add(element, element.getBoundingClientRect(), `(${element.getAttribute('role') ?? element.localName})`)
    for (const node of element.childNodes) {
      if (!(node instanceof Text) || node.data.trim() === '') continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const { color } = getComputedStyle(element)
      if (add(element, range.getBoundingClientRect(), node.data))
        colours.push(`${color} on ${groundOf(element)}`)
    }
  }
  return { items, colours }
}

/** The outline of what a page shows now. */
export const outlineOf = async (page: Page): Promise<{ items: readonly Item[]; colours: Colours }> => {
  const { items, colours } = await page.evaluate(look, LABEL_LENGTH)
  const counts = new Map<string, number>()
  for (const one of colours) counts.set(one, (counts.get(one) ?? 0) + 1)
  return { items, colours: counts }
}

/** A line for each item: `412,96 180×24 受付を中止する`. */
export const itemsText = (items: readonly Item[]): string =>
  items.map(({ label, x, y, width, height }) => `${x},${y} ${width}×${height} ${label}\n`).join('')

/** Reads what {@link itemsText} has written. */
export const parseItems = (text: string): readonly Item[] =>
  [...text.matchAll(/^(-?\d+),(-?\d+) (\d+)×(\d+) (.*)$/gm)].map(([, x, y, width, height, label = '']) => ({
    label,
    x: Number(x),
    y: Number(y),
    width: Number(width),
    height: Number(height),
  }))

/** A line for each pair of colours, in their order. */
export const coloursText = (colours: Colours): string =>
  [...colours]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([pair, count]) => `${count} × ${pair}\n`)
    .join('')

const near = (one: Item, other: Item): boolean =>
  one.label === other.label &&
  Math.abs(one.x - other.x) <= TOLERANCE &&
  Math.abs(one.y - other.y) <= TOLERANCE &&
  Math.abs(one.x + one.width - other.x - other.width) <= TOLERANCE &&
  Math.abs(one.y + one.height - other.y - other.height) <= TOLERANCE

/** The items that are no longer where they were (`-`), and those that stand where none of them was (`+`). */
export const itemsThatDiffer = (kept: readonly Item[], now: readonly Item[]): string[] => {
  const left = [...now]
  const gone = kept.filter((item) => {
    const at = left.findIndex((one) => near(item, one))
    if (at !== -1) left.splice(at, 1)
    return at === -1
  })
  const lines = (mark: string, items: readonly Item[]): string[] =>
    items.map((item) => `${mark} ${itemsText([item]).trimEnd()}`)
  return [...lines('-', gone), ...lines('+', left)]
}
