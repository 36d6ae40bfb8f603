/** 法別番号: the first two of an insurer number's eight digits. Source: rules.md §3.2. */
export const LAW_NUMBERS = {
  '01': '全国健康保険協会',
  '02': '船員保険',
  '03': '日雇特例',
  '04': '日雇特例',
  '06': '組合健康保険',
  '07': '自衛官',
  '31': '国家公務員共済',
  '32': '地方公務員共済',
  '33': '警察共済',
  '34': '公立学校・私学共済',
  '39': '後期高齢者医療',
  '63': '特例退職（組合健保）',
  '67': '退職者国民健康保険',
  '72': '特例退職（国家公務員）',
  '73': '特例退職（地方公務員）',
  '74': '特例退職（警察）',
  '75': '特例退職（公立学校・私学）',
} as const satisfies Readonly<Record<string, string>>
export type LawNumber = keyof typeof LAW_NUMBERS

/** Narrows two digits to a law number that insurers have. */
export const isLawNumber = (digits: string): digits is LawNumber => Object.hasOwn(LAW_NUMBERS, digits)

/** 都道府県番号 01–47; 11 is 埼玉, 13 東京, 27 大阪. */
export const isPrefecture = (digits: string): boolean => Number(digits) >= 1 && Number(digits) <= 47
