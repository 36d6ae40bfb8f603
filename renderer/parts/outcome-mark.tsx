import { type Outcome, REASONS, type ReasonCode } from '../../contract/decision.ts'
import { STANDING_ICONS, type Standing, standingOfOutcome, standingOfReason } from '../check-in/standing.ts'
import { useContractWords } from '../languages/contract-words.ts'
import { Icon } from './icon.tsx'
import { Phrases } from './phrases.tsx'
import './outcome-mark.css'

/**
 * An outcome in a list: icon and word, in its colour. A reason that speaks for another outcome than the one recorded
 * (the visit was decided by a person) lends it no colour.
 */
export const OutcomeMark = ({ outcome, reason }: { outcome: Outcome; reason?: ReasonCode }) => {
  const words = useContractWords()
  const standing: Standing =
    reason !== undefined && REASONS[reason] === outcome
      ? standingOfReason(reason)
      : standingOfOutcome(outcome)
  return (
    <span className={`outcome-mark standing-${standing}`}>
      <Icon name={STANDING_ICONS[standing]} size={1.25} />
      <Phrases text={words.outcome(outcome)} />
    </span>
  )
}
