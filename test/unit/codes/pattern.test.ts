/** §20 patterns: one schema for all of them, and a match in a time that grows no faster than the text. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { settingsSchema } from '../../../contract/office.ts'
import { patternSchema, readPattern } from '../../../contract/pattern.ts'
import { type CodeTemplate, codeTemplateSchema } from '../../../contract/scan.ts'
import { wholePattern } from '../../../main/codes/pattern.ts'
import { readByTemplate } from '../../../main/codes/template.ts'
import { parseSettings, readSettings } from '../../../main/desk/office/settings.ts'

/** The pattern of the attack: it takes a back-tracking engine minutes on 32 letters. */
const EXPONENTIAL = '^(?<name>(\\S+\\s*)+),(?<number>[0-9]+)$'
const template = (pattern: string): CodeTemplate => ({
  name: '見本健康保険組合',
  kind: 'eligibility-certificate',
  dates: 'iso',
  pattern,
})

describe('§20 patterns', () => {
  test('a pattern that would keep a back-tracking engine busy for minutes is answered at once', () => {
    const started = performance.now()
    expect(readByTemplate('a'.repeat(32), [template(EXPONENTIAL)])).toBeNull()
    expect(readByTemplate('a'.repeat(2000), [template(EXPONENTIAL)])).toBeNull()
    expect(readByTemplate('見本　花子,1234', [template(EXPONENTIAL)])).toMatchObject({
      value: { fields: { name: '見本　花子', number: '1234' } },
    })
    expect(performance.now() - started).toBeLessThan(1000)
  })

  test.each([
    '(a+)+$',
    '(a|a)*b',
    '(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)x',
    '(a?){500}b',
    '((a*)*)*b',
    '([a-z0-9]+[-_ ]?)+@',
    '(\\w+\\s?){0,1000}!',
  ])('%s on 2,000 letters', (pattern) => {
    const whole = wholePattern(pattern)
    whole.fits('a')
    const started = performance.now()
    expect(whole.groups('a'.repeat(2000))).toEqual(pattern === '(a+)+$' ? {} : null)
    expect(performance.now() - started).toBeLessThan(1500)
  })

  test.each([
    ['(', '( is not closed'],
    [')', ') closes nothing'],
    ['[', '[ is not closed'],
    ['[]', '[] stands for nothing'],
    ['a**', '* has nothing before it'],
    ['*', '* has nothing before it'],
    ['a{2,1}', 'from a lower number'],
    ['a{1001}', 'up to 1000'],
    ['((a{100}){100}){100}', 'too much'],
    ['[z-a]', 'from a lower character'],
    ['(?=a)', 'looking ahead or behind'],
    ['(?<!a)b', 'looking ahead or behind'],
    ['(a)\\1', 'an earlier group'],
    ['(?<n>a)\\k<n>', 'an earlier group'],
    ['(?<n>a)(?<n>b)', 'the name n stands twice'],
    ['\\q', '\\q is not known'],
    ['\\', '\\ stands at the end'],
    ['\\x4', 'hexadecimal'],
    ['^*', 'a place cannot be repeated'],
    ['('.repeat(60) + ')'.repeat(60), 'too deep'],
    ['a'.repeat(1001), 'longer than'],
  ])('%s is refused with words', (pattern, words) => {
    expect(readPattern(pattern)).toEqual({ ok: false, problem: expect.stringContaining(words) })
    expect(patternSchema.safeParse(pattern).success).toBe(false)
    expect(wholePattern(pattern).fits('a')).toBe(false)
  })

  test.each([
    ['patientCard', { symbologies: ['F0'], pattern: '(' }],
    ['patientCard', { symbologies: ['F0'], pattern: '' }],
    ['templates', [template('(?<name>')]],
    ['templates', [template('(?<name>a)(?=b)')]],
    ['templates', [template('no groups')]],
    ['templates', [template('(?<medicine>.*)')]],
  ])('%s %j is refused when it is set, and named with its line when it is read', (key, value) => {
    expect(settingsSchema.partial().safeParse({ [key]: value }).success).toBe(false)
    const text = `{\n  "volume": 60,\n${JSON.stringify({ [key]: value }, null, 2).slice(2)}`
    expect(parseSettings(text)).toMatchObject({
      ok: false,
      problem: { line: text.slice(0, text.indexOf('"pattern"')).split('\n').length },
    })
  })

  test('a file with such a pattern leaves the desk the rest of its last good settings', () => {
    const home = mkdtempSync(join(tmpdir(), 'uketsuke-pattern-'))
    try {
      const old = JSON.stringify({
        clinicName: '見本医院',
        patientCard: { symbologies: ['F0'], pattern: '(' },
      })
      writeFileSync(join(home, 'settings.json'), old)
      writeFileSync(join(home, 'settings.last-good.json'), old)
      const { settings, problem } = readSettings(home)
      expect(settings).toMatchObject({ clinicName: '見本医院', patientCard: null })
      expect(problem?.message).toContain(
        'patientCard.pattern: expected a regular expression: ( is not closed',
      )
      expect(readFileSync(join(home, 'settings.json'), 'utf8')).toBe(old)
    } finally {
      rmSync(home, { recursive: true })
    }
  })
})

/** Pieces of patterns, good and bad, put together at random. */
const pieces = fc
  .array(
    fc.constantFrom(
      ...[
        'a',
        'b',
        '1',
        '-',
        ' ',
        '　',
        '見',
        '.',
        '\\d',
        '\\D',
        '\\w',
        '\\W',
        '\\s',
        '\\S',
        '\\.',
        '\\-',
        '\\x41',
      ],
      ...[
        '[a-c]',
        '[^a-c]',
        '[\\d-]',
        '[\\S]',
        '[\\s\\w]',
        '[^\\S]',
        '[-a]',
        '[.]',
        '\\u898b',
        '^',
        '$',
        '\\b',
        '\\B',
      ],
      ...[
        '*',
        '+',
        '?',
        '*?',
        '+?',
        '{2}',
        '{1,2}',
        '{0,}',
        '{',
        '}',
        ']',
        '|',
        '(',
        ')',
        '(?:',
        '(?<name>',
        '(?<n2>',
      ],
      ...[
        '(a|b)',
        '(?:ab)?',
        '(a*)',
        '[',
        '\\',
        '[]',
        '[^]',
        '\\1',
        '\\k',
        '\\p{L}',
        '{,3}',
        '/',
        '(?=',
        '\\t',
        '\\n',
      ],
    ),
    { maxLength: 8 },
  )
  .map((some) => some.join(''))
const texts = fc
  .array(fc.constantFrom('a', 'b', 'c', '1', '-', ' ', '　', '見', 'A', '.', '\n', '{', 'n', '_'), {
    maxLength: 6,
  })
  .map((some) => some.join(''))

describe('a pattern that is let through', () => {
  test('is one of JavaScript’s, the linear engine takes it, and it fits what JavaScript’s fits', () => {
    let compared = 0
    fc.assert(
      fc.property(pieces, texts, (pattern, text) => {
        if (!readPattern(pattern).ok) return
        const script = new RegExp(`^(?:${pattern})$`)
        const whole = wholePattern(pattern)
        const found = script.exec(text)
        expect([pattern, text, whole.fits(text)]).toEqual([pattern, text, found !== null])
        // Inside a repetition the two may differ in which of several equal ways a group has been taken.
        if (found && !/[*+?}]/.test(pattern)) expect(whole.groups(text)).toEqual({ ...found.groups })
        compared += 1
      }),
      { numRuns: Number(process.env.UKETSUKE_RUNS ?? 5000), seed: 20261128 },
    )
    expect(compared).toBeGreaterThan(500)
  })

  test('named groups are read as before', () => {
    const whole = wholePattern('(?<insurerNumber>[0-9]{8}),(?<branch>[0-9]{2})?,(?<number>[0-9]+)')
    expect(whole.groups('06139992,,1234567')).toEqual({
      insurerNumber: '06139992',
      branch: undefined,
      number: '1234567',
    })
    expect(whole.groups('x06139992,,1')).toBeNull()
    expect(codeTemplateSchema.safeParse(template('(?<name>a)|(?<number>b)')).success).toBe(true)
  })

  test('a scan by ten templates costs little', () => {
    const templates = Array.from({ length: 10 }, (_, index) =>
      template(
        `^${index}(?<insurerNumber>[0-9]{8}),(?<symbol>[^,]*),(?<number>[0-9]+),(?<expiresOn>[0-9-]{10})$`,
      ),
    )
    const text = '906139992,見本,1234567,2027-03-31'
    expect(readByTemplate(text, templates)).toMatchObject({ ok: true })
    const started = performance.now()
    for (let count = 0; count < 100; count += 1) readByTemplate(text, templates)
    expect((performance.now() - started) / 100).toBeLessThan(20)
  })
})
