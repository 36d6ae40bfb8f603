/** The languages of the staff. Everything that is in each of them is typed by this list: a language added here does not compile until its words are everywhere. */
import { z } from 'zod'

export const STAFF_LANGUAGES = ['ja', 'en'] as const
export const staffLanguageSchema = z.enum(STAFF_LANGUAGES)
export type StaffLanguage = z.infer<typeof staffLanguageSchema>

/** The same words in every language of the staff. */
export type Words = Readonly<Record<StaffLanguage, string>>
