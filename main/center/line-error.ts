import type { CenterWhy } from '../../contract/center.ts'

/** No answer, or none that can be used. */
export class LineError extends Error {
  /** Known of some only. */
  readonly why: CenterWhy | undefined
  constructor(message: string, why?: CenterWhy) {
    super(message)
    this.why = why
  }
}
