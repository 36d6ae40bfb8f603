/** The words of the window: one file a language. `desk` is for the staff, `patient` for what the patient hears and reads. */
import i18next, { type i18n } from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { PatientLanguage } from '../../contract/patient.ts'
import { STAFF_LANGUAGES, type StaffLanguage } from '../../contract/staff-language.ts'
import en from './en.json' with { type: 'json' }
import ja from './ja.json' with { type: 'json' }
import ko from './ko.json' with { type: 'json' }
import pt from './pt.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }
import zhHans from './zh-Hans.json' with { type: 'json' }

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'desk'
    resources: { desk: typeof ja.desk; patient: typeof ja.patient }
  }
}

const resources = { ja, en, 'zh-Hans': zhHans, ko, vi, pt } as const satisfies Readonly<
  Record<PatientLanguage, { patient: typeof ja.patient }> & Record<StaffLanguage, { desk: typeof ja.desk }>
>

/** Every word of every language, ready at once: nothing is fetched. */
export const createLanguages = (language: StaffLanguage = 'ja'): i18n => {
  const instance = i18next.createInstance()
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'ja',
    ns: ['desk', 'patient'],
    defaultNS: 'desk',
    resources,
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  return instance
}

/** The staff's words, in the language of the desk. */
export const useWords = () => useTranslation('desk').t

/** The patient's words in a language of their own, whatever the desk's. */
export const usePatientWords = (language: PatientLanguage) => {
  const { i18n: instance } = useTranslation('patient')
  return instance.getFixedT(language, 'patient')
}

/** The language of the desk, for what is formatted rather than translated. */
export const useDeskLanguage = (): StaffLanguage => {
  const { resolvedLanguage } = useTranslation('desk').i18n
  return STAFF_LANGUAGES.find((language) => language === resolvedLanguage) ?? 'ja'
}
