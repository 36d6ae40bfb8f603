import { staffWords } from '../languages/index.ts'

/** The words of a paper that is Japanese whatever the language of the desk. */
export const paperWords = staffWords('ja')
