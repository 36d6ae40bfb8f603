import type { PatientLanguage } from '../../../contract/patient.ts'
import type { PatientWords } from '../../languages/index.ts'
import type { Part } from './sayings.ts'

/** Sentences stand side by side in Japanese and Chinese, with a space between them elsewhere. */
const between = (language: PatientLanguage): string =>
  language === 'ja' || language === 'zh-Hans' ? '' : ' '

const sentence = (part: Part, t: PatientWords, language: PatientLanguage): string => {
  if ('say' in part) return t(`say.${part.say}`)
  if ('why' in part) return t(`why.${part.why}`)
  if (!('documents' in part)) return t(`please.${part.please}`)
  const names = part.documents.map((document) => t(`names.${document}`))
  const documents = new Intl.ListFormat(language, { type: 'disjunction' }).format(names)
  return t(`please.${part.please}`, { documents })
}

/** The parts as they are read aloud, in the language of `t`. */
export const spoken = (parts: readonly Part[], t: PatientWords, language: PatientLanguage): string =>
  parts.map((part) => sentence(part, t, language)).join(between(language))
