/** What the states of the gallery are put together from. Everybody in them is invented. */
import type { CardReading } from '../../contract/card.ts'
import type { Document } from '../../contract/check-in.ts'
import type { Decision, Need, Note, ReasonCode } from '../../contract/decision.ts'
import { REASONS } from '../../contract/decision.ts'
import { type CheckInView, type DeskState, type Evidence, emptyCheckIn } from '../../contract/desk.ts'
import type { Draft, FieldCheck } from '../../contract/form.ts'
import { NO_CARE } from '../../contract/journal-care.ts'
import { MOST_VISITS } from '../../contract/most-listed.ts'
import type { Settings } from '../../contract/office.ts'
import { roadOf } from '../../contract/road.ts'
import type { VisitRow } from '../../contract/visit-row.ts'

export const TODAY = '2026-11-22'
export const at = (time: string): string => `${TODAY}T${time}:00.000+09:00`

export const visit = (
  seq: number,
  time: string,
  patientNumber: string | null,
  reason: ReasonCode,
  documents: string[],
): VisitRow => ({
  seq,
  at: at(time),
  patientNumber,
  outcome: REASONS[reason],
  reason,
  documents,
  overridden: false,
  road: roadOf({ reasons: [{ code: reason, rules: [] }] }),
  staff: 'reception',
})

/** Somebody who no longer works here, and a visit of whom is still on record. */
const FORMER = [{ id: 'p9', name: '見本 前任' }]

export const VISITS: VisitRow[] = [
  {
    ...visit(118, '10:21', '00412', 'ONLINE_INVALID', ['eligibility-certificate']),
    outcome: 'accept-with-note',
    overridden: true,
  },
  {
    ...visit(117, '10:14', '01077', 'NOTICE_PLUS_CARD', ['my-number-card', 'eligibility-notice']),
    staff: 'p9',
  },
  visit(116, '10:02', null, 'NO_PROOF', []),
  visit(115, '09:51', '00988', 'OK_CERTIFICATE', ['eligibility-certificate']),
  visit(114, '09:40', '00231', 'OK_ONLINE', ['my-number-card']),
  visit(113, '09:33', '00540', 'OK_ONLINE', ['my-number-card']),
]

const LAST_OF_LONG_DAY = 10 * 60 + 30
/** As many as are listed of a long day: one every two minutes until half past ten. */
export const MANY_VISITS: VisitRow[] = Array.from({ length: MOST_VISITS }, (_, index) => {
  const minute = LAST_OF_LONG_DAY - 2 * index
  const time = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':')
  return visit(296 - index, time, String(496 - index).padStart(5, '0'), 'OK_ONLINE', ['my-number-card'])
})

export const SETTINGS: Settings = {
  clinicName: '見本内科医院',
  language: 'ja',
  theme: 'light',
  textSize: '100',
  sounds: true,
  volume: 50,
  patientWindow: false,
  phoneReader: false,
  cardReader: null,
  cardFace: false,
  patientCard: { symbologies: ['F0', 'C0'], pattern: '^[0-9]{6}$' },
  insurerRules: { '06130000': 'yokogawa-denki' },
  trustAnchorsFile: null,
  typingScanner: { on: true, prefix: null },
  scanners: {
    models: [{ vendorId: 0x0c2e, productId: 0x0b81 }],
    profiles: { 'Mihon Scanner': 'B' },
    serial: [],
  },
  templates: [
    {
      name: '見本健康保険組合',
      kind: 'eligibility-certificate',
      dates: 'yyyymmdd',
      pattern: '^(?<insurerNumber>\\d{8}),(?<number>\\d+)$',
    },
  ],
  retentionYears: 5,
  backupFolder: null,
  lockAfterMinutes: 15,
}

export const BASE: DeskState = {
  revision: 1,
  today: TODAY,
  simulated: true,
  cardReader: { state: 'ready', reader: '模擬カードリーダー' },
  scanner: { state: 'ready', devices: ['模擬スキャナー'] },
  journal: { state: 'ready' },
  clock: 'ready',
  checkIn: null,
  cardFace: null,
  visits: VISITS,
  visitCount: VISITS.length,
  tasks: [],
  messages: [],
  office: {
    staff: {
      required: false,
      signedIn: null,
      rights: ['check-in', 'override', 'look', 'settings', 'staff'],
      people: [],
      left: FORMER,
      refusal: null,
      registering: null,
    },
    settings: SETTINGS,
    settingsFile: '/home/uketsuke/.config/uketsuke/settings.json',
    history: null,
    statistics: null,
    journal: NO_CARE,
    diagnoses: null,
    serialPorts: null,
    supportBundle: null,
    teaching: null,
  },
  simulator: {
    personas: [
      {
        id: 'taro',
        label: '国保 太郎（有効な証明書）',
        face: { birthDate: '600401', expiryYear: '2031', securityCode: '0000' },
      },
      { id: 'hanako', label: '見本 花子（証明書の期限切れ）', face: null },
    ],
    codes: [{ id: 'notice', label: '資格情報のお知らせ（見本健保）' }],
    cardPlaced: null,
    online: null,
  },
}

/** What a card with a certificate in date gives. */
export const READING: CardReading = {
  card: 'my-number-card',
  token: null,
  certificate: {
    notBefore: '2024-05-01T00:00:00.000+09:00',
    notAfter: '2029-05-01T23:59:59.000+09:00',
    keyAlgorithm: 'rsa-2048',
    chain: 'not-checked',
    status: 'valid',
    expiresOn: '2029-05-01',
    graceEndsStrict: '2029-08-01',
    graceEndsLenient: '2029-08-31',
    expiresSoon: false,
  },
  exchanges: 7,
  milliseconds: 95,
}

export const RULES: Partial<Record<ReasonCode, string[]>> = {
  OK_ONLINE: ['N01', 'N16'],
  NOTICE_PLUS_CARD: ['A10', 'A11', 'N02'],
  CARD_ONLY_FALLBACK: ['N02', 'N03'],
  CERTIFICATE_EXPIRED: ['B01', 'B10'],
  ONLINE_INVALID: ['N16', 'N02'],
}

export const decision = (
  reason: ReasonCode,
  parts: { needs?: Need[]; notes?: Note[]; burden?: Decision['burden'] } = {},
): Decision => ({
  outcome: REASONS[reason],
  reasons: [{ code: reason, rules: RULES[reason] ?? ['N01'] }],
  needs: parts.needs ?? [],
  notes: parts.notes ?? [],
  burden: parts.burden ?? null,
  overridable: REASONS[reason] === 'need-more' || REASONS[reason] === 'not-confirmed',
})

export const evidence = (document: Document, parts: Partial<Evidence> = {}): Evidence => ({
  id: `e-${document.type}`,
  document,
  source: document.type === 'my-number-card' ? 'card-reader' : 'manual',
  claims: {},
  confirmed: true,
  ...parts,
})

export const checkIn = (parts: Partial<CheckInView>): DeskState => ({
  ...BASE,
  revision: 2,
  checkIn: {
    ...emptyCheckIn({ id: 'c-119', openedAt: at('10:32'), visitDate: TODAY }),
    ...parts,
  },
})

export const decided = (reason: ReasonCode, parts?: Parameters<typeof decision>[1]) => ({
  decision: decision(reason, parts),
  seq: 119,
})
export const CARD = evidence({ type: 'my-number-card' })
export const CERTIFICATE = evidence(
  { type: 'eligibility-certificate', expiresOn: '2027-03-31', burden: 2 },
  { claims: { name: '髙橋 見本子', insurerNumber: '113019', number: '12345678' } },
)

export const check = (
  tone: FieldCheck['tone'],
  code: FieldCheck['code'],
  details: FieldCheck['details'] = {},
): FieldCheck => ({
  tone,
  code,
  details,
})
export const draft = (form: Draft['form'], parts: Partial<Draft> = {}): Draft => ({
  form,
  documentId: null,
  fields: {},
  edit: 0,
  scanned: [],
  checks: {},
  refused: false,
  ...parts,
})
export const form = (value: Draft): DeskState => checkIn({ draft: value })

export const TYPED: Draft = draft('eligibility-certificate', {
  fields: {
    expiresOn: '令和9年3月31日',
    effectiveOn: 'R8.8.1',
    symbol: '101',
    number: '12345678',
    branch: '01',
    name: '●橋 見本子',
    kana: 'ﾀｶﾊｼ ﾐﾎﾝｺ',
    birthDate: '昭和64年1月8日',
    burden: '2',
    insurerNumber: '113018',
  },
  checks: {
    expiresOn: check('ok', 'DAY', { day: '2027-03-31' }),
    effectiveOn: check('ok', 'DAY', { day: '2026-08-01' }),
    name: check('ok', 'NAME_MASKED'),
    birthDate: check('error', 'DAY_OUTSIDE_ERA'),
    insurerNumber: check('error', 'INSURER_CHECK_DIGIT'),
  },
})

export const STAFF = {
  required: true,
  signedIn: null,
  rights: [],
  people: [
    { id: 'p1', name: '見本 受付子', role: 'receptionist' as const, hasCard: false },
    { id: 'p2', name: '見本 管理', role: 'administrator' as const, hasCard: true },
  ],
  left: FORMER,
  refusal: null,
  registering: null,
}
