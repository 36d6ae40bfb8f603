import type { KeyboardEvent } from 'react'

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }

/** Lets the arrow keys walk through the buttons of a list, round its ends; Tab still leaves from each. */
export const walkByArrows = (event: KeyboardEvent<HTMLElement>): void => {
  const step = STEPS[event.key]
  if (step === undefined) return
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled)')]
  const at = buttons.indexOf(
    document.activeElement instanceof HTMLElement ? document.activeElement : document.body,
  )
  // From the list itself the first arrow goes to its first button, or to its last.
  if (at < 0 && document.activeElement !== event.currentTarget) return
  event.preventDefault()
  const next = at < 0 ? (step > 0 ? 0 : -1) : at + step
  buttons.at(next % buttons.length)?.focus()
}
