/**
 * The words of the program: a folder a language. Everybody's has `window.json`, whose part `patient` is what the patient
 * hears and reads. A language of the staff has besides its part `desk`, `terms.json` (outcomes, reasons, needs, notes,
 * tasks), `doctor.json` and `locale.ts` (days, lists, numbers).
 *
 * A bundle holds of this only what it uses.
 */
import type { PatientLanguage } from '../patient.ts'
import enDoctor from './en/doctor.json' with { type: 'json' }
import { en as enLocale } from './en/locale.ts'
import enTerms from './en/terms.json' with { type: 'json' }
import enWindow from './en/window.json' with { type: 'json' }
import jaDoctor from './ja/doctor.json' with { type: 'json' }
import { ja as jaLocale } from './ja/locale.ts'
import jaTerms from './ja/terms.json' with { type: 'json' }
import jaWindow from './ja/window.json' with { type: 'json' }
import koWindow from './ko/window.json' with { type: 'json' }
import type { StaffLocale } from './locale.ts'
import ptWindow from './pt/window.json' with { type: 'json' }
import type { StaffLanguage } from './staff-language.ts'
import type { Terms } from './terms.ts'
import viWindow from './vi/window.json' with { type: 'json' }
import zhHansWindow from './zh-Hans/window.json' with { type: 'json' }

export type DoctorText = keyof typeof jaDoctor
export type WindowWords = typeof jaWindow

export const TERMS: Readonly<Record<StaffLanguage, Terms>> = { ja: jaTerms, en: enTerms }

export const DOCTOR: Readonly<Record<StaffLanguage, Readonly<Record<DoctorText, string>>>> = {
  ja: jaDoctor,
  en: enDoctor,
}

export const LOCALES: Readonly<Record<StaffLanguage, StaffLocale>> = { ja: jaLocale, en: enLocale }

export const WINDOW = {
  ja: jaWindow,
  en: enWindow,
  'zh-Hans': zhHansWindow,
  ko: koWindow,
  vi: viWindow,
  pt: ptWindow,
} as const satisfies Readonly<
  Record<PatientLanguage, Pick<WindowWords, 'patient'>> & Record<StaffLanguage, Pick<WindowWords, 'desk'>>
>
