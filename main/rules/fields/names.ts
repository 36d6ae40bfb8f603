import { normaliseText } from './normalise.ts'

/** Old and new forms of the kanji that family names differ in most. Each line is one character in its forms. */
const FORMS = [
  '高髙',
  '崎﨑嵜碕',
  '辺邊邉',
  '斉斎齊齋',
  '沢澤',
  '浜濱濵',
  '広廣',
  '国國',
  '桜櫻',
  '島嶋嶌',
  '富冨',
  '吉𠮷',
  '隆隆',
  '真眞',
  '恵惠',
  '徳德',
  '栄榮',
  '万萬',
  '竜龍',
  '滝瀧',
  '学學',
  '円圓',
  '沢澤',
  '関關',
  '塩鹽',
  '実實',
  '寿壽',
  '静靜',
  '黒黑',
  '宝寶',
  '渡渡',
  '曽曾',
  '条條',
  '県縣',
  '黄黃',
  '瀬瀨',
  '頼賴',
  '館舘',
  '峰峯',
  '桧檜',
  '薮藪',
  '児兒',
  '来來',
] as const

const NEW_FORM = new Map(
  FORMS.flatMap(([first = '', ...others]) => others.map((other) => [other, first] as const)),
)
/** A character that a system could not write: 外字 printed as ■ (81A1), ● or 〓. */
const UNWRITABLE = /[■●〓□?？]/

const plain = (name: string): string => normaliseText(name).replace(/[\s・]/g, '')
const hiraganaAsKatakana = (text: string): string =>
  text.replace(/[ぁ-ゖ]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0x60))

const newForms = (name: string): string[] =>
  [...hiraganaAsKatakana(name)].map((letter) => NEW_FORM.get(letter) ?? letter)

/**
 * Compares two names. `same`: equal in NFKC without spaces. `variant`: equal but for old and new kanji (髙橋, 高橋),
 * kana, or a character that one system cannot write (■): for a person to look at, never a reason to refuse.
 * `different`: otherwise. Source: rules.md §3.1 (氏名), B13.
 */
export const compareNames = (one: string, other: string): 'same' | 'variant' | 'different' => {
  const a = plain(one)
  const b = plain(other)
  if (a === b) return 'same'
  const lettersA = newForms(a)
  const lettersB = newForms(b)
  const equal =
    lettersA.length === lettersB.length &&
    lettersA.every((letter, place) => {
      const opposite = lettersB[place] ?? ''
      return letter === opposite || UNWRITABLE.test(letter) || UNWRITABLE.test(opposite)
    })
  return equal ? 'variant' : 'different'
}
