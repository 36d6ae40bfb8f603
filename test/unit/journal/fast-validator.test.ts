import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { journalEventSchema } from '../../../contract/journal-events.ts'
import { fastValidatorOf } from '../../../main/journal/fast-validator.ts'

/** Values of every sort that a field of the journal takes, and of sorts that none takes. */
const VALUES: readonly unknown[] = [
  undefined,
  null,
  true,
  false,
  0,
  1,
  4,
  -1,
  1.5,
  2 ** 53,
  Number.NaN,
  '',
  'a',
  '見本',
  'a'.repeat(80),
  'a'.repeat(81),
  'a'.repeat(401),
  '2026-11-22',
  '2026-02-30',
  '2026-11-22T09:00:00.000+09:00',
  '2026-11-22T09:00:00.000',
  '0123456789abcdef',
  'a1'.repeat(32),
  'A1'.repeat(32),
  'OK_ONLINE',
  ['OK_ONLINE'],
  [],
  ['a'],
  'Ab_-'.repeat(11).slice(1),
  [undefined],
  { lastCharacters: '123', hash: 'a1'.repeat(32) },
  { lastCharacters: '1234', hash: 'a1'.repeat(32) },
  { lastCharacters: '123' },
  { lastCharacters: '123', hash: 'a1'.repeat(32), number: '1' },
  {},
]

/** The words of every choice in the schemas of the journal, alone and in lists. */
const wordsOf = (schema: z.core.$ZodType): unknown[] => {
  if (schema instanceof z.ZodEnum) return schema.options
  if (schema instanceof z.ZodLiteral) return [...schema.values]
  if (schema instanceof z.ZodOptional) return wordsOf(schema.unwrap())
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(wordsOf)
  if (schema instanceof z.ZodArray) {
    const words = wordsOf(schema.element)
    return [words.slice(0, 1), words.slice(0, 2), [...words, 'none of them'], Array(101).fill(words[0])]
  }
  return []
}

const fieldValues = (schema: z.core.$ZodType): fc.Arbitrary<unknown> => {
  const all = [...VALUES, ...wordsOf(schema)]
  const good = all.filter((value) => z.safeParse(schema, value).success)
  return fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...good) }, fc.constantFrom(...all))
}

describe.each(journalEventSchema.options.map((schema) => [schema.shape.event.value, schema] as const))(
  'the plain test of %s',
  (_, schema) => {
    const holds = fastValidatorOf(schema)

    test('lets through what the schema does, and nothing else', () => {
      let through = 0
      const fields = Object.fromEntries(
        Object.entries(schema.shape).map(([name, field]) => [name, fieldValues(field)]),
      )
      const more = fc.constantFrom({}, {}, {}, {}, {}, {}, {}, { symbol: '見本' }, { symbol: undefined })
      fc.assert(
        fc.property(fc.record(fields), more, fc.nat(40), (event, extra, dropped) => {
          const kept = Object.entries({ ...event, ...extra }).filter((_, place) => place !== dropped)
          const value = Object.fromEntries(kept)
          const expected = schema.safeParse(value).success
          if (expected) through += 1
          expect(holds(value)).toBe(expected)
        }),
        { numRuns: 400 },
      )
      expect(through).toBeGreaterThan(20)
    })

    test('takes nothing that is no event', () => {
      for (const value of VALUES) expect(holds(value)).toBe(false)
    })
  },
)

describe('a schema of a kind that is not known', () => {
  test.each([
    ['a number with a limit', z.number().max(3), [1, 4, '1']],
    ['a text that is read as another', z.coerce.string(), [1, 'a', null]],
    ['a text with a start', z.string().startsWith('a'), ['a', 'b', 1]],
    ['a text with a pattern that remembers', z.string().regex(/a/g), ['a', 'a', 'a', 'b']],
    ['a choice of texts and numbers', z.union([z.string(), z.number()]), ['a', 1, null]],
    ['an object that takes more', z.looseObject({ a: z.string() }), [{ a: 'a', b: 1 }, { b: 1 }]],
    ['a flag with a check', z.boolean().refine((flag) => flag), [true, false]],
    ['a text that may be null', z.string().nullable(), [null, 'a', undefined]],
  ])('%s is asked itself', (_, schema, values) => {
    const holds = fastValidatorOf(schema)
    for (const value of values) expect(holds(value)).toBe(schema.safeParse(value).success)
  })
})
