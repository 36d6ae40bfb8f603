import fc from 'fast-check'
import { expect, it } from 'vitest'
import { keepEqual } from '../../../renderer/state/keep-equal.ts'

const copy = <Value>(value: Value): Value => structuredClone(value)

it('is equal to the new value, whatever was before', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (before, now) => {
      expect(keepEqual(before, copy(now))).toEqual(now)
    }),
  )
})

it('is the old value itself where nothing has changed', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(keepEqual(value, copy(value))).toBe(value)
    }),
  )
})

it('keeps each part that has not changed', () => {
  const before = { office: { staff: ['見本'] }, visits: [{ seq: 1 }, { seq: 2 }], checkIn: null }
  const now = keepEqual<unknown>(before, { ...copy(before), visits: [{ seq: 1 }, { seq: 3 }], tray: [] })
  expect(now).toEqual({ ...before, visits: [{ seq: 1 }, { seq: 3 }], tray: [] })
  expect(now).toHaveProperty('office', before.office)
  expect(Reflect.get(Object(now), 'office')).toBe(before.office)
  expect(Reflect.get(Object(now), 'visits')[0]).toBe(before.visits[0])
})

it.each([
  [{ a: 1 }, {}],
  [{}, { a: 1 }],
  [{ a: undefined }, {}],
  [{ b: undefined }, { a: undefined }],
  [[1], { 0: 1 }],
  [[1, 2], [1]],
  [null, {}],
])('tells %o from %o', (before, now) => {
  expect(keepEqual<unknown>(before, copy(now))).toStrictEqual(now)
})
