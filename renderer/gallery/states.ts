/**
 * States of the desk as the screens are looked at and tested with. Everybody in them is invented. They are part of the
 * gallery, which no release contains.
 */
import type { Need } from '../../contract/decision.ts'
import type { DeskState } from '../../contract/desk.ts'
import { RIGHTS } from '../../contract/staff.ts'
import { CARE, CARE_AT_WORK, CARE_IN_DOUBT, STATISTICS } from './journal.ts'
import {
  at,
  BASE,
  CARD,
  CERTIFICATE,
  check,
  checkIn,
  decided,
  draft,
  evidence,
  form,
  MANY_VISITS,
  READING,
  SETTINGS,
  STAFF,
  TODAY,
  TYPED,
  VISITS,
} from './parts.ts'

const FALLBACK_NEEDS: Need[] = [
  'portal-screen',
  'eligibility-notice',
  'self-declaration',
  'eligibility-certificate',
]

/** An administrator in the back office. */
const OFFICE: DeskState = {
  ...BASE,
  office: {
    ...BASE.office,
    staff: {
      ...STAFF,
      required: true,
      signedIn: STAFF.people[1] ?? null,
      rights: [...RIGHTS],
    },
    history: {
      query: {
        from: TODAY,
        to: TODAY,
        patientNumber: null,
        outcome: null,
        reason: null,
        road: null,
        staff: null,
        lastCharacters: null,
        insured: null,
        skip: 0,
      },
      byNumber: false,
      rows: VISITS,
      found: 6,
      refusal: null,
    },
    statistics: STATISTICS,
    journal: CARE,
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
    supportBundle: {
      files: [{ name: 'doctor.txt', text: 'PC/SC: ok\nscanner: permission refused\n' }],
      savedAs: null,
    },
  },
}
/** A card on the reader beside a certificate, where the desk compares chips with faces. */
const withCardFace = (cardFace: DeskState['cardFace']): DeskState => ({
  ...checkIn({
    evidence: [
      CARD,
      { ...CERTIFICATE, claims: { ...CERTIFICATE.claims, name: '高橋 見本子', birthDate: '1985-04-10' } },
    ],
    reader: { state: 'read', identifiedBy: 'visual' },
    online: { code: 1 },
    decided: decided('OK_ONLINE', { burden: 3 }),
  }),
  cardReader: { state: 'read', reader: '模擬カードリーダー', reading: READING },
  office: { ...BASE.office, settings: { ...SETTINGS, cardFace: true } },
  cardFace,
})

/** Every screen that a state alone brings up, by name. */
export const STATES = {
  ready: BASE,
  'ready-first-day': { ...BASE, visits: [], visitCount: 0, simulator: null },
  'ready-long-day': { ...BASE, visits: MANY_VISITS, visitCount: 96, simulator: null },
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
  'ready-much-to-do': {
    ...BASE,
    tasks: Array.from({ length: 12 }, (_, index) => ({
      seq: 60 + index,
      at: `2026-11-${10 + index}T16:05:00.000+09:00`,
      patientNumber: String(800 + index).padStart(5, '0'),
      note: index % 2 === 0 ? 'COLLECT_NUMBER_LATER' : 'RECHECK_LATER',
    })),
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
  // The desk has ended and is back in the middle of a check-in.
  'step-missed': {
    ...checkIn({
      evidence: [CERTIFICATE],
      online: { unavailable: true },
      decided: decided('OK_CERTIFICATE', { burden: 2 }),
    }),
    messages: [
      { id: 1, code: 'DESK_RECOVERED', tone: 'info', details: {} },
      { id: 2, code: 'STEP_MISSED', tone: 'look', details: {} },
    ],
  },
  reading: {
    ...checkIn({ evidence: [] }),
    cardReader: { state: 'reading', reader: '模擬カードリーダー' },
  },
  'ask-online': checkIn({
    evidence: [CARD],
    reader: { state: 'read' },
    decided: decided('READER_FIRST', { needs: ['card-reading'] }),
  }),
  'card-face-asking': withCardFace({ state: 'asking', attempts: 8, wrong: false, refused: [] }),
  'card-face-wrong': withCardFace({
    state: 'asking',
    attempts: 1,
    wrong: true,
    refused: ['birthDate', 'expiryYear', 'securityCode'],
  }),
  'card-face-ended': withCardFace({ state: 'ended', why: 'near-lock' }),
  'card-face-removed': withCardFace({ state: 'ended', why: 'removed' }),
  'card-face-read': withCardFace({
    state: 'read',
    facts: {
      name: '髙橋　見本子',
      address: '東京都見本区架空町一丁目１番１号　見本荘１０１号室',
      birthDate: '1985-04-01',
      sex: 'female',
    },
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
  teaching: {
    ...BASE,
    office: {
      ...BASE.office,
      teaching: {
        code: {
          separator: ',',
          fields: [{ value: 'MIHON1' }, { value: '01130012' }, { value: '1234567' }, { value: null }],
        },
        readings: [null, { outcome: 'read', value: '01130012' }, { outcome: 'unreadable' }, null],
        refusal: 'withheld',
      },
    },
  },
  'scanner-refused': {
    ...BASE,
    scanner: {
      state: 'permission-refused',
      device: 'Mihon Scanner (0c2e:0b81)',
      udevRule: 'KERNEL=="hidraw*", ATTRS{idVendor}=="0c2e", MODE="0660", GROUP="plugdev", TAG+="uaccess"',
    },
  },
  office: OFFICE,
  'office-serial': {
    ...OFFICE,
    office: {
      ...OFFICE.office,
      settings: {
        ...SETTINGS,
        scanners: {
          ...SETTINGS.scanners,
          serial: [{ path: 'COM3', baudRate: 115200, end: 'etx', splitHeader: false }],
        },
      },
      serialPorts: [
        { path: '/dev/serial/by-id/usb-Mihon_Scanner_0001-if00', description: 'Mihon' },
        { path: '/dev/ttyS0', description: '' },
      ],
    },
  },
  'office-doubt': { ...OFFICE, office: { ...OFFICE.office, journal: CARE_IN_DOUBT } },
  'office-work': { ...OFFICE, office: { ...OFFICE.office, journal: CARE_AT_WORK } },
} as const satisfies Record<string, DeskState>

export type StateName = keyof typeof STATES
