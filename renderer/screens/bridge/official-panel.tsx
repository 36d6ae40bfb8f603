import type { Entitlement } from '../../../contract/bridge-reading.ts'
import type { CheckInView } from '../../../contract/desk.ts'
import type { Difference } from '../../../contract/desk-bridge.ts'
import { useDeskLanguage, useWords } from '../../languages/index.ts'
import { Icon } from '../../parts/icon.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { useDesk } from '../../state/connection.ts'
import { eraDay } from '../../state/days.ts'
import css from './bridge.module.css'

const FIELDS = ['name', 'birthDate', 'insurerNumber', 'insurerName', 'symbol', 'number', 'branch'] as const

const Facts = ({ entitlement, differs }: { entitlement: Entitlement; differs: readonly Difference[] }) => {
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
        return [
          <dt key={`${field}-name`} className="small soft">
            {t(`bridge.fields.${field as (typeof FIELDS)[number] | 'burden'}`)}
          </dt>,
          <dd key={field} className={isOther ? css.officialDiffers : ''}>
            <span>{value}</span>
            {isOther ? (
              <span className={css.officialMark}>
                <Icon name="look" size={1} />
                {t('bridge.differs')}
              </span>
            ) : null}
          </dd>,
        ]
      })}
    </dl>
  )
}

/** The official side's answer to this visit: its entitlements, with what they say otherwise than the papers. */
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
      {official?.entitlements.map(({ entitlement, differs }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entitlements have no name of their own, and keep their order
        <div key={index} className={css.officialItem}>
          {official.entitlements.length > 1 ? (
            <h3 className={css.officialCount}>{t('bridge.entitlement', { count: index + 1 })}</h3>
          ) : null}
          <Facts entitlement={entitlement} differs={differs} />
        </div>
      ))}
    </section>
  )
}
