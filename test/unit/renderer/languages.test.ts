import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { NEEDS } from '../../../contract/decision.ts'
import { STAFF_LANGUAGES } from '../../../contract/languages/staff-language.ts'
import { PATIENT_LANGUAGES } from '../../../contract/patient.ts'

/** Every leaf of a language file by its path. */
const leaves = (value: unknown, path = ''): [string, string][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, part]) => leaves(part, path === '' ? key : `${path}.${key}`))
    : [[path, String(value)]]

const read = (language: string): { desk?: unknown; patient: unknown } =>
  JSON.parse(readFileSync(`contract/languages/${language}/window.json`, 'utf8'))

const variables = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort()

const japanese = read('ja')

describe('the languages', () => {
  it.each(PATIENT_LANGUAGES.filter((language) => language !== 'ja'))(
    '%s has every word for the patient',
    (language) => {
      const words = new Map(leaves(read(language).patient))
      expect([...words.keys()].sort()).toEqual(
        leaves(japanese.patient)
          .map(([key]) => key)
          .sort(),
      )
      expect([...words].filter(([, text]) => text.trim() === '')).toEqual([])
    },
  )

  it.each(STAFF_LANGUAGES.filter((language) => language !== 'ja'))(
    '%s has every word of the desk, with the same things to fill in',
    (language) => {
      const words = new Map(leaves(read(language).desk))
      const wanted = leaves(japanese.desk)
      expect([...words.keys()].sort()).toEqual(wanted.map(([key]) => key).sort())
      for (const [key, text] of wanted)
        expect([key, variables(words.get(key) ?? '')]).toEqual([key, variables(text)])
    },
  )

  it.each(PATIENT_LANGUAGES)('%s has a name for everything asked for', (language) => {
    const words = leaves(read(language).patient).map(([key]) => key)
    for (const need of NEEDS) expect(words).toContain(`ask.${need}`)
  })

  it('names neither welfare, arrears nor a refusal aloud', () => {
    const spoken = PATIENT_LANGUAGES.flatMap((language) =>
      leaves(read(language).patient).map(([, text]) => text.toLowerCase()),
    )
    const named =
      /生活保護|医療扶助|福祉|滞納|特別療養|無効|拒否|welfare|arrears|invalid|refus|拖欠|基礎生活|생활보호|체납|inválid|assistência social/
    expect(spoken.filter((text) => named.test(text))).toEqual([])
  })
})
