import { Button as ChoiceButton } from 'react-aria-components'
import { Icon, type IconName } from './icon.tsx'
import './choice-list.css'

export type Choice = {
  readonly id: string
  readonly word: string
  readonly hint?: string
  readonly icon?: IconName
  readonly isChosen?: boolean
  readonly onChoose: () => void
}

/** Answers to press, one below the other or side by side where there is room. Choosing is answering: no second step. */
export const ChoiceList = ({ label, choices }: { label: string; choices: readonly Choice[] }) => (
  <ul className="choices" aria-label={label}>
    {choices.map(({ id, word, hint, icon, isChosen, onChoose }) => (
      <li key={id}>
        <ChoiceButton
          className={`choice-button${isChosen === true ? ' choice-chosen' : ''}`}
          {...(isChosen === true ? { 'aria-current': 'true' as const } : {})}
          onPress={onChoose}
        >
          {icon === undefined ? null : <Icon name={icon} />}
          <span className="choice-words">
            <span className="choice-word">{word}</span>
            {hint === undefined ? null : <span className="small soft">{hint}</span>}
          </span>
          {isChosen === true ? <Icon name="tick" /> : null}
        </ChoiceButton>
      </li>
    ))}
  </ul>
)
