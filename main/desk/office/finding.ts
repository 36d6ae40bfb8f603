import { DOCTOR, type DoctorText } from '../../../contract/languages/index.ts'
import { inEachLanguage, type Words } from '../../../contract/languages/staff-language.ts'
import type { Diagnosis } from '../../../contract/office.ts'

type Values = Readonly<Record<string, string | number | readonly string[]>>

/** A text of `doctor.json` with its `{{name}}` filled in: a list of names with what stands between two in the language. */
const fill = (texts: Readonly<Record<DoctorText, string>>, text: DoctorText, values: Values): string =>
  texts[text].replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name] ?? ''
    return typeof value === 'object' ? value.join(texts.between) : String(value)
  })

/** A line has room for so many characters (`contract/office.ts`). */
const MAX = { what: 200, advice: 400 } as const

/** Words with what is filled into them. */
type Said = DoctorText | readonly [text: DoctorText, values: Values]

const inWords = (said: Said, most: number): Words => {
  const [text, values] = typeof said === 'string' ? [said, {}] : said
  return inEachLanguage((language) => fill(DOCTOR[language], text, values).slice(0, most))
}

const NO_ADVICE = inEachLanguage(() => '')

/** A line of `doctor`: what was found, and what to do about it, in every language of the staff. */
export const finding = (
  id: string,
  status: Diagnosis['status'],
  what: Said,
  advice: Said | null = null,
): Diagnosis => ({
  id,
  status,
  what: inWords(what, MAX.what),
  advice: advice === null ? NO_ADVICE : inWords(advice, MAX.advice),
})
