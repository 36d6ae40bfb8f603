import type { FieldName, FormName } from '../../contract/form.ts'

/** One printed place on a paper: where it is on a drawing of 640 × 400, what is printed before it, an invented value. */
export type Place = {
  readonly field: FieldName
  readonly x: number
  readonly y: number
  readonly width: number
  readonly printed: string
  readonly value: string
}

export type SpecimenDrawing = {
  /** The shape of the thing: it is never judged by, because insurers print on paper, film and plastic alike. */
  readonly shape: 'card' | 'sheet' | 'screen' | 'my-number-card' | 'old-card'
  readonly title: string
  readonly foot?: string
  readonly places: readonly Place[]
}

const place = (
  field: FieldName,
  x: number,
  y: number,
  width: number,
  printed: string,
  value: string,
): Place => ({ field, x, y, width, printed, value })

/**
 * The place of each field on each paper, after the published specimens (様式案). Insurers differ in detail; the drawing
 * shows where to look, not what the paper must look like. Everybody on them is invented.
 */
export const SPECIMENS: Readonly<Partial<Record<FormName, SpecimenDrawing>>> = {
  'eligibility-certificate': {
    shape: 'card',
    title: '資格確認書',
    places: [
      place('expiresOn', 330, 22, 290, '有効期限', '令和9年3月31日'),
      place('effectiveOn', 330, 62, 290, '発効期日', '令和8年8月1日'),
      place('symbol', 24, 112, 160, '記号', '123'),
      place('number', 200, 112, 240, '番号', '12345678'),
      place('branch', 456, 112, 164, '(枝番)', '01'),
      place('kana', 24, 152, 380, '', 'ミホン タロウ'),
      place('name', 24, 180, 380, '氏名', '見本 太郎'),
      place('birthDate', 24, 222, 380, '生年月日', '昭和25年4月1日'),
      place('burden', 420, 222, 200, '負担割合', '2割'),
      place('insurerNumber', 24, 284, 330, '保険者番号', '123456'),
      place('issuedOn', 330, 342, 290, '交付年月日', '令和8年7月20日'),
    ],
  },
  'eligibility-notice': {
    shape: 'sheet',
    title: '資格情報のお知らせ',
    foot: '受診の際にはマイナ保険証があわせて必要です',
    places: [
      place('issuedOn', 350, 22, 270, '発行日', '令和8年7月20日'),
      place('insurerNumber', 24, 78, 330, '保険者番号', '123456'),
      place('symbol', 24, 120, 160, '記号', '123'),
      place('number', 200, 120, 240, '番号', '12345678'),
      place('branch', 456, 120, 164, '(枝番)', '01'),
      place('name', 24, 164, 330, '氏名', '見本 太郎'),
      place('kana', 366, 164, 254, '', 'ミホン タロウ'),
      place('birthDate', 24, 206, 380, '生年月日', '昭和25年4月1日'),
      place('burden', 24, 256, 220, '負担割合', '2割'),
      place('effectiveOn', 24, 296, 380, '適用開始・発効期日', '令和8年8月1日'),
      place('expiresOn', 24, 336, 380, '有効期限', '令和9年7月31日'),
    ],
  },
  'portal-screen': {
    shape: 'screen',
    title: '医療保険の資格情報',
    places: [
      place('insurerNumber', 196, 86, 248, '保険者番号', '123456'),
      place('symbol', 196, 126, 248, '記号', '123'),
      place('number', 196, 166, 248, '番号', '12345678'),
      place('branch', 196, 206, 248, '枝番', '01'),
      place('name', 196, 246, 248, '氏名', '見本 太郎'),
      place('kana', 196, 286, 248, 'カナ', 'ミホン タロウ'),
      place('birthDate', 196, 326, 248, '生年月日', '昭和25.4.1'),
    ],
  },
  'my-number-card': {
    shape: 'my-number-card',
    title: '個人番号カード',
    places: [
      place('name', 210, 66, 410, '氏名', '見本 太郎'),
      place('birthDate', 210, 170, 330, '生年月日', '昭和25年4月1日'),
      place('cardExpiresOn', 210, 222, 380, '有効期限', '2031年4月1日まで'),
      place('certificateExpiresOn', 210, 274, 380, '電子証明書', '手書き・印字なしも可'),
    ],
  },
  'insurance-card': {
    shape: 'old-card',
    title: '健康保険 被保険者証',
    places: [
      place('symbol', 24, 84, 170, '記号', '123'),
      place('number', 206, 84, 240, '番号', '12345678'),
      place('branch', 458, 84, 162, '(枝番)', '01'),
      place('name', 24, 130, 330, '氏名', '見本 太郎'),
      place('kana', 366, 130, 254, '', 'ミホン タロウ'),
      place('birthDate', 24, 178, 380, '生年月日', '昭和45年4月1日'),
      place('issuedOn', 24, 226, 380, '交付年月日', '令和5年4月1日'),
      place('expiresOn', 24, 274, 380, '有効期限', '令和7年12月1日'),
      place('insurerNumber', 24, 330, 380, '保険者番号', '12345678'),
    ],
  },
  'elderly-recipient-certificate': {
    shape: 'card',
    title: '高齢受給者証',
    places: [
      place('number', 24, 92, 380, '記号・番号', '123・12345678'),
      place('name', 24, 138, 380, '氏名', '見本 太郎'),
      place('birthDate', 24, 184, 380, '生年月日', '昭和28年4月1日'),
      place('effectiveOn', 24, 230, 380, '発効期日', '令和8年8月1日'),
      place('expiresOn', 24, 276, 380, '有効期限', '令和9年7月31日'),
      place('burden', 420, 230, 200, '負担割合', '2割'),
      place('insurerNumber', 24, 334, 380, '保険者番号', '123456'),
    ],
  },
  prescription: {
    shape: 'sheet',
    title: '処方箋',
    places: [
      place('insurerNumber', 350, 62, 270, '保険者番号', '01123456'),
      place('symbol', 350, 102, 130, '記号', '123'),
      place('number', 490, 102, 130, '番号', '45678'),
      place('branch', 490, 138, 130, '(枝番)', '01'),
      place('name', 24, 102, 300, '氏名', '見本 太郎'),
      place('birthDate', 24, 142, 300, '生年月日', '昭和25年4月1日'),
      place('burden', 24, 340, 300, '備考', '高齢 8割'),
      place('issuedOn', 24, 182, 300, '交付年月日', '令和8年11月20日'),
    ],
  },
  'public-aid': {
    shape: 'sheet',
    title: '医療費受給者証・医療証',
    places: [
      place('payerNumber', 24, 92, 380, '公費負担者番号', '54136015'),
      place('recipientNumber', 24, 140, 380, '受給者番号', '1234566'),
      place('effectiveOn', 24, 236, 300, '有効期間', '令和8年10月1日'),
      place('expiresOn', 340, 236, 280, '〜', '令和9年9月30日'),
    ],
  },
  'temporary-certificate': {
    shape: 'sheet',
    title: '健康保険 被保険者資格証明書',
    places: [
      place('symbol', 24, 92, 180, '記号', '123'),
      place('number', 220, 92, 260, '番号', '12345678'),
      place('name', 24, 140, 330, '氏名', '見本 太郎'),
      place('kana', 366, 140, 254, '', 'ミホン タロウ'),
      place('birthDate', 24, 188, 380, '生年月日', '平成元年4月1日'),
      place('certifiedOn', 24, 252, 400, '証明年月日', '令和8年11月10日'),
      place('insurerNumber', 24, 316, 380, '保険者番号', '01234567'),
    ],
  },
}
