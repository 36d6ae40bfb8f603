import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { JOURNAL_EVENT_LABELS, journalEventSchema } from '../../../contract/journal-events.ts'
import { outdatedJournalFiles } from '../../../scripts/journal-docs.ts'
import { visit } from './visits.ts'

test('types, validation and the manual page follow from the one data file', () => {
  expect(outdatedJournalFiles()).toEqual([])
})

test('there is no field for what is never kept', () => {
  const text = readFileSync(new URL('../../../contract/journal-events.json', import.meta.url), 'utf8')
  const fields = [...text.matchAll(/^ {8}"(\w+)":/gm)].map(([, name = '']) => name.toLowerCase())
  expect(fields.length).toBeGreaterThan(60)
  for (const field of fields)
    expect(field).not.toMatch(
      /mynumber|individual|pin$|serial|photo|address|medic|refus|symbol|^number$|birth|kana|^patientname/,
    )
})

test('every event has its label in Japanese', () => {
  for (const label of Object.values(JOURNAL_EVENT_LABELS))
    expect(label).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/)
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
