import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const ROOMS = ['contract', 'main', 'native', 'renderer', 'scripts', 'packaging', 'fixtures', 'test']
const WRITTEN_BY_HAND = /\.(ts|tsx|mjs|js|css|sql)$/
const QUESTION = '(?:What|Who|Whether|Where|Whose|Whoever|Whatever|Wherever)\\b'
const OPENS_A_BLOCK = new RegExp(`/\\*\\*?\\s+(?:\\*\\s+)?${QUESTION}`, 'g')
const OPENS_A_LINE = new RegExp(`(?<!/)//\\s*${QUESTION}`)
const GOES_ON = /^\s*\/\//

/** The lines of a text on which a comment opens with a question word; a run of `//` lines is one comment. */
const questionsIn = (text: string): string[] => {
  const lines = text.split('\n')
  const blocks = [...text.matchAll(OPENS_A_BLOCK)].map(({ index }) => text.slice(0, index).split('\n').length)
  const runs = lines.flatMap((line, index) =>
    OPENS_A_LINE.test(line) && !(GOES_ON.test(line) && GOES_ON.test(lines[index - 1] ?? ''))
      ? [index + 1]
      : [],
  )
  return [...blocks, ...runs].map((line) => `${line}: ${lines[line - 1]?.trim()}`)
}

const SELF = join('unit', 'scripts', 'comments.test.ts')

test('a comment says first what the thing is or does, and opens with no question word', () => {
  const found = ROOMS.flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => WRITTEN_BY_HAND.test(name) && !name.endsWith(SELF))
      .flatMap((name) =>
        questionsIn(readFileSync(join(ROOT, room, name), 'utf8')).map((line) => `${room}/${name}:${line}`),
      ),
  )
  expect(found).toEqual([])
})

test.each(['/** What it is. */', '/**\n * Whether it is.\n */', 'a() // Where it is', 'a()\n// Who it is'])(
  'the check finds %j',
  (text) => expect(questionsIn(text)).toHaveLength(1),
)

test('the check lets through a word that only begins so, and a line that goes on', () => {
  expect(questionsIn('/** Whatsoever. */ /** The whole. */')).toEqual([])
  expect(questionsIn('// It says\n// what, and says\n// Who.')).toEqual([])
})
