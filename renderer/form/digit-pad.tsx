import { Button } from 'react-aria-components'
import type { FieldKind } from '../../contract/form.ts'
import { useWords } from '../languages/index.ts'
import { Icon } from '../parts/icon.tsx'
import { classes } from '../styles/classes.ts'
import css from './digit-pad.module.css'

const DIGITS = ['7', '8', '9', '4', '5', '6', '1', '2', '3'] as const
const ERAS = ['令和', '平成', '昭和', '大正'] as const
const DIGITS_ONLY: ReadonlySet<string> = new Set(['digits', 'insurer', 'branch', 'payer', 'recipient'])
const PARTS = ['年', '月', '日'] as const

const Key = ({ word, label, onPress }: { word: string; label?: string; onPress: () => void }) => (
  // The field keeps the focus: the pad is for fingers, and the keyboard has its own digits.
  <Button
    className={classes(css.padKey)}
    excludeFromTabOrder
    preventFocusOnPress
    aria-label={label ?? word}
    onPress={onPress}
  >
    {word}
  </Button>
)

/** Digits for a finger, and for a day the eras and 年月日 as the paper prints them. Empty for fields that take words. */
export const DigitPad = ({
  kind,
  onKey,
  onErase,
  onNext,
}: {
  kind: 'digits' | FieldKind['kind']
  onKey: (key: string) => void
  onErase: () => void
  /** Absent where no field comes after this one. */
  onNext?: () => void
}) => {
  const t = useWords()
  const hasHyphen = kind === 'identifier' || kind === 'telephone'
  if (!hasHyphen && !DIGITS_ONLY.has(kind) && kind !== 'day') return null
  return (
    <fieldset
      className={classes(css.pad, kind === 'day' && css.padDay, onNext === undefined && css.padAlone)}
    >
      <legend className="hidden-visually">{t('pad.title')}</legend>
      {kind === 'day' ? (
        <div className={css.padEras}>
          {ERAS.map((era) => (
            <Key key={era} word={era} onPress={() => onKey(era)} />
          ))}
        </div>
      ) : null}
      <div className={css.padDigits}>
        {DIGITS.map((digit) => (
          <Key key={digit} word={digit} onPress={() => onKey(digit)} />
        ))}
        {hasHyphen ? <Key word="-" label={t('pad.hyphen')} onPress={() => onKey('-')} /> : <span />}
        <Key word="0" onPress={() => onKey('0')} />
        <Button
          className={classes(css.padKey)}
          excludeFromTabOrder
          preventFocusOnPress
          aria-label={t('pad.erase')}
          onPress={onErase}
        >
          <Icon name="erase" />
        </Button>
      </div>
      {onNext === undefined ? null : (
        <div className={css.padParts}>
          {kind === 'day'
            ? PARTS.map((part) => <Key key={part} word={part} onPress={() => onKey(part)} />)
            : null}
          <Button
            className={classes(css.padKey, css.padNext)}
            excludeFromTabOrder
            preventFocusOnPress
            onPress={onNext}
          >
            {t('pad.next')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
