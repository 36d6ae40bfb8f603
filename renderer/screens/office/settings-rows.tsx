import type { ReactNode, RefObject } from 'react'
import settingsPageCss from './settings-page.module.css'

/**
 * A list of what is registered, one row each. `place` is for whoever takes a row away or adds one: the button that was pressed
 * goes with it, and before that gives the focus to the list, where the keyboard and the screen reader go on.
 */
export const SettingsRows = ({
  label,
  place,
  children,
}: {
  label: string
  place: RefObject<HTMLElement | null>
  children: ReactNode
}) => (
  <section ref={place} tabIndex={-1} className={settingsPageCss.settingsRows} aria-label={label}>
    {children}
  </section>
)
