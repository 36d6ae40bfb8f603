import { type ButtonProps, Button as PressButton } from 'react-aria-components'
import { classes } from '../styles/classes.ts'
import css from './button.module.css'
import { Icon, type IconName } from './icon.tsx'
import { Phrases } from './phrases.tsx'

/** `next`: the one step to take now, at most one on a screen · `plain`: what may be done besides · `quiet`: the rest. */
export type ButtonRank = 'next' | 'plain' | 'quiet'

type Props = Omit<ButtonProps, 'children' | 'className' | 'style'> & {
  rank?: ButtonRank
  icon?: IconName
  /** The key that does the same, shown small (`F2`). */
  shortcut?: string
  large?: boolean
  children: string
}

/**
 * A button: its word, an icon before it, its key behind it. While what it has begun is at work, `isPending` holds it back: disabled, it
 * would lose the focus, and with it the keys that its dialog hears.
 */
export const Button = ({ rank = 'plain', icon, shortcut, large = false, children, ...rest }: Props) => (
  <PressButton {...rest} className={classes(css.button, css[`button-${rank}`], large && css.buttonLarge)}>
    {icon === undefined ? null : <Icon name={icon} size={large ? 1.75 : 1.375} />}
    <span>
      <Phrases text={children} />
    </span>
    {shortcut === undefined ? null : (
      <span className={css.buttonKey} aria-hidden="true">
        {shortcut}
      </span>
    )}
  </PressButton>
)

/** A square with an icon alone; `label` is what a screen reader says and what is shown to a resting pointer. */
export const IconButton = ({
  icon,
  label,
  ...rest
}: Omit<ButtonProps, 'children' | 'className' | 'style'> & { icon: IconName; label: string }) => (
  <PressButton {...rest} aria-label={label} className={classes(css.iconButton)}>
    <Icon name={icon} />
  </PressButton>
)
