import type { CheckInView } from '../../../contract/desk.ts'
import { DIFFERENCES } from '../../../contract/desk-bridge.ts'
import { useWords } from '../../languages/index.ts'
import { Icon } from '../../parts/icon.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import css from './bridge.module.css'

/** Says under the outcome in what the official answer differs from the papers and the last visit: its own lines may lie out of sight. */
export const Differences = ({ checkIn }: { checkIn: CheckInView }) => {
  const t = useWords()
  const entitlements = checkIn.official?.entitlements ?? []
  const lines = (['differs', 'differsFromLast'] as const).flatMap((from) => {
    const fields = DIFFERENCES.filter((field) => entitlements.some((one) => one[from].includes(field)))
    const names = fields.map((field) =>
      // Of the last visit one sum of both is known.
      from === 'differsFromLast' && field === 'number'
        ? t('bridge.symbolOrNumber')
        : t(`bridge.fields.${field}`),
    )
    return fields.length === 0 ? [] : [t(`bridge.${from}In`, { fields: names.join(t('common.comma')) })]
  })
  if (lines.length === 0) return null
  return (
    <ul className={css.differences}>
      {lines.map((line) => (
        <li key={line}>
          <Icon name="look" size={1.25} />
          <span>
            <Phrases text={line} />
          </span>
        </li>
      ))}
    </ul>
  )
}
