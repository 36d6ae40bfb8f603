import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components'
import { classes } from '../styles/classes.ts'
import fieldCss from './field.module.css'
import { Icon } from './icon.tsx'
import css from './picker.module.css'
import popoverCss from './popover.module.css'

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
    className={classes(fieldCss.field)}
    value={value}
    isDisabled={isDisabled}
    onChange={(key) => {
      if (typeof key === 'string') onChange(key)
    }}
  >
    <Label className={isLabelHidden ? 'hidden-visually' : fieldCss.fieldLabel}>{label}</Label>
    <Button className={classes(css.picker)}>
      <SelectValue />
      <Icon name="open" size={1.25} />
    </Button>
    <Popover className={classes(popoverCss.popover)}>
      <ListBox className={classes(popoverCss.popoverList)}>
        {choices.map(({ id, word }) => (
          <ListBoxItem key={id} id={id} textValue={word} className={classes(popoverCss.popoverItem)}>
            {word}
          </ListBoxItem>
        ))}
      </ListBox>
    </Popover>
  </Select>
)
