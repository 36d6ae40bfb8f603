/** The back office's hands: settings, history, diagnoses, backups; each act only for those who may. */
import type { JournalPort } from '../../../contract/journal.ts'
import { type Diagnosis, type SerialPort, type Settings, settingsSchema } from '../../../contract/office.ts'
import { unreachable } from '../../../contract/result.ts'
import type { FieldProposal } from '../../../contract/scan.ts'
import type { Right } from '../../../contract/staff.ts'
import type { TemplateOrder } from '../../../contract/teaching.ts'
import type { SettingsChange } from '../model/core.ts'
import { makeTemplate } from '../model/teaching.ts'
import type { BackOffice, Clock, Hands, KeepKeys, OfficeEffect } from '../ports.ts'
import { countVisits, searchHistory } from './history.ts'
import { createJournalCare, RIGHT_OF_CARE } from './journal-care.ts'
import { settingsFile, writeSettings } from './settings.ts'
import type { StaffRoom } from './staff-room.ts'
import { type BundleFile, makeSupportBundle, saveSupportBundle } from './support-bundle.ts'

const changed = (before: Settings, change: SettingsChange): Settings =>
  settingsSchema.parse({
    ...before,
    ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
  })

const shortened = (value: unknown): string => JSON.stringify(value).slice(0, 400)

/** Puts the back office together. */
export const createBackOffice = (parts: {
  readonly home: string
  readonly settings: Settings
  readonly journal: JournalPort | null
  readonly staff: StaffRoom
  diagnose(): Promise<Diagnosis[]>
  /** The serial ports that the machine has now. */
  serialPorts(): Promise<SerialPort[]>
  readonly version: string
  readonly ruleSet: string
  /** ISO 8601 with offset. */
  instant(): string
  settingsChanged(settings: Settings): void
  readonly clock: Pick<Clock, 'monotonic' | 'after'>
  readonly keepKeys: KeepKeys
  /** Says to whoever watches over the desk that it will not answer for a while. */
  goesSilent(): void
}): BackOffice => {
  let { settings } = parts
  let bundle: readonly BundleFile[] = []
  const care = createJournalCare({
    home: parts.home,
    journal: parts.journal,
    settings: () => settings,
    actor: parts.staff.actor,
    instant: parts.instant,
    clock: parts.clock,
    keepKeys: parts.keepKeys,
    goesSilent: parts.goesSilent,
  })

  /** @returns whether the settings are as asked now */
  const changeSettings = (change: SettingsChange, hands: Hands): boolean => {
    const next = changed(settings, change)
    const written = writeSettings(parts.home, next)
    if (!written.ok) {
      hands.tell({ type: 'say', code: 'INPUT_REFUSED', tone: 'problem' })
      return false
    }
    for (const key of settingsSchema.keyof().options) {
      const old = shortened(settings[key])
      const now = shortened(next[key])
      if (old !== now) hands.record({ event: 'settings-changed', setting: key, old, new: now })
    }
    settings = next
    parts.settingsChanged(next)
    hands.tell({ type: 'settings', settings: next })
    return true
  }

  const saveTemplate = (code: FieldProposal, order: TemplateOrder, hands: Hands): void => {
    const { templates } = settings
    const made = makeTemplate(code, order, templates)
    if (!made.ok) hands.tell({ type: 'template-refused', why: made.problem })
    else if (changeSettings({ templates: [...templates, made.value] }, hands))
      hands.tell({ type: 'teaching', on: false })
    else hands.tell({ type: 'template-refused', why: 'not-kept' })
  }

  const prepareBundle = async (hands: Hands): Promise<void> => {
    bundle = makeSupportBundle({
      version: parts.version,
      ruleSet: parts.ruleSet,
      diagnoses: await parts.diagnose(),
      settings,
      statistics: parts.journal?.statistics() ?? null,
    })
    hands.tell({ type: 'support-bundle', bundle: { files: [...bundle], savedAs: null } })
  }

  const saveBundle = (hands: Hands): void => {
    const saved = saveSupportBundle(parts.home, parts.instant().slice(0, 10), bundle)
    if (saved.ok) hands.tell({ type: 'support-bundle', bundle: { files: [...bundle], savedAs: saved.value } })
    else hands.tell({ type: 'say', code: 'SUPPORT_BUNDLE_FAILED', tone: 'problem' })
  }

  /** Acts that need a right; without it the act is refused and the refusal is on record. */
  const ifAllowed = (right: Right, hands: Hands, act: () => void): void => {
    if (parts.staff.view().rights.includes(right)) act()
    else {
      hands.record({ event: 'staff-refused', cause: 'no-right', right })
      hands.tell({ type: 'say', code: 'NOT_ALLOWED', tone: 'look' })
    }
  }

  return {
    settings: () => settings,
    settingsFile: settingsFile(parts.home),
    staff: () => parts.staff.view(),
    actor: () => parts.staff.actor(),
    touched: parts.staff.touched,
    lastBackupAt: care.lastBackupAt,
    watch: (monotonic, hands) => {
      parts.staff.lockWhenIdle(monotonic, settings.lockAfterMinutes, hands)
      care.watch(hands)
    },
    stop: care.stop,
    perform: (effect: OfficeEffect, hands: Hands): void => {
      switch (effect.type) {
        case 'change-settings':
          ifAllowed('settings', hands, () => changeSettings(effect.settings, hands))
          return
        case 'teach-code':
          ifAllowed('settings', hands, () => hands.tell({ type: 'teaching', on: true }))
          return
        case 'save-template':
          ifAllowed('settings', hands, () => saveTemplate(effect.code, effect.order, hands))
          return
        case 'search-history':
          ifAllowed('look', hands, () => searchHistory(parts.journal, effect.query, hands))
          return
        case 'count-visits':
          ifAllowed('look', hands, () => countVisits(parts.journal, effect, hands))
          return
        case 'run-doctor':
          void parts.diagnose().then((diagnoses) => hands.tell({ type: 'diagnoses', diagnoses }))
          return
        case 'list-serial-ports':
          ifAllowed('settings', hands, () => {
            void parts.serialPorts().then((ports) => hands.tell({ type: 'serial-ports', ports }))
          })
          return
        case 'sign-in':
        case 'sign-out':
        case 'add-person':
        case 'change-person':
        case 'remove-person':
        case 'staff-card':
        case 'register-staff-card':
        case 'remove-staff-card':
          parts.staff.perform(effect, hands)
          return
        case 'care-for-journal': {
          const { intent } = effect
          const right = RIGHT_OF_CARE[intent.type]
          if (right === null) care.perform(intent, hands)
          else ifAllowed(right, hands, () => care.perform(intent, hands))
          return
        }
        case 'support-bundle':
          if (effect.act === 'prepare') void prepareBundle(hands)
          else saveBundle(hands)
          return
        case 'discard-support-bundle':
          bundle = []
          hands.tell({ type: 'support-bundle', bundle: null })
          return
        default:
          unreachable(effect)
      }
    },
  }
}
