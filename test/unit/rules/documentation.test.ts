import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isReasonCode, NEEDS, NOTES, OUTCOMES, REASONS } from '../../../contract/decision.ts'
import { TERMS } from '../../../contract/languages/index.ts'
import { inEachLanguage, STAFF_LANGUAGES, type Words } from '../../../contract/languages/staff-language.ts'
import type { Terms } from '../../../contract/languages/terms.ts'
import { RULE_SOURCES } from '../../../contract/rule-sources.ts'
import { explainReason } from '../../../main/rules/explain.ts'
import { LAST_ROAD, ROADS } from '../../../main/rules/roads/index.ts'
import { outdatedRulesFiles } from '../../../scripts/rules-docs.ts'

const codes = Object.keys(REASONS).filter(isReasonCode)

test('docs/rules.md and the list of cases are up to date', () => {
  expect(outdatedRulesFiles()).toEqual([])
})

test.each(codes)('%s is given by a road, with rules', (code) => {
  const { roads, rules, outcome, words } = explainReason(code)
  expect(roads).not.toEqual([])
  expect(rules).not.toEqual([])
  expect(outcome).toBe(REASONS[code])
  for (const language of STAFF_LANGUAGES) {
    const { line, explain } = TERMS[language].reasons[code]
    expect([words[language], words.explain[language]]).toEqual([line, explain])
  }
})

test('a rule has one id, a source, and a last day after its first', () => {
  for (const { source, says, does, from, until } of Object.values(RULE_SOURCES)) {
    expect(source).not.toBe('')
    expect(says).not.toBe('')
    expect(does).not.toBe('')
    if (from !== undefined && until !== undefined) expect(until > from).toBe(true)
  }
})

describe('every road’s file says what it is', () => {
  test.each([...ROADS, LAST_ROAD].map(({ name }) => name))('%s', (name) => {
    const text = readFileSync(new URL(`../../../main/rules/roads/${name}.ts`, import.meta.url), 'utf8')
    expect(text).toMatch(/^\/\*\*\n/)
    expect(text).toMatch(/\n \* Rules: /)
    expect(text).toMatch(/\n \* Years: /)
  })
  test('and has a name of its own', () => {
    const names = [...ROADS, LAST_ROAD].map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('the words', () => {
  const inEach = (say: (terms: Terms) => string): Words => inEachLanguage((language) => say(TERMS[language]))
  const all: [string, Words][] = [
    ...OUTCOMES.map((code): [string, Words] => [code, inEach(({ outcomes }) => outcomes[code])]),
    ...NEEDS.map((code): [string, Words] => [code, inEach(({ needs }) => needs[code])]),
    ...NOTES.map((code): [string, Words] => [code, inEach(({ notes }) => notes[code])]),
    ...codes.flatMap((code): [string, Words][] => [
      [code, inEach(({ reasons }) => reasons[code].line)],
      [`${code} explain`, inEach(({ reasons }) => reasons[code].explain)],
    ]),
  ]
  test.each(all)('%s are there in both languages', (_, { ja, en }) => {
    expect(ja).toMatch(/[ぁ-ん一-龠ァ-ヶ]/)
    expect(en).toMatch(/^[A-Z]/)
  })
  test.each(all)('%s blame, frighten and guess nothing', (_, { ja, en }) => {
    expect(ja).not.toMatch(/無効|不正|拒否|違反|DV|暴力|滞納|できかねます/)
    expect(en).not.toMatch(/invalid|fraud|refuse to|violence|abuse|debt|reject/i)
  })
})
