import { parseDate } from '@internationalized/date'
import { useState } from 'react'
import { isDay } from '../../../contract/calendar.ts'
import type { Day } from '../../../contract/day.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { useDesk } from '../../state/connection.ts'
import historyPageCss from './history-page.module.css'

const RANGES = [
  { name: 'today', days: 0 },
  { name: 'week', days: 6 },
  { name: 'month', days: 30 },
] as const

export type Days = {
  readonly from: string
  readonly to: string
  /** Both are days, and in order. */
  readonly valid: { readonly from: Day; readonly to: Day } | null
  set(from: string, to: string): void
}

/** A range of days that is chosen once for searching, counting and exporting. */
export const useDays = (first: { readonly from: Day; readonly to: Day }): Days => {
  const [{ from, to }, set] = useState<{ from: string; to: string }>(first)
  return {
    from,
    to,
    valid: isDay(from) && isDay(to) && from <= to ? { from, to } : null,
    set: (start, end) => set({ from: start, to: end }),
  }
}

/** The two days, typed, and the ranges that are asked for most, by one press. @param onRange a range was pressed */
export const DayFields = ({
  days,
  onRange,
}: {
  days: Days
  onRange: (range: { from: Day; to: Day }) => void
}) => {
  const t = useWords()
  const { today } = useDesk()
  const { from, to, set } = days
  return (
    <>
      <div className={historyPageCss.historyRanges}>
        {RANGES.map(({ name, days: back }) => (
          <Button
            key={name}
            onPress={() => {
              const start = parseDate(today).subtract({ days: back }).toString()
              set(start, today)
              onRange({ from: start, to: today })
            }}
          >
            {t(`history.ranges.${name}`)}
          </Button>
        ))}
      </div>
      <TextInput
        label={t('history.from')}
        value={from}
        most={10}
        isInvalid={!isDay(from)}
        onChange={(text) => set(text, to)}
      />
      <TextInput
        label={t('history.to')}
        value={to}
        most={10}
        isInvalid={!isDay(to) || from > to}
        onChange={(text) => set(from, text)}
      />
    </>
  )
}
