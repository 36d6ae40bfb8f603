import text from '../../../docs/manual.ja.md?raw'
import { readManual } from './manual-text.ts'

/** The manual for the person at the desk and for the head, as docs/manual.ja.md has it. */
export const MANUAL = readManual(text)

/** The addresses of the pictures of docs/screens that the manual may show, by their files. */
const PICTURES = import.meta.glob<string>(
  [
    '../../../docs/screens/accepted.light.png',
    '../../../docs/screens/compare-scan.light.png',
    '../../../docs/screens/fallback.light.png',
    '../../../docs/screens/first-run.light.png',
    '../../../docs/screens/first-run-card.light.png',
    '../../../docs/screens/first-run-backup.light.png',
    '../../../docs/screens/form-certificate.light.png',
    '../../../docs/screens/form-declaration-vi.light.png',
    '../../../docs/screens/history.light.png',
    '../../../docs/screens/not-eligible.light.png',
    '../../../docs/screens/pharmacy.light.png',
    '../../../docs/screens/practice.light.png',
    '../../../docs/screens/public-aid.light.png',
    '../../../docs/screens/ready-much-to-do.light.png',
    '../../../docs/screens/tray.light.png',
    '../../../docs/screens/question-birth-date.light.png',
    '../../../docs/screens/without-proof.light.png',
    '../../../docs/screens/who.light.png',
    '../../../docs/screens/seen-before.light.png',
    '../../../docs/screens/end-unconfirmed.light.png',
    '../../../docs/screens/newer-cover.light.png',
    '../../../docs/screens/outage-search.light.png',
    '../../../docs/screens/dialog-outage-recheck.light.png',
    '../../../docs/screens/dialog-amend.light.png',
    '../../../docs/screens/dialog-refund.light.png',
    '../../../docs/screens/patient-take-card.png',
    '../../../docs/screens/month-list.light.png',
    '../../../docs/screens/settings-desk.light.png',
    '../../../docs/screens/settings-journal.light.png',
    '../../../docs/screens/settings-staff.light.png',
    '../../../docs/screens/center-down.light.png',
    '../../../docs/screens/center-diverged.light.png',
    '../../../docs/screens/elsewhere.light.png',
    '../../../docs/screens/site-follow-ups.light.png',
    '../../../docs/screens/settings-published.light.png',
    '../../../docs/screens/settings-journal-elsewhere.light.png',
    '../../../docs/screens/dialog-messages.light.png',
  ],
  { query: '?url', import: 'default', eager: true },
)

/** The address of a picture; undefined for one that the window does not have. */
export const pictureAddress = (file: string): string | undefined => PICTURES[`../../../docs/screens/${file}`]
