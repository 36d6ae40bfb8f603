import { useEffect, useRef, useState } from 'react'
import { Disclosure, DisclosurePanel, Heading, Button as PressButton } from 'react-aria-components'
import { type Decision, isAccepted } from '../../../contract/decision.ts'
import type { CheckInView } from '../../../contract/desk.ts'
import { useContractWords } from '../../languages/contract-words.ts'
import { useWords } from '../../languages/index.ts'
import { Icon } from '../../parts/icon.tsx'
import outcomeMarkCss from '../../parts/outcome-mark.module.css'
import { Phrases } from '../../parts/phrases.tsx'
import { TONE_ICONS, toneOf, toneOfOutcome } from '../../parts/tone.ts'
import { classes } from '../../styles/classes.ts'
import { Differences } from '../bridge/differences.tsx'
import css from './decision-panel.module.css'
import type { NextStep } from './next-step.ts'
import { Say } from './say.tsx'
import { sayingFor } from './sayings.ts'
import { Why } from './why.tsx'

/** How much the patient pays at the counter, where that is known; otherwise who knows it, or what was agreed for today. */
const CopayTenths = ({ checkIn, decision }: { checkIn: CheckInView; decision: Decision }) => {
  const t = useWords()
  const { paid, workForm } = checkIn
  const words = (): string => {
    if (paid !== null) return t(`copayTenths.paid.${paid}`)
    if (workForm !== null) return t(`copayTenths.work.${workForm}`)
    return decision.burden === null
      ? t('copayTenths.online')
      : t('copayTenths.tenths', { tenths: decision.burden })
  }
  return (
    <p className={css.decisionCopay}>
      <span className="small">{t('copayTenths.title')}</span>
      <strong className="tabular">{words()}</strong>
    </p>
  )
}

/** Names who has said that the cover cannot be used: the official terminal, the app at the desk, or the patient. */
const sourceOfNo = ({ online }: CheckInView, { reasons }: Decision): 'answer' | 'app' | 'said' => {
  if (reasons[0]?.code === 'QUAL_LOST') return 'said'
  return online !== null && 'by' in online && online.by === 'app' ? 'app' : 'answer'
}

const Outcome = ({ checkIn, decision }: { checkIn: CheckInView; decision: Decision }) => {
  const t = useWords()
  const words = useContractWords()
  const { overridden } = checkIn
  const outcome = overridden?.outcome ?? decision.outcome
  const tone = overridden === null ? toneOf(decision) : toneOfOutcome(overridden.outcome)
  const reason = decision.reasons[0]?.code
  const isWork = overridden === null && reason === 'NOT_HEALTH_INSURANCE'
  const accepted = isAccepted(outcome)
  const head = useRef<HTMLElement>(null)
  // With large text, the evidence stands above the decision and would hide it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another outcome or reason is brought into sight anew.
  useEffect(() => {
    const bottom = head.current?.getBoundingClientRect().bottom ?? 0
    if (bottom > window.innerHeight) head.current?.scrollIntoView({ block: 'start' })
  }, [outcome, reason])
  return (
    <header
      ref={head}
      className={classes(css.decisionHead, outcomeMarkCss[`tone-${tone}`])}
      data-outcome={outcome}
      data-reason={reason}
    >
      <Icon name={TONE_ICONS[tone]} size={3.25} />
      <div className={css.decisionWords}>
        <h2 className={css.decisionOutcome}>
          <Phrases
            text={
              isWork
                ? t('tones.work')
                : tone === 'not-eligible'
                  ? t('tones.not-eligible')
                  : words.outcome(outcome)
            }
          />
        </h2>
        {tone === 'not-eligible' || tone === 'unknown' ? (
          <p className={css.decisionKind}>
            <Phrases text={t(`tones.${tone === 'unknown' ? tone : sourceOfNo(checkIn, decision)}`)} />
          </p>
        ) : null}
        <p className={css.decisionReason}>
          <Phrases
            text={
              overridden !== null
                ? t('override.decided', { why: overridden.why })
                : reason === undefined
                  ? ''
                  : words.reason(reason)
            }
          />
        </p>
      </div>
      {accepted || checkIn.paid !== null || checkIn.workForm !== null ? (
        <CopayTenths checkIn={checkIn} decision={decision} />
      ) : null}
    </header>
  )
}

/** The decision in three parts: the outcome; what to say to the patient; why, with the sources, folded. */
export const DecisionPanel = ({ checkIn, step }: { checkIn: CheckInView; step: NextStep['kind'] }) => {
  const t = useWords()
  const { decided } = checkIn
  const [isOpen, setOpen] = useState(false)
  // A card that was read waits for the official answer: "put it on the reader first" would be wrong to say then.
  const waits =
    step === 'reading' || step === 'ask-online' || (step === 'outage-search' && decided === null)
      ? step
      : decided === null
        ? 'pending'
        : null
  if (waits !== null || decided === null)
    return (
      <section className={classes(css.decision, css.decisionPending)} aria-live="polite">
        <Icon name={waits === 'ask-online' || waits === 'outage-search' ? 'online' : 'working'} size={2.5} />
        <p>
          <Phrases text={t(`decision.${waits ?? 'pending'}`)} />
        </p>
      </section>
    )
  const { decision, seq } = decided
  const parts = sayingFor(checkIn.overridden?.outcome ?? null, decision, checkIn)
  return (
    <section className={css.decision} aria-label={t('decision.title')}>
      <div aria-live="polite">
        <Outcome checkIn={checkIn} decision={decision} />
        <Differences checkIn={checkIn} />
      </div>
      {parts.length === 0 ? null : <Say parts={parts} language={checkIn.patientLanguage} />}
      <Disclosure className={classes(css.why)} isExpanded={isOpen} onExpandedChange={setOpen}>
        <Heading level={3} className={classes(css.whyHead)}>
          <PressButton slot="trigger" className={classes(css.whyTrigger)}>
            <Icon name="why" size={1.25} />
            {t('why.title')}
            <Icon name="open" size={1.25} />
          </PressButton>
        </Heading>
        <DisclosurePanel className={classes(css.whyPanel)}>
          <Why reasons={decision.reasons} />
          <p className="small soft tabular">
            {seq === null ? t('decision.notRecorded') : t('decision.recorded', { seq })}
          </p>
        </DisclosurePanel>
      </Disclosure>
    </section>
  )
}
