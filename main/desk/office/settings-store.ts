import { type Settings, settingsSchema } from '../../../contract/office.ts'
import type { RecordableEvent } from '../model/core.ts'
import type { OfficeContext } from '../ports.ts'
import { writeSettings } from './settings.ts'

/** The settings in force: the one copy that everything at the desk reads. */
export type SettingsStore = {
  now(): Settings
  /**
   * Writes the changed settings to their file, records each one that differs, and tells the desk.
   * @returns whether the settings are as asked now
   */
  change(change: SettingsChange, context: OfficeContext): boolean
}

/** Some of the settings; what is absent stays. */
export type SettingsChange = { readonly [Key in keyof Settings]?: Settings[Key] | undefined }

const changed = (before: Settings, change: SettingsChange): Settings =>
  settingsSchema.parse({
    ...before,
    ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
  })

/** A row of the journal has room for so much of a setting. */
const shortened = (value: unknown): string => JSON.stringify(value).slice(0, 400)

/** The rows for every setting that differs. */
export const settingsChanges = (
  before: Settings,
  after: Settings,
): Extract<RecordableEvent, { event: 'settings-changed' }>[] =>
  settingsSchema.keyof().options.flatMap((key) => {
    const old = shortened(before[key])
    const now = shortened(after[key])
    // How far somebody has come with the guide of the first day changes nothing at the desk.
    return key === 'guide' || JSON.stringify(before[key]) === JSON.stringify(after[key])
      ? []
      : [{ event: 'settings-changed' as const, setting: key, old, new: now }]
  })

/**
 * Keeps the settings of a home folder.
 * @param first as they were read
 * @param follow called after each change, before the desk is told
 */
export const createSettingsStore = (
  home: string,
  first: Settings,
  follow: (settings: Settings) => void,
): SettingsStore => {
  let settings = first
  return {
    now: () => settings,
    change: (change, context) => {
      const next = changed(settings, change)
      if (!writeSettings(home, next).ok) {
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
