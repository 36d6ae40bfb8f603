/** The back office's hands: settings, history, diagnoses, backups; each act only for those who may. */
import type { JournalPort, JournalQuery } from '../contract/journal.ts'
import { type Diagnosis, type HistoryQuery, type Settings, settingsSchema } from '../contract/office.ts'
import { unreachable } from '../contract/result.ts'
import type { FieldProposal } from '../contract/scan.ts'
import type { TemplateOrder } from '../contract/teaching.ts'
import { visitsIn } from '../journal/index.ts'
import type { SettingsChange } from './core.ts'
import type { BackOffice, Hands, OfficeEffect } from './ports.ts'
import { writeSettings } from './settings.ts'
import type { StaffRoom } from './staff-room.ts'
import { type BundleFile, makeSupportBundle, saveSupportBundle } from './support-bundle.ts'
import { makeTemplate } from './teaching.ts'

const MOST_ROWS = 200

const asQuery = (query: HistoryQuery): JournalQuery => ({
  from: query.from,
  to: query.to,
  events: ['concluded'],
  ...(query.patientNumber === null ? {} : { patientNumber: query.patientNumber }),
  ...(query.outcome === null ? {} : { outcome: query.outcome }),
  ...(query.reason === null ? {} : { reason: query.reason }),
  limit: MOST_ROWS,
})

const filtersOf = (query: HistoryQuery): ('day' | 'patient-number' | 'outcome' | 'reason')[] => [
  'day',
  ...(query.patientNumber === null ? [] : (['patient-number'] as const)),
  ...(query.outcome === null ? [] : (['outcome'] as const)),
  ...(query.reason === null ? [] : (['reason'] as const)),
]

const search = (journal: JournalPort | null, query: HistoryQuery, hands: Hands): void => {
  if (journal === null) {
    hands.tell({ type: 'history', history: { query, rows: [], found: 0, refusal: 'journal-unreadable' } })
    return
  }
  const { rows, found } = journal.search(asQuery(query))
  hands.tell({ type: 'history', history: { query, rows: rows.flatMap(visitsIn), found, refusal: null } })
  hands.record({ event: 'searched', by: filtersOf(query), rows: rows.length })
}

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
  readonly version: string
  readonly ruleSet: string
  /** ISO 8601 with offset. */
  instant(): string
  settingsChanged(settings: Settings): void
}): BackOffice => {
  let { settings } = parts
  let bundle: readonly BundleFile[] = []

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

  const backUp = (hands: Hands): void => {
    const folder = settings.backupFolder
    const made = parts.journal?.backUp({ staff: parts.staff.actor(), ...(folder === null ? {} : { folder }) })
    if (made?.ok) hands.tell({ type: 'backed-up', at: parts.instant() })
    else hands.tell({ type: 'say', code: 'BACKUP_FAILED', tone: 'problem' })
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
  const ifAllowed = (right: 'look' | 'settings' | 'export', hands: Hands, act: () => void): void => {
    if (parts.staff.view().rights.includes(right)) act()
    else {
      hands.record({ event: 'staff-refused', cause: 'no-right', right })
      hands.tell({ type: 'say', code: 'NOT_ALLOWED', tone: 'look' })
    }
  }

  return {
    settings: () => settings,
    staff: () => parts.staff.view(),
    actor: () => parts.staff.actor(),
    touched: parts.staff.touched,
    watch: (monotonic, hands) => parts.staff.lockWhenIdle(monotonic, settings.lockAfterMinutes, hands),
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
          ifAllowed('look', hands, () => search(parts.journal, effect.query, hands))
          return
        case 'run-doctor':
          void parts.diagnose().then((diagnoses) => hands.tell({ type: 'diagnoses', diagnoses }))
          return
        case 'sign-in':
        case 'sign-out':
        case 'add-person':
        case 'remove-person':
          parts.staff.perform(effect, hands)
          return
        case 'back-up':
          ifAllowed('export', hands, () => backUp(hands))
          return
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
