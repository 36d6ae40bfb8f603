import { useRef, useState } from 'react'
import { isBeingRead } from '../../../contract/card.ts'
import type { CheckInView } from '../../../contract/desk.ts'
import { unreachable } from '../../../contract/result.ts'
import { DocumentForm } from '../../form/document-form.tsx'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { useBeginAtTop } from '../../state/begin-at-top.ts'
import { send } from '../../state/connection.ts'
import { useIsCramped } from '../../state/cramped.ts'
import { useDesk } from '../../state/desk.ts'
import { useHotkeys } from '../../state/hotkeys.ts'
import { ElsewherePanel } from '../../visits/elsewhere.tsx'
import { EndDialog } from '../../visits/end-dialog.tsx'
import { conclude } from '../../visits/end-questions.tsx'
import { NewerCoverNumbers, NewerCoverPanel } from '../../visits/newer-cover-panel.tsx'
import { PersonQuestion, PersonQuestionBeside } from '../../visits/person-question.tsx'
import { SeenBeforePanel } from '../../visits/seen-before.tsx'
import { Arrivals } from '../bridge/arrivals.tsx'
import { OfficialPanel } from '../bridge/official-panel.tsx'
import { CardFaceDialog } from '../card-face/card-face-dialog.tsx'
import { CardFacts } from '../card-face/card-facts.tsx'
import { NamesPanel } from '../names/names-panel.tsx'
import { PublicAidRow } from '../public-aid/public-aid-row.tsx'
import { CancelDialog } from './cancel-dialog.tsx'
import { ChooseDialog } from './choose-dialog.tsx'
import { ChooseDocument } from './choose-document.tsx'
import { DecisionPanel } from './decision-panel.tsx'
import type { CheckInDialog } from './dialogs.ts'
import { EvidenceRow } from './evidence-row.tsx'
import { useMayOverride, useOverrideRight } from './may-override.ts'
import { mayEndBeside, nextStep } from './next-step.ts'
import { NextStepCard } from './next-step-card.tsx'
import { Notes } from './notes.tsx'
import { OnlineDialog } from './online-dialog.tsx'
import { NO_OVERRIDE, OverrideDialog } from './override-dialog.tsx'
import { PracticeBanner } from './practice-banner.tsx'
import { ReaderDialog } from './reader-dialog.tsx'
import { VisitFactsDialog } from './visit-facts-dialog.tsx'
import { VisitStrip } from './visit-strip.tsx'
import { AskPatient, WhoDialog } from './who.tsx'
import '../../styles/later-fonts.ts'
import css from './check-in.module.css'

/** One patient at the desk: what is here, what it comes to, and the one thing to do next. */
export const CheckIn = ({ checkIn }: { checkIn: CheckInView }) => {
  const t = useWords()
  const { cardReader, cardFace, office, outage, question } = useDesk()
  const [open, setOpen] = useState<CheckInDialog | null>(null)
  const [override, setOverride] = useState(NO_OVERRIDE)
  // If the text is large for the window, what is above the decision would push it out of sight.
  const decisionFirst = useIsCramped()
  const step = nextStep(checkIn, isBeingRead(cardReader), outage !== null)
  const root = useRef<HTMLDivElement>(null)
  useBeginAtTop(root, `${step.kind} ${checkIn.decided?.decision.reasons[0]?.code ?? ''}`)
  const form = checkIn.draft
  const facts = cardFace?.state === 'read' ? cardFace.facts : null
  const mayCompare = office.settings.cardFace && cardReader.state === 'read' && facts === null
  const compare = () => send({ type: 'open-card-face' })
  const mayOverride = useMayOverride(checkIn)
  const hasOverrideRight = useOverrideRight()
  useHotkeys(
    form === null
      ? {
          f2: () => setOpen('choose'),
          f3: () => setOpen('online'),
          f4: () => setOpen('reader'),
          f11: () => setOpen('who'),
          f6: () => setOpen('visit'),
          f8: () => conclude(checkIn),
          ...(mayCompare ? { f7: compare } : {}),
        }
      : {},
  )
  const park = () => send({ type: 'park-check-in', id: checkIn.id })
  useHotkeys({ f5: park })
  const close = () => setOpen(null)
  const showNothing = () => send({ type: 'show-nothing' })
  const dialog = () => {
    switch (open) {
      case 'reader':
        return <ReaderDialog checkIn={checkIn} onClose={close} />
      case 'online':
        return <OnlineDialog checkIn={checkIn} onClose={close} />
      case 'look-up':
        return <OnlineDialog checkIn={checkIn} by="number" onClose={close} />
      case 'desk-app':
        return <OnlineDialog checkIn={checkIn} by="app" onClose={close} />
      case 'choose':
        return <ChooseDialog checkIn={checkIn} onClose={close} />
      case 'override':
        return hasOverrideRight ? (
          <OverrideDialog entry={override} onEntry={setOverride} onClose={close} />
        ) : null
      case 'cancel':
        return <CancelDialog onClose={close} />
      case 'who':
        return <WhoDialog checkIn={checkIn} onClose={close} />
      case 'visit':
        return form === null ? <VisitFactsDialog checkIn={checkIn} onClose={close} /> : null
      case null:
        return null
      default:
        return unreachable(open)
    }
  }
  const about = (
    <>
      <VisitStrip checkIn={checkIn} onOpen={setOpen} />
      <EvidenceRow checkIn={checkIn} onOpen={setOpen} />
      <PublicAidRow checkIn={checkIn} />
    </>
  )
  return (
    <div ref={root} className={css.checkIn}>
      {checkIn.practice ? <PracticeBanner /> : null}
      {form === null && !decisionFirst ? about : null}
      {form !== null ? (
        <>
          {facts === null ? null : <CardFacts facts={facts} checkIn={checkIn} />}
          {question?.beside === true ? (
            <PersonQuestionBeside key={question.number} question={question} />
          ) : null}
          <DocumentForm key={`${form.form}-${form.documentId ?? ''}`} draft={form} onPark={park} />
        </>
      ) : step.kind === 'ask-patient' ? (
        <AskPatient checkIn={checkIn} />
      ) : step.kind === 'choose-document' ? (
        <section className={css.checkInChoose} aria-labelledby="choose-title">
          <h2 id="choose-title" className={css.checkInQuestion}>
            {t('choose.title')}
          </h2>
          <ElsewherePanel />
          <SeenBeforePanel checkIn={checkIn} />
          <ChooseDocument checkIn={checkIn} onNothing={showNothing} onChosen={() => {}} />
        </section>
      ) : (
        <div className={css.checkInBody} data-step={step.kind}>
          <div className={css.checkInMain}>
            <DecisionPanel checkIn={checkIn} step={step.kind} />
            <OfficialPanel checkIn={checkIn} />
            <NamesPanel key={checkIn.official?.hash ?? ''} checkIn={checkIn} />
          </div>
          <div className={css.checkInSide}>
            <NewerCoverPanel checkIn={checkIn} />
            <NextStepCard checkIn={checkIn} step={step} onOpen={setOpen} onNothing={showNothing} />
            <NewerCoverNumbers checkIn={checkIn} />
            <ElsewherePanel />
            <SeenBeforePanel checkIn={checkIn} />
            {step.kind === 'conclude' ? null : <Notes checkIn={checkIn} />}
            {facts === null ? null : <CardFacts facts={facts} checkIn={checkIn} />}
            <Arrivals />
          </div>
        </div>
      )}
      {form === null && decisionFirst ? about : null}
      {form !== null ? null : (
        <footer className={css.checkInFoot}>
          <Button rank="quiet" icon="close" onPress={() => setOpen('cancel')}>
            {t('checkIn.cancel')}
          </Button>
          <Button icon="list" shortcut="F5" onPress={park}>
            {t('tray.park')}
          </Button>
          {mayOverride ? (
            <Button rank="quiet" icon="person" onPress={() => setOpen('override')}>
              {t('override.open')}
            </Button>
          ) : null}
          {mayCompare ? (
            <Button rank="quiet" icon="card-reader" shortcut="F7" onPress={compare}>
              {t('cardFace.offer')}
            </Button>
          ) : null}
          {mayEndBeside(step, checkIn) ? (
            <Button icon="tick" shortcut="F8" onPress={() => conclude(checkIn)}>
              {t(step.kind === 'compare-scan' ? 'checkIn.conclude' : 'checkIn.concludeAsIs')}
            </Button>
          ) : null}
        </footer>
      )}
      {question === null || question.beside ? (
        dialog()
      ) : (
        <PersonQuestion key={question.number} question={question} />
      )}
      {question === null && checkIn.ending && open === null && form === null ? (
        <EndDialog checkIn={checkIn} onWho={() => setOpen('who')} />
      ) : null}
      {cardFace === null || cardFace.state === 'read' ? null : <CardFaceDialog face={cardFace} />}
    </div>
  )
}
