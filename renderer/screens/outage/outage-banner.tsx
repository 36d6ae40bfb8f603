import { memo, useState } from 'react'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { moment, timeOfDay } from '../../state/days.ts'
import { useDesk } from '../../state/desk.ts'
import css from './outage.module.css'
import { OutageDialog } from './outage-dialog.tsx'

/** Stands above every screen while the official system is down: since when, what to do, and who may end it. */
export const OutageBanner = memo(() => {
  const t = useWords()
  const { outage, today } = useDesk()
  const [isOpen, setOpen] = useState(false)
  if (outage === null) return null
  const since = outage.since.startsWith(today) ? timeOfDay(outage.since) : moment(outage.since)
  return (
    <section className={css.outage} aria-label={t('outage.title')}>
      <Icon name="online" size={1.75} />
      <p role="status">
        <strong>
          <Phrases text={t('outage.title')} />
        </strong>{' '}
        <span className="tabular">{t('outage.since', { since })}</span>
      </p>
      <Button icon="list" onPress={() => setOpen(true)}>
        {t('outage.open')}
      </Button>
      {isOpen ? <OutageDialog onClose={() => setOpen(false)} /> : null}
    </section>
  )
})
