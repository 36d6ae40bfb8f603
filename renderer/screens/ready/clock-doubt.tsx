import { useDeskLanguage, useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { gregorianDay } from '../../state/days.ts'
import { useDesk } from '../../state/desk.ts'
import css from './clock-doubt.module.css'

/**
 * Says in large words that the clock cannot be right, which day it shows, and who may confirm it. That it came is announced by
 * the line of messages.
 * @param titleId of the part of the page that it is the title of. There it is short: all of it is behind the line of messages
 */
export const ClockDoubt = ({ titleId }: { titleId?: string }) => {
  const t = useWords()
  const language = useDeskLanguage()
  const { clockDoubt, today, office } = useDesk()
  if (clockDoubt === null) return null
  const mayConfirm = office.staff.rights.includes('confirm-day')
  const isShort = titleId !== undefined
  return (
    <div className={css.clockDoubt}>
      <Icon name="clock" size={2.5} />
      <div>
        <h2 id={titleId} className={css.title}>
          <Phrases text={t('clockDoubt.title')} />
        </h2>
        <p className={css.day}>
          <Phrases text={t('clockDoubt.shows', { day: gregorianDay(today, language) })} />
        </p>
        {isShort ? null : (
          <p>
            <Phrases text={t(`clockDoubt.${clockDoubt}`)} />
          </p>
        )}
        <p>
          <Phrases text={t('clockDoubt.meanwhile')} />
        </p>
        {isShort && mayConfirm ? null : (
          <p>
            <Phrases text={t(mayConfirm ? 'clockDoubt.ask' : 'clockDoubt.askOther')} />
          </p>
        )}
      </div>
      {mayConfirm ? (
        <Button onPress={() => send({ type: 'confirm-day', today })}>{t('clockDoubt.confirm')}</Button>
      ) : null}
    </div>
  )
}
