import { memo, useState } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import type { FollowUp } from '../../../contract/follow-up.ts'
import { type FollowUpResult, RESULTS_OF } from '../../../contract/follow-up-kinds.ts'
import { useContractWords } from '../../languages/contract-words.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import dialogCss from '../../parts/dialog.module.css'
import { Dialog } from '../../parts/dialog.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { useDesk } from '../../state/desk.ts'
import { classes } from '../../styles/classes.ts'
import { useVisitName } from '../../visits/visit-name.ts'
import css from './outage.module.css'

const ANSWERS = RESULTS_OF.outage

/** Picks what an outage has left: visits that are still to be asked about at the official side, the oldest first. */
export const toRecheck = (followUps: readonly FollowUp[]): readonly FollowUp[] =>
  followUps.filter(({ what, done }) => what === 'outage' && done === null)

/** All visits of the outage in one list: each gets its answer, and all are recorded in one go. */
const RecheckDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useWords()
  const words = useContractWords()
  const visitName = useVisitName()
  const open = toRecheck(useDesk().followUps)
  const [answers, setAnswers] = useState<ReadonlyMap<string, FollowUpResult>>(new Map())
  const chosen = open.flatMap((followUp) => {
    const answer = answers.get(followUp.id)
    return answer === undefined ? [] : [{ followUp, answer }]
  })
  const answer = (id: string, value: FollowUpResult | undefined): void => {
    const next = new Map(answers)
    if (value === undefined) next.delete(id)
    else next.set(id, value)
    setAnswers(next)
  }
  const record = () => {
    for (const { followUp, answer: result } of chosen) {
      const { visit, seq, what } = followUp
      send({ type: 'settle-follow-up', visit, seq, what, result, share: null })
    }
    onClose()
  }
  return (
    <Dialog title={t('outage.recheck')} closeLabel={t('common.close')} onClose={onClose} wide>
      <p>
        <Phrases text={t(open.length === 0 ? 'outage.recheckNone' : 'outage.recheckText')} />
      </p>
      <ul className={css.recheckList}>
        {open.map((followUp) => (
          <li key={followUp.id} className={css.recheckLine}>
            <span className={classes(css.recheckWho, 'tabular')}>{visitName(followUp)}</span>
            <ToggleButtonGroup
              className={classes(css.recheckAnswers)}
              aria-label={visitName(followUp)}
              selectionMode="single"
              selectedKeys={[answers.get(followUp.id) ?? '']}
              onSelectionChange={(keys) =>
                answer(
                  followUp.id,
                  ANSWERS.find((each) => keys.has(each)),
                )
              }
            >
              {ANSWERS.map((each) => (
                <ToggleButton key={each} id={each} className={classes(css.recheckAnswer)}>
                  {words.result(each)}
                </ToggleButton>
              ))}
            </ToggleButtonGroup>
          </li>
        ))}
      </ul>
      <div className={dialogCss.dialogFoot}>
        <Button
          isDisabled={open.length === 0}
          onPress={() => setAnswers(new Map(open.map(({ id }) => [id, 'valid'])))}
        >
          {t('outage.recheckAll')}
        </Button>
        <Button rank="next" icon="tick" isDisabled={chosen.length === 0} onPress={record}>
          {t('outage.recheckRecord', { count: chosen.length })}
        </Button>
      </div>
    </Dialog>
  )
}

/** While the line is back and visits of the outage are still to be checked: how many, and the way to their list. */
export const OutageRecheck = memo(() => {
  const t = useWords()
  const { outage, followUps } = useDesk()
  const [isOpen, setOpen] = useState(false)
  const count = toRecheck(followUps).length
  if (outage !== null || (count === 0 && !isOpen)) return null
  return (
    <section className={css.outage} aria-label={t('outage.recheck')}>
      <p role="status">
        <strong>
          <Phrases text={t('outage.recheckCount', { count })} />
        </strong>
      </p>
      <Button icon="list" onPress={() => setOpen(true)}>
        {t('outage.recheck')}
      </Button>
      {isOpen ? <RecheckDialog onClose={() => setOpen(false)} /> : null}
    </section>
  )
})
