import { Fragment, useMemo } from 'react'
import type { PatientLanguage } from '../../contract/patient.ts'
import { useDeskLanguage } from '../languages/index.ts'
import css from './phrases.module.css'

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })
const CLINGS = /^[\p{Script=Hiragana}ー、。，．・：；！？）)」』】〕％%/\s]+$/u
const OPENS = /(^|[（(「『【〔])[おご]?$/u
const POLITE = /^[おご]$/u
const KANJI_ENDS = /\p{Script=Han}$/u
// 読み取る, 見比べる, 受け付ける: the stem of a verb and the verb that is set behind it.
const STEM = /^\p{Script=Han}[いえきけしせちてにねびべみめりれ]$/u
const KANJI_BEGINS = /^\p{Script=Han}/u

const KATAKANA_ENDS = /[ァ-ヶー]$/u
const KATAKANA_BEGINS = /^[ァ-ヶー]/u
const SENTENCE_ENDS = /[。！？]$/u
const CLOSES = /^[」』）)】〕、。]/u
const NUMBER_BEGINS = /^\d/u
const NUMBER_ENDS = /\d$/u
// 2026/10/31: a day is one piece.
const SLASH_ENDS = /\d\/$/u
// Words that only a clause before them gives a meaning, and that begin a phrase of their own all the same.
const FORMAL_NOUN = /^(もの|こと|とき|ところ)$/u
const THIS_OR_THAT = /[こそあど]の$/u

const belongsTogether = (before: string, segment: string): boolean => {
  if (SENTENCE_ENDS.test(before)) return CLOSES.test(segment)
  if (FORMAL_NOUN.test(segment) && !THIS_OR_THAT.test(before) && !OPENS.test(before)) return false
  return (
    OPENS.test(before) ||
    // 10/31(土)
    segment === '(' ||
    (SLASH_ENDS.test(before) && NUMBER_BEGINS.test(segment)) ||
    (CLINGS.test(segment) && !POLITE.test(segment)) ||
    ((KANJI_ENDS.test(before) || STEM.test(before) || NUMBER_ENDS.test(before)) &&
      KANJI_BEGINS.test(segment)) ||
    (KANJI_ENDS.test(before) && NUMBER_BEGINS.test(segment)) ||
    (KATAKANA_ENDS.test(before) && KATAKANA_BEGINS.test(segment))
  )
}

/**
 * Japanese text in the pieces between which a line may end: a word keeps the particles and endings behind it, the
 * polite お or ご before it, and the other half of a compound (資格情報), so that no line begins in the middle of one.
 * Other languages come out as their words.
 */
export const phrasesOf = (text: string): string[] => {
  const phrases: string[] = []
  for (const { segment } of segmenter.segment(text)) {
    const before = phrases.at(-1)
    if (before !== undefined && belongsTogether(before, segment))
      phrases[phrases.length - 1] = before + segment
    else phrases.push(segment)
  }
  return phrases
}

/** A text whose lines end between phrases, in Japanese; another language comes out as it is. */
export const Phrases = ({ text, language }: { text: string; language?: PatientLanguage }) => {
  const ofDesk = useDeskLanguage()
  const isJapanese = (language ?? ofDesk) === 'ja'
  const phrases = useMemo(() => (isJapanese ? phrasesOf(text) : []), [isJapanese, text])
  if (!isJapanese) return text
  return (
    <span className={css.phrases}>
      {phrases.map((phrase, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other identity than their place.
        <Fragment key={index}>
          {index === 0 ? null : <wbr />}
          {phrase}
        </Fragment>
      ))}
    </span>
  )
}
