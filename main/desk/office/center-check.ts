/** Says in the doctor's words how the center is. */
import type { CenterStatus, CenterWhy } from '../../../contract/center.ts'
import type { Diagnosis } from '../../../contract/office.ts'
import { finding } from './finding.ts'

/** Of a center that is not reached, as far as it is known why. */
const downFinding = (rows: number, why: CenterWhy | undefined): Diagnosis => {
  switch (why) {
    case undefined:
      return finding('center', 'warn', ['centerDown', { rows }], 'centerDownAdvice')
    case 'certificate':
      return finding('center', 'warn', ['centerCertificate', { rows }], 'centerCertificateAdvice')
    case 'own-certificate':
      return finding('center', 'warn', ['centerOwnCertificate', { rows }], 'centerOwnCertificateAdvice')
    case 'no-answer':
      return finding('center', 'warn', ['centerNoAnswer', { rows }], 'centerNoAnswerAdvice')
  }
}

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
    case 'clock':
      return [finding('center', 'warn', 'centerClock', 'centerClockAdvice')]
    case 'behind':
      return [finding('center', 'ok', ['centerBehind', { rows: center.rows }])]
    case 'down':
      return [downFinding(center.rows, center.why)]
    case 'refused':
      return [finding('center', 'fail', ['centerRefused', { rows: center.rows }], 'centerRefusedAdvice')]
    case 'diverged':
      return [finding('center', 'fail', 'centerDiverged', 'centerDivergedAdvice')]
    case 'elsewhere':
      return [finding('center', 'warn', 'centerElsewhere', 'centerElsewhereAdvice')]
  }
}
