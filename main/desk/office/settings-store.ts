import { type Settings, settingsSchema } from '../../../contract/office.ts'
import { containsIndividualNumber } from '../../rules/fields/individual-number.ts'
import type { RecordableEvent } from '../model/core.ts'
import type { OfficeContext } from '../ports.ts'
import { nameWithIndividualNumber, writeSettings } from './settings.ts'

/** The settings in force: the one copy that everything at the desk reads. */
export type SettingsStore = {
  now(): Settings
  /**
   * Writes the changed settings to their file, records each one that differs, and tells the desk.
   * @returns whether the settings are as asked now
   */
  change(change: SettingsChange, context: Pick<OfficeContext, 'record' | 'tell'>): boolean
}

/** Some of the settings; what is absent stays. */
export type SettingsChange = { readonly [Key in keyof Settings]?: Settings[Key] | undefined }

const changed = (before: Settings, change: SettingsChange): Settings =>
  settingsSchema.parse({
    ...before,
    ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
  })

/** A row of the journal has room for so much of a setting. */
const MAX_SHOWN = 400
/** Of a longer one, so much before the first difference is shown too. */
const BEFORE_DIFFERENCE = 60

/** The text of a row: no number that might be an individual one, wherever it comes from (a folder's date, a device's number). */
const recordable = (text: string): string =>
  containsIndividualNumber(text) === 'valid' ? '"(not recorded: twelve digits)"' : text

/** A setting before and after, as JSON; of long ones the part around the first difference. */
const shown = (before: unknown, after: unknown): { readonly old: string; readonly new: string } => {
  const [old, now] = [JSON.stringify(before), JSON.stringify(after)]
  const fits = Math.max(old.length, now.length) <= MAX_SHOWN
  let differs = 0
  while (differs < old.length && old[differs] === now[differs]) differs += 1
  const start = fits ? 0 : Math.max(0, differs - BEFORE_DIFFERENCE)
  const part = (text: string): string => recordable(text.slice(start, start + MAX_SHOWN).toWellFormed())
  return { old: part(old), new: part(now) }
}

/** The rows for every setting that differs. */
export const settingsChanges = (
  before: Settings,
  after: Settings,
): Extract<RecordableEvent, { event: 'settings-changed' }>[] =>
  settingsSchema.keyof().options.flatMap((key) => {
    // How far somebody has come with the guide of the first day changes nothing at the desk.
    return key === 'guide' || JSON.stringify(before[key]) === JSON.stringify(after[key])
      ? []
      : [{ event: 'settings-changed' as const, setting: key, ...shown(before[key], after[key]) }]
  })

/**
 * Keeps the settings of a home folder.
 * @param first as they were read
 * @param follow called after each change, before the desk is told
 * @param note called before each change
 */
export const createSettingsStore = (
  home: string,
  first: Settings,
  follow: (settings: Settings) => void,
  note: (settings: Settings) => void = () => {},
): SettingsStore => {
  let settings = first
  return {
    now: () => settings,
    change: (change, context) => {
      const next = changed(settings, change)
      const isWritten = (): boolean => {
        note(next)
        const written = writeSettings(home, next).ok
        // Nothing is coming then, and whoever edits the file by hand is not to pass for it.
        if (!written) note(settings)
        return written
      }
      if (nameWithIndividualNumber(next) !== undefined || !isWritten()) {
        context.tell({ type: 'say', code: 'INPUT_REFUSED', tone: 'problem' })
        return false
      }
      for (const row of settingsChanges(settings, next)) context.record(row)
      settings = next
      follow(next)
      context.tell({ type: 'settings', settings: next })
      return true
    },
  }
}
