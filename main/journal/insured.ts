import type { Insured } from '../../contract/journal.ts'
import type { Authenticate } from './mac.ts'

/**
 * One spelling for what people write differently: full-width and half-width are the same, spaces, dashes and middle
 * dots do not count, letters are capitals. `１２ー３４・ａ` is `1234A`.
 */
export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐‑‒–—―−ーｰ・･.．]/gu, '')

/** The separator cannot occur in a plain text, so that 12-34 and 1-234 are two numbers. */
const SEPARATOR = '\u0000'

/**
 * The part of symbol and number that the journal keeps. Of a short one at most half is kept, so that the last
 * characters never are the whole: `12・34567` keeps `567`, `1・23` keeps `3`.
 * @returns null when there is nothing to keep
 */
export const insuredOf = (
  { symbol, number }: { readonly symbol: string; readonly number: string },
  authenticate: Authenticate,
): Insured | null => {
  const whole = plain(symbol) + plain(number)
  const kept = Math.min(3, Math.floor(Array.from(whole).length / 2))
  if (kept === 0) return null
  return {
    lastCharacters: Array.from(whole).slice(-kept).join(''),
    hash: authenticate(plain(symbol) + SEPARATOR + plain(number)),
  }
}
