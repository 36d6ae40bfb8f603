/** The back office put together: settings, staff, the care for the journal, and the acts on them. */
import type { Timers } from '../../../contract/clock.ts'
import type { BackOffice } from '../ports.ts'
import type { OfficeParts } from './act.ts'
import { performAct } from './acts/index.ts'
import { createJournalCare } from './journal-care.ts'
import { createLongActs } from './long-act.ts'
import { lastPublished, takePublication } from './published.ts'
import { settingsFile } from './settings.ts'

/** Puts the back office together. */
export const createBackOffice = (
  parts: Omit<OfficeParts, 'care' | 'counting' | 'bundle'> & {
    readonly clock: Timers
  },
): BackOffice => {
  const { home, settings, staff } = parts
  const care = createJournalCare(parts)
  const counting = createLongActs(parts.clock)
  const office: OfficeParts = { ...parts, care, counting, bundle: { files: [] } }
  let taking: Promise<void> = Promise.resolve()
  return {
    settings: settings.now,
    settingsFile: settingsFile(home),
    staff: staff.view,
    actor: staff.actor,
    perform: (intent, context) => performAct(intent, { ...office, ...context }),
    staffCard: staff.cardScanned,
    endRegistration: (context) => staff.register(null, context),
    touched: staff.touched,
    journalCare: () => ({
      lastBackupAt: care.lastBackupAt(),
      keySheet: parts.journal?.keySheet() ?? null,
      keyPlace: parts.journal === null ? null : parts.keys.place(),
      isElsewhere: parts.journal?.isElsewhere() ?? false,
      backupOverdueDays: care.backupOverdueDays(),
      pendingPurge: care.pendingPurge(),
    }),
    lockAfterAbsence: (context) => {
      if (settings.now().lockAfterMinutes > 0) staff.signOut('idle', context)
    },
    published: () => lastPublished(home),
    takePublication: (publication, context) => {
      taking = taking.then(() =>
        takePublication(publication, { home, settings, staff, port: parts.journal?.staff ?? null }, context),
      )
    },
    practised: (context) => {
      settings.change({ guide: { ...settings.now().guide, practised: true } }, context)
    },
    watch: (monotonic, context) => {
      staff.lockWhenIdle(monotonic, settings.now().lockAfterMinutes, context)
      care.watch(context)
    },
    stop: () => {
      counting.giveUp()
      care.stop()
    },
  }
}
