import type { CheckInView } from '../../contract/desk.ts'
import { type KnownCover, newerCover } from '../../contract/newer-cover.ts'
import { useDeskLanguage, useWords } from '../languages/index.ts'
import { Icon } from '../parts/icon.tsx'
import { Phrases } from '../parts/phrases.tsx'
import { eraDay, gregorianDay } from '../state/days.ts'
import css from './newer-cover-panel.module.css'

const FIELDS = ['insurerNumber', 'insurerName', 'symbol', 'number', 'branch'] as const

/** A newer entitlement: what to change in the claims system, the new one from when and the old one until when. */
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
      <dl className={css.newerDays}>
        <dt className="small soft">{t('newer.next')}</dt>
        <dd>
          <Phrases
            text={next.from === null ? t('newer.fromUnknown') : t('newer.from', { day: day(next.from) })}
          />
        </dd>
        <dt className="small soft">{t('newer.old')}</dt>
        <dd>
          <Phrases
            text={old.until === null ? t('newer.untilUnknown') : t('newer.until', { day: day(old.until) })}
          />
        </dd>
      </dl>
    </section>
  )
}

/** The numbers of one cover, as far as they are known. */
const Numbers = ({ title, cover }: { title: string; cover: KnownCover }) => {
  const t = useWords()
  return (
    <div className={css.newerCover}>
      <h4 className="small soft">{title}</h4>
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

const isKnown = (cover: KnownCover): boolean => FIELDS.some((field) => cover[field] !== null)

/** The numbers of the newer entitlement and of the one before; nothing where none is known. */
export const NewerCoverNumbers = ({ checkIn }: { checkIn: CheckInView }) => {
  const t = useWords()
  const newer = newerCover(checkIn)
  if (newer === null || !(isKnown(newer.next) || isKnown(newer.old))) return null
  return (
    <div className={css.newerCovers}>
      {isKnown(newer.next) ? <Numbers title={t('newer.next')} cover={newer.next} /> : null}
      {isKnown(newer.old) ? <Numbers title={t('newer.old')} cover={newer.old} /> : null}
    </div>
  )
}
