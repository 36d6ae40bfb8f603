import { useEffect, useRef } from 'react'
import { Button as ChoiceButton } from 'react-aria-components'
import { classes } from '../styles/classes.ts'
import { walkByArrows } from './arrow-keys.ts'
import css from './choice-list.module.css'
import { Icon, type IconName } from './icon.tsx'
import { Phrases } from './phrases.tsx'

export type Choice = {
  readonly id: string
  readonly word: string
  readonly hint?: string
  readonly icon?: IconName
  readonly isChosen?: boolean
  readonly onChoose: () => void
}

/** Answers to press, one below the other or side by side where there is room. Choosing is answering: no second step. */
export const ChoiceList = ({
  label,
  choices,
  isNarrow = false,
  takesFocus = false,
}: {
  label: string
  choices: readonly Choice[]
  /** Stands in a column: two short answers share a line. */
  isNarrow?: boolean
  /**
   * When the list appears the answer that was chosen has the focus, or else the list itself: the arrows walk from there, and an
   * Enter by habit answers nothing.
   */
  takesFocus?: boolean
}) => {
  const list = useRef<HTMLUListElement>(null)
  const isAnswered = choices.some(({ isChosen }) => isChosen === true)
  const waits = takesFocus && !isAnswered
  useEffect(() => {
    if (waits) list.current?.focus({ preventScroll: true })
  }, [waits])
  return (
    <ul
      ref={list}
      tabIndex={-1}
      className={classes(css.choices, isNarrow && css.choicesNarrow)}
      aria-label={label}
      onKeyDown={walkByArrows}
    >
      {choices.map(({ id, word, hint, icon, isChosen, onChoose }) => (
        <li key={id}>
          <ChoiceButton
            className={classes(css.choiceButton, isChosen === true && css.choiceChosen)}
            {...(isChosen === true ? { 'aria-current': 'true' as const } : {})}
            autoFocus={takesFocus && isChosen === true}
            onPress={onChoose}
          >
            {icon === undefined ? null : <Icon name={icon} />}
            <span className={css.choiceWords}>
              <span className={css.choiceWord}>
                <Phrases text={word} />
              </span>
              {hint === undefined || hint === '' ? null : (
                <span className="small soft">
                  <Phrases text={hint} />
                </span>
              )}
            </span>
            {isChosen === true ? <Icon name="tick" /> : null}
          </ChoiceButton>
        </li>
      ))}
    </ul>
  )
}
