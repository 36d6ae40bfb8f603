import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isReasonCode, NEEDS, NOTES, OUTCOMES, REASONS } from '../../../contract/decision.ts'
import { RULE_SOURCES } from '../../../contract/rule-sources.ts'
import type { Words } from '../../../contract/staff-language.ts'
import { NEED_WORDS, NOTE_WORDS, OUTCOME_WORDS, REASON_WORDS } from '../../../contract/words.ts'
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
  expect(words).toBe(REASON_WORDS[code])
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
  const all: [string, Words][] = [
    ...OUTCOMES.map((code): [string, Words] => [code, OUTCOME_WORDS[code]]),
    ...NEEDS.map((code): [string, Words] => [code, NEED_WORDS[code]]),
    ...NOTES.map((code): [string, Words] => [code, NOTE_WORDS[code]]),
    ...codes.flatMap((code): [string, Words][] => [
      [code, REASON_WORDS[code]],
      [`${code} explain`, REASON_WORDS[code].explain],
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
