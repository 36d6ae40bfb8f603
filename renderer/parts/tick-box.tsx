import { Checkbox } from 'react-aria-components'
import { classes } from '../styles/classes.ts'
import { Icon } from './icon.tsx'
import { Phrases } from './phrases.tsx'
import css from './tick-box.module.css'

/** A box to tick, with its sentence; the whole line is the target. */
export const TickBox = ({
  word,
  hint,
  isSelected,
  takesFocus = false,
  onChange,
}: {
  word: string
  hint?: string
  isSelected: boolean
  /** It has the focus when it appears. */
  takesFocus?: boolean
  onChange: (ticked: boolean) => void
}) => (
  <Checkbox
    className={classes(css.tickBox)}
    isSelected={isSelected}
    autoFocus={takesFocus}
    onChange={onChange}
  >
    <span className={css.tickBoxSquare}>
      <Icon name="tick" size={1.25} />
    </span>
    <span className={css.tickBoxWords}>
      <span className={css.tickBoxWord}>
        <Phrases text={word} />
      </span>
      {hint === undefined ? null : <span className="small soft">{hint}</span>}
    </span>
  </Checkbox>
)
