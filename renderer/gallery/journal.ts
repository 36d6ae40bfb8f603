/** What the gallery's back office knows of an invented journal. */
import type { REASONS } from '../../contract/decision.ts'
import type { Statistics } from '../../contract/history.ts'
import type { JournalCare } from '../../contract/journal-care.ts'
import { at, TODAY } from './parts.ts'

const CODE = '0f76df12a9b344c18e5d7702c3b1f4e96a8d25f0741be39c5d06fa8812947be3'

/** Verified, backed up, and with a slip just made. */
export const CARE: JournalCare = {
  work: null,
  outcome: {
    act: 'verify',
    at: at('10:30'),
    withSlip: false,
    entries: 48_213,
    ok: true,
    firstBad: null,
    problem: null,
  },
  slip: {
    payload: `UKETSUKE-JOURNAL 1 4d1f6c1e-0000-4000-8000-000000000000 48213 ${CODE} ${at('10:31')}`,
    lines: [
      '確認記録の控え',
      `日時　　　${at('10:31')}`,
      '記録番号　4d1f6c1e-0000-4000-8000-000000000000',
      '最終行　　48213',
      ...(CODE.replace(/(.{4})(?=.)/g, '$1 ').match(/.{1,40}/g) ?? []).map((line) => `　${line.trim()}`),
      'この控えは端末とは別の場所に保管してください。',
    ],
  },
  lastBackupAt: at('03:12'),
}

/** Rows that do not fit. */
export const CARE_IN_DOUBT: JournalCare = {
  ...CARE,
  slip: null,
  outcome: {
    act: 'verify',
    at: at('10:30'),
    withSlip: false,
    entries: 4_116,
    ok: false,
    firstBad: 4_117,
    problem: 'row 4117 was altered or put in',
  },
}

/** An export under way. */
export const CARE_AT_WORK: JournalCare = {
  ...CARE,
  slip: null,
  outcome: null,
  work: { act: 'back-up', rows: 21_500, of: 48_213 },
}

/** A month of visits at an invented clinic that is closed on Sundays. */
const day = (date: number): Statistics['days'][number] => {
  const online = 14 + ((date * 7) % 11)
  return {
    day: `2026-11-${String(date).padStart(2, '0')}`,
    reasons: {
      OK_ONLINE: online,
      OK_CERTIFICATE: 4 + (date % 5),
      NOTICE_PLUS_CARD: date % 4,
      ...(date % 6 === 0 ? { NO_PROOF: 1 } : {}),
    },
  }
}
const DATES = Array.from({ length: 22 }, (_, place) => place + 1).filter((date) => date % 7 !== 1)
const days = DATES.map(day)
const sum = (code: keyof typeof REASONS): number =>
  days.reduce((total, { reasons }) => total + (reasons[code] ?? 0), 0)

export const STATISTICS: Statistics = {
  from: '2026-11-01',
  to: TODAY,
  visits: sum('OK_ONLINE') + sum('OK_CERTIFICATE') + sum('NOTICE_PLUS_CARD') + sum('NO_PROOF'),
  overridden: 3,
  outcomes: {
    accept: sum('OK_ONLINE') + sum('OK_CERTIFICATE'),
    'accept-with-note': sum('NOTICE_PLUS_CARD'),
    'not-confirmed': sum('NO_PROOF'),
  },
  reasons: {
    OK_ONLINE: sum('OK_ONLINE'),
    OK_CERTIFICATE: sum('OK_CERTIFICATE'),
    NOTICE_PLUS_CARD: sum('NOTICE_PLUS_CARD'),
    NO_PROOF: sum('NO_PROOF'),
  },
  roads: {},
  days,
}
