/** Reads the manual (docs/manual.ja.md): chapters and what stands in them. Of Markdown it knows what the manual uses. Pure. */

/** A piece of a chapter. `items` of a list are sentences; a picture is a file of docs/screens. */
export type ManualBlock =
  | { readonly kind: 'heading' | 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'picture'; readonly file: string; readonly text: string }

export type ManualChapter = { readonly title: string; readonly blocks: readonly ManualBlock[] }

/** A link is read as its words: pages beside the manual are not in the window. `[導入](installing.md)` → `導入`. */
const plain = (text: string): string => text.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1').replace(/\*\*|`/g, '')

const blockOf = (lines: readonly string[]): ManualBlock => {
  const [first = ''] = lines
  const picture = /^!\[(.*)\]\(screens\/(.+)\)$/.exec(first)
  if (picture !== null) return { kind: 'picture', text: picture[1] ?? '', file: picture[2] ?? '' }
  if (first.startsWith('### ')) return { kind: 'heading', text: plain(first.slice(4)) }
  const item = /^(?:-|\d+\.) /
  if (item.test(first))
    return {
      kind: 'list',
      isOrdered: !first.startsWith('-'),
      items: lines.map((line) => plain(line.replace(item, ''))),
    }
  return { kind: 'paragraph', text: plain(lines.join('')) }
}

/** The chapters of the manual. What stands before the first one belongs to its title page and is left out. */
export const readManual = (markdown: string): readonly ManualChapter[] =>
  markdown
    .split(/^## /m)
    .slice(1)
    .map((chapter) => {
      const [title = '', ...rest] = chapter.split('\n')
      const blocks = rest
        .join('\n')
        .split(/\n{2,}/)
        .map((block) => block.split('\n').filter((line) => line.trim() !== ''))
        .filter((lines) => lines.length > 0)
        .map(blockOf)
      return { title: plain(title), blocks }
    })

/** All words of a block, to be searched. */
export const wordsOf = (block: ManualBlock): string =>
  block.kind === 'list' ? block.items.join('\n') : block.text

/** One spelling for search: width, case and spaces do not count. */
const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s/g, '')

/**
 * The chapters in which every word of a question stands, each with the pieces that hold one of them and the headings above
 * those; a chapter whose title holds the whole question stays whole. An empty question leaves all as it is.
 */
export const searchManual = (
  chapters: readonly ManualChapter[],
  question: string,
): readonly ManualChapter[] => {
  const words = question.split(/[\s　]+/).flatMap((word) => (word === '' ? [] : [folded(word)]))
  if (words.length === 0) return chapters
  return chapters.flatMap((chapter): ManualChapter[] => {
    const title = folded(chapter.title)
    if (words.every((word) => title.includes(word))) return [chapter]
    const all = folded([chapter.title, ...chapter.blocks.map(wordsOf)].join('\n'))
    if (!words.every((word) => all.includes(word))) return []
    const holds = (block: ManualBlock): boolean => words.some((word) => folded(wordsOf(block)).includes(word))
    let heading: ManualBlock | null = null
    let isUnderFound = false
    const found: ManualBlock[] = []
    for (const block of chapter.blocks) {
      if (block.kind === 'heading') {
        heading = block
        isUnderFound = holds(block)
        if (isUnderFound) found.push(block)
      } else if (isUnderFound || holds(block)) {
        if (heading !== null && !found.includes(heading)) found.push(heading)
        found.push(block)
      }
    }
    return [{ title: chapter.title, blocks: found }]
  })
}
