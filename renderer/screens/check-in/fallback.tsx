import { useRef, useState } from 'react'
import type { Need } from '../../../contract/decision.ts'
import type { CheckInView } from '../../../contract/desk.ts'
import { DocumentPicture } from '../../drawings/document-picture.tsx'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { classes } from '../../styles/classes.ts'
import { takeDocument } from './choose-document.tsx'
import type { CheckInDialog } from './dialogs.ts'
import { useKeptFocus } from './kept-focus.ts'
import { OtherNeeds, useTakeNeed } from './need-step.tsx'
import type { FallbackRoad } from './next-step.ts'
import nextStepCardCss from './next-step-card.module.css'

/** Walks one road: what the patient has is taken, and the decision follows. */
const walk = (checkIn: CheckInView, road: FallbackRoad): void => {
  if (road === 'past-record')
    send({
      type: 'set-visit',
      visit: { ...checkIn.visit, kind: 'return', recordOnFile: true, saysUnchanged: true },
    })
  else takeDocument(checkIn, road)
}

/**
 * The reader or the network failed. The lawful roads one after the other, in their order: "here it is" takes one or,
 * where the patient has it in hand, the one after it; "not here" goes on to the next, and the last is always open, so
 * that nobody is sent away for a technical fault.
 */
export const Fallback = ({
  checkIn,
  roads,
  besides,
  onOpen,
}: {
  checkIn: CheckInView
  roads: readonly FallbackRoad[]
  besides: readonly Need[]
  onOpen: (dialog: CheckInDialog) => void
}) => {
  const t = useWords()
  const take = useTakeNeed(checkIn, onOpen)
  const [passed, setPassed] = useState<readonly FallbackRoad[]>([])
  const order = useRef<HTMLOListElement>(null)
  useKeptFocus(order)
  const left = roads.filter((road) => !passed.includes(road))
  const road = left[0] ?? roads.at(-1)
  if (road === undefined) return null
  const [, after] = left
  return (
    <>
      <p className={nextStepCardCss.stepLead}>
        <Phrases text={t('fallback.lead')} />
      </p>
      <ol ref={order} tabIndex={-1} className={nextStepCardCss.roadSteps} aria-label={t('fallback.order')}>
        {roads.map((each, index) => (
          <li
            key={each}
            className={classes(nextStepCardCss.roadStep, each === road && nextStepCardCss.roadNow)}
            aria-current={each === road ? 'step' : undefined}
          >
            <span className={nextStepCardCss.roadNumber}>
              {passed.includes(each) && each !== road ? <Icon name="close" size={0.875} /> : index + 1}
            </span>
            {t(`roads.${each}.short`)}
          </li>
        ))}
      </ol>
      <div className={nextStepCardCss.stepPicture}>
        {road === 'past-record' ? (
          <Icon name="history" size={4} />
        ) : (
          <DocumentPicture type={road} width={6} />
        )}
        <p className={nextStepCardCss.stepTitle}>
          <Phrases text={t(`roads.${road}.question`)} />
        </p>
      </div>
      <div className={nextStepCardCss.stepButtons}>
        <Button key={road} rank="next" large icon="tick" onPress={() => walk(checkIn, road)}>
          {t(`roads.${road}.yes`)}
        </Button>
        {after === undefined ? null : (
          <div className={nextStepCardCss.stepPair}>
            <Button onPress={() => setPassed([...passed, road])}>{t(`roads.${road}.no`)}</Button>
            <Button onPress={() => walk(checkIn, after)}>{t(`roads.${after}.yes`)}</Button>
          </div>
        )}
        {passed.length === 0 ? null : (
          <Button rank="quiet" icon="back" onPress={() => setPassed(passed.slice(0, -1))}>
            {t('fallback.before')}
          </Button>
        )}
      </div>
      <OtherNeeds needs={besides} onTake={take} />
    </>
  )
}
