/** The window's words out of `contract/languages`, for its components. */
import i18next, { type i18n } from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { WINDOW, type WindowWords } from '../../contract/languages/index.ts'
import { STAFF_LANGUAGES, type StaffLanguage } from '../../contract/languages/staff-language.ts'
import type { PatientLanguage } from '../../contract/patient.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'desk'
    resources: WindowWords
  }
}

/** Every word of every language, ready at once: nothing is fetched. */
export const createLanguages = (language: StaffLanguage = 'ja'): i18n => {
  const instance = i18next.createInstance()
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'ja',
    ns: ['desk', 'patient'],
    defaultNS: 'desk',
    resources: WINDOW,
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

/** The name of a language in itself: 日本語, English. */
export const languageName = (language: PatientLanguage): string =>
  WINDOW[language].patient.window.languageName

/** The language of the desk, for what is formatted rather than translated. */
export const useDeskLanguage = (): StaffLanguage => {
  const { resolvedLanguage } = useTranslation('desk').i18n
  return STAFF_LANGUAGES.find((language) => language === resolvedLanguage) ?? 'ja'
}
