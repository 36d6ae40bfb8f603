/** Puts together what a technician needs to know of this machine: in plain text, redacted, read by the clinic before it is saved. */
import { join } from 'node:path'
import type { JournalStatistics } from '../../../contract/journal.ts'
import type { Diagnosis, Settings } from '../../../contract/office.ts'
import { fail, ok, type Result } from '../../../contract/result.ts'
import { makeFolder } from '../../files/folder.ts'
import { writeWhole } from '../../files/whole-file.ts'

/** The bundle that is shown, to be read before it is saved. Empty where there is none. */
export type SupportBundle = { files: readonly BundleFile[] }

export type BundleFile = { readonly name: string; readonly text: string }

/** Runs of five digits or more name people, insurers or documents somewhere; nothing here needs one. */
const DIGITS = /\d(?:[\s-]?\d){4,}/g
const redact = (text: string): string =>
  text.normalize('NFKC').replace(DIGITS, (run) => `(${run.length} digits)`)

const linesOf = (diagnoses: readonly Diagnosis[]): string =>
  diagnoses
    .map(
      ({ status, what, advice }) =>
        `${status.padEnd(4)} ${what.en}${advice.en === '' ? '' : `\n     ${advice.en}`}`,
    )
    .join('\n')

/** The settings without the clinic's name, its places, and patterns of its own, of which the count is enough. */
const withoutNames = (settings: Settings) => ({
  ...settings,
  clinicName: '',
  backupFolder: settings.backupFolder === null ? null : '(set)',
  bridge: settings.bridge === null ? null : { ...settings.bridge, folder: '(set)', institution: '(set)' },
  insurerRules: Object.keys(settings.insurerRules).length,
  templates: settings.templates.length,
})

/** Puts the bundle together. Counts only of the journal: no row, no day, no number. */
export const makeSupportBundle = (parts: {
  readonly version: string
  readonly ruleSet: string
  readonly diagnoses: readonly Diagnosis[]
  readonly settings: Settings
  readonly statistics: JournalStatistics | null
}): BundleFile[] => {
  const { statistics, settings } = parts
  const counts =
    statistics === null
      ? 'the journal cannot be read'
      : JSON.stringify(
          {
            entries: statistics.entries,
            visits: statistics.visits,
            roads: statistics.roads,
            reasons: statistics.reasons,
          },
          null,
          2,
        )
  return [
    {
      name: 'versions.txt',
      text: `uketsuke ${parts.version}, rules of ${parts.ruleSet}, ${process.platform} ${process.arch}\n`,
    },
    { name: 'doctor.txt', text: `${redact(linesOf(parts.diagnoses))}\n` },
    {
      name: 'settings.json',
      text: `${redact(JSON.stringify(withoutNames(settings), null, 2))}\n`,
    },
    { name: 'journal-counts.json', text: `${counts}\n` },
  ]
}

/** Writes the files that were shown, into a folder of their own in the home. It never leaves the machine by itself. */
export const saveSupportBundle = (
  home: string,
  day: string,
  files: readonly BundleFile[],
): Result<string, string> => {
  const folder = join(home, 'support', day)
  try {
    makeFolder(folder)
    for (const { name, text } of files) writeWhole(join(folder, name), text)
    return ok(folder)
  } catch (error) {
    return fail(error instanceof Error ? error.message : 'cannot be written')
  }
}
