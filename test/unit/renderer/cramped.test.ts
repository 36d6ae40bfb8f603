import { expect, it } from 'vitest'
import { isCrampedAt } from '../../../renderer/state/cramped.ts'

it('the decision comes first where text of 200 % meets a window of 1024 × 768, and everything has its place at 100 %', () => {
  // One rem at 1024 px wide: clamp(16px, 10px + 0.59vw, 22px).
  const rem = 10 + 0.0059 * 1024
  expect(isCrampedAt(1024, 768, rem)).toBe(false)
  expect(isCrampedAt(1024, 768, 1.25 * rem)).toBe(true)
  expect(isCrampedAt(1024, 768, 2 * rem)).toBe(true)
  expect(isCrampedAt(1920, 1080, 1.25 * 21.3)).toBe(false)
})
