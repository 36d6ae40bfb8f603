import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components'
import { Icon } from './icon.tsx'
import './picker.css'

/** One of several, folded away: for settings and searches, where the choice is seldom changed. */
export const Picker = ({
  label,
  value,
  choices,
  isLabelHidden = false,
  isDisabled = false,
  onChange,
}: {
  label: string
  value: string
  choices: readonly { readonly id: string; readonly word: string }[]
  /** For a table, whose head says it already. */
  isLabelHidden?: boolean
  isDisabled?: boolean
  onChange: (id: string) => void
}) => (
  <Select
    className="field"
    value={value}
    isDisabled={isDisabled}
    onChange={(key) => {
      if (typeof key === 'string') onChange(key)
    }}
  >
    <Label className={isLabelHidden ? 'hidden-visually' : 'field-label'}>{label}</Label>
    <Button className="picker">
      <SelectValue className="picker-value" />
      <Icon name="open" size={1.25} />
    </Button>
    <Popover className="popover">
      <ListBox className="popover-list">
        {choices.map(({ id, word }) => (
          <ListBoxItem key={id} id={id} textValue={word} className="popover-item">
            {word}
          </ListBoxItem>
        ))}
      </ListBox>
    </Popover>
  </Select>
)
