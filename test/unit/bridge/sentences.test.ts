/** The contract's sentences about a reading, one by one, over answers that are written here. */
import { describe, expect, it } from 'vitest'
import {
  type Answer,
  answerBytes,
  answerMessage,
  faceName,
  HANAKO,
  TARO,
} from '../../../fixtures/bridge/answers.ts'
import { xmlBytes } from '../../../fixtures/bridge/xml.ts'
import { zipOf } from '../../../fixtures/bridge/zip.ts'
import { encodeCp932 } from '../../../fixtures/codes/cp932.ts'
import { kindOf, type Reading, readBridgeFile } from '../../../main/bridge/read.ts'

const FACE = faceName()
const TARO_ANSWER: Answer = { items: [TARO], identifier: 'x1' }
const face = (answer: Answer): Promise<Reading> => readBridgeFile(FACE, answerBytes(answer))
const raw = (text: string): Promise<Reading> => readBridgeFile(FACE, Buffer.from(text))
const textOf = (answer: Answer): string => Buffer.from(answerBytes(answer)).toString()
const changed = (from: string | RegExp, to: string): Promise<Reading> =>
  raw(textOf(TARO_ANSWER).replace(from, to))
const codeIn = (reading: Reading): unknown => reading.answers[0]?.online
const first = (reading: Reading): unknown => reading.answers[0]?.entitlements[0]

describe('kinds by the whole name', () => {
  for (const [name, kind] of [
    ['OQSsiquc01res_face_20261130094100.xml', 'face'],
    ['OQSsiquc01res_face_131999999940012345678901234567_20261130094100.zip', 'face'],
    ['OQSsiquc01res_face_20261130094100.tmp', 'foreign'],
    ['OQSsiquc01res_face_20261130094100.xml.part', 'foreign'],
    ['OQSsiquc01res_face_x.xml', 'foreign'],
    ['OQSsiquc01res_2021081611906.xml', 'look-up'],
    ['OQSsiquc01res_2021081611906.err', 'foreign'],
    ['OQSsiquc01req_2021081611906.err', 'refused-request'],
    ['OQSmuquc02req_1.err', 'refused-request'],
    ['OQSsiquc01req_1.xml', 'foreign'],
    ['OQSmuquc01res_1.xml', 'bulk-receipt'],
    ['OQSmuquc02res_1.zip', 'bulk-result'],
    ['OQSsiimm01res_1.xml', 'registration'],
    ['YZKsiquc01res_1.xml', 'foreign'],
    ['TKKsiquc01res_1.pdf', 'foreign'],
    ['del20261130120000.txt', 'foreign'],
    ['~uketsuke-OQSsiquc01req_1.xml', 'foreign'],
  ] as const)
    it(`${name}: ${kind}`, () => expect(kindOf(name)).toBe(kind))
})

describe('names that every object of the language has', () => {
  for (const name of ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__']) {
    it(`${name}: no code of any table, and an unknown element`, async () => {
      for (const element of ['QualificationValidity', 'SegmentOfResult', 'ProcessingResultStatus']) {
        const reading = await changed(new RegExp(`<${element}>1<`), `<${element}>${name}<`)
        expect(reading.answers.flatMap(({ online }) => ('code' in online ? online : []))).toEqual([])
      }
      const odd = await changed(/<(Sex1|PersonalFamilyClassification)>1</g, `<$1>${name}<`)
      expect(first(odd)).toMatchObject({ sex: null, relation: null })
      expect(first(await face({ items: [{ ...TARO, ratio: name }] }))).toMatchObject({ burden: null })
      expect((await changed('UTF-8', name)).problem).toBe('ENCODING')
      for (const around of ['XmlMsg', 'MessageHeader', 'MessageBody', 'ResultOfQualificationConfirmation'])
        expect(await changed(`<${around}>`, `<${around}><${name}><a>1</a></${name}>`)).toEqual(
          await face(TARO_ANSWER),
        )
    })
  }
})

describe('hazard 24: whole, XML, no document type', () => {
  it('cut at every place: unreadable', async () => {
    for (const encoding of ['UTF-8', 'Shift_JIS'] as const) {
      const bytes = answerBytes({ ...TARO_ANSWER, encoding })
      const whole = Buffer.from(bytes).lastIndexOf('>') + 1
      for (let end = 0; end < whole; end += 1) {
        const reading = await readBridgeFile(FACE, bytes.subarray(0, end))
        if (reading.problem !== 'UNREADABLE') expect.fail(`${encoding}, ${end} bytes: ${reading.problem}`)
      }
      expect((await readBridgeFile(FACE, bytes.subarray(0, whole))).problem).toBeNull()
    }
  })
  it('cut in the middle after an element twice: not whole comes first', async () => {
    const text = textOf(TARO_ANSWER).replace(
      '</MessageHeader>',
      '<SegmentOfResult>1</SegmentOfResult></MessageHeader>',
    )
    expect((await raw(text)).problem).toBe('DUPLICATE')
    expect((await raw(text.slice(0, -20))).problem).toBe('UNREADABLE')
  })
  for (const [what, from, to] of [
    ['a document type', '<XmlMsg>', '<!DOCTYPE XmlMsg><XmlMsg>'],
    ['an unknown entity', '見本　太郎', '&who;'],
    ['something after the end', '</XmlMsg>', '</XmlMsg><XmlMsg/>'],
    ['an element that is not closed', '</Name>', ''],
  ] as const)
    it(`${what}: unreadable`, async () => expect((await changed(from, to)).problem).toBe('UNREADABLE'))
  it('too deep: unreadable', async () => {
    const deep = 40
    expect((await changed('<XmlMsg>', `<XmlMsg>${'<a>'.repeat(deep)}${'</a>'.repeat(deep)}`)).problem).toBe(
      'UNREADABLE',
    )
  })
  it('a file filled with zeros, and one that is something else: unreadable', async () => {
    expect((await readBridgeFile(FACE, new Uint8Array(500))).problem).toBe('UNREADABLE')
    expect((await readBridgeFile(FACE, Buffer.from('%PDF-1.7 \xff\xfe', 'latin1'))).problem).toBe(
      'UNREADABLE',
    )
  })
  it('another root, whole: no segment 1', async () => {
    expect((await raw('<Other/>')).problem).toBe('FAILED')
  })
  it('over 4 MiB: too large', async () => {
    const bytes = Buffer.alloc(4 * 1024 * 1024 + 1, ' ')
    expect((await readBridgeFile(FACE, bytes)).problem).toBe('TOO_LARGE')
  })
})

describe('hazard 22: encodings by declaration', () => {
  it('a mark twice: unreadable', async () => {
    expect((await changed(/^/, '\ufeff\ufeff')).problem).toBe('UNREADABLE')
  })
  it('cp932 with what NEC and IBM added', async () => {
    const item = { ...TARO, name: '髙﨑　①子' }
    expect(first(await face({ items: [item], encoding: 'Shift_JIS', newline: '\r\n' }))).toMatchObject({
      name: '髙﨑　①子',
    })
  })
  it('declared Shift_JIS under its other names', async () => {
    for (const name of ['Windows-31J', 'MS932', 'shift_jis', 'CP932']) {
      const text = textOf(TARO_ANSWER).replace('encoding="UTF-8"', `encoding='${name}'`)
      expect((await readBridgeFile(FACE, encodeCp932(text))).problem).toBeNull()
    }
  })
  it('declared Shift_JIS and written in UTF-8, declared UTF-8 and written in Shift_JIS', async () => {
    expect((await changed('"UTF-8"', '"Shift_JIS"')).problem).toBe('ENCODING')
    expect((await readBridgeFile(FACE, encodeCp932(textOf(TARO_ANSWER)))).problem).toBe('ENCODING')
  })
  it('no declaration is UTF-8', async () => {
    expect((await changed(/^<\?xml.*\n/, '')).problem).toBeNull()
    expect(
      (await readBridgeFile(FACE, encodeCp932(textOf(TARO_ANSWER).replace(/^<\?xml.*\n/, '')))).problem,
    ).toBe('ENCODING')
  })
  it('a mark that contradicts the declaration, an encoding that is none of the two', async () => {
    expect((await changed(/^/, '\ufeff')).problem).toBeNull()
    expect((await raw(`\ufeff${textOf(TARO_ANSWER).replace('UTF-8', 'Shift_JIS')}`)).problem).toBe('ENCODING')
    expect((await changed('UTF-8', 'EUC-JP')).problem).toBe('ENCODING')
    expect((await readBridgeFile(FACE, Buffer.from(`\ufeff${textOf(TARO_ANSWER)}`, 'utf16le'))).problem).toBe(
      'ENCODING',
    )
  })
  it('CharacterCodeIdentifier is not asked', async () => {
    expect((await changed('<CharacterCodeIdentifier>0<', '<CharacterCodeIdentifier>1<')).problem).toBeNull()
  })
})

describe('hazard 25: codes', () => {
  it('only from segment 1, status 1 and a validity of 1 to 6', async () => {
    for (const validity of [1, 2, 3, 4, 5, 6])
      expect(codeIn(await face({ validity: String(validity), items: [TARO] }))).toEqual({ code: validity })
    for (const answer of [
      { validity: null },
      { validity: '0' },
      { validity: '7' },
      { validity: '' },
      { validity: '11' },
      { validity: '１' },
      { status: '2' },
      { status: null },
      { status: '' },
    ]) {
      const reading = await face({ items: [TARO], ...answer })
      expect(reading).toMatchObject({
        problem: null,
        answers: [{ online: { unavailable: true }, entitlements: [] }],
      })
    }
  })
  for (const segment of [null, '', '0', '3', '9', 'x', '\ufeff1', '\u30001', '\u00a01'])
    it(`segment ${segment}: failed, with what the header says`, async () => {
      expect(await face({ ...TARO_ANSWER, segment, errorMessage: '（見本）' })).toMatchObject({
        problem: 'FAILED',
        institution: '1319999999',
        identifier: 'x1',
        message: '（見本）',
        answers: [],
      })
    })
  it('segment 2: running', async () => {
    expect(await face({ ...TARO_ANSWER, segment: '2' })).toMatchObject({ problem: 'RUNNING', answers: [] })
  })
  it('an element in the deciding value: no value', async () => {
    expect(codeIn(await changed('<QualificationValidity>1', '<QualificationValidity><b/>1'))).toEqual({
      unavailable: true,
    })
  })
  it('a list that is there and empty', async () => {
    expect(await face({ validity: '4', items: [] })).toMatchObject({
      answers: [{ online: { code: 4 }, entitlements: [] }],
    })
  })
})

describe('hazard 24: elements that are single', () => {
  for (const name of ['Name', 'Address', 'Birthdate', 'ProcessExecutionTime', 'ProcessingResultStatus'])
    it(`${name} twice: refused, even if it says the same`, async () => {
      expect((await changed(new RegExp(`<${name}>.*</${name}>`), '$&$&')).problem).toBe('DUPLICATE')
    })
  it('unknown ones twice, and known ones inside unknown ones, are skipped', async () => {
    expect((await changed('<Name>', '<New>1</New><New><Name>x</Name></New><Name>')).problem).toBeNull()
  })
})

describe('values', () => {
  const cases: readonly (readonly [Partial<typeof TARO>, object])[] = [
    [{ insurer: '  139998' }, { insurerNumber: '139998' }],
    [{ insurer: '00139998' }, { insurerNumber: '139998' }],
    [{ insurer: '00000000' }, { insurerNumber: '000000' }],
    [{ insurer: '39139993' }, { insurerNumber: '39139993' }],
    [{ insurer: '        ' }, { insurerNumber: null }],
    [{ branch: '２' }, { branch: '02' }],
    [{ branch: '' }, { branch: null }],
    [
      { symbol: '１２－３４', number: '００１２３' },
      { symbol: '12-34', number: '00123' },
    ],
    [{ birthdate: '00000000' }, { birthDate: null }],
    [{ birthdate: '********' }, { birthDate: null }],
    [{ expires: '99999999' }, { expiresOn: null }],
    [{ kana: 'ﾐﾎﾝ　ｺﾞﾛｳ ' }, { kana: 'ミホン ゴロウ' }],
    [{ name: '見本　●〓' }, { name: '見本　●〓' }],
    [{ ratio: '020' }, { burden: 2 }],
    [{ ratio: '20' }, { burden: null }],
    [
      { class: '05', ratio: '030' },
      { burden: 10, fullPay: true },
    ],
    [
      { class: 'A1', ratio: '030' },
      { burden: null, fullPay: false },
    ],
    [{ sex: '3' as '1' }, { sex: null }],
    [{ referenceNumber: '000123' }, { referenceNumber: '000123' }],
  ]
  for (const [given, expected] of cases)
    it(`${JSON.stringify(given)} → ${JSON.stringify(expected)}`, async () =>
      expect(first(await face({ items: [{ ...TARO, ...given }] }))).toMatchObject(expected))
  it('a patient number beside the items is theirs; two that differ are none', async () => {
    const beside = '<ReferenceNumber>7</ReferenceNumber>'
    expect(first(await changed('<MessageBody>', `<MessageBody>${beside}`))).toMatchObject({
      referenceNumber: '7',
    })
    expect(
      first(await changed('<MessageBody>', `<MessageBody>${beside}<ReferenceNumber>8</ReferenceNumber>`)),
    ).toMatchObject({ referenceNumber: null })
  })
  it('no such moment, no such institution', async () => {
    expect(await face({ executedAt: '20261131250000', institution: '13199' })).toMatchObject({
      executedAt: null,
      institution: null,
    })
  })
  it('an individual number in a message is not shown', async () => {
    const { answers } = await face({ ...TARO_ANSWER, message: '照会 9832 0567 3214 202611300001' })
    expect(answers[0]?.message).toBe('照会 ＊＊＊＊＊＊＊＊＊＊＊＊ 202611300001')
  })
  it('two people in a bulk result, in the order of the file', async () => {
    const unit = (id: string, item: object) => ({
      ...(answerMessage({ items: [] }).MessageBody as object),
      QualificationConfirmSearchInfo: { ArbitraryIdentifier: id },
      ...item,
    })
    const bytes = xmlBytes({
      MessageHeader: { SegmentOfResult: '1' },
      MessageBody: { BulkConfirmUnit: [unit('b', {}), unit('a', { ProcessingResultStatus: '2' })] },
    })
    const reading = await readBridgeFile('OQSmuquc02res_1.xml', bytes)
    expect(reading.answers.map(({ identifier, online }) => [identifier, online])).toEqual([
      ['b', { code: 1 }],
      ['a', { unavailable: true }],
    ])
  })
})

describe('a refusal', () => {
  const refusal = async (bytes: Uint8Array): Promise<unknown> =>
    (await readBridgeFile('OQSsiquc01req_1.err', bytes)).message
  it('its text in any of the usual encodings', async () => {
    expect(await refusal(Buffer.from('\ufeff見本\r\n'))).toBe('見本')
    expect(await refusal(encodeCp932('見本'))).toBe('見本')
    expect(await refusal(Buffer.from('\ufeff見本', 'utf16le'))).toBe('見本')
    expect(await refusal(new Uint8Array())).toBeNull()
  })
})

describe('a zip', () => {
  const content = answerBytes({ items: [HANAKO] })
  const entry = { name: 'OQSsiquc01res_1.xml', content }
  const read = (bytes: Uint8Array, name = 'OQSsiquc01res_1.zip'): Promise<Reading> =>
    readBridgeFile(name, bytes)
  it('with one entry is read', async () => {
    expect(first(await read(zipOf(entry)))).toMatchObject({ name: '見本　花子' })
  })
  it('with a password: encrypted, under the name of an XML too', async () => {
    expect((await read(zipOf({ ...entry, encrypted: true }))).problem).toBe('ENCRYPTED')
    expect((await read(zipOf({ ...entry, encrypted: true, method: 0 }))).problem).toBe('ENCRYPTED')
    expect((await read(zipOf({ ...entry, encrypted: true, method: 99 }), FACE)).problem).toBe('ENCRYPTED')
  })
  for (const [what, bytes] of [
    ['two entries', zipOf(entry, { ...entry, name: 'b.xml' })],
    ['none', zipOf()],
    ['a path', zipOf({ ...entry, name: 'a/b.xml' })],
    ['a way up', zipOf({ ...entry, name: '..\\b.xml' })],
    ['a wrong sum', zipOf({ ...entry, crc: 1 })],
    ['its end cut off', zipOf(entry).subarray(0, -5)],
    ['XML instead', content],
  ] as const)
    it(`with ${what}: unreadable`, async () => expect((await read(bytes)).problem).toBe('UNREADABLE'))
  it('that grows a thousandfold, or over its limit: too large', async () => {
    expect((await read(zipOf({ ...entry, content: Buffer.alloc(2 * 1024 * 1024) }))).problem).toBe(
      'TOO_LARGE',
    )
    expect((await read(zipOf({ ...entry, content: Buffer.alloc(5 * 1024 * 1024) }))).problem).toBe(
      'TOO_LARGE',
    )
  })
  it('a plain one under the name of an XML: unreadable', async () => {
    expect((await read(zipOf(entry), FACE)).problem).toBe('UNREADABLE')
  })
})

it('hazard 29, 35: keeps nothing that it has no use for', async () => {
  const { answers } = await face(TARO_ANSWER)
  expect(JSON.stringify(answers)).not.toMatch(/架空町|100-0000|ConsFlg/)
})
