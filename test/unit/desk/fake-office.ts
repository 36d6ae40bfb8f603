/** The real back office over a journal in memory. */
import type { JournalPort } from '../../../contract/journal.ts'
import type { Settings } from '../../../contract/office.ts'
import { instantInTokyo } from '../../../contract/tokyo.ts'
import { createBackOffice } from '../../../main/desk/office/back-office.ts'
import { DEFAULT_SETTINGS } from '../../../main/desk/office/settings.ts'
import { createSettingsStore } from '../../../main/desk/office/settings-store.ts'
import { createStaffRoom } from '../../../main/desk/office/staff-room.ts'
import type { BackOffice } from '../../../main/desk/ports.ts'

/** 2026-11-22 09:00 in Tokyo. */
export const MORNING = Date.parse('2026-11-22T09:00:00+09:00')

export const fakeOffice = (parts: {
  readonly journal: JournalPort
  /** A folder for the settings, where a test changes them. */
  readonly home?: string | undefined
  readonly settings?: Partial<Settings> | undefined
  readonly monotonic?: () => number
  /** Takes the next turn of a long act. */
  readonly after?: (act: () => void) => void
}): BackOffice => {
  const { journal, home = '/nowhere', settings = {}, monotonic = () => 0, after = () => {} } = parts
  return createBackOffice({
    home,
    settings: createSettingsStore(home, { ...DEFAULT_SETTINGS, ...settings }, () => {}),
    backupFolder: () => null,
    journal,
    staff: createStaffRoom(journal.staff),
    diagnose: async () => [],
    serialPorts: async () => [{ path: '/dev/ttyACM0', description: 'Mihon Scanner' }],
    instant: () => instantInTokyo(MORNING),
    version: '0.0.0',
    ruleSet: '2026-11-22',
    clock: {
      monotonic,
      after: (_, act) => {
        after(act)
        return () => {}
      },
    },
    keys: {
      place: () => ({ at: 'files', canMove: true }),
      keep: (_, kept) => kept(true),
      move: (_to, _keys, moved) => moved('moved'),
    },
    goesSilent: () => {},
  })
}
