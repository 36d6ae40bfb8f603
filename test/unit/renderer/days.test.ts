import { describe, expect, it } from 'vitest'
import { eraDay, gregorianDay, moment, shortDay, timeOfDay } from '../../../renderer/state/days.ts'

describe('days', () => {
  it.each([
    ['2026-11-22', '令和8年11月22日'],
    ['2019-05-01', '令和元年5月1日'],
    ['2019-04-30', '平成31年4月30日'],
    ['1989-01-07', '昭和64年1月7日'],
    ['1950-04-01', '昭和25年4月1日'],
    ['1926-12-24', '大正15年12月24日'],
  ])('%s is %s', (day, shown) => {
    expect(eraDay(day, 'ja')).toBe(shown)
  })

  it('are shown in the other calendar with their weekday', () => {
    expect(gregorianDay('2026-11-22', 'ja')).toBe('2026/11/22(日)')
    expect(shortDay('2026-11-22', 'ja')).toBe('11月22日(日)')
  })

  it('and times are those of Tokyo, wherever the machine stands', () => {
    expect(timeOfDay('2026-11-22T00:05:00.000+09:00')).toBe('00:05')
    expect(timeOfDay('2026-11-21T15:05:00.000Z')).toBe('00:05')
    expect(moment('2026-11-21T15:05:00.000Z')).toBe('11/22 00:05')
  })
})
