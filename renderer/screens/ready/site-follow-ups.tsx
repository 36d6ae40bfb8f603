import { useState } from 'react'
import type { SiteFollowUp } from '../../../contract/site.ts'
import { useContractWords } from '../../languages/contract-words.ts'
import { useDeskLanguage, useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { useDesk } from '../../state/connection.ts'
import { moment, shortDay } from '../../state/days.ts'
import { useDoneBy } from '../../state/staff-names.ts'
import { classes } from '../../styles/classes.ts'
import { FollowUpButton } from '../../visits/follow-up-button.tsx'
import { useVisitName } from '../../visits/visit-name.ts'
import css from './follow-ups.module.css'
import readyCss from './ready.module.css'

/** So many are shown at first: what is this counter's own stays in sight. */
const FEW = 3

/** One thing to do; the visit itself is on record at its own counter, and is not opened here. */
const Line = ({ one: { terminal, counter, followUp } }: { one: SiteFollowUp }) => {
  const t = useWords()
  const language = useDeskLanguage()
  const words = useContractWords()
  const visitName = useVisitName()
  const doneBy = useDoneBy()
  const { what, by, done } = followUp
  const name = `${counter} ・ ${visitName(followUp)}`
  return (
    <li className={classes(css.followUp, done !== null && css.followUpDone)}>
      <div className={css.followUpElsewhere}>
        <span className={css.followUpWhat}>
          <Phrases text={words.followUp(what)} />
        </span>
        <span className={classes(css.followUpFacts, 'small', 'soft', 'tabular')}>
          <span>{name}</span>
          {by === null || done !== null ? null : (
            <span>{t('followUps.by', { day: shortDay(by, language) })}</span>
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
      </div>
      <FollowUpButton followUp={followUp} name={name} at={terminal} />
    </li>
  )
}

/** Lists what visits at the site's other counters have left to do: whoever has time does it, and it is on record at both. */
export const SiteFollowUps = () => {
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
}
