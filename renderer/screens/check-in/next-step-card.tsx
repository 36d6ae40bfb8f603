import { useRef } from 'react'
import type { CheckInView } from '../../../contract/desk.ts'
import { openNotes } from '../../../contract/ending.ts'
import { unreachable } from '../../../contract/result.ts'
import { DocumentPicture } from '../../drawings/document-picture.tsx'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { EndButtons, MissingNumbers, NoteList } from '../../visits/end-questions.tsx'
import type { CheckInDialog } from './dialogs.ts'
import { Fallback } from './fallback.tsx'
import { useKeptFocus } from './kept-focus.ts'
import { useMayOverride } from './may-override.ts'
import { NeedStep } from './need-step.tsx'
import type { NextStep } from './next-step.ts'
import css from './next-step-card.module.css'
import { OnlineChoices } from './online-choices.tsx'
import { OutageSearchStep } from './outage-search.tsx'
import { ScannedFacts } from './scanned-facts.tsx'
import { WithoutProof } from './without-proof.tsx'
import { WorkRelated } from './work-related.tsx'

const nothing = (): void => {}

/** The money agreed stands although the cover is confirmed by now: it is given back later, or was never taken. */
const PaidBefore = () => {
  const t = useWords()
  return (
    <>
      <p className={css.stepLead}>
        <Phrases text={t('step.paidBefore')} />
      </p>
      <Button rank="quiet" icon="back" onPress={() => send({ type: 'set-paid', paid: null })}>
        {t('step.notPaid')}
      </Button>
    </>
  )
}

type StepProps = {
  checkIn: CheckInView
  step: NextStep
  onOpen: (dialog: CheckInDialog) => void
  /** The patient has nothing with them. */
  onNothing: () => void
}

const Step = ({ checkIn, step, onOpen, onNothing }: StepProps) => {
  const t = useWords()
  const mayOverride = useMayOverride(checkIn)
  switch (step.kind) {
    case 'reading':
      return (
        <>
          <DocumentPicture type="my-number-card" width={7} />
          <p className={css.stepTitle}>
            <Phrases text={t('step.leaveCard')} />
          </p>
        </>
      )
    case 'ask-patient':
    case 'choose-document':
      return null
    case 'ask-online':
      return (
        <>
          <p className={css.stepTitle}>
            <Phrases text={t('online.question')} />
          </p>
          <OnlineChoices online={checkIn.online} onChosen={nothing} isNarrow />
        </>
      )
    case 'without-proof':
      return <WithoutProof checkIn={checkIn} onOpen={onOpen} />
    case 'work-related':
      return <WorkRelated checkIn={checkIn} />
    case 'outage-search':
      return <OutageSearchStep onOpen={onOpen} />
    case 'fallback':
      return <Fallback checkIn={checkIn} roads={step.roads} besides={step.besides} onOpen={onOpen} />
    case 'need':
      return (
        <>
          <NeedStep checkIn={checkIn} need={step.need} others={step.others} onOpen={onOpen} />
          {checkIn.evidence.length === 0 && checkIn.decided?.decision.reasons[0]?.code === 'NO_PROOF' ? (
            <Button rank="quiet" icon="next" onPress={onNothing}>
              {t('choose.nothing')}
            </Button>
          ) : null}
        </>
      )
    case 'compare-scan': {
      const isBare = step.evidence.every(({ source }) => source === 'manual')
      return (
        <>
          <p className={css.stepTitle}>
            <Phrases text={t(isBare ? 'step.lookAtName' : 'step.compare')} />
          </p>
          {step.evidence.map((evidence) => (
            <ScannedFacts key={evidence.id} evidence={evidence} />
          ))}
          <Button
            rank="next"
            large
            icon="tick"
            onPress={() => {
              for (const { id } of step.evidence) send({ type: 'confirm-document', id })
            }}
          >
            {t(isBare ? 'step.isTheirs' : 'step.compared')}
          </Button>
        </>
      )
    }
    case 'conclude':
      return (
        <>
          <p className={css.stepTitle}>
            <Phrases text={t(openNotes(checkIn).length === 0 ? 'step.conclude' : 'end.lead')} />
          </p>
          <div>
            <NoteList checkIn={checkIn} takesFocus />
          </div>
          <div className={css.stepButtons}>
            <EndButtons checkIn={checkIn} />
          </div>
          {checkIn.paid === null ? null : <PaidBefore />}
          {openNotes(checkIn).length === 0 ? null : (
            <MissingNumbers checkIn={checkIn} onWho={() => onOpen('who')} />
          )}
        </>
      )
    case 'nothing-left':
      return (
        <>
          <p className={css.stepTitle}>
            <Phrases text={t('step.nothingLeft')} />
          </p>
          <Button rank="next" large icon="plus" shortcut="F2" onPress={() => onOpen('choose')}>
            {t('evidence.add')}
          </Button>
          {mayOverride ? (
            <Button icon="person" onPress={() => onOpen('override')}>
              {t('override.open')}
            </Button>
          ) : null}
        </>
      )
    default:
      return unreachable(step)
  }
}

/** The one thing to do next, large; everything else on the screen is smaller than this. */
export const NextStepCard = (props: StepProps) => {
  const t = useWords()
  const place = useRef<HTMLElement>(null)
  useKeptFocus(place)
  return (
    <section ref={place} tabIndex={-1} className={css.step} aria-labelledby="step-title">
      <h2 id="step-title" className={css.stepLabel}>
        <Icon name="next" size={1.25} />
        {t('step.title')}
      </h2>
      <Step {...props} />
    </section>
  )
}
