/** Hyphens as keyboards, papers and input methods write them; NFKC leaves these apart. `ー` and `ｰ` stand for one too. */
const HYPHENS = /[\u2010-\u2015\u2212\u2500\u2501\u30FC\uFE58\uFE63\u00AD]/g
const INVISIBLE = /[\u200B-\u200D\u2060\uFEFF]/g

/**
 * One form for what can be written in several: NFKC (full-width digits become ASCII), every hyphen `-`, nothing
 * invisible. Only for looking and comparing: what was typed is kept as it was typed.
 */
export const normaliseText = (text: string): string =>
  text.normalize('NFKC').replace(INVISIBLE, '').replace(HYPHENS, '-')

/** {@link normaliseText}, without the spaces and hyphens that people put between the digits of a number. */
export const normaliseDigits = (text: string): string => normaliseText(text).replace(/[\s-]/g, '')
