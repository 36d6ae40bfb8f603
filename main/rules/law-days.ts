import type { Day } from '../../contract/day.ts'

/**
 * The days on which a rule began or ended, both included. A visit is decided by the rules of its own day; a new date
 * of the law is a line here. Sources are ids of docs/rules.md.
 */
export const LAW_DAYS = {
  /** 個人番号カード: the first was issued in January 2016. */
  myNumberCard: { first: '2016-01-01' },
  /** 資格確認書, 資格情報のお知らせ and the portal's screen as ways to confirm (N01, A14, S3 table B14). */
  certificatesAndNotices: { first: '2024-12-02' },
  /** Printed earlier all the same: insurers sent notices ahead from September 2024 (A21, A27, rules §3.1). */
  noticesSentAhead: { first: '2024-09-01' },
  /** 被保険者証: none issued from 2024-12-02 on (A03), none taken by itself from 2025-12-02 on (A02, K9). */
  insuranceCard: { lastIssued: '2024-12-01', last: '2025-12-01' },
  /** スマートフォンのマイナ保険証, at equipped sites (N14). */
  phone: { first: '2025-09-19' },
  /** The マイナ資格確認アプリ at the desk, where the reader or the patient cannot do it (N15). */
  deskApp: { first: '2025-04-01' },
  /** The provisional look-up by number, for a notice alone and for an old card (N06). */
  provisionalLookup: { first: '2025-08-01', lastForNotice: '2026-03-31', lastForInsuranceCard: '2026-07-31' },
  /** A half-yearly insurer's certificates issued through this day all end on it (B02); later ones on the grid (B03). */
  halfYearlyTransition: { last: '2025-12-01' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Day>>>>
