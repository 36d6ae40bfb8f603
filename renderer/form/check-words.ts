import type { FieldCheck } from '../../contract/form.ts'
import { useDeskLanguage, useWords } from '../languages/index.ts'
import { eraDay, gregorianDay } from '../state/days.ts'
import { useInsurerWords } from './insurer-words.ts'
import { usePublicAidWords } from './public-aid-words.ts'

const text = (value: string | number | undefined): string => (value === undefined ? '' : String(value))

/** The note beside a field, in words that say what to look at on the paper. */
export const useCheckWords = (): ((check: FieldCheck) => string) => {
  const t = useWords()
  const language = useDeskLanguage()
  const insurerWords = useInsurerWords()
  const publicAid = usePublicAidWords()
  return ({ code, details }) => {
    switch (code) {
      case 'DAY':
      case 'DAY_AFTER_ERA':
      case 'DAY_PASSED':
      case 'COUNTS_UNTIL':
      case 'COUNTED_UNTIL':
      case 'DAY_NOT_YET': {
        const day = text(details.day)
        if (day === '') return t('checks.DAY', { era: '', gregorian: '' })
        return t(`checks.${code}`, { era: eraDay(day, language), gregorian: gregorianDay(day, language) })
      }
      case 'SCANNED': {
        const day = text(details.day)
        if (day !== '') return t('checks.SCANNED_DAY', { gregorian: gregorianDay(day, language) })
        return details.kind === undefined
          ? t('checks.SCANNED')
          : t('checks.SCANNED_INSURER', insurerWords(text(details.kind), text(details.prefecture)))
      }
      case 'INSURER':
      case 'INSURER_UNKNOWN':
        return t(`checks.${code}`, insurerWords(text(details.kind), text(details.prefecture)))
      case 'PAYER':
        return t('checks.PAYER', {
          law: publicAid.law(text(details.law)),
          prefecture: insurerWords('', text(details.prefecture)).prefecture,
        })
      case 'INSURER_LENGTH':
        return t('checks.INSURER_LENGTH', { length: text(details.length) })
      case 'BURDEN_UNUSUAL':
        return t('checks.BURDEN_UNUSUAL', { usual: text(details.usual) })
      case 'TOO_LONG':
        return t('checks.TOO_LONG', { most: text(details.most) })
      default:
        return t(`checks.${code}`)
    }
  }
}
