import type { FollowUp } from '../../../contract/follow-up.ts'
import { useContractWords } from '../../languages/contract-words.ts'
import { useDeskLanguage, useWords } from '../../languages/index.ts'
import { Icon } from '../../parts/icon.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { moment, shortDay } from '../../state/days.ts'
import { useDesk } from '../../state/desk.ts'
import { useDoneBy } from '../../state/staff-names.ts'
import { classes } from '../../styles/classes.ts'
import css from './follow-ups.module.css'

/** One thing to do: its visit's name, and by when, or what came of it; past its day it is marked as late. */
export const FollowUpFacts = ({ followUp, name }: { followUp: FollowUp; name: string }) => {
  const t = useWords()
  const language = useDeskLanguage()
  const words = useContractWords()
  const doneBy = useDoneBy()
  const { today } = useDesk()
  const { what, by, done } = followUp
  const isLate = by !== null && by < today && done === null
  return (
    <>
      <span className={css.followUpWhat}>
        <Phrases text={words.followUp(what)} />
      </span>
      <span className={classes(css.followUpFacts, 'small', 'soft', 'tabular')}>
        <span>{name}</span>
        {by === null || done !== null ? null : (
          <span className={isLate ? css.followUpLate : undefined}>
            <Phrases text={t(isLate ? 'followUps.late' : 'followUps.by', { day: shortDay(by, language) })} />
          </span>
        )}
        {done === null ? null : (
          <span className={css.followUpResult}>
            <Icon name="tick" size={1.125} />
            {t('followUps.doneAs', {
              result: words.result(done.result),
              name: doneBy(done),
              at: moment(done.at),
            })}
          </span>
        )}
      </span>
    </>
  )
}
