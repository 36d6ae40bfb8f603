import type { CheckInView } from '../../../contract/desk.ts'
import type { Official } from '../../../contract/desk-bridge.ts'
import { useDeskLanguage, useWords } from '../../languages/index.ts'
import { Icon } from '../../parts/icon.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { eraDay } from '../../state/days.ts'
import { useDesk } from '../../state/desk.ts'
import css from './bridge.module.css'

const FIELDS = ['name', 'birthDate', 'insurerNumber', 'insurerName', 'symbol', 'number', 'branch'] as const

const Mark = ({ words }: { words: string }) => (
  <span className={css.officialMark}>
    <Icon name="look" size={1} />
    {words}
  </span>
)

const Facts = ({ entitlement, differs, differsFromLast }: Official['entitlements'][number]) => {
  const t = useWords()
  const language = useDeskLanguage()
  const birthDate = entitlement.birthDate === null ? null : eraDay(entitlement.birthDate, language)
  const burden = entitlement.burden === null ? null : t('bridge.tenths', { count: entitlement.burden })
  const facts: readonly (readonly [string, string | null])[] = [
    ...FIELDS.map((field) => [field, field === 'birthDate' ? birthDate : entitlement[field]] as const),
    ['burden', burden],
  ]
  return (
    <dl className={css.officialFacts}>
      {facts.map(([field, value]) => {
        if (value === null) return null
        const isOther = differs.some((one) => one === field)
        const isNew = differsFromLast.some((one) => one === field)
        return [
          <dt key={`${field}-name`} className="small soft">
            {t(`bridge.fields.${field as (typeof FIELDS)[number] | 'burden'}`)}
          </dt>,
          <dd key={field} className={isOther || isNew ? css.officialDiffers : ''}>
            <span>{value}</span>
            {isOther ? <Mark words={t('bridge.differs')} /> : null}
            {isNew ? (
              <Mark
                words={t(field === 'number' ? 'bridge.numberDiffersFromLast' : 'bridge.differsFromLast')}
              />
            ) : null}
          </dd>,
        ]
      })}
    </dl>
  )
}

/** The official side's answer to this visit: its entitlements, with what they say otherwise than the papers and the last visit. */
export const OfficialPanel = ({ checkIn }: { checkIn: CheckInView }) => {
  const t = useWords()
  const { lookUp } = useDesk().bridge
  const { official } = checkIn
  const problem = lookUp?.state === 'ended' ? lookUp.problem : null
  // The official side's own words, of a refusal too.
  const message = (problem !== null && lookUp?.state === 'ended' ? lookUp.message : null) ?? official?.message
  if (official === null && lookUp?.state !== 'asking' && problem === null) return null
  return (
    <section className={css.tray} aria-labelledby="official-title">
      <header className={css.trayHead}>
        <h2 id="official-title">{t('bridge.official')}</h2>
      </header>
      <div role="status">
        {lookUp?.state === 'asking' ? (
          <p className={css.arrivalLine}>
            <Phrases text={t('bridge.asking')} />
          </p>
        ) : null}
        {problem === null ? null : (
          <p className={css.arrivalLine}>
            <Phrases text={t(`bridge.problems.${problem}`)} />
          </p>
        )}
      </div>
      {message == null ? null : <p className={css.arrivalLine}>{message}</p>}
      {official?.entitlements.map((entitled, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entitlements have no name of their own, and keep their order
        <div key={index} className={css.officialItem}>
          {official.entitlements.length > 1 ? (
            <h3 className={css.officialCount}>{t('bridge.entitlement', { count: index + 1 })}</h3>
          ) : null}
          <Facts {...entitled} />
        </div>
      ))}
    </section>
  )
}
