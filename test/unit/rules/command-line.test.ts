import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { REASONS } from '../../../contract/decision.ts'
import { decideCommand } from '../../../main/cli/commands/decide.ts'
import { rulesCommand } from '../../../main/cli/commands/rules.ts'
import type { Command } from '../../../main/cli/input.ts'
import { anyDocument } from './any-document.ts'
import { givenCases } from './cases.ts'

const run = async (command: Command, args: readonly string[], input = '') => {
  let out = ''
  const said: string[] = []
  const code = await command(args, {
    stdin: Readable.from([input]),
    out: async (text) => {
      out += text
    },
    say: (line) => said.push(line),
  })
  return { code, out, said }
}

describe('decide', () => {
  test('decisions come in order, with their ids', async () => {
    const checkIns = givenCases.map(({ id, checkIn }) => ({ ...checkIn, id }))
    const { code, out, said } = await run(decideCommand, [], JSON.stringify(checkIns))
    expect([code, said]).toEqual([0, []])
    const decisions: { id: string; outcome: string }[] = JSON.parse(out)
    expect(decisions.map(({ id, outcome }) => [id, outcome])).toEqual(
      givenCases.map(({ id, expected }) => [id, expected.outcome]),
    )
  })
  test('an empty array gives an empty array', async () => {
    expect(await run(decideCommand, ['-'], '[]')).toEqual({ code: 0, out: '[]\n', said: [] })
  })
  test('one bad check-in among good ones: its path, and nothing written', async () => {
    const input = JSON.stringify([
      { visitDate: '2026-11-22', presented: [] },
      { visitDate: '2026-11-22', presented: [], patient: { birthDate: '2027-01-01' } },
    ])
    const { code, out, said } = await run(decideCommand, [], input)
    expect([code, out]).toEqual([2, ''])
    expect(said).toEqual([expect.stringMatching(/^\[1\]\.patient\.birthDate: /)])
  })
  test('two files are one too many, and options there are none', async () => {
    const { code, said } = await run(decideCommand, ['a', 'b'])
    expect([code, said]).toEqual([2, ['b: one argument too many']])
    const option = await run(decideCommand, ['--fast'])
    expect([option.code, option.said.length]).toEqual([2, 1])
    expect(option.said[0]).toMatch(/--fast/)
  })
  test('any document gives decisions, or exit 2 with one line that begins with a path', async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, async (text) => {
        const { code, out, said } = await run(decideCommand, [], text)
        if (code === 0) expect(JSON.parse(out)).toHaveLength(JSON.parse(text).length)
        else {
          expect([code, out, said.length]).toEqual([2, '', 1])
          expect(said[0]).toMatch(/^(\$|\[\d+\]|standard input)[^\n]*: [^\n]+$/)
        }
      }),
      { numRuns: Number(process.env.UKETSUKE_RUNS ?? 500) },
    )
  }, 3_600_000)
})

describe('rules explain', () => {
  test.each(Object.keys(REASONS))('%s', async (reason) => {
    const { code, out, said } = await run(rulesCommand, ['explain', reason])
    expect([code, said]).toEqual([0, []])
    const explained: Record<string, unknown> = JSON.parse(out)
    expect(explained).toMatchObject({ code: reason, ja: expect.any(String), en: expect.any(String) })
    expect(explained.rules).not.toEqual([])
    expect(explained.cases).not.toEqual([])
  })
  test('what it says of a reason', async () => {
    const { out } = await run(rulesCommand, ['explain', 'INSURANCE_CARD_EXPIRED'])
    expect(JSON.parse(out)).toMatchObject({
      outcome: 'need-more',
      roads: ['insurance-card'],
      rules: [
        { id: 'A07', source: 'S3 leaflet', until: '2025-12-01' },
        { id: 'N06', until: '2026-07-31' },
      ],
      cases: expect.arrayContaining([expect.objectContaining({ id: 'insurance-card-03' })]),
    })
  })
  test.each([
    [[], /explain/],
    [['explain'], /CODE/],
    [['list'], /^list: /],
    [['explain', 'NO_SUCH'], /^NO_SUCH: /],
    [['explain', 'toString'], /^toString: /],
    [['explain', 'NO_PROOF', 'more'], /^more: /],
  ])('%j cannot be used', async (args, problem) => {
    const { code, out, said } = await run(rulesCommand, args)
    expect([code, out]).toEqual([2, ''])
    expect(said.join()).toMatch(problem)
  })
})
