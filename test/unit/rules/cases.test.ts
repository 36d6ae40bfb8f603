import { describe, expect, test } from 'vitest'
import { REASONS } from '../../../contract/decision.ts'
import { decide } from '../../../main/rules/decide.ts'
import { possibleCheckInSchema } from '../../../main/rules/input.ts'
import { type Case, givenCases, ownCases } from './cases.ts'

const check = ({ checkIn, expected }: Case) => {
  const decision = decide(possibleCheckInSchema.parse(checkIn))
  expect(decision.outcome).toBe(expected.outcome)
  expect(decision.reasons.map(({ code }) => code)).toContain(expected.reason)
  expect(decision.needs).toEqual(expect.arrayContaining(expected.needs ?? []))
  for (const need of expected.needsExclude ?? []) expect(decision.needs).not.toContain(need)
  expect(decision.notes).toEqual(expect.arrayContaining(expected.notes ?? []))
  if (expected.burden !== undefined) expect(decision.burden).toBe(expected.burden)
  for (const { rules } of decision.reasons) expect(rules).not.toEqual([])
}

describe('the given cases', () => {
  test.each(givenCases)('$id $title', check)
})

describe('our own cases', () => {
  test.each(ownCases)('$id $title', check)
})

test('each case has an id of its own', () => {
  const ids = [...givenCases, ...ownCases].map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test.each(Object.keys(REASONS))('%s is reached by at least two cases of our own', (code) => {
  const showing = ownCases.filter(({ expected }) => expected.reason === code)
  expect(showing.length).toBeGreaterThanOrEqual(2)
})

test.each(givenCases)('$id: the expected reason is the deciding one', ({ checkIn, expected }) => {
  expect(decide(checkIn).reasons[0]?.code).toBe(expected.reason)
})

/** Everything that a decision says, on one line. */
const wholeDecision = ({ id, title, checkIn }: Case): string => {
  const { outcome, reasons, needs, notes, burden, overridable } = decide(checkIn)
  const said = [
    outcome,
    reasons.map(({ code, rules }) => `${code}(${rules.join(' ')})`).join(' '),
    `needs: ${needs.join(' ')}`,
    `notes: ${notes.join(' ')}`,
    `burden: ${burden}`,
    ...(overridable ? [] : ['not overridable']),
  ]
  return `${id} ${title}\n  ${said.join(' | ')}\n`
}

test('the whole decisions are those that were read and found right', async () => {
  // A line that changes here is a change of what the desk does: read it before taking it over with `vitest -u`.
  await expect([...givenCases, ...ownCases].map(wholeDecision).join('')).toMatchFileSnapshot(
    'whole-decisions.txt',
  )
})
