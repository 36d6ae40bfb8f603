/** The part of a cover that the journal keeps beside symbol and number, so that the next visit shows what has changed. */
import type { Insured } from './insured.ts'
import type { CoverTrace } from './journal-fields.ts'

/** The facts that traces are made of, in the spelling in which they are compared; null where they are not known. */
export type CoverFacts = {
  /** Without blanks and without the 00 that is put in front of six digits. */
  readonly insurerNumber: string | null
  readonly symbol: string | null
  readonly number: string | null
  /** Two digits. */
  readonly branch: string | null
  readonly name: string | null
}

/** All that may be kept of a cover. */
export type CoverTraces = { readonly insured: Insured | null; readonly cover: CoverTrace }
