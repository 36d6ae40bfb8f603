/**
 * States of the desk as the screens are looked at and tested with. Everybody in them is invented. They are part of the
 * gallery, which no release contains.
 */
import type { Document } from '../../main/contract/check-in.ts'
import type { Decision, Need, Note, ReasonCode } from '../../main/contract/decision.ts'
import { REASONS } from '../../main/contract/decision.ts'
import type { CheckInView, DeskState, Evidence } from '../../main/contract/desk.ts'
import type { Draft, FieldCheck } from '../../main/contract/form.ts'
import type { Settings } from '../../main/contract/office.ts'
import type { VisitRow } from '../../main/contract/visit-row.ts'

const TODAY = '2026-11-22'
const at = (time: string): string => `${TODAY}T${time}:00.000+09:00`

const visit = (
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
})

const VISITS: VisitRow[] = [
  {
    ...visit(118, '10:21', '00412', 'ONLINE_INVALID', ['eligibility-certificate']),
    outcome: 'accept-with-note',
    overridden: true,
  },
  visit(117, '10:14', '01077', 'NOTICE_PLUS_CARD', ['my-number-card', 'eligibility-notice']),
  visit(116, '10:02', null, 'NO_PROOF', []),
  visit(115, '09:51', '00988', 'OK_CERTIFICATE', ['eligibility-certificate']),
  visit(114, '09:40', '00231', 'OK_ONLINE', ['my-number-card']),
  visit(113, '09:33', '00540', 'OK_ONLINE', ['my-number-card']),
]

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
  patientCard: { symbologies: ['F0', 'C0'], pattern: '^[0-9]{6}$' },
  insurerRules: {},
  trustAnchorsFile: null,
  typingScanner: { on: true, prefix: null },
  scanners: { models: [], profiles: {}, serial: [] },
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

const BASE: DeskState = {
  revision: 1,
  today: TODAY,
  simulated: true,
  cardReader: { state: 'ready', reader: '模擬カードリーダー' },
  scanner: { state: 'ready', devices: ['模擬スキャナー'] },
  journal: { state: 'ready' },
  clock: 'ready',
  checkIn: null,
  visits: VISITS,
  tasks: [],
  messages: [],
  office: {
    staff: {
      required: false,
      signedIn: null,
      rights: ['check-in', 'override', 'look', 'settings', 'staff'],
      people: [],
      refusal: null,
    },
    settings: SETTINGS,
    history: null,
    diagnoses: null,
    lastBackupAt: null,
    supportBundle: null,
    teaching: null,
  },
  simulator: {
    personas: [
      { id: 'taro', label: '国保 太郎（有効な証明書）' },
      { id: 'hanako', label: '見本 花子（証明書の期限切れ）' },
    ],
    codes: [{ id: 'notice', label: '資格情報のお知らせ（見本健保）' }],
    cardPlaced: null,
    online: null,
  },
}

const RULES: Partial<Record<ReasonCode, string[]>> = {
  OK_ONLINE: ['N01', 'N16'],
  NOTICE_PLUS_CARD: ['A10', 'A11', 'N02'],
  CARD_ONLY_FALLBACK: ['N02', 'N03'],
  CERTIFICATE_EXPIRED: ['B01', 'B10'],
  ONLINE_INVALID: ['N16', 'N02'],
}

const decision = (
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

const evidence = (document: Document, parts: Partial<Evidence> = {}): Evidence => ({
  id: `e-${document.type}`,
  document,
  source: document.type === 'my-number-card' ? 'card-reader' : 'manual',
  claims: {},
  confirmed: true,
  ...parts,
})

const checkIn = (parts: Partial<CheckInView>): DeskState => ({
  ...BASE,
  revision: 2,
  checkIn: {
    id: 'c-119',
    openedAt: at('10:32'),
    visitDate: TODAY,
    patientNumber: null,
    visit: {},
    birthDate: null,
    outageMode: false,
    evidence: [],
    reader: { state: 'not-tried' },
    online: null,
    draft: null,
    declaration: null,
    officialName: null,
    patientLanguage: 'ja',
    decided: null,
    ticked: [],
    overridden: null,
    ...parts,
  },
})

const decided = (reason: ReasonCode, parts?: Parameters<typeof decision>[1]) => ({
  decision: decision(reason, parts),
  seq: 119,
})
const CARD = evidence({ type: 'my-number-card' })
const CERTIFICATE = evidence(
  { type: 'eligibility-certificate', expiresOn: '2027-03-31', burden: 2 },
  { claims: { name: '髙橋 見本子', insurerNumber: '113019', number: '12345678' } },
)

const check = (
  tone: FieldCheck['tone'],
  code: FieldCheck['code'],
  details: FieldCheck['details'] = {},
): FieldCheck => ({
  tone,
  code,
  details,
})
const draft = (form: Draft['form'], parts: Partial<Draft> = {}): Draft => ({
  form,
  documentId: null,
  fields: {},
  edit: 0,
  scanned: [],
  checks: {},
  refused: false,
  ...parts,
})
const form = (value: Draft): DeskState => checkIn({ draft: value })

const TYPED: Draft = draft('eligibility-certificate', {
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

const STAFF = {
  required: true,
  signedIn: null,
  rights: [],
  people: [
    { id: 'p1', name: '見本 受付子', role: 'receptionist' as const },
    { id: 'p2', name: '見本 管理', role: 'administrator' as const },
  ],
  refusal: null,
}

const FALLBACK_NEEDS: Need[] = [
  'portal-screen',
  'eligibility-notice',
  'self-declaration',
  'eligibility-certificate',
]

/** Every screen that a state alone brings up, by name. */
export const STATES = {
  ready: BASE,
  'ready-first-day': { ...BASE, visits: [], simulator: null },
  'ready-without-devices': {
    ...BASE,
    cardReader: { state: 'no-reader' },
    scanner: { state: 'lost', device: '模擬スキャナー' },
    messages: [{ id: 1, code: 'READER_LOST', tone: 'look', details: {} }],
    tasks: [
      { seq: 97, at: '2026-11-20T16:05:00.000+09:00', patientNumber: '00871', note: 'COLLECT_NUMBER_LATER' },
      { seq: 112, at: at('09:12'), patientNumber: null, note: 'RECHECK_LATER' },
    ],
  },
  'ready-unwritable': {
    ...BASE,
    journal: { state: 'unwritable', why: 'disk-full' },
    clock: 'jumped',
    messages: [
      { id: 1, code: 'CLOCK_JUMPED', tone: 'look', details: {} },
      { id: 2, code: 'MY_NUMBER_REFUSED', tone: 'problem', details: {} },
      { id: 3, code: 'SCAN_PARTIAL', tone: 'info', details: { have: 1, of: 2 } },
    ],
  },
  choose: checkIn({}),
  reading: {
    ...checkIn({ evidence: [] }),
    cardReader: { state: 'reading', reader: '模擬カードリーダー' },
  },
  'ask-online': checkIn({
    evidence: [CARD],
    reader: { state: 'read' },
    decided: decided('READER_FIRST', { needs: ['card-reading'] }),
  }),
  accepted: checkIn({
    evidence: [CARD],
    patientNumber: '00231',
    reader: { state: 'read', identifiedBy: 'face' },
    online: { code: 1 },
    decided: decided('OK_ONLINE', { burden: 3 }),
  }),
  noted: checkIn({
    evidence: [CARD, evidence({ type: 'eligibility-notice', burden: 2 }, { source: 'manual' })],
    reader: { state: 'failed', failure: 'reader-fault' },
    decided: decided('NOTICE_PLUS_CARD', { notes: ['ASK_COVER_CHANGED', 'RECHECK_LATER'], burden: 2 }),
    ticked: ['ASK_COVER_CHANGED'],
  }),
  more: checkIn({
    evidence: [evidence({ type: 'eligibility-certificate', expiresOn: '2026-11-21' })],
    decided: decided('CERTIFICATE_EXPIRED', { needs: ['eligibility-certificate', 'my-number-card'] }),
  }),
  'not-eligible': checkIn({
    evidence: [CERTIFICATE],
    online: { code: 2 },
    decided: decided('ONLINE_INVALID', {
      needs: ['my-number-card', 'eligibility-certificate'],
      notes: ['ASK_INSURER'],
    }),
    patientLanguage: 'vi',
  }),
  fallback: checkIn({
    evidence: [CARD],
    reader: { state: 'failed', failure: 'card-unreadable' },
    decided: decided('CARD_ONLY_FALLBACK', { needs: FALLBACK_NEEDS }),
  }),
  'fallback-return': checkIn({
    evidence: [CARD],
    visit: { kind: 'return' },
    reader: { state: 'down' },
    decided: decided('CARD_ONLY_FALLBACK', { needs: FALLBACK_NEEDS }),
    patientLanguage: 'pt',
  }),
  refused: checkIn({
    evidence: [CARD],
    reader: { state: 'failed', failure: 'refused' },
    decided: decided('CARD_NOT_USABLE', { needs: ['eligibility-certificate'] }),
    patientLanguage: 'ko',
  }),
  'not-confirmed': checkIn({
    online: { unavailable: true },
    decided: decided('NO_PROOF', {
      needs: ['my-number-card', 'eligibility-certificate', 'self-declaration'],
    }),
    patientLanguage: 'zh-Hans',
  }),
  'compare-scan': checkIn({
    evidence: [
      CARD,
      evidence(
        { type: 'eligibility-notice' },
        {
          source: 'scanner',
          confirmed: false,
          claims: {
            insurerNumber: '113019',
            symbol: '101',
            number: '12345678',
            branch: '01',
            name: '見本 太郎',
            birthDate: '1950-04-01',
          },
        },
      ),
    ],
    reader: { state: 'down' },
    decided: decided('NOTICE_PLUS_CARD', { notes: ['ASK_COVER_CHANGED'], burden: 3 }),
  }),
  names: checkIn({
    evidence: [CERTIFICATE, evidence({ type: 'eligibility-notice' }, { claims: { name: '●橋 見本子' } })],
    online: { code: 1 },
    officialName: '高橋 見本子',
    decided: decided('OK_CERTIFICATE', { burden: 2, notes: ['ASK_COVER_CHANGED'] }),
  }),
  overridden: checkIn({
    evidence: [CERTIFICATE],
    decided: decided('ONLINE_INVALID', { needs: ['my-number-card'] }),
    overridden: { outcome: 'accept-with-note', why: '保険者に電話で確認した' },
  }),
  'form-certificate': form(TYPED),
  'form-certificate-refused': form({ ...TYPED, refused: true }),
  'form-notice': form(draft('eligibility-notice')),
  'form-portal': form(draft('portal-screen')),
  'form-card': form(draft('my-number-card')),
  'form-insurance-card': form(draft('insurance-card')),
  'form-elderly': form(draft('elderly-recipient-certificate')),
  'form-temporary': form(draft('temporary-certificate')),
  'form-declaration': form(
    draft('self-declaration', {
      fields: {
        name: '国保 太郎',
        kana: 'コクホ タロウ',
        birthDate: '昭和25年4月1日',
        sex: 'male',
        insuranceKind: 'national',
        address: '見本市見本町1-2-3',
      },
      checks: { birthDate: check('ok', 'DAY', { day: '1950-04-01' }) },
    }),
  ),
  'form-patient': form(draft('patient')),
  'sign-in': { ...BASE, office: { ...BASE.office, staff: STAFF } },
  english: {
    ...checkIn({
      evidence: [CARD],
      reader: { state: 'down' },
      decided: decided('CARD_ONLY_FALLBACK', { needs: FALLBACK_NEEDS }),
    }),
    office: { ...BASE.office, settings: { ...SETTINGS, language: 'en' } },
  },
  office: {
    ...BASE,
    office: {
      ...BASE.office,
      staff: {
        ...STAFF,
        required: true,
        signedIn: STAFF.people[1] ?? null,
        rights: ['settings', 'staff', 'look'],
      },
      history: {
        query: { from: TODAY, to: TODAY, patientNumber: null, outcome: null, reason: null },
        rows: VISITS,
        found: 6,
        refusal: null,
      },
      diagnoses: [
        {
          id: 'pcsc',
          status: 'ok',
          what: { ja: 'PC/SCサービスとリーダー1台', en: 'PC/SC service, one reader' },
          advice: { ja: '', en: '' },
        },
        {
          id: 'scanner',
          status: 'warn',
          what: { ja: 'スキャナーを読む許可がありません', en: 'No permission to read the scanner' },
          advice: {
            ja: '管理者に、udevの規則を入れてもらってください。',
            en: 'Ask the administrator for the udev rule.',
          },
        },
        {
          id: 'disk',
          status: 'fail',
          what: { ja: 'ディスクの空きがありません', en: 'The disk is full' },
          advice: { ja: '不要なファイルを消してください。', en: 'Delete what is not needed.' },
        },
      ],
      lastBackupAt: null,
      supportBundle: {
        files: [{ name: 'doctor.txt', text: 'PC/SC: ok\nscanner: permission refused\n' }],
        savedAs: null,
      },
    },
  },
} as const satisfies Record<string, DeskState>

export type StateName = keyof typeof STATES
