import { type Outcome, REASONS, type ReasonCode } from '../../contract/decision.ts'
import { useContractWords } from '../languages/contract-words.ts'
import { useWords } from '../languages/index.ts'
import { classes } from '../styles/classes.ts'
import { Icon } from './icon.tsx'
import css from './outcome-mark.module.css'
import { Phrases } from './phrases.tsx'
import { TONE_ICONS, type Tone, toneOfOutcome, toneOfReason } from './tone.ts'

/**
 * An outcome in a list: icon and word, in its colour. A reason that speaks for another outcome than the one recorded
 * (the visit was decided by a person) lends it no colour.
 */
export const OutcomeMark = ({ outcome, reason }: { outcome: Outcome; reason?: ReasonCode }) => {
  const t = useWords()
  const words = useContractWords()
  const isWork = reason === 'NOT_HEALTH_INSURANCE' && REASONS[reason] === outcome
  const tone: Tone =
    reason !== undefined && REASONS[reason] === outcome ? toneOfReason(reason) : toneOfOutcome(outcome)
  return (
    <span className={classes(css.outcomeMark, css[`tone-${tone}`])}>
      <Icon name={TONE_ICONS[tone]} size={1.25} />
      <Phrases
        text={
          isWork
            ? t('tones.workRecorded')
            : tone === 'not-eligible'
              ? t('tones.recorded')
              : words.outcome(outcome)
        }
      />
    </span>
  )
}
