/** Says in the doctor's words how the center is. */
import type { CenterStatus } from '../../../contract/center.ts'
import type { Diagnosis } from '../../../contract/office.ts'
import { finding } from './finding.ts'

/** The finding in words; none where the center is not used. */
export const centerFinding = (center: CenterStatus | null): Diagnosis[] => {
  switch (center?.state) {
    case undefined:
    case 'off':
      return []
    case 'starting':
      return [finding('center', 'ok', 'centerStarting')]
    case 'ready':
      return [finding('center', 'ok', 'centerReady')]
    case 'behind':
      return [finding('center', 'ok', ['centerBehind', { rows: center.rows }])]
    case 'down':
      return [finding('center', 'warn', ['centerDown', { rows: center.rows }], 'centerDownAdvice')]
    case 'refused':
      return [finding('center', 'fail', ['centerRefused', { rows: center.rows }], 'centerRefusedAdvice')]
    case 'diverged':
      return [finding('center', 'fail', 'centerDiverged', 'centerDivergedAdvice')]
    case 'elsewhere':
      return [finding('center', 'warn', 'centerElsewhere', 'centerElsewhereAdvice')]
  }
}
