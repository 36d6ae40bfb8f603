import { useWords } from '../languages/index.ts'

/**
 * The kinds of insurer by the first two of eight digits (法別番号); `00` stands for the six digits of 国民健康保険.
 * Kinds that one name covers share it: 31 to 34 are the mutual aid associations.
 */
const KINDS = {
  '00': 'national',
  '01': 'kyokai',
  '02': 'seamen',
  '03': 'dayLabour',
  '04': 'dayLabour',
  '06': 'society',
  '07': 'selfDefence',
  '31': 'mutualNational',
  '32': 'mutualLocal',
  '33': 'mutualPolice',
  '34': 'mutualSchool',
  '39': 'lateElderly',
  '63': 'retired',
  '67': 'retiredNational',
  '72': 'retired',
  '73': 'retired',
  '74': 'retired',
  '75': 'retired',
} as const

const isKind = (code: string): code is keyof typeof KINDS => Object.hasOwn(KINDS, code)

/** The names of an insurer's kind and prefecture (都道府県番号 01 to 47), to be compared with the paper. */
export const useInsurerWords = () => {
  const t = useWords()
  const prefectures = t('prefectures').split(' ')
  return (kind: string, prefecture: string): { kind: string; prefecture: string } => ({
    kind: isKind(kind) ? t(`insurerKinds.${KINDS[kind]}`) : t('insurerKinds.unknown', { code: kind }),
    prefecture:
      prefectures[Number(prefecture) - 1] ?? t('insurerKinds.unknownPrefecture', { code: prefecture }),
  })
}
