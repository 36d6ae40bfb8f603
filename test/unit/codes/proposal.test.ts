import { describe, expect, it } from 'vitest'
import { codeTemplateSchema } from '../../../contract/scan.ts'
import { proposeFields, templateFromChoices } from '../../../main/codes/proposal.ts'
import { createScanSession, type ScanSession, stepSession } from '../../../main/codes/session.ts'

const values = (text: string) => proposeFields(text).fields.map(({ value }) => value)
const described = { name: '見本', kind: 'eligibility-certificate', dates: 'yyyymmdd' } as const

const scanText = (session: ScanSession, text: string, at = 0) =>
  stepSession(session, { at, kind: 'text', device: 'keyboard', text })

describe('the fields of an unknown code', () => {
  it('are parted at the separator that it uses', () => {
    expect(proposeFields('XK7|0113,0012|34')).toEqual({
      separator: '|',
      fields: [{ value: 'XK7' }, { value: '0113,0012' }, { value: '34' }],
    })
    expect(proposeFields('a\r\nb\rc').separator).toBe('\n')
    expect(values('whole')).toEqual(['whole'])
  })

  it.each([
    ['valid', 'a,123456789018,b', ['a', null, 'b']],
    ['with a check digit that fails', 'a,123456789012,b', ['a', null, 'b']],
    ['in full width and groups', 'a,１２３４ ５６７８ ９０１８,b', ['a', null, 'b']],
    ['inside a longer run', 'a,00123456789018,b', ['a', null, 'b']],
    ['inside words', 'a,個人番号は123456789018,b', ['a', null, 'b']],
    ['in pieces', 'a,1234,5678,9018,b', ['a', null, null, null, 'b']],
    ['in two pieces of different length', '12345;6789018;x', [null, null, 'x']],
  ])('withhold what could be an individual number: %s', (_, text, expected) => {
    expect(values(text)).toEqual(expected)
  })

  it('show pieces that make up no individual number', () => {
    expect(values('XK7,0012,12345678,x')).toEqual(['XK7', '0012', '12345678', 'x'])
  })

  it('are brought along only while an administrator writes a template, and only of unknown codes', () => {
    const session = createScanSession()
    expect(scanText(session, 'XK7|34').proposals).toEqual([])
    const learning = { ...session, learning: true }
    expect(scanText(learning, 'XK7|34').proposals).toEqual([
      { separator: '|', fields: [{ value: 'XK7' }, { value: '34' }], card: null },
    ])
    expect(scanText(learning, '123456789018').proposals).toEqual([])
    expect(scanText(learning, 'https://example.test').proposals).toEqual([])
  })
})

describe('a template out of choices', () => {
  const proposal = proposeFields('XK7|01130012|00(1)2|34|見本 一郎|19700707')

  it('reads the code that it was made from, and others like it', () => {
    const template = templateFromChoices(
      proposal,
      ['fixed', 'insurerNumber', 'symbol', 'number', 'ignored', 'birthDate'],
      described,
    )
    if (!template.ok) throw new Error(template.problem)
    expect(codeTemplateSchema.safeParse(template.value).success).toBe(true)
    const session = createScanSession({ templates: [template.value] })
    expect(scanText(session, 'XK7|01130012|00(1)2|34|見本 一郎|19700707').results).toEqual([
      {
        outcome: 'accept',
        kind: 'eligibility-certificate',
        fields: { insurerNumber: '01130012', symbol: '00(1)2', number: '34', birthDate: '1970-07-07' },
      },
    ])
    expect(scanText(session, 'XK8|01130012|12|34|見本 一郎|19700707').results).toEqual([
      { outcome: 'refuse', reason: 'UNKNOWN' },
    ])
  })

  it('is not made out of withheld fields, of one name twice, or of nothing', () => {
    const withheld = proposeFields('a,123456789018')
    expect(templateFromChoices(withheld, ['ignored', 'number'], described)).toMatchObject({
      problem: 'withheld',
    })
    expect(templateFromChoices(withheld, ['ignored', 'fixed'], described)).toMatchObject({
      problem: 'withheld',
    })
    expect(templateFromChoices(proposal, ['symbol', 'symbol'], described)).toMatchObject({ problem: 'twice' })
    expect(templateFromChoices(proposal, ['fixed'], described)).toMatchObject({ problem: 'nothing' })
  })

  it('may leave a withheld field out', () => {
    const made = templateFromChoices(
      proposeFields('a,123456789018,b'),
      ['fixed', 'ignored', 'name'],
      described,
    )
    expect(made).toMatchObject({ ok: true, value: { pattern: '^a,[^,]*,(?<name>[^,]*)$' } })
  })

  it('takes time in proportion to the length of a code', () => {
    const made = templateFromChoices(proposal, ['fixed', 'name', 'kana', 'symbol'], described)
    if (!made.ok) throw new Error(made.problem)
    const pattern = new RegExp(made.value.pattern)
    expect(pattern.test(`XK7${'|a'.repeat(1000)}`)).toBe(false)
  })
})
