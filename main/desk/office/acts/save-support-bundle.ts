import type { Act } from '../act.ts'
import { saveSupportBundle as saveBundle } from '../support-bundle.ts'

/** Writes the files that were shown. */
export const saveSupportBundle: Act<'save-support-bundle'> = (_, office) => {
  const { files } = office.bundle
  const saved = saveBundle(office.home, office.instant().slice(0, 10), files)
  if (saved.ok)
    office.tell({ type: 'office', change: { supportBundle: { files: [...files], savedAs: saved.value } } })
  else office.tell({ type: 'say', code: 'SUPPORT_BUNDLE_FAILED', tone: 'problem' })
}
