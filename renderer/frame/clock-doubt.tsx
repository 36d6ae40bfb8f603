import { useDeskLanguage, useWords } from '../languages/index.ts'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { Phrases } from '../parts/phrases.tsx'
import { send, useDesk } from '../state/connection.ts'
import { gregorianDay } from '../state/days.ts'
import css from './clock-doubt.module.css'

/** Says in large words that the clock cannot be right, which day it shows, and who may confirm it. */
export const ClockDoubt = () => {
  const t = useWords()
  const language = useDeskLanguage()
  const { clockDoubt, today, office } = useDesk()
  if (clockDoubt === null) return null
  const mayConfirm = office.staff.rights.includes('confirm-day')
  return (
    <div className={css.clockDoubt} role="alert">
      <Icon name="clock" size={2.5} />
      <div>
        <p className={css.title}>{t('clockDoubt.title')}</p>
        <p className={css.day}>
          <Phrases text={t('clockDoubt.shows', { day: gregorianDay(today, language) })} />
        </p>
        <p>
          <Phrases text={t(`clockDoubt.${clockDoubt}`)} />
        </p>
        <p>
          <Phrases text={t('clockDoubt.meanwhile')} />
        </p>
        <p>
          <Phrases text={t(mayConfirm ? 'clockDoubt.ask' : 'clockDoubt.askOther')} />
        </p>
      </div>
      {mayConfirm ? (
        <Button onPress={() => send({ type: 'confirm-day', today })}>{t('clockDoubt.confirm')}</Button>
      ) : null}
    </div>
  )
}
