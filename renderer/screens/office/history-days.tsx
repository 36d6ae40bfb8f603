import { endOfMonth, parseDate, startOfMonth } from '@internationalized/date'
import { useState } from 'react'
import { isDay } from '../../../contract/calendar.ts'
import type { Day } from '../../../contract/day.ts'
import type { DaysRefused, TypedDays } from '../../../contract/history.ts'
import { useDeskLanguage, useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import fieldCss from '../../parts/field.module.css'
import { TextInput } from '../../parts/text-input.tsx'
import { eraDay } from '../../state/days.ts'
import { useDesk } from '../../state/desk.ts'
import { classes } from '../../styles/classes.ts'
import historyPageCss from './history-page.module.css'

const RANGES = ['today', 'week', 'thisMonth', 'lastMonth'] as const

/** The days that a press of `今月` and the others stands for. */
const rangeOf = (name: (typeof RANGES)[number], today: Day): { from: Day; to: Day } => {
  const day = parseDate(today)
  switch (name) {
    case 'today':
      return { from: today, to: today }
    case 'week':
      return { from: day.subtract({ days: 6 }).toString(), to: today }
    case 'thisMonth':
      return { from: startOfMonth(day).toString(), to: today }
    case 'lastMonth': {
      const before = day.subtract({ months: 1 })
      return { from: startOfMonth(before).toString(), to: endOfMonth(before).toString() }
    }
  }
}

/** A range of days as it is typed, in any form that the desk's forms take; the desk reads it, and says what it cannot read. */
export type Days = TypedDays & { set(from: string, to: string): void }

/** One range for searching, counting and exporting. */
export const useDays = (first: { readonly from: Day; readonly to: Day }): Days => {
  const [{ from, to }, set] = useState<TypedDays>(first)
  return { from, to, set: (start, end) => set({ from: start, to: end }) }
}

/** The two days, typed, and the ranges that are asked for most, by one press. @param onRange a range was pressed */
export const DayFields = ({ days, onRange }: { days: Days; onRange: (range: TypedDays) => void }) => {
  const t = useWords()
  const language = useDeskLanguage()
  const { today, office } = useDesk()
  const { from, to, set } = days
  const refused: DaysRefused | null = office.daysRefused
  const field = (name: 'from' | 'to', value: string, onChange: (text: string) => void) => {
    const problem = refused?.field === name ? t(`days.refused.${refused.why}`) : null
    return (
      <div className={historyPageCss.historyDay}>
        <TextInput
          label={t(`history.${name}`)}
          value={value}
          most={30}
          isInvalid={problem !== null}
          hint={isDay(value) ? eraDay(value, language) : t('days.hint')}
          onChange={onChange}
        />
        <p role="alert" className={classes(fieldCss.fieldCheck, fieldCss['field-check-error'])}>
          {problem}
        </p>
      </div>
    )
  }
  return (
    <>
      <div className={historyPageCss.historyRanges}>
        {RANGES.map((name) => (
          <Button
            key={name}
            onPress={() => {
              const range = rangeOf(name, today)
              set(range.from, range.to)
              onRange(range)
            }}
          >
            {t(`history.ranges.${name}`)}
          </Button>
        ))}
      </div>
      {field('from', from, (text) => set(text, to))}
      {field('to', to, (text) => set(from, text))}
    </>
  )
}
