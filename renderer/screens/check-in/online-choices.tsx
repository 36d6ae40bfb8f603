import { useState } from 'react'
import type { Online } from '../../../contract/check-in.ts'
import { useWords } from '../../languages/index.ts'
import { ChoiceList } from '../../parts/choice-list.tsx'
import type { IconName } from '../../parts/icon.tsx'
import { TickBox } from '../../parts/tick-box.tsx'
import { send } from '../../state/connection.ts'

const CODES = [1, 2, 3, 4, 5, 6] as const
const ICONS = {
  1: 'accepted',
  2: 'not-eligible',
  3: 'noted',
  4: 'search',
  5: 'list',
  6: 'noted',
} as const satisfies Record<(typeof CODES)[number], IconName>

/** The answers that the official terminal shows (資格有効性), with 特別療養 where it says so, or that it could not be asked. */
export const OnlineChoices = ({
  online,
  onChosen,
  by,
  isNarrow = false,
}: {
  online: Online | null
  onChosen: () => void
  by?: 'number' | 'app'
  isNarrow?: boolean
}) => {
  const t = useWords()
  const [fullPay, setFullPay] = useState(online !== null && 'code' in online && online.fullPay === true)
  const asked = { ...(by === undefined ? {} : { by }), ...(fullPay ? { fullPay } : {}) }
  const choose = (answer: Online): void => {
    send({ type: 'set-online', online: answer })
    onChosen()
  }
  return (
    <>
      <ChoiceList
        label={t('online.question')}
        isNarrow={isNarrow}
        takesFocus
        choices={[
          ...CODES.map((code) => ({
            id: String(code),
            icon: ICONS[code],
            word: t(`onlineCodes.${code}.long`),
            hint: t(`onlineCodes.${code}.hint`),
            isChosen: online !== null && 'code' in online && online.code === code,
            onChoose: () => choose({ code, ...asked }),
          })),
          {
            id: 'unavailable',
            icon: 'unknown' as const,
            word: t('online.unavailableLong'),
            hint: t('online.unavailableHint'),
            isChosen: online !== null && 'unavailable' in online,
            onChoose: () => choose({ unavailable: true }),
          },
        ]}
      />
      <TickBox
        word={t('online.fullPay')}
        hint={t('online.fullPayHint')}
        isSelected={fullPay}
        onChange={setFullPay}
      />
    </>
  )
}
