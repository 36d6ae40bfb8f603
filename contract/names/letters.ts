/**
 * Letters of names in the forms that they are written in: one table for the rules, the codes and the window. Old and new
 * kanji, compatibility and width forms, and what a system prints in the place of a letter that it cannot write.
 */
import table from './letter-forms.json' with { type: 'json' }

/** Each letter that has other forms, with the form that stands for all of them: `髙` and `高` have `高`. */
const STANDARD = ((): ReadonlyMap<string, string> => {
  const parent = new Map<string, string>()
  const root = (letter: string): string => {
    const above = parent.get(letter) ?? letter
    return above === letter ? letter : root(above)
  }
  for (const { forms } of table.lists)
    for (const family of forms.split(' ')) {
      const [first = '', ...others] = family
      for (const other of others) if (root(other) !== root(first)) parent.set(root(other), root(first))
    }
  return new Map([...parent.keys()].map((letter) => [letter, root(letter)]))
})()

/** Every letter of the table, with those that stand for others. */
export const TABLED_LETTERS: readonly string[] = [...new Set([...STANDARD.keys(), ...STANDARD.values()])]

/** The form that stands for all forms of a kanji: `邉` → `辺`. A letter without other forms stands for itself. */
export const standardForm = (letter: string): string => STANDARD.get(letter) ?? letter

let inJis: ReadonlySet<string> | null = null

/**
 * Tells whether JIS X 0208 has a kanji, which every system in a clinic can write then: the double bytes 889F to EAA4 of
 * Shift_JIS. They are decoded at the first question: that takes longer than everything else here, and no start waits for it.
 */
const isInJis = (kanji: string): boolean => {
  if (inJis === null) {
    const bytes: number[] = []
    for (let lead = 0x88; lead <= 0xea; lead = lead === 0x9f ? 0xe0 : lead + 1)
      for (let trail = 0x40; trail <= 0xfc; trail += 1) bytes.push(lead, trail)
    inJis = new Set(new TextDecoder('shift_jis').decode(Uint8Array.from(bytes)))
  }
  return inJis.has(kanji)
}

const TABLED: ReadonlySet<string> = new Set(TABLED_LETTERS)

/**
 * Tells whether a kanji is one that neither the table nor JIS X 0208 has. Such a letter is written with another form by most
 * systems, and nobody can say here with which: it contradicts no kanji.
 */
export const isRareKanji = (letter: string): boolean =>
  /^\p{Script=Han}$/u.test(letter) && !TABLED.has(letter) && !isInJis(letter)

/**
 * Signs that systems print in the place of a letter that they cannot write: ■ (cp932 81A1), □, ●, 〓, ?, * and U+FFFD, in
 * either width, and a letter of one maker's own (外字, private use), which nobody else can read.
 */
const UNWRITABLE = /[■□●〓?？*＊﹖﹡\ufffd]|\p{Co}/u
const EVERY_UNWRITABLE = new RegExp(UNWRITABLE, 'gu')

/** Tells whether a name holds a sign that stands for a letter which somebody's system could not write. */
export const holdsUnwritable = (name: string): boolean => UNWRITABLE.test(name)

/** A name without those signs: what is left of it to read. */
export const withoutUnwritable = (name: string): string => name.replace(EVERY_UNWRITABLE, '')

/** Variation selectors choose a shape of a letter (`辻󠄀`), never another letter; nor does what cannot be seen change one. */
const SHAPES_AND_INVISIBLE =
  /[\u{e0100}-\u{e01ef}\ufe00-\ufe0f\u180b-\u180d\u200b-\u200f\u2060\ufeff\u00ad]/gu

/** Voiced marks that stand apart from their kana, as some half-width senders write them: `ハ゛` → `バ`. */
const joinVoicedMarks = (text: string): string =>
  text.replace(/[ \u3000]?[\u309b\u3099ﾞ]/g, '\u3099').replace(/[ \u3000]?[\u309c\u309aﾟ]/g, '\u309a')

/**
 * One way of writing for what differs in nothing that is seen or said: NFKC (width, compatibility letters such as
 * U+FA19 神), no variation selectors, voiced marks joined to their kana.
 */
export const plainLetters = (text: string): string =>
  joinVoicedMarks(text)
    .replace(SHAPES_AND_INVISIBLE, '')
    .normalize('NFKC')
    // A voiced mark that found no kana to join: behind a sign for an unwritable one.
    .replace(/[\u3099\u309a]/g, '')
