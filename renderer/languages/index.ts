/** The window's words out of `contract/languages`, for its components. */
import i18next, { type TFunction } from 'i18next'
import { createContext, useContext } from 'react'
import { WINDOW, type WindowWords } from '../../contract/languages/index.ts'
import type { StaffLanguage } from '../../contract/languages/staff-language.ts'
import type { PatientLanguage } from '../../contract/patient.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'desk'
    resources: WindowWords
  }
}

/** Every word of every language, ready at once: nothing is fetched. */
const languages = i18next.createInstance()
void languages.init({
  lng: 'ja',
  fallbackLng: 'ja',
  ns: ['desk', 'patient'],
  defaultNS: 'desk',
  resources: WINDOW,
  initAsync: false,
  interpolation: { escapeValue: false },
  returnNull: false,
})

/** Looks up each word once, if nothing is put into it, because a drawing asks for hundreds. */
const remembering = <Words extends TFunction<'desk'> | TFunction<'patient'>>(words: Words): Words => {
  const known = new Map<unknown, unknown>()
  return new Proxy(words, {
    apply: (look, self, given: readonly unknown[]): unknown => {
      const [key, ...more] = given
      if (more.length > 0) return Reflect.apply(look, self, given)
      const text: unknown = known.get(key) ?? Reflect.apply(look, self, given)
      known.set(key, text)
      return text
    },
  })
}

/** Makes the words of a language once: words made anew would have everything drawn anew that depends on them. */
const oncePerLanguage = <Language, Words>(make: (language: Language) => Words) => {
  const made = new Map<Language, Words>()
  return (language: Language): Words => {
    const words = made.get(language) ?? make(language)
    made.set(language, words)
    return words
  }
}

export type StaffWords = TFunction<'desk'>
export type PatientWords = TFunction<'patient'>

/** The staff's words in one language. */
export const staffWords: (language: StaffLanguage) => StaffWords = oncePerLanguage((language) =>
  remembering(languages.getFixedT(language, 'desk')),
)

/** The patient's words in a language of their own, whatever the desk's. */
export const patientWords: (language: PatientLanguage) => PatientWords = oncePerLanguage((language) =>
  remembering(languages.getFixedT(language, 'patient')),
)

/** The language of the desk; Japanese until a state names it. */
const DeskLanguage = createContext<StaffLanguage>('ja')
export const DeskLanguageProvider = DeskLanguage.Provider

/** The language of the desk, for what is formatted rather than translated. */
export const useDeskLanguage = (): StaffLanguage => useContext(DeskLanguage)

/** The staff's words, in the language of the desk. */
export const useWords = (): StaffWords => staffWords(useDeskLanguage())

/** The name of a language in itself: 日本語, English. */
export const languageName = (language: PatientLanguage): string =>
  WINDOW[language].patient.window.languageName
