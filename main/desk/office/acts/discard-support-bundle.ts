import type { Act } from '../act.ts'

/** Forgets the support bundle that was shown. */
export const discardSupportBundle: Act<'discard-support-bundle'> = (_, office) => {
  office.bundle.files = []
  office.tell({ type: 'office', change: { supportBundle: null } })
}
