import { Checkbox } from 'react-aria-components'
import { Icon } from './icon.tsx'
import { Phrases } from './phrases.tsx'
import './tick-box.css'

/** A box to tick, with its sentence; the whole line is the target. */
export const TickBox = ({
  word,
  hint,
  isSelected,
  onChange,
}: {
  word: string
  hint?: string
  isSelected: boolean
  onChange: (ticked: boolean) => void
}) => (
  <Checkbox className="tick-box" isSelected={isSelected} onChange={onChange}>
    <span className="tick-box-square">
      <Icon name="tick" size={1.25} />
    </span>
    <span className="tick-box-words">
      <span className="tick-box-word">
        <Phrases text={word} />
      </span>
      {hint === undefined ? null : <span className="small soft">{hint}</span>}
    </span>
  </Checkbox>
)
