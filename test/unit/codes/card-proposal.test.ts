import { assert, constantFrom, integer, property, stringMatching } from 'fast-check'
import { expect, it } from 'vitest'
import { ownCardRuleSchema } from '../../../contract/scan.ts'
import { proposeCardRule } from '../../../main/codes/card-proposal.ts'
import { readPatientCard } from '../../../main/codes/patient-card.ts'

it.each([
  ['A0012345A', 'F0', '^[0-9]{7}$'],
  ['*004512*', 'A0', '^[0-9]{6}$'],
  ['K-004512', 'C0', '^K-[0-9]{6}$'],
] as const)('%s in %s is taken by %s', (text, symbology, pattern) => {
  expect(proposeCardRule(text, symbology)).toEqual({ symbologies: [symbology], pattern })
})

it.each(['123456789018', 'https://example.jp/', '12', '見本 花子', ''])('%s is no card', (text) => {
  expect(proposeCardRule(text, 'C0')).toBeNull()
})

it('a rule reads the card that it was made of and every one of as many digits, and never twelve digits', () => {
  assert(
    property(
      constantFrom('', 'K', 'AB-'),
      integer({ min: 3, max: 20 }),
      constantFrom('C0', 'Q1', null),
      stringMatching(/^[0-9]{20}$/),
      (letters, length, symbology, digits) => {
        const card = letters + digits.slice(0, length)
        const rule = proposeCardRule(card, symbology)
        if (rule === null) return
        expect(ownCardRuleSchema.safeParse(rule).success).toBe(true)
        expect(readPatientCard(card, symbology, rule)).toBe(card)
        expect(readPatientCard(`${card}0`, symbology, rule)).toBeNull()
      },
    ),
  )
})
