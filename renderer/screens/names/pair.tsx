import { useWords } from '../../languages/index.ts'
import { Icon } from '../../parts/icon.tsx'
import { classes } from '../../styles/classes.ts'
import { type Comparison, compareNames, type Part } from './compare.ts'
import css from './names-panel.module.css'

/** One name as it is written in one place. */
export type Spelling = { readonly from: string; readonly name: string }

const Side = ({ parts, side }: { parts: readonly Part[]; side: 'left' | 'right' }) => (
  <span className={css.nameLetters}>
    {parts.map((part, index) => {
      const key = `${index}-${part.left}-${part.right}`
      if (part.likeness === 'same') return <span key={key}>{part[side]}</span>
      return (
        <mark key={key} className={classes(css.nameMark, css[`name-${part.likeness}`])}>
          {part[side] === '' ? '　' : part[side]}
        </mark>
      )
    })}
  </span>
)

/** Two spellings of one name side by side, what differs marked and said. It decides nothing. */
export const Pair = ({ left, right }: { left: Spelling; right: Spelling }) => {
  const comparison: Comparison = compareNames(left.name, right.name)
  const t = useWords()
  const likenesses = [...new Set(comparison.parts.map(({ likeness }) => likeness))].filter(
    (each) => each !== 'same',
  )
  return (
    <div>
      <dl className={css.namesSides}>
        <div>
          <dt className="small soft">{left.from}</dt>
          <dd>
            <Side parts={comparison.parts} side="left" />
          </dd>
        </div>
        <div>
          <dt className="small soft">{right.from}</dt>
          <dd>
            <Side parts={comparison.parts} side="right" />
          </dd>
        </div>
      </dl>
      <p className={classes(css.namesVerdict, css[`names-verdict-${comparison.verdict}`])}>
        <Icon
          name={comparison.verdict === 'same' || comparison.verdict === 'alike' ? 'tick' : 'look'}
          size={1.125}
        />
        <span>
          <strong>{t(`names.verdicts.${comparison.verdict}`)}</strong>
          {likenesses.length === 0 ? null : (
            <span className="soft small">
              {' '}
              {likenesses.map((each) => t(`names.likenesses.${each}`)).join(t('common.comma'))}
            </span>
          )}
        </span>
      </p>
    </div>
  )
}
