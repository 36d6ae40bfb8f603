/** The dock's scenes: intents that bring the real desk into a state. */
import { daysLater } from '../../../contract/calendar.ts'
import type { Day } from '../../../contract/day.ts'
import type { Fields, FormName } from '../../../contract/form.ts'
import type { Intent } from '../../../contract/intents.ts'
import { unreachable } from '../../../contract/result.ts'
import type { SimulatorCommand } from '../../../contract/simulator.ts'
import type { VisitRow } from '../../../contract/visit-row.ts'

export const simulate = (command: SimulatorCommand): Intent => ({ type: 'simulate', command })

/** The scenes about visits: two people's papers, visits on hold, and one that was corrected after its end. */
export const VISIT_SCENES = ['same-person', 'on-hold', 'amended'] as const

const handIn = (form: FormName, fields: Fields): Intent => ({
  type: 'hand-in-draft',
  draft: { form, documentId: null, fields, edit: 1 },
})

const onHold = (patientNumber: string): readonly Intent[] => [
  { type: 'open-check-in' },
  { type: 'set-patient-number', patientNumber },
  { type: 'park-check-in' },
]

/** @param visits today's, the newest first. @returns nothing where the scene needs a visit and there is none yet */
export const visitScene = (
  scene: (typeof VISIT_SCENES)[number],
  [newest]: readonly VisitRow[],
): readonly Intent[] => {
  switch (scene) {
    case 'same-person':
      return [
        handIn('eligibility-certificate', { expiresOn: 'R20.3.31', birthDate: 'S25.4.1' }),
        handIn('eligibility-notice', { birthDate: 'S60.4.1' }),
      ]
    case 'on-hold':
      return [...onHold('004512'), ...onHold('004513')]
    case 'amended': {
      if (newest === undefined) return []
      const { visit, seq } = newest
      const change = { remark: '見本：ご家族が番号を届けに来た', patientNumber: '004512' }
      return [
        { type: 'amend-visit', visit, seq, change, why: '見本：番号が後で分かった' },
        { type: 'open-visit', visit, seq },
      ]
    }
    default:
      return unreachable(scene)
  }
}

/** Days by which the dock sets the clock: past the retention, before the last row, and as long as a backup may be late. */
const CLOCKS = { 'years-on': 2_200, 'years-back': -400, right: 0 } as const
const LATE_DAYS = 5

/** The scenes about the journal's keeping: each brings the real desk into that state. */
export const KEEPING = [
  'clock-years-on',
  'clock-years-back',
  'clock-right',
  'drive-gone',
  'drive-back',
  'backup-overdue',
  'purge-pending',
  'key-sheet',
] as const

const clock = (days: number): Intent => simulate({ command: 'clock', days })
const drive = (isThere: boolean): Intent => simulate({ command: 'backup-drive', isThere })

/** @param today the day that the desk shows @param clockDays how far its clock stands from its own now */
export const keepingScene = (
  scene: (typeof KEEPING)[number],
  { today, clockDays }: { today: Day; clockDays: number },
): readonly Intent[] => {
  switch (scene) {
    case 'clock-years-on':
      return [clock(CLOCKS['years-on'])]
    case 'clock-years-back':
      return [clock(CLOCKS['years-back'])]
    case 'clock-right':
      return [clock(CLOCKS.right)]
    case 'drive-gone':
      return [drive(false), { type: 'back-up-now' }]
    case 'drive-back':
      return [drive(true), { type: 'back-up-now' }]
    case 'backup-overdue':
      return [drive(false), clock(LATE_DAYS)]
    case 'purge-pending': {
      // By then every row is past the retention.
      const days = CLOCKS['years-on']
      const then = daysLater(today, days - clockDays)
      return [clock(days), { type: 'confirm-day', today: then }, { type: 'purge-journal' }]
    }
    case 'key-sheet':
      return [{ type: 'make-key-sheet', passphrase: null }]
  }
}
