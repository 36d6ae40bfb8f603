import { useWords } from '../languages/index.ts'
import { Icon } from '../parts/icon.tsx'
import { Phrases } from '../parts/phrases.tsx'
import { timeOfDay } from '../state/days.ts'
import { useDesk } from '../state/desk.ts'
import css from './elsewhere.module.css'

/** Other counters of the site where this patient is now, or was today: so that nobody is asked for the same things twice. */
export const ElsewherePanel = () => {
  const t = useWords()
  const { elsewhere } = useDesk().site
  if (elsewhere.length === 0) return null
  return (
    <section className={css.elsewhere} aria-label={t('elsewhere.title')} role="status">
      <Icon name="center" size={1.5} />
      <ul className={css.elsewhereList}>
        {elsewhere.map(({ counter, state, at }) => (
          <li key={`${counter} ${state}`}>
            <Phrases text={t(`elsewhere.${state}`, { counter, time: timeOfDay(at) })} />
          </li>
        ))}
      </ul>
    </section>
  )
}
