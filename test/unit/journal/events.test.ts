import { expect, test } from 'vitest'
import { z } from 'zod'
import { JOURNAL_EVENT_LABELS, journalEventSchema } from '../../../contract/journal-events.ts'
import { kindOf } from '../../../contract/journal-fields.ts'
import { journalPage } from '../../../scripts/journal-docs.ts'
import { visit } from './visits.ts'

test('the page of the journal is what the schemas say', () => {
  const { expected, found } = journalPage()
  expect(found).toBe(expected)
})

test('there is no field for what is never kept', () => {
  const fields = journalEventSchema.options.flatMap(({ shape }) =>
    Object.keys(shape).map((name) => name.toLowerCase()),
  )
  expect(fields.length).toBeGreaterThan(60)
  for (const field of fields)
    expect(field).not.toMatch(
      /mynumber|individual|pin$|serial|photo|address|medic|refus|symbol|^number$|birth|kana|^patientname/,
    )
})

test('every event has its label in Japanese', () => {
  for (const label of JOURNAL_EVENT_LABELS.values()) expect(label).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/)
})

test('every field says what it holds, and of which kind', () => {
  for (const { shape } of journalEventSchema.options)
    for (const [name, field] of Object.entries(shape))
      if (name !== 'event') {
        expect(z.globalRegistry.get(field)?.description, name).toMatch(/\w/)
        expect(kindOf(field), name).not.toBe('')
      }
})

test('an unknown key, an unknown event and a symbol in plain are refused', () => {
  expect(journalEventSchema.safeParse(visit(1)).success).toBe(true)
  expect(journalEventSchema.safeParse({ ...visit(1), symbol: '見本' }).success).toBe(false)
  expect(journalEventSchema.safeParse({ event: 'deleted', staff: 'reception' }).success).toBe(false)
  expect(
    journalEventSchema.safeParse({ ...visit(1), insured: { symbol: '12', number: '345' } }).success,
  ).toBe(false)
  expect(journalEventSchema.safeParse({ ...visit(1), reasons: [] }).success).toBe(false)
})
