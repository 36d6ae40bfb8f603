/** The languages of the staff. A language added here does not compile until its folder is in `contract/languages/index.ts`. */
import { z } from 'zod'

export const STAFF_LANGUAGES = ['ja', 'en'] as const
export const staffLanguageSchema = z.enum(STAFF_LANGUAGES)
export type StaffLanguage = z.infer<typeof staffLanguageSchema>

const wordsSchema = z.record(staffLanguageSchema, z.string())
/** The same words in every language of the staff. */
export type Words = Readonly<z.infer<typeof wordsSchema>>

/** Puts words into every language of the staff. */
export const inEachLanguage = (say: (language: StaffLanguage) => string): Words =>
  wordsSchema.parse(Object.fromEntries(STAFF_LANGUAGES.map((language) => [language, say(language)])))
