import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..', '..')
/** Rooms whose doc comments have been gone through; the others follow. */
const ROOMS = ['contract', 'main/center', 'main/desk', 'main/shell']
const OPENS_WITH_A_QUESTION = /\/\*\*\s+(?:\*\s+)?(What|Who|Whether|Where|Whose|Whoever|Whatever)\b[^\n]*/g

const questionsIn = (text: string): string[] =>
  [...text.matchAll(OPENS_WITH_A_QUESTION)].map(([line]) => line)

test('a doc comment says first what the thing is or does, and opens with no question word', () => {
  const found = ROOMS.flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) =>
        questionsIn(readFileSync(join(ROOT, room, name), 'utf8')).map((line) => `${room}/${name}: ${line}`),
      ),
  )
  expect(found).toEqual([])
})

test('the check finds such a comment, in one line and in several', () => {
  expect(questionsIn('/** What it is. */')).toHaveLength(1)
  expect(questionsIn('/**\n * Whether it is.\n */')).toHaveLength(1)
  expect(questionsIn('/** Whatsoever. */ /** The whole. */')).toEqual([])
})
