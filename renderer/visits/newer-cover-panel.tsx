import type { CheckInView } from '../../contract/desk.ts'
import { type KnownCover, newerCover } from '../../contract/newer-cover.ts'
import { useDeskLanguage, useWords } from '../languages/index.ts'
import { Icon } from '../parts/icon.tsx'
import { Phrases } from '../parts/phrases.tsx'
import { eraDay, gregorianDay } from '../state/days.ts'
import css from './newer-cover-panel.module.css'

const FIELDS = ['insurerNumber', 'insurerName', 'symbol', 'number', 'branch'] as const

/** One cover: its day first, then what is known of its numbers. */
const Cover = ({ title, day, cover }: { title: string; day: string; cover: KnownCover }) => {
  const t = useWords()
  return (
    <div className={css.newerCover}>
      <h4 className="small soft">{title}</h4>
      <p className={css.newerDay}>
        <Phrases text={day} />
      </p>
      <dl className={css.newerFacts}>
        {FIELDS.map((field) =>
          cover[field] === null ? null : (
            <div key={field}>
              <dt className="small soft">{t(`bridge.fields.${field}`)}</dt>
              <dd className="tabular">{cover[field]}</dd>
            </div>
          ),
        )}
      </dl>
    </div>
  )
}

/** A newer entitlement: what to change in the claims system, the old one until when and the new one from when. */
export const NewerCoverPanel = ({ checkIn }: { checkIn: CheckInView }) => {
  const t = useWords()
  const language = useDeskLanguage()
  const newer = newerCover(checkIn)
  if (newer === null) return null
  const { old, next } = newer
  const day = (text: string): string => `${eraDay(text, language)}（${gregorianDay(text, language)}）`
  return (
    <section className={css.newer} aria-labelledby="newer-title">
      <h3 id="newer-title" className={css.newerTitle}>
        <Icon name="noted" size={1.25} />
        <Phrases text={t('newer.title')} />
      </h3>
      <div className={css.newerCovers}>
        <Cover
          title={t('newer.old')}
          day={old.until === null ? t('newer.untilUnknown') : t('newer.until', { day: day(old.until) })}
          cover={old}
        />
        <Icon name="next" size={1.5} />
        <Cover
          title={t('newer.next')}
          day={next.from === null ? t('newer.fromUnknown') : t('newer.from', { day: day(next.from) })}
          cover={next}
        />
      </div>
    </section>
  )
}
