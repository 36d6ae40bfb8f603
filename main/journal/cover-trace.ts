import type { CoverFacts, CoverTraces } from '../../contract/cover-trace.ts'
import { insuredOf } from './insured.ts'
import type { Authenticate } from './mac.ts'

/** Stands in no trace of symbol and number: there is one NUL in those, and never two together. */
const DOMAIN = '\u0000\u0000'

/** Gives what the journal keeps of a cover, under one key. */
export const coverTracesOf = (
  { insurerNumber, symbol, number, branch, name }: CoverFacts,
  authenticate: Authenticate,
): CoverTraces => {
  const hashOf = (fact: string, text: string): string => authenticate(`${fact}${DOMAIN}${text}`)
  return {
    insured: number === null ? null : insuredOf({ symbol: symbol ?? '', number }, authenticate),
    cover: {
      ...(insurerNumber === null ? {} : { insurer: hashOf('insurer', insurerNumber) }),
      ...(branch === null ? {} : { branch: hashOf('branch', branch) }),
      ...(name === null ? {} : { name: hashOf('name', name) }),
    },
  }
}
