import { memo, useState } from 'react'
import type { SiteFollowUp } from '../../../contract/site.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { useDesk } from '../../state/desk.ts'
import { classes } from '../../styles/classes.ts'
import { FollowUpButton } from '../../visits/follow-up-button.tsx'
import { useVisitName } from '../../visits/visit-name.ts'
import { FollowUpFacts } from './follow-up-facts.tsx'
import css from './follow-ups.module.css'
import readyCss from './ready.module.css'

/** So many are shown at first: what is this counter's own stays in sight. */
const FEW = 3

/** One thing to do; the visit itself is on record at its own counter, and is not opened here. */
const Line = ({ one: { terminal, counter, followUp } }: { one: SiteFollowUp }) => {
  const visitName = useVisitName()
  const { done } = followUp
  const name = `${counter} ・ ${visitName(followUp)}`
  return (
    <li className={classes(css.followUp, done !== null && css.followUpDone)}>
      <div className={css.followUpElsewhere}>
        <FollowUpFacts followUp={followUp} name={name} />
      </div>
      <FollowUpButton followUp={followUp} name={name} at={terminal} />
    </li>
  )
}

/** Lists what visits at the site's other counters have left to do: whoever has time does it, and it is on record at both. */
export const SiteFollowUps = memo(() => {
  const t = useWords()
  const { followUps } = useDesk().site
  const [isWhole, setWhole] = useState(false)
  if (followUps.length === 0) return null
  const count = followUps.filter(({ followUp }) => followUp.done === null).length
  return (
    <section className={readyCss.listCard} aria-labelledby="site-follow-ups-title">
      <header className={readyCss.listCardHead}>
        <h2 id="site-follow-ups-title">{t('siteFollowUps.title')}</h2>
        <span className="soft small tabular">{t('followUps.count', { count })}</span>
      </header>
      <ul>
        {(isWhole ? followUps : followUps.slice(0, FEW)).map((one) => (
          <Line key={`${one.terminal} ${one.followUp.id}`} one={one} />
        ))}
      </ul>
      {followUps.length <= FEW ? null : (
        <div className={css.followUpMore}>
          <Button rank="quiet" onPress={() => setWhole(!isWhole)}>
            {isWhole
              ? t('followUps.fewer', { count: FEW })
              : t('followUps.more', { count: followUps.length - FEW })}
          </Button>
        </div>
      )}
    </section>
  )
})
