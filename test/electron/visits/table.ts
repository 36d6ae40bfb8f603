/**
 * Every reason that the desk can give, with visits that lead to it: by a card on the reader, by a code that is scanned,
 * by hand. Where a way is missing, that evidence cannot lead to that reason.
 */
import type { Day } from '../../../contract/day.ts'
import type { ReasonCode } from '../../../contract/decision.ts'
import type { Settings } from '../../../contract/office.ts'
import type { FormWords, Person } from './person.ts'

export type Visit = {
  readonly reason: ReasonCode
  readonly by: 'card' | 'code' | 'hand'
  /** {@link TODAY} when absent. */
  readonly day?: Day
  readonly settings?: Partial<Settings>
  readonly come: (person: Person) => Promise<void>
}

export const TODAY = '2026-11-22'
/** Old insurance cards count by themselves. */
export const TRANSITION = '2025-11-20'
/** Old cards and notices alone are looked up by their number. */
export const PROVISIONAL = '2026-01-15'

const CERTIFICATE: FormWords = { expiresOn: '令和9年3月31日', number: '12345678' }
const NOTICE: FormWords = { number: '12345678' }
/** Of 72 years at {@link TODAY}, whose share has to be printed somewhere. */
const BORN_1954 = '昭和29年4月2日'

/** The invented code of a certificate: first day and last day as `YYYYMMDD`. */
const certificateCode = (effectiveOn = '20260801', expiresOn = '20270731'): string =>
  `MH1,39139993,,12345678,,,,19500401,${effectiveOn},${expiresOn},1`
const NOTICE_CODE = 'MO1;113019;101;12345678;01;;3600808'
const BORN_1986 = '昭和61年5月5日'
/** A prescription as its symbol holds it, without medicines: an invented person of 40. */
const PRESCRIPTION = [
  'JAHIS10',
  '1,1,9999999,13,見本医院',
  '11,,見本 花子,ﾐﾎﾝ ﾊﾅｺ',
  '12,2',
  '13,19860505',
  '22,01130012',
  '23,123,12345678,1,01',
  '51,20261120',
  '',
].join('\r\n')
const PATIENT_CARD = ']F0A0012345A'

/** A card that could not be read, which opens the roads behind the reader. */
const unreadable = async (person: Person): Promise<void> => {
  await person.take('my-number-card')
  await person.reader('card-unreadable')
}
const pharmacy: Partial<Settings> = { place: 'pharmacy' }
const phoneReader: Partial<Settings> = { phoneReader: true }
const knownPatients: Partial<Settings> = { acceptsKnownPatients: true }

export const VISITS: readonly Visit[] = [
  { reason: 'OK_ONLINE', by: 'card', come: ({ card }) => card('mihon-taro') },
  {
    reason: 'OK_ONLINE',
    by: 'code',
    come: async ({ code, returning, fact, online }) => {
      await code(PATIENT_CARD)
      await returning()
      await fact('recordOnFile')
      await online(1)
    },
  },
  {
    reason: 'OK_ONLINE',
    by: 'hand',
    come: async ({ take, reader, online }) => {
      await take('my-number-card')
      await reader('face')
      await online(1)
    },
  },
  {
    reason: 'OK_PHONE',
    by: 'hand',
    settings: phoneReader,
    come: async ({ take, reader, online }) => {
      await take('phone')
      await reader('face')
      await online(1)
    },
  },
  {
    reason: 'REG_ON_SPOT',
    by: 'card',
    come: async ({ card, register, online }) => {
      await card('mitoroku-nanao')
      await register()
      await online(1)
    },
  },
  {
    reason: 'REG_ON_SPOT',
    by: 'hand',
    come: async ({ take, reader, online }) => {
      await take('my-number-card')
      await reader('registered')
      await online(1)
    },
  },
  {
    reason: 'OK_CERTIFICATE',
    by: 'code',
    come: async ({ code, compared }) => {
      await code(certificateCode())
      await compared()
    },
  },
  { reason: 'OK_CERTIFICATE', by: 'hand', come: ({ take }) => take('eligibility-certificate', CERTIFICATE) },
  {
    reason: 'OK_INSURANCE_CARD',
    by: 'hand',
    day: TRANSITION,
    come: ({ take }) => take('insurance-card', { number: '12345678' }),
  },
  { reason: 'CERT_GRACE', by: 'card', come: ({ card }) => card('yuyo-jiro') },
  {
    reason: 'CERT_GRACE',
    by: 'hand',
    come: async ({ take, correct, reader, online }) => {
      await take('my-number-card')
      await correct('my-number-card', { certificateExpiresOn: '2026-10-30' })
      await reader('pin')
      await online(1)
    },
  },
  {
    reason: 'CERT_EXPIRED_WITH_NOTICE',
    by: 'card',
    come: async ({ card, press, write }) => {
      await card('kigen-kireko')
      await press('お知らせを入力する')
      await write('eligibility-notice', NOTICE)
    },
  },
  {
    reason: 'CERT_EXPIRED_WITH_NOTICE',
    by: 'code',
    come: async ({ take, reader, code, compared }) => {
      await take('my-number-card')
      await reader('certificate-expired')
      await code(NOTICE_CODE)
      await compared()
    },
  },
  {
    reason: 'CERT_EXPIRED_WITH_NOTICE',
    by: 'hand',
    come: async ({ take, reader }) => {
      await take('my-number-card')
      await reader('certificate-expired')
      await take('eligibility-notice', NOTICE)
    },
  },
  { reason: 'NEW_QUAL_FOUND', by: 'card', come: ({ card }) => card('tenshoku-mutsuko') },
  {
    reason: 'NEW_QUAL_FOUND',
    by: 'code',
    come: async ({ code, online }) => {
      await code(certificateCode())
      await online(3)
    },
  },
  {
    reason: 'NEW_QUAL_FOUND',
    by: 'hand',
    come: async ({ take, online }) => {
      await take('eligibility-certificate', CERTIFICATE)
      await online(3)
    },
  },
  {
    reason: 'ONLINE_NOT_FOUND_DOC_VALID',
    by: 'code',
    come: async ({ code, online }) => {
      await code(certificateCode())
      await online(4)
    },
  },
  {
    reason: 'ONLINE_NOT_FOUND_DOC_VALID',
    by: 'hand',
    come: async ({ take, online }) => {
      await take('eligibility-certificate', CERTIFICATE)
      await online(4)
    },
  },
  {
    reason: 'SELF_DECLARATION',
    by: 'card',
    come: async ({ card, press, write }) => {
      await card('fuyomi-kasuko')
      await press('見せられない')
      await press('申立書を書いてもらう')
      await write('self-declaration', { name: '見本 太郎', insurerName: '見本健康保険組合' })
    },
  },
  {
    reason: 'SELF_DECLARATION',
    by: 'hand',
    come: async (person) => {
      await unreadable(person)
      await person.take('self-declaration', { name: '見本 太郎', declaresNoChange: 'yes' })
    },
  },
  {
    reason: 'PAST_RECORD_ORAL',
    by: 'card',
    come: async ({ card, returning, press }) => {
      await card('kaisen-yae')
      await returning()
      await press('見せられない')
      await press('記録があり、変更なし')
    },
  },
  {
    reason: 'PAST_RECORD_ORAL',
    by: 'code',
    settings: knownPatients,
    come: async ({ code, returning, fact }) => {
      await code(PATIENT_CARD)
      await returning()
      await fact('recordOnFile', 'saysUnchanged')
    },
  },
  {
    reason: 'PAST_RECORD_ORAL',
    by: 'hand',
    settings: knownPatients,
    come: async ({ begin, returning, fact }) => {
      await begin()
      await returning()
      await fact('recordOnFile', 'saysUnchanged')
    },
  },
  {
    reason: 'PORTAL_PLUS_CARD',
    by: 'card',
    come: async ({ card, press }) => {
      await card('shomei-nashio')
      await press('見せてもらった')
    },
  },
  {
    reason: 'PORTAL_PLUS_CARD',
    by: 'hand',
    come: async (person) => {
      await unreadable(person)
      await person.take('portal-screen')
    },
  },
  {
    reason: 'NOTICE_PLUS_CARD',
    by: 'card',
    come: async ({ spoiltCard, press, write }) => {
      await spoiltCard('mihon-taro')
      await press('お知らせを入力する')
      await write('eligibility-notice', NOTICE)
    },
  },
  {
    reason: 'NOTICE_PLUS_CARD',
    by: 'code',
    come: async (person) => {
      await unreadable(person)
      await person.code(NOTICE_CODE)
      await person.compared()
    },
  },
  {
    reason: 'NOTICE_PLUS_CARD',
    by: 'hand',
    come: async ({ take, reader }) => {
      await take('my-number-card')
      await reader('down')
      await take('eligibility-notice', NOTICE)
    },
  },
  {
    reason: 'WELFARE_UNREGISTERED',
    by: 'card',
    come: async ({ officialAnswer, card }) => {
      await officialAnswer({ code: 6 })
      await card('mihon-taro')
    },
  },
  {
    reason: 'WELFARE_UNREGISTERED',
    by: 'code',
    come: async ({ code, online }) => {
      await code(certificateCode())
      await online(6)
    },
  },
  {
    reason: 'WELFARE_UNREGISTERED',
    by: 'hand',
    come: async ({ take, reader, online }) => {
      await take('my-number-card')
      await reader('face')
      await online(6)
    },
  },
  {
    reason: 'EXPIRY_GRID_MISMATCH',
    by: 'hand',
    settings: { insurerRules: { '113019': 'yokogawa-denki' } },
    come: ({ take }) =>
      take('eligibility-certificate', { ...CERTIFICATE, insurerNumber: '113019', issuedOn: 'R8.7.25' }),
  },
  {
    reason: 'EXPIRY_IMPLAUSIBLE',
    by: 'code',
    come: ({ code }) => code(certificateCode('20260801', '20350731')),
  },
  {
    reason: 'EXPIRY_IMPLAUSIBLE',
    by: 'hand',
    come: ({ take }) => take('eligibility-certificate', { ...CERTIFICATE, expiresOn: 'R17.3.31' }),
  },
  {
    reason: 'FULL_PAY_SPECIAL',
    by: 'hand',
    come: ({ take }) => take('eligibility-certificate', { ...CERTIFICATE, fullPay: 'yes' }),
  },
  {
    reason: 'NAME_MISMATCH',
    by: 'hand',
    come: ({ take }) => take('eligibility-certificate', { ...CERTIFICATE, nameDiffers: 'yes' }),
  },
  {
    reason: 'PROVISIONAL_NOTICE',
    by: 'code',
    day: PROVISIONAL,
    come: async ({ code, online }) => {
      await code(NOTICE_CODE)
      await online(1)
    },
  },
  {
    reason: 'PROVISIONAL_NOTICE',
    by: 'hand',
    day: PROVISIONAL,
    come: async ({ take, online }) => {
      await take('eligibility-notice', NOTICE)
      await online(1)
    },
  },
  {
    reason: 'PROVISIONAL_INSURANCE_CARD',
    by: 'hand',
    day: PROVISIONAL,
    come: async ({ take, online }) => {
      await take('insurance-card', { number: '12345678' })
      await online(1)
    },
  },
  {
    reason: 'OK_TEMPORARY_CERTIFICATE',
    by: 'hand',
    come: ({ take }) => take('temporary-certificate', { number: '12345678', certifiedOn: '令和8年11月10日' }),
  },
  {
    reason: 'EMERGENCY',
    by: 'hand',
    come: async ({ begin, fact }) => {
      await begin()
      await fact('emergency')
    },
  },
  {
    reason: 'OUTAGE_MODE',
    by: 'card',
    come: async ({ officialAnswer, card, down, found }) => {
      await officialAnswer({ unavailable: true })
      await card('mihon-taro')
      await down()
      await found()
    },
  },
  {
    reason: 'OUTAGE_MODE',
    by: 'hand',
    come: async ({ begin, down, found }) => {
      await begin()
      await down()
      await found()
    },
  },
  { reason: 'PHONE_UNSUPPORTED', by: 'hand', come: ({ take }) => take('phone') },
  {
    reason: 'PHONE_NO_GRACE',
    by: 'hand',
    settings: phoneReader,
    come: async ({ take, reader }) => {
      await take('phone')
      await reader('certificate-expired')
    },
  },
  { reason: 'CERT_EXPIRED', by: 'card', come: ({ card }) => card('kigen-kireko') },
  {
    reason: 'CERT_EXPIRED',
    by: 'hand',
    come: async ({ take, reader }) => {
      await take('my-number-card')
      await reader('certificate-expired')
    },
  },
  { reason: 'NOT_REGISTERED', by: 'card', come: ({ card }) => card('mitoroku-nanao') },
  {
    reason: 'NOT_REGISTERED',
    by: 'hand',
    come: async ({ take, reader }) => {
      await take('my-number-card')
      await reader('not-registered')
    },
  },
  { reason: 'ONLINE_INVALID', by: 'card', come: ({ card }) => card('soshitsu-goro') },
  {
    reason: 'ONLINE_INVALID',
    by: 'code',
    come: async ({ code, online }) => {
      await code(certificateCode())
      await online(2)
    },
  },
  {
    reason: 'ONLINE_INVALID',
    by: 'hand',
    come: async ({ take, online }) => {
      await take('eligibility-certificate', CERTIFICATE)
      await online(2)
    },
  },
  {
    reason: 'ONLINE_NOT_FOUND',
    by: 'card',
    come: async ({ officialAnswer, card }) => {
      await officialAnswer({ code: 4 })
      await card('mihon-taro')
    },
  },
  {
    reason: 'ONLINE_NOT_FOUND',
    by: 'hand',
    come: async ({ take, reader, online }) => {
      await take('my-number-card')
      await reader('visual')
      await online(4)
    },
  },
  {
    reason: 'MULTI_MATCH',
    by: 'card',
    come: async ({ officialAnswer, card }) => {
      await officialAnswer({ code: 5 })
      await card('mihon-taro')
    },
  },
  {
    reason: 'MULTI_MATCH',
    by: 'code',
    come: async ({ code, online }) => {
      await code(certificateCode())
      await online(5)
    },
  },
  {
    reason: 'MULTI_MATCH',
    by: 'hand',
    come: async ({ take, online }) => {
      await take('eligibility-certificate', CERTIFICATE)
      await online(5)
    },
  },
  { reason: 'CARD_NOT_USABLE', by: 'card', come: ({ card }) => card('mirai-sakiko') },
  {
    reason: 'CARD_NOT_USABLE',
    by: 'hand',
    come: async ({ take, reader }) => {
      await take('my-number-card')
      await reader('refused')
    },
  },
  {
    reason: 'CERTIFICATE_EXPIRED',
    by: 'code',
    come: ({ code }) => code(certificateCode('20250801', '20260731')),
  },
  {
    reason: 'CERTIFICATE_EXPIRED',
    by: 'hand',
    come: ({ take }) => take('eligibility-certificate', { ...CERTIFICATE, expiresOn: '令和8年7月31日' }),
  },
  {
    reason: 'EXPIRY_MISSING',
    by: 'hand',
    come: ({ take }) => take('eligibility-certificate', { number: '12345678' }),
  },
  {
    reason: 'NOT_YET_EFFECTIVE',
    by: 'code',
    come: ({ code }) => code(certificateCode('20261201', '20270731')),
  },
  {
    reason: 'NOT_YET_EFFECTIVE',
    by: 'hand',
    come: ({ take }) => take('eligibility-certificate', { ...CERTIFICATE, effectiveOn: '令和8年12月1日' }),
  },
  {
    reason: 'QUAL_LOST',
    by: 'code',
    come: async ({ code, patient }) => {
      await code(certificateCode())
      await patient({ coverageEndedOn: '令和8年10月31日' })
    },
  },
  {
    reason: 'QUAL_LOST',
    by: 'hand',
    come: async ({ take, patient }) => {
      await take('eligibility-certificate', CERTIFICATE)
      await patient({ coverageEndedOn: '令和8年10月31日' })
    },
  },
  {
    reason: 'COPY_NOT_ACCEPTED',
    by: 'hand',
    come: ({ take }) => take('eligibility-certificate', { ...CERTIFICATE, copy: 'yes' }),
  },
  {
    reason: 'DOC_TYPE_MISMATCH',
    by: 'hand',
    come: ({ take }) => take('eligibility-certificate', { number: '12345678', saysNeedsCard: 'yes' }),
  },
  {
    reason: 'BURDEN_PROOF_MISSING',
    by: 'hand',
    come: async ({ take, online }) => {
      await take('eligibility-certificate', { ...CERTIFICATE, birthDate: BORN_1954 })
      await online('unavailable')
    },
  },
  {
    reason: 'NOTICE_RATIO_EXPIRED',
    by: 'card',
    come: async ({ card, press, write }) => {
      await card('shomei-nashio')
      await press('お知らせを入力する')
      await write('eligibility-notice', {
        ...NOTICE,
        birthDate: BORN_1954,
        burden: '2',
        expiresOn: '令和8年7月31日',
      })
    },
  },
  {
    reason: 'NOTICE_RATIO_EXPIRED',
    by: 'hand',
    come: async (person) => {
      await unreadable(person)
      await person.take('eligibility-notice', { birthDate: BORN_1954, expiresOn: '令和8年7月31日' })
    },
  },
  {
    reason: 'NEW_COVER_NOT_YET_ONLINE',
    by: 'hand',
    come: async ({ take, reader, online }) => {
      await take('my-number-card')
      await reader('face')
      await online(2)
      await take('eligibility-certificate', { ...CERTIFICATE, effectiveOn: '令和8年11月1日' })
    },
  },
  {
    reason: 'NOTICE_EXPIRED',
    by: 'hand',
    come: async (person) => {
      await unreadable(person)
      await person.take('eligibility-notice', { expiresOn: '令和8年7月31日' })
    },
  },
  {
    reason: 'OTHER_PERSON',
    by: 'hand',
    come: ({ take }) => take('eligibility-certificate', { ...CERTIFICATE, otherPerson: 'yes' }),
  },
  {
    reason: 'AGE75_SWITCH',
    by: 'hand',
    come: ({ take }) =>
      take('eligibility-certificate', {
        ...CERTIFICATE,
        birthDate: '昭和26年4月1日',
        insurerNumber: '113019',
      }),
  },
  { reason: 'NOTICE_ALONE', by: 'code', come: ({ code }) => code(NOTICE_CODE) },
  { reason: 'NOTICE_ALONE', by: 'hand', come: ({ take }) => take('eligibility-notice', NOTICE) },
  { reason: 'PORTAL_ALONE', by: 'hand', come: ({ take }) => take('portal-screen') },
  { reason: 'READER_FIRST', by: 'hand', come: ({ take }) => take('my-number-card') },
  { reason: 'CARD_ONLY_FALLBACK', by: 'card', come: ({ card }) => card('shomei-nashio') },
  { reason: 'CARD_ONLY_FALLBACK', by: 'hand', come: unreadable },
  {
    reason: 'FACE_ONLY_CARD',
    by: 'card',
    come: async ({ card, reader }) => {
      await card('kao-ninko')
      await reader('no-identification')
    },
  },
  {
    reason: 'FACE_ONLY_CARD',
    by: 'hand',
    come: async ({ take, correct, reader }) => {
      await take('my-number-card')
      await correct('my-number-card', { faceOnly: 'yes' })
      await reader('reader-fault')
    },
  },
  {
    reason: 'PHOTOLESS_PIN_REQUIRED',
    by: 'card',
    come: async ({ card, reader }) => {
      await card('nyuji-akari')
      await reader('no-identification')
    },
  },
  {
    reason: 'PHOTOLESS_PIN_REQUIRED',
    by: 'hand',
    come: async ({ take, correct, reader }) => {
      await take('my-number-card')
      await correct('my-number-card', { photoless: 'yes' })
      await reader('no-identification')
    },
  },
  {
    reason: 'OK_PRESCRIPTION',
    by: 'code',
    settings: pharmacy,
    come: async ({ code, compared }) => {
      await code(PRESCRIPTION)
      await compared()
    },
  },
  {
    reason: 'OK_PRESCRIPTION',
    by: 'hand',
    settings: pharmacy,
    come: ({ take }) => take('prescription', { insurerNumber: '01130012', number: '12345678' }),
  },
  {
    reason: 'PRESCRIPTION_ALONE',
    by: 'hand',
    settings: pharmacy,
    come: ({ take }) => take('prescription', { birthDate: BORN_1986 }),
  },
  {
    reason: 'PRESCRIPTION_ALONE',
    by: 'code',
    settings: pharmacy,
    come: ({ code }) => code('01130012,,12345678,,19860505,1234567890123456'),
  },
  {
    reason: 'CARD_LOST',
    by: 'hand',
    come: async ({ begin, fact }) => {
      await begin()
      await fact('cardLost')
    },
  },
  {
    reason: 'INSURANCE_CARD_EXPIRED',
    by: 'hand',
    day: TRANSITION,
    come: ({ take }) => take('insurance-card', { number: '12345678', expiresOn: '令和7年9月30日' }),
  },
  {
    reason: 'TEMPORARY_CERTIFICATE_EXPIRED',
    by: 'hand',
    come: ({ take }) => take('temporary-certificate', { certifiedOn: '令和8年10月1日' }),
  },
  {
    reason: 'NOT_HEALTH_INSURANCE',
    by: 'hand',
    come: async ({ begin, fact }) => {
      await begin()
      await fact('workRelated')
    },
  },
  {
    reason: 'NO_PROOF',
    by: 'hand',
    come: async ({ begin, press }) => {
      await begin()
      await press('何もお持ちでない')
    },
  },
  {
    reason: 'INSURANCE_CARD_ENDED',
    by: 'hand',
    come: ({ take }) => take('insurance-card', { number: '12345678' }),
  },
]
