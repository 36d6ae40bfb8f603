import { basename } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files that take longest, each several times as long as most. */
const SLOW = [
  'hold.test.ts',
  'shell.test.ts',
  'wedge.test.ts',
  'whole-visits.test.ts',
  'watch.test.ts',
  'keeping.test.ts',
  'ask.test.ts',
]

const rank = ({ moduleId }: TestSpecification): number => {
  const place = SLOW.indexOf(basename(moduleId))
  return place === -1 ? SLOW.length : place
}

/**
 * Begins with the slow files: one that begins last keeps everybody waiting alone. Vitest itself orders by the last run, of which a
 * clean checkout has none, and then by size, which says little of the time.
 */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}
