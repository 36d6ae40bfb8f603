import type { Act } from '../act.ts'

/** Begins to ask for the fields of unknown codes, or ends it and forgets what was scanned for it. */
export const teachCode: Act<'teach-code'> = ({ on, of }, office) =>
  office.tell({ type: 'teaching', on, ...(of === undefined ? {} : { of }) })
