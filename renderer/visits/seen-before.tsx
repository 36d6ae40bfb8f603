import type { CheckInView } from '../../contract/desk.ts'
import { samePaper } from '../../contract/same-paper.ts'
import type { SeenBefore } from '../../contract/seen-before.ts'
import { useContractWords } from '../languages/contract-words.ts'
import { useDeskLanguage, useWords } from '../languages/index.ts'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { OutcomeMark } from '../parts/outcome-mark.tsx'
import { Phrases } from '../parts/phrases.tsx'
import { send } from '../state/connection.ts'
import { eraDay, shortDay, timeOfDay } from '../state/days.ts'
import css from './seen-before.module.css'

/** The facts of the last visit, each as one short piece. */
const useFacts = (): ((seen: SeenBefore) => readonly string[]) => {
  const t = useWords()
  const language = useDeskLanguage()
  return ({ last }) => [
    t(`recordedRoads.${last.road}`),
    ...(last.expiresOn === null ? [] : [t('seen.until', { day: eraDay(last.expiresOn, language) })]),
    ...(last.burden === null ? [] : [t('copayTenths.tenths', { tenths: last.burden })]),
    ...(last.insured === null ? [] : [t('seen.lastCharacters', { text: last.insured.lastCharacters })]),
  ]
}

/**
 * The last visit of the number that was given, as the journal has it: when, how and until when; what is still open; and, where
 * the same paper still counts, one press that takes it.
 */
export const SeenBeforePanel = ({ checkIn }: { checkIn: CheckInView }) => {
  const t = useWords()
  const words = useContractWords()
  const language = useDeskLanguage()
  const factsOf = useFacts()
  const { seenBefore: seen, visitDate } = checkIn
  if (seen === null) return null
  const { last, checkedThisMonth, open } = seen
  const isToday = last.day === visitDate
  const month =
    checkedThisMonth === null || isToday
      ? null
      : t('seen.month', { day: shortDay(checkedThisMonth, language) })
  return (
    <section className={css.seen} aria-labelledby="seen-title">
      <Icon name="history" size={1.5} />
      <div className={css.seenWords}>
        <h3 id="seen-title" className={css.seenTitle}>
          {isToday
            ? t('seen.today', { time: timeOfDay(last.at) })
            : t('seen.last', { day: shortDay(last.day, language) })}
          <OutcomeMark outcome={last.outcome} reason={last.reason} />
        </h3>
        <p className="small">
          <Phrases text={factsOf(seen).join(t('common.dot'))} />
        </p>
        {month === null ? null : (
          <p className={css.seenMonth}>
            <Icon name="tick" size={1} />
            {month}
          </p>
        )}
        {open.length === 0 ? null : (
          <p className={css.seenOpen}>
            <Icon name="look" size={1} />
            <Phrases
              text={t('seen.open', {
                notes: [...new Set(open.map(({ what }) => words.followUp(what)))].join(t('common.comma')),
              })}
            />
          </p>
        )}
      </div>
      {samePaper(checkIn) === null ? null : (
        <Button icon="tick" onPress={() => send({ type: 'take-same-paper' })}>
          {t('seen.same')}
        </Button>
      )}
    </section>
  )
}
