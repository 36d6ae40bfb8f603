import { lawOf, type PublicAidKind } from '../../contract/public-aid.ts'
import { useWords } from '../languages/index.ts'

/** Laws of payer numbers (法別番号) that have a name of their own here: 診療報酬請求書等の記載要領 別添2 (保険者番号等設定要領). */
const LAWS = [
  '10',
  '11',
  '12',
  '13',
  '14',
  '15',
  '16',
  '17',
  '18',
  '19',
  '20',
  '21',
  '22',
  '23',
  '24',
  '25',
  '28',
  '29',
  '30',
  '38',
  '51',
  '52',
  '53',
  '54',
  '62',
  '66',
  '79',
] as const
type Law = (typeof LAWS)[number]
const isLaw = (law: string): law is Law => LAWS.some((known) => known === law)

/** From 80 on a municipality's own schemes (子ども, ひとり親, 重度障害者 …): what the number means is settled by each prefecture. */
const FIRST_LOCAL = 80

/** The name of what a payer number pays for, by its first two digits: `54` is 難病（特定医療費）. */
export const usePublicAidWords = () => {
  const t = useWords()
  const law = (code: string): string => {
    if (isLaw(code)) return t(`publicAid.laws.${code}`)
    return Number(code) >= FIRST_LOCAL
      ? t('publicAid.localLaw', { code })
      : t('publicAid.unknownLaw', { code })
  }
  return {
    law,
    lawOfPayer: (payer: string) => law(lawOf(payer)),
    /** Its kind, and what pays where the number says more than the kind. */
    name: (kind: PublicAidKind, code: string | undefined): string =>
      code === undefined || kind === 'intractable-disease' || kind === 'medical-ticket'
        ? t(`publicAid.kinds.${kind}`)
        : law(code),
  }
}
