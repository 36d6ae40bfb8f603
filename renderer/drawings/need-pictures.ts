import type { DocumentType } from '../../contract/check-in.ts'
import type { Need } from '../../contract/decision.ts'

/** The drawing that stands for what is asked for. */
export const NEED_PICTURES: Readonly<Record<Need, DocumentType>> = {
  'my-number-card': 'my-number-card',
  phone: 'phone',
  'eligibility-certificate': 'eligibility-certificate',
  'eligibility-notice': 'eligibility-notice',
  'portal-screen': 'portal-screen',
  'insurance-card': 'insurance-card',
  'elderly-recipient-certificate': 'elderly-recipient-certificate',
  'temporary-certificate': 'temporary-certificate',
  'self-declaration': 'self-declaration',
  'card-reading': 'my-number-card',
  registration: 'my-number-card',
  'branch-number': 'eligibility-certificate',
  'printed-expiry': 'eligibility-certificate',
  'original-document': 'eligibility-certificate',
  'look-up': 'eligibility-certificate',
  'desk-app': 'my-number-card',
  staff: 'self-declaration',
}
