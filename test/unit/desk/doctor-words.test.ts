/** Values that are filled into the doctor's words: each text gets what it names, in every language. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DOCTOR, type DoctorText } from '../../../contract/languages/index.ts'
import { STAFF_LANGUAGES } from '../../../contract/languages/staff-language.ts'
import { finding } from '../../../main/desk/office/finding.ts'

const OFFICE = join(import.meta.dirname, '..', '..', '..', 'main', 'desk', 'office')
const sources = readdirSync(OFFICE, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(OFFICE, name), 'utf8'))

const named = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name)

/** Each text with the values that the code gives it: `['journal', { entries: … }]`. */
const given = sources.flatMap((source) =>
  [...source.matchAll(/\['(\w+)', \{([^{}]*)\}\]/g)].map(([, text = '', values = '']) => ({
    text,
    values: [...values.matchAll(/(?:^|,)\s*(\w+)\s*(?=[:,]|$)/g)].map(([, name = '']) => name),
  })),
)

const isText = (text: string): text is DoctorText => Object.hasOwn(DOCTOR.ja, text)
const texts = Object.keys(DOCTOR.ja).filter(isText)

describe.each(STAFF_LANGUAGES)('the doctor’s words in %s', (language) => {
  it('has the texts of every other language', () => {
    expect(Object.keys(DOCTOR[language]).sort()).toEqual([...texts].sort())
  })

  it('name no value that the code does not give', () => {
    for (const text of texts) {
      const calls = given.filter((call) => call.text === text)
      if (named(DOCTOR[language][text]).length > 0) expect(calls.length, text).toBeGreaterThan(0)
      for (const { values } of calls)
        expect(values, text).toEqual(expect.arrayContaining(named(DOCTOR[language][text])))
    }
  })
})

it('every value that the code gives is named in some language', () => {
  expect(given.length).toBeGreaterThan(20)
  for (const { text, values } of given) {
    const inSome = STAFF_LANGUAGES.flatMap((language) => (isText(text) ? named(DOCTOR[language][text]) : []))
    expect(inSome, text).toEqual(expect.arrayContaining(values))
  }
})

it('values are filled in, and lists joined as the language joins them', () => {
  const { what, advice } = finding(
    'scanner',
    'fail',
    ['scannerRefused', { names: ['見本 1', '見本 2'] }],
    ['scannerRefusedRule', { rule: ': 60-example.rules' }],
  )
  expect(what.ja).toBe('スキャナーを開く権限がありません: 見本 1、見本 2')
  expect(what.en).toContain('見本 1, 見本 2')
  for (const language of STAFF_LANGUAGES) expect(advice[language]).toContain(': 60-example.rules')
})
