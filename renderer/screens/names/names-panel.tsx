import { useState } from 'react'
import { Input, Label, TextField } from 'react-aria-components'
import type { CheckInView } from '../../../contract/desk.ts'
import { useWords } from '../../languages/index.ts'
import fieldCss from '../../parts/field.module.css'
import { Icon } from '../../parts/icon.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { classes } from '../../styles/classes.ts'
import css from './names-panel.module.css'
import { Pair, type Spelling } from './pair.tsx'

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
    <section className={css.names} aria-labelledby="names-title">
      <h3 id="names-title" className={css.namesTitle}>
        <Icon name="person" size={1.25} />
        {t('names.title')}
      </h3>
      {others.map((other) => (
        <Pair key={`${other.from}-${other.name}`} left={first} right={other} />
      ))}
      <TextField
        className={classes(css.namesField)}
        value={typed}
        maxLength={120}
        onChange={(value) => {
          setTyped(value)
          send({ type: 'set-official-name', name: value === '' ? null : value })
        }}
      >
        <Label className="small soft">{t('names.typeOfficial')}</Label>
        <Input className={classes(fieldCss.fieldBox)} spellCheck={false} autoComplete="off" />
      </TextField>
      <p className="small soft">
        <Phrases text={t('names.never')} />
      </p>
    </section>
  )
}
