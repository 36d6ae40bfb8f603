import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { settingsSchema } from '../../../../contract/office.ts'
import { readCode } from '../../../../main/codes/classify.ts'
import { parseSettings } from '../../../../main/desk/office/settings.ts'
import { containsIndividualNumber } from '../../../../main/rules/fields/individual-number.ts'

describe('an individual number', () => {
  test.each([
    ['983205673214', 'Σ 238, remainder 7 → 4'],
    ['123456789018', 'Σ 212, remainder 3 → 8'],
    ['234567890121', 'remainder 10 → 1'],
    ['000000000000', 'remainder 0 → 0'],
    ['000000000060', 'remainder 1 → 0'],
    ['９８３２０５６７３２１４', 'full width'],
    ['9832 0567 3214', 'spaces'],
    ['9832　0567　3214', 'ideographic spaces'],
    ['9832-0567-3214', 'hyphens'],
    ['９８３２－０５６７－３２１４', 'full-width hyphens'],
    ['9832ー0567ー3214', 'long-vowel marks for hyphens'],
    ['9832 ‐ 0567 – 3214', 'hyphens with spaces around'],
    ['9 8 3 2 0 5 6 7 3 2 1 4', 'a space after each digit'],
    ['番号は983205673214です', 'in a sentence'],
    ['1 9832 0567 3214', 'after another number'],
    ['9832 0567 3214 5', 'before another number'],
    ['983205673210 983205673214', 'the second of two'],
    ['9832\u200B0567\u200B3214', 'invisible characters between'],
    ['9832\n05673214', 'two lines'],
    ['9832,0567,3214', 'commas'],
    ['983205-----673214', 'far apart'],
    ['983205    673214', 'far apart'],
    ['9832・0567・3214', 'middle dots'],
    ['9832.0567.3214', 'dots'],
    ['9832/0567/3214', 'slashes'],
    ['9832_0567_3214', 'underscores'],
    ['9832\u200E05673214', 'a mark of direction'],
    ['九八三二〇五六七三二一四', 'kanji'],
    ['٩٨٣٢٠٥٦٧٣٢١٤', 'Arabic digits'],
    ['９８32０５6７३२१४', 'a mixture'],
    ['⑨⑧③②⓪⑤⑥⑦③②①④', 'circled'],
    ['❾❽❸❷⓿❺❻❼❸❷❶❹', 'negative circled'],
    ['9️⃣8️⃣3️⃣2️⃣0️⃣5️⃣6️⃣7️⃣3️⃣2️⃣1️⃣4️⃣', 'keycaps'],
    ['備考：98-3205/67,3214', 'whatever signs, and no other digits'],
  ])('%s is one (%s)', (text) => {
    expect(containsIndividualNumber(text)).toBe('valid')
  })

  test.each([
    ['983205673210', 'wrong check digit'],
    ['123456789010', 'wrong check digit'],
    ['000000000001', 'remainder 0, and not 0'],
    ['9832 0567 3210', 'wrong check digit, spaces'],
  ])('%s may be one (%s)', (text) => {
    expect(containsIndividualNumber(text)).toBe('suspected')
  })

  test.each([
    ['', 'nothing'],
    ['国保 太郎', 'a name'],
    ['98320567321', 'eleven digits'],
    ['9832056732140', 'thirteen digits without a gap'],
    ['1234567890123456', 'an exchange number'],
    ['01130012', 'an insurer number'],
    ['101 12345678', 'symbol and number'],
    ['06139992,1234,20270331', 'fields of other lengths'],
    ['2026-11-28 1530', 'a day and a time'],
    ['2026/11/28 1530', 'a day and a time'],
    ['983205A673214', 'a letter between'],
    ['983205はい673214', 'words between'],
  ])('%s is none (%s)', (text) => {
    expect(containsIndividualNumber(text)).toBe('none')
  })

  test('about one random run in ten has a valid check digit', () => {
    let valid = 0
    for (let number = 0; number < 20_000; number += 1)
      if (containsIndividualNumber(String(100_000_000_000 + number * 44_444_443)) === 'valid') valid += 1
    expect(valid / 20_000).toBeGreaterThan(0.08)
    expect(valid / 20_000).toBeLessThan(0.12)
  })

  test('every run of eleven digits has exactly one check digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{11}$/), (eleven) => {
        const fitting = [...'0123456789'].filter(
          (digit) => containsIndividualNumber(eleven + digit) === 'valid',
        )
        expect(fitting).toHaveLength(1)
      }),
      { numRuns: 300 },
    )
  })

  test('a long text is looked through in no time', () => {
    expect(containsIndividualNumber('1 '.repeat(20_000))).not.toBe('none')
    expect(containsIndividualNumber('1-'.repeat(20_000))).not.toBe('none')
  })
})

/** The ten digits of every script that Unicode knows, found by going through all of it. */
const SCRIPTS: string[][] = []
for (let code = 0, run: string[] = []; code < 0x110000; code += 1) {
  const character = code >= 0xd800 && code <= 0xdfff ? '' : String.fromCodePoint(code)
  if (character !== '' && /\p{Nd}/u.test(character)) run.push(character)
  else run = []
  if (run.length === 10) {
    SCRIPTS.push(run)
    run = []
  }
}

describe('§13 every spelling', () => {
  const NUMBER = [...'983205673214']
  const digitOf = (script: readonly string[], digit: string): string => script[Number(digit)] ?? ''
  const invisible = fc.constantFrom(
    ...['\u200B', '\u200C', '\u200D', '\u200E', '\u200F', '\u202A', '\u202E', '\u2060', '\u2066', '\u2069'],
    ...[
      '\uFEFF',
      '\u00AD',
      '\u061C',
      '\u180E',
      '\u034F',
      '\uFE0F',
      '\u20E3',
      '\u0301',
      '\u3164',
      '\u{E0020}',
      '\u0007',
    ],
  )
  const soft = fc.constantFrom(
    ...[
      ' ',
      '　',
      '\u00A0',
      '\t',
      '-',
      '‐',
      '–',
      '—',
      '−',
      '－',
      'ー',
      'ｰ',
      '.',
      '．',
      '・',
      '･',
      '·',
      '•',
      '_',
      '＿',
      "'",
      '’',
    ],
  )
  const any = fc.oneof(
    soft,
    fc.constantFrom(
      ...[
        ',',
        '，',
        '、',
        '。',
        '/',
        '／',
        '|',
        ':',
        ';',
        '*',
        '+',
        '=',
        '~',
        '〜',
        '(',
        ')',
        '「',
        '」',
        '→',
        '\n',
        '\r\n',
        '■',
      ],
    ),
  )

  test('no sign that becomes digits is passed over as too few for a number', () => {
    for (let code = 0x80; code < 0x30000; code += 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue
      const character = String.fromCodePoint(code)
      const plain = character.normalize('NFKC')
      // Twelve digits out of as few signs as there can be; a fraction is none.
      if (/^\p{Nd}+$/u.test(plain) && 12 % [...plain].length === 0)
        expect([character, containsIndividualNumber(character.repeat(12 / [...plain].length))]).not.toEqual([
          character,
          'none',
        ])
    }
    expect(containsIndividualNumber('九八三二〇五\uF9D1七三二一四')).toBe('valid')
  })

  test.each(['玖捌参弐零伍陸漆参弐壱肆', '玖捌參貳〇伍陸柒參貳壹肆', '九捌叁弍零五陸七叄弐壱四'])(
    'in the forms of deeds: %s',
    (text) => expect(containsIndividualNumber(text)).toBe('valid'),
  )

  test('there are more than sixty scripts', () => expect(SCRIPTS.length).toBeGreaterThan(60))

  test('in the digits of any script, also of several', () => {
    for (const script of SCRIPTS)
      expect([
        script[0],
        containsIndividualNumber(NUMBER.map((one) => digitOf(script, one)).join('')),
      ]).toEqual([script[0], 'valid'])
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...SCRIPTS), { minLength: 12, maxLength: 12 }), (scripts) => {
        const text = NUMBER.map((one, index) => digitOf(scripts[index] ?? [], one)).join('')
        expect(containsIndividualNumber(text)).toBe('valid')
      }),
    )
  })

  test('with invisible characters anywhere, and spaces, hyphens and dots in any number', () => {
    const between = fc.array(fc.oneof(invisible, soft), { maxLength: 6 }).map((some) => some.join(''))
    fc.assert(
      fc.property(
        fc.array(between, { minLength: 12, maxLength: 12 }),
        fc.constantFrom(...SCRIPTS),
        fc.constantFrom('', '番号 ', 'No.', 'は'),
        (gaps, script, before) => {
          const text = NUMBER.map((one, index) => digitOf(script, one) + gaps[index]).join('')
          expect(containsIndividualNumber(before + text)).toBe('valid')
          expect(containsIndividualNumber(`${before}${text}です`)).toBe('valid')
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('with any signs between equal groups, also beside other numbers', () => {
    fc.assert(
      fc.property(fc.constantFrom(1, 2, 3, 4, 6), any, fc.boolean(), (length, sign, beside) => {
        const groups = NUMBER.join('').match(new RegExp(`.{${length}}`, 'g')) ?? []
        const text = `${beside ? '電話 03-1234-5678、番号' : ''}${groups.join(sign)}`
        expect(containsIndividualNumber(text)).toBe('valid')
      }),
      { numRuns: 500 },
    )
  })

  test('with any signs anywhere, where there are no other digits', () => {
    const between = fc.array(fc.oneof(invisible, any), { maxLength: 3 }).map((some) => some.join(''))
    fc.assert(
      fc.property(fc.array(between, { minLength: 12, maxLength: 12 }), (gaps) => {
        const text = NUMBER.map((one, index) => one + gaps[index]).join('')
        expect(containsIndividualNumber(`（${text}）`)).toBe('valid')
      }),
      { numRuns: 2000 },
    )
  })

  test('what a code is taken for can be put on record: reader and journal ask the same function', () => {
    const template = {
      name: '見本健康保険組合',
      kind: 'eligibility-certificate',
      dates: 'iso',
      pattern: '(?<symbol>[^,]*),(?<number>.*)',
    } as const
    const bytes = (text: string) => new TextEncoder().encode(text)
    fc.assert(
      fc.property(fc.array(any, { minLength: 2, maxLength: 2 }), ([one = '', other = '']) => {
        const result = readCode(bytes(`見本,9832${one}0567${other}3214`), null, { templates: [template] })
        if (result.outcome === 'accept')
          for (const value of Object.values(result.fields))
            expect(containsIndividualNumber(String(value))).not.toBe('valid')
      }),
    )
    expect(readCode(bytes('見本,9832/0567/3214'), null, { templates: [template] })).toEqual({
      outcome: 'refuse',
      reason: 'MY_NUMBER',
    })
  })
})

describe('§13 a card rule that would collide', () => {
  test.each([
    '^[0-9]{12}$',
    '[0-9]+',
    '.*',
    '[0-9]{6,}',
    '\\d{4}-\\d{4}-\\d{4}',
    '^98[0-9]{10}$',
    '^K[0-9]{12}$',
    '(?:[0-9]{8}|[0-9]{12})',
  ])('%s is refused with words', (pattern) => {
    const rule = settingsSchema.shape.patientCard.safeParse({ symbologies: ['F0'], pattern })
    expect(rule.error?.issues[0]?.message).toContain('個人番号')
    expect(parseSettings(JSON.stringify({ patientCard: { symbologies: ['F0'], pattern } }))).toMatchObject({
      problem: { line: 1, message: expect.stringContaining('個人番号') },
    })
  })
  test.each([
    '^[0-9]{6}$',
    '^[0-9]{8}$',
    '^[0-9]{13}$',
    '^P[0-9]{13}$',
    '[A-Z]{2}[0-9]{4,10}',
    '[0-9]{4}A[0-9]{8}',
    '1{12}',
    '\\S{6,10}',
  ])('%s is not', (pattern) => {
    expect(settingsSchema.shape.patientCard.safeParse({ symbologies: ['F0'], pattern }).success).toBe(true)
  })
  test('no card that a rule lets through is refused by the journal', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('[0-9]{4,11}', '[0-9]{13}', 'P[0-9]{12}X?[A-Z]', '[A-Z][0-9]{6}'),
        fc.nat(),
        (pattern, seed) => {
          if (!settingsSchema.shape.patientCard.safeParse({ symbologies: ['F0'], pattern }).success) return
          const [card = ''] = fc.sample(fc.stringMatching(new RegExp(`^${pattern}$`)), { numRuns: 1, seed })
          expect([card, containsIndividualNumber(card)]).not.toEqual([card, 'valid'])
        },
      ),
      { numRuns: 500 },
    )
  })
})
