import { type Outcome, REASONS, type ReasonCode } from '../../contract/decision.ts'
import { useContractWords } from '../languages/contract-words.ts'
import { useWords } from '../languages/index.ts'
import { classes } from '../styles/classes.ts'
import { Icon } from './icon.tsx'
import css from './outcome-mark.module.css'
import { Phrases } from './phrases.tsx'
import { TONE_ICONS, type Tone, toneOfOutcome, toneOfReason } from './tone.ts'

/** A reason that speaks for another outcome than the one recorded (the visit was decided by a person) lends it no word and no colour. */
const toneIn = (outcome: Outcome, reason: ReasonCode | undefined): Tone =>
  reason !== undefined && REASONS[reason] === outcome ? toneOfReason(reason) : toneOfOutcome(outcome)

/** An outcome on record, in a word. */
export const useRecordedOutcome = (): ((outcome: Outcome, reason?: ReasonCode) => string) => {
  const t = useWords()
  const words = useContractWords()
  return (outcome, reason) => {
    if (reason === 'NOT_HEALTH_INSURANCE' && REASONS[reason] === outcome) return t('tones.workRecorded')
    return toneIn(outcome, reason) === 'not-eligible' ? t('tones.recorded') : words.outcome(outcome)
  }
}

/** An outcome in a list: icon and word, in its colour. */
export const OutcomeMark = ({ outcome, reason }: { outcome: Outcome; reason?: ReasonCode }) => {
  const wordOf = useRecordedOutcome()
  const tone = toneIn(outcome, reason)
  return (
    <span className={classes(css.outcomeMark, css[`tone-${tone}`])}>
      <Icon name={TONE_ICONS[tone]} size={1.25} />
      <Phrases text={wordOf(outcome, reason)} />
    </span>
  )
}
