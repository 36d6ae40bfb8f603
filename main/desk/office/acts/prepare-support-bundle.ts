import { atOnce } from '../../../journal/index.ts'
import type { Act } from '../act.ts'
import { makeSupportBundle } from '../support-bundle.ts'

/** Puts the support bundle together and shows it, to be read before it is saved. */
export const prepareSupportBundle: Act<'prepare-support-bundle'> = async (_, office) => {
  office.goesSilent()
  const files = makeSupportBundle({
    version: office.version,
    ruleSet: office.ruleSet,
    diagnoses: await office.diagnose(),
    settings: office.settings.now(),
    statistics: office.journal === null ? null : atOnce(office.journal.statistics()),
  })
  office.bundle.files = files
  office.tell({ type: 'office', change: { supportBundle: { files, savedAs: null } } })
}
