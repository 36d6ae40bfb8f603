import { useState } from 'react'
import { Input, Label, TextField } from 'react-aria-components'
import type { CheckInView } from '../../main/contract/desk.ts'
import { send } from '../desk/connection.ts'
import { useWords } from '../languages/index.ts'
import { Icon } from '../parts/icon.tsx'
import { type Comparison, compareNames, type Part } from './compare.ts'
import './names-panel.css'

type Spelling = { readonly from: string; readonly name: string }

/** Every spelling of the name that is here: one a document, and the official terminal's. */
const spellings = (
  checkIn: CheckInView,
  documentName: (type: CheckInView['evidence'][number]['document']['type']) => string,
): Spelling[] =>
  checkIn.evidence.flatMap(({ document, claims }) =>
    claims.name === undefined || claims.name.trim() === ''
      ? []
      : [{ from: documentName(document.type), name: claims.name }],
  )

const Side = ({ parts, side }: { parts: readonly Part[]; side: 'left' | 'right' }) => (
  <span className="name-letters">
    {parts.map((part, index) => {
      const key = `${index}-${part.left}-${part.right}`
      if (part.likeness === 'same') return <span key={key}>{part[side]}</span>
      return (
        <mark key={key} className={`name-mark name-${part.likeness}`}>
          {part[side] === '' ? '　' : part[side]}
        </mark>
      )
    })}
  </span>
)

const Pair = ({ left, right, comparison }: { left: Spelling; right: Spelling; comparison: Comparison }) => {
  const t = useWords()
  const likenesses = [...new Set(comparison.parts.map(({ likeness }) => likeness))].filter(
    (each) => each !== 'same',
  )
  return (
    <div className="names-pair">
      <dl className="names-sides">
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
      <p className={`names-verdict names-verdict-${comparison.verdict}`}>
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

/** The spellings of one name side by side, their differences marked. It decides nothing: a spelling refuses nobody. */
export const NamesPanel = ({ checkIn }: { checkIn: CheckInView }) => {
  const t = useWords()
  const [typed, setTyped] = useState(checkIn.officialName ?? '')
  const known = spellings(checkIn, (type) => t(`documents.${type}`))
  const official: Spelling[] =
    checkIn.officialName === null || checkIn.officialName === ''
      ? []
      : [{ from: t('names.official'), name: checkIn.officialName }]
  const [first, ...others] = [...known, ...official]
  if (first === undefined) return null
  return (
    <section className="names" aria-labelledby="names-title">
      <h3 id="names-title" className="names-title">
        <Icon name="person" size={1.25} />
        {t('names.title')}
      </h3>
      {others.map((other) => (
        <Pair
          key={`${other.from}-${other.name}`}
          left={first}
          right={other}
          comparison={compareNames(first.name, other.name)}
        />
      ))}
      <TextField
        className="names-field"
        value={typed}
        maxLength={120}
        onChange={(value) => {
          setTyped(value)
          send({ type: 'set-official-name', name: value === '' ? null : value })
        }}
      >
        <Label className="small soft">{t('names.typeOfficial')}</Label>
        <Input className="field-box" spellCheck={false} autoComplete="off" />
      </TextField>
      <p className="small soft">{t('names.never')}</p>
    </section>
  )
}
