import type { Need } from '../../../contract/decision.ts'
import type { CheckInView, Evidence } from '../../../contract/desk.ts'
import { DocumentPicture } from '../../drawings/document-picture.tsx'
import { NEED_PICTURES } from '../../drawings/need-pictures.ts'
import { correctDocument } from '../../form/open-form.ts'
import { useContractWords } from '../../languages/contract-words.ts'
import { patientWords, useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { takeDocument } from './choose-document.tsx'
import type { CheckInDialog } from './dialogs.ts'
import { offered, useOverrideRight } from './may-override.ts'
import nextStepCardCss from './next-step-card.module.css'
import { recordReader } from './reader-choices.tsx'

const latest = (checkIn: CheckInView, matches: (evidence: Evidence) => boolean): Evidence | undefined =>
  [...checkIn.evidence].reverse().find(matches)

/** The piece of evidence that a need wants looked at once more. */
const toCorrect = (checkIn: CheckInView, need: Need): Evidence | undefined => {
  switch (need) {
    case 'branch-number':
      return latest(
        checkIn,
        ({ document }) => document.type !== 'my-number-card' && document.type !== 'phone',
      )
    case 'printed-expiry':
      return latest(
        checkIn,
        ({ document }) => 'expiresOn' in document || document.type === 'eligibility-certificate',
      )
    case 'original-document':
      return latest(checkIn, ({ document }) => 'copy' in document && document.copy === true)
    default:
      return undefined
  }
}

/** The original is here after all: the same paper, no longer a copy. */
const takeOriginal = ({ id, document, claims }: Evidence): void => {
  if (document.type !== 'eligibility-certificate' && document.type !== 'eligibility-notice') return
  const { copy: _, ...original } = document
  send({ type: 'update-document', id, document: original, claims })
}

/** Takes a need when it is pressed: the shortest way from "here it is" to the decision. */
export const useTakeNeed = (checkIn: CheckInView, onOpen: (dialog: CheckInDialog) => void) => {
  return (need: Need): void => {
    const evidence = toCorrect(checkIn, need)
    switch (need) {
      case 'card-reading':
        send({ type: 'read-card-again' })
        return
      case 'registration':
        recordReader(checkIn, { state: 'read', registeredNow: true })
        return
      case 'branch-number':
      case 'printed-expiry':
        if (evidence === undefined) onOpen('choose')
        else correctDocument(evidence)
        return
      case 'original-document':
        if (evidence !== undefined) takeOriginal(evidence)
        return
      case 'look-up':
      case 'desk-app':
        onOpen(need)
        return
      case 'staff':
        onOpen('override')
        return
      default:
        takeDocument(checkIn, need)
    }
  }
}

/** The other things that would do as well, smaller. */
export const OtherNeeds = ({ needs, onTake }: { needs: readonly Need[]; onTake: (need: Need) => void }) => {
  const t = useWords()
  const words = useContractWords()
  const shown = offered(needs, useOverrideRight())
  if (shown.length === 0) return null
  return (
    <>
      <p className={nextStepCardCss.stepOr}>
        <Phrases text={t('step.or')} />
      </p>
      <ul className={nextStepCardCss.stepOthers}>
        {shown.map((need) => (
          <li key={need}>
            <Button icon="plus" onPress={() => onTake(need)}>
              {words.need(need)}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}

/** One thing to ask the patient for, with its drawing and its name in the patient's language, and what to press. */
export const NeedStep = ({
  checkIn,
  need,
  others,
  onOpen,
}: {
  checkIn: CheckInView
  need: Need
  others: readonly Need[]
  onOpen: (dialog: CheckInDialog) => void
}) => {
  const t = useWords()
  const theirs = patientWords(checkIn.patientLanguage)
  const take = useTakeNeed(checkIn, onOpen)
  const isOthersToTake = offered([need], useOverrideRight()).length === 0
  return (
    <>
      <div className={nextStepCardCss.stepPicture}>
        <DocumentPicture type={NEED_PICTURES[need]} width={6} />
        <div>
          <p className={nextStepCardCss.stepTitle}>
            <Phrases text={t(`step.need.${need}`)} />
          </p>
          {need === 'my-number-card' ? (
            <p className={nextStepCardCss.stepLead}>
              <Phrases text={t('step.alsoResidenceCard')} />
            </p>
          ) : null}
          {isOthersToTake ? (
            <p className={nextStepCardCss.stepLead}>
              <Phrases text={t('override.askOther')} />
            </p>
          ) : null}
          {checkIn.patientLanguage === 'ja' ? null : (
            <p className={nextStepCardCss.stepLead} lang={checkIn.patientLanguage}>
              {theirs(`ask.${need}`)}
            </p>
          )}
        </div>
      </div>
      {isOthersToTake ? null : (
        <Button rank="next" large icon="tick" onPress={() => take(need)}>
          {t(`take.${need}`)}
        </Button>
      )}
      {need === 'card-reading' || need === 'my-number-card' || need === 'phone' ? (
        <Button icon="look" shortcut="F4" onPress={() => onOpen('reader')}>
          {t('step.notReadable')}
        </Button>
      ) : null}
      {need === 'registration' ? (
        <Button onPress={() => recordReader(checkIn, { state: 'failed', failure: 'not-registered' })}>
          {t('step.declines')}
        </Button>
      ) : null}
      <OtherNeeds needs={others} onTake={take} />
    </>
  )
}
