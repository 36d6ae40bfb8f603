import { memo, useState } from 'react'
import { Button as LineButton } from 'react-aria-components'
import type { FollowUp } from '../../../contract/follow-up.ts'
import { MAX_FOLLOW_UPS } from '../../../contract/list-limits.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { send } from '../../state/connection.ts'
import { classes } from '../../styles/classes.ts'
import { FollowUpButton } from '../../visits/follow-up-button.tsx'
import { useVisitName } from '../../visits/visit-name.ts'
import { FollowUpFacts } from './follow-up-facts.tsx'
import css from './follow-ups.module.css'
import readyCss from './ready.module.css'

/** So many are shown at first: today's visits stay in sight below them. */
const FEW = 3

/** One thing to do: pressed, it opens its visit; beside it what came of it is recorded, or taken back. */
const Line = ({ followUp }: { followUp: FollowUp }) => {
  const t = useWords()
  const visitName = useVisitName()
  const { visit, seq, done } = followUp
  const name = visitName(followUp)
  return (
    <li className={classes(css.followUp, done !== null && css.followUpDone)}>
      <LineButton
        className={classes(css.followUpOpen)}
        aria-description={t('followUps.openVisit', { name })}
        onPress={() => send({ type: 'open-visit', visit, seq })}
      >
        <FollowUpFacts followUp={followUp} name={name} />
      </LineButton>
      <FollowUpButton followUp={followUp} name={name} />
    </li>
  )
}

/**
 * Lists what visits have left to do, the oldest first. What is done stays in its place, ticked, until the list is left:
 * nothing slides under the finger, and a slip is taken back where it happened.
 */
export const FollowUps = memo(({ followUps }: { followUps: readonly FollowUp[] }) => {
  const t = useWords()
  const [isWhole, setWhole] = useState(false)
  // Those that were done before this list was opened are not in it.
  const [doneBefore] = useState(
    () => new Set(followUps.flatMap(({ id, done }) => (done === null ? [] : [`${id} ${done.at}`]))),
  )
  const listed = followUps.filter(({ id, done }) => done === null || !doneBefore.has(`${id} ${done.at}`))
  const count = listed.filter(({ done }) => done === null).length
  if (listed.length === 0) return null
  const shown = isWhole ? listed : listed.slice(0, FEW)
  return (
    <section className={readyCss.listCard} aria-labelledby="follow-ups-title">
      <header className={readyCss.listCardHead}>
        <h2 id="follow-ups-title">{t('followUps.title')}</h2>
        <span className="soft small tabular">
          {t(count < MAX_FOLLOW_UPS ? 'followUps.count' : 'followUps.countMost', { count })}
        </span>
      </header>
      <ul>
        {shown.map((followUp) => (
          <Line key={followUp.id} followUp={followUp} />
        ))}
      </ul>
      {listed.length <= FEW ? null : (
        <div className={css.followUpMore}>
          <Button rank="quiet" onPress={() => setWhole(!isWhole)}>
            {isWhole
              ? t('followUps.fewer', { count: FEW })
              : t('followUps.more', { count: listed.length - FEW })}
          </Button>
        </div>
      )}
    </section>
  )
})
