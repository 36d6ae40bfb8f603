import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { NEEDS } from '../../../contract/decision.ts'
import { STAFF_LANGUAGES } from '../../../contract/languages/staff-language.ts'
import { PATIENT_LANGUAGES, type PatientLanguage } from '../../../contract/patient.ts'

/** Every leaf of a language file by its path. */
const leaves = (value: unknown, path = ''): [string, string][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, part]) => leaves(part, path === '' ? key : `${path}.${key}`))
    : [[path, String(value)]]

const file = (language: string, name: string): unknown =>
  JSON.parse(readFileSync(`contract/languages/${language}/${name}.json`, 'utf8'))
const part = (language: string, name: 'desk' | 'patient'): unknown =>
  Reflect.get(Object(file(language, 'window')), name)

const variables = (text: string): string[] =>
  [...text.matchAll(/\{\{?(\w+)\}?\}/g)].map(([, name = '']) => name).sort()

/** A hint may be left out where a language needs none: examples of Japanese eras, how to search in a Japanese manual. */
const isHint = (key: string): boolean => /hint/i.test(key)
/** The words of one language have those of Japanese, none of them empty, with the same things to fill in. */
const expectWords = (words: unknown, japanese: unknown): void => {
  const found = new Map(leaves(words))
  const wanted = leaves(japanese)
  expect([...found.keys()].sort()).toEqual(wanted.map(([key]) => key).sort())
  for (const [key, text] of wanted)
    expect([key, variables(found.get(key) ?? '')]).toEqual([key, variables(text)])
  expect([...found].filter(([key, text]) => text === '' && !isHint(key))).toEqual([])
}

/** Leaves out of every text what is filled in there and not in the same text of Japanese. */
const withoutMore = (words: unknown, japanese: unknown): unknown => {
  const wanted = new Map(leaves(japanese))
  const fill = (key: string) => (whole: string, name: string) =>
    variables(wanted.get(key) ?? '').includes(name) ? whole : name
  return Object.fromEntries(
    leaves(words).map(([key, text]) => [key, text.replaceAll(/\{\{(\w+)\}\}/g, fill(key))]),
  )
}

/** Welfare, arrears and refusal, in small letters. */
const NEVER_ALOUD: Readonly<Record<PatientLanguage, string>> = {
  ja: '生活保護|医療扶助|福祉|滞納|特別療養|無効|拒否',
  en: 'welfare|arrears|invalid|refus',
  'zh-Hans': '拖欠|低保|社会救助|基礎生活|拒绝|无效',
  ko: '생활보호|기초생활|체납|거부|무효',
  vi: 'phúc lợi|trợ cấp|bảo trợ xã hội|nợ |từ chối|vô hiệu|không hợp lệ',
  pt: 'inválid|assistência social|inadimpl|em atraso|recus',
}

const OTHER_PATIENTS = PATIENT_LANGUAGES.filter((language) => language !== 'ja')
const OTHER_STAFF = STAFF_LANGUAGES.filter((language) => language !== 'ja')

describe('the languages', () => {
  it.each(OTHER_PATIENTS)(
    '%s has every word for the patient, with the same things to fill in',
    (language) => {
      expectWords(part(language, 'patient'), part('ja', 'patient'))
    },
  )

  it.each(OTHER_STAFF)('%s has every word of the desk, with the same things to fill in', (language) => {
    expectWords(part(language, 'desk'), part('ja', 'desk'))
  })

  it.each(OTHER_STAFF)('%s has every word of terms.json, with the same things to fill in', (language) => {
    expectWords(file(language, 'terms'), file('ja', 'terms'))
  })

  // Another language may say more: English also what a parser or a code says in English.
  it.each(OTHER_STAFF)('%s has every word of doctor.json, with no less to fill in', (language) => {
    const japanese = file('ja', 'doctor')
    expectWords(withoutMore(file(language, 'doctor'), japanese), japanese)
  })

  it.each(PATIENT_LANGUAGES)('%s has a name for everything asked for', (language) => {
    const words = leaves(part(language, 'patient')).map(([key]) => key)
    for (const need of NEEDS) expect(words).toContain(`ask.${need}`)
  })

  it('names neither welfare, arrears nor a refusal aloud', () => {
    const spoken = PATIENT_LANGUAGES.flatMap((language) =>
      leaves(part(language, 'patient')).map(([, text]) => text.toLowerCase()),
    )
    const named = new RegExp(Object.values(NEVER_ALOUD).join('|'))
    expect(spoken.filter((text) => named.test(text))).toEqual([])
  })
})
