/** The hazards of what an answer's file says (docs/bridge.md), each over a real folder: written there, watched, and told. */
import { mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { answerMessage, faceName, HANAKO, type Item, TARO } from '../../../fixtures/bridge/answers.ts'
import { type Elements, xmlBytes } from '../../../fixtures/bridge/xml.ts'
import { zipOf } from '../../../fixtures/bridge/zip.ts'
import { encodeCp932 } from '../../../fixtures/codes/cp932.ts'
import type { Arrival } from '../../../main/bridge/folder/face-watch.ts'
import { MOST_ENTITLEMENTS } from '../../../main/bridge/layout.ts'
import { readBridgeFile } from '../../../main/bridge/read.ts'
import { checkBridge } from '../../../main/desk/office/bridge-check.ts'
import { bridgeFolder, fresh, SHORT, stampOf, wait, watched } from './watching.ts'

/** Writes files into a watched folder, one after the other. @returns what was told of each */
const told = async (...files: readonly Uint8Array[]): Promise<Arrival[]> => {
  const { root, face } = bridgeFolder()
  const watch = await watched(root)
  for (const [index, bytes] of files.entries()) {
    writeFileSync(join(face, faceName()), bytes)
    await watch.arrived(index + 1)
  }
  await watch.close()
  return [...watch.arrivals]
}

const one = async (bytes: Uint8Array): Promise<Arrival> => {
  const [arrival] = await told(bytes)
  if (arrival === undefined) throw new Error('nothing was told')
  return arrival
}

const textOf = (answer: Parameters<typeof fresh>[0] = {}): string => Buffer.from(fresh(answer)).toString()
const changed = (from: string | RegExp, to: string): Uint8Array =>
  Buffer.from(textOf().replace(from, () => to))
const entitlementsIn = ({ reading }: Arrival) => reading.answers[0]?.entitlements ?? []
const entitlementOf = async (item: Partial<Item>) =>
  entitlementsIn(await one(fresh({ items: [{ ...TARO, ...item }] })))[0]

/** The same elements, the last first, on every level. */
const backwards = (elements: Elements): Elements =>
  Object.fromEntries(
    Object.entries(elements)
      .reverse()
      .map(([name, content]) => [
        name,
        typeof content === 'object' && !Array.isArray(content) ? backwards(content as Elements) : content,
      ]),
  )

describe('what a file says', () => {
  it('hazard 16: elements in any order, unknown ones, and missing ones', async () => {
    const message = answerMessage({ executedAt: stampOf(Date.now()), items: [TARO] })
    const unknown =
      '<NewConsent2027><Name>x</Name></NewConsent2027><AllergyInfoConsFlg>1</AllergyInfoConsFlg>'
    const bare: Item = {
      name: TARO.name,
      kana: '',
      sex: '1',
      birthdate: TARO.birthdate,
      insurer: '',
      insurerName: '',
      number: '',
    }
    const [shuffled, more, less] = await told(
      xmlBytes(backwards(message)),
      changed('<Name>', `${unknown}<Name>`),
      fresh({ items: [bare] }),
    )
    expect([shuffled, more, less].map((arrival) => arrival?.acts)).toEqual([true, true, true])
    for (const arrival of [shuffled, more])
      expect(arrival && entitlementsIn(arrival)).toMatchObject([
        { name: TARO.name, number: '56', branch: '00' },
      ])
    expect(less && entitlementsIn(less)).toMatchObject([
      { name: TARO.name, number: null, symbol: null, branch: null },
    ])
  })

  it('hazard 17: numbers stay text, with their zeros', async () => {
    expect(
      await entitlementOf({ insurer: '00123456', symbol: '007', number: '0010', branch: '01' }),
    ).toMatchObject({
      class: '01',
      insurerNumber: '123456',
      symbol: '007',
      number: '0010',
      branch: '01',
    })
    expect(await entitlementOf({ class: 'A1', ratio: '010' })).toMatchObject({ class: 'A1' })
  })

  it('hazard 18: one item, several and none', async () => {
    const counts = (
      await told(fresh(), fresh({ items: [TARO, HANAKO, TARO] }), fresh({ items: [], validity: '4' }))
    ).map((arrival) => entitlementsIn(arrival).length)
    expect(counts).toEqual([1, 3, 0])
  })

  it('hazard 19: one insurer, number and branch however they are written; an absent branch is none', async () => {
    const written = [
      { insurer: '  139998', number: '００１２３', symbol: '見－１', branch: '2' },
      { insurer: '139998', number: '00123', symbol: '見-1', branch: '０２' },
      { insurer: '00139998', number: ' 00123 ', symbol: '見－1', branch: '02' },
    ]
    for (const item of written)
      expect(await entitlementOf(item)).toMatchObject({
        insurerNumber: '139998',
        number: '00123',
        symbol: '見-1',
        branch: '02',
      })
    expect(await entitlementOf({ branch: '' })).toMatchObject({ branch: null })
  })

  it('hazard 20: kana of half width is read in full width', async () => {
    expect(await entitlementOf({ kana: 'ﾐﾎﾝ ｼﾞｭﾝﾍﾟｲ' })).toMatchObject({ kana: 'ミホン ジュンペイ' })
  })

  it('hazard 21: a name with ● or 〓 stays as it is written', async () => {
    expect(await entitlementOf({ name: '見本　●〓' })).toMatchObject({ name: '見本　●〓' })
  })

  it('hazard 22: letters of code page 932 are read right; bytes that are not what they declare are refused', async () => {
    const item = { ...TARO, name: '髙﨑　①子' }
    const [right, marked, wrong, contradicted] = await told(
      fresh({ items: [item], encoding: 'Shift_JIS' }),
      Buffer.from(`\ufeff${textOf()}`),
      encodeCp932(textOf()),
      changed('<CharacterCodeIdentifier>0<', '<CharacterCodeIdentifier>1<'),
    )
    expect(right && entitlementsIn(right)[0]?.name).toBe('髙﨑　①子')
    expect(marked?.acts).toBe(true)
    expect(wrong).toMatchObject({ acts: false, why: 'ENCODING' })
    expect(contradicted?.acts).toBe(true)
  })

  it('hazard 24: a document type, elements twice, depth without end, and what is too long', async () => {
    const arrivals = await told(
      changed(/<Name>.*<\/Name>/, '<Name>a</Name><Name>b</Name>'),
      changed('<XmlMsg>', '<!DOCTYPE XmlMsg [<!ENTITY a "b">]><XmlMsg>'),
      changed('<XmlMsg>', `<XmlMsg>${'<a>'.repeat(40)}${'</a>'.repeat(40)}`),
      Buffer.alloc(4 * 1024 * 1024 + 1, ' '),
      fresh({ items: Array.from({ length: MOST_ENTITLEMENTS + 1 }, () => TARO) }),
    )
    expect(arrivals.map(({ why }) => why)).toEqual([
      'DUPLICATE',
      'UNREADABLE',
      'UNREADABLE',
      'TOO_LARGE',
      'TOO_LARGE',
    ])
  })

  it('hazard 24: a value without end is no value, and costs no time', async () => {
    const endless = `1${' '.repeat(3_900_000)}1`
    for (const name of [
      'QualificationValidity',
      'ProcessingResultStatus',
      'InsurerNumber',
      'Name',
      'ProcessExecutionTime',
    ]) {
      const bytes = changed(new RegExp(`<${name}>[^<]*<`), `<${name}>${endless}<`)
      const began = performance.now()
      const reading = await readBridgeFile(faceName(), bytes)
      expect(performance.now() - began).toBeLessThan(2000)
      expect(JSON.stringify(reading).length).toBeLessThan(2000)
    }
    expect(await one(changed(/(?<=<QualificationValidity>)1/, endless))).toMatchObject({
      reading: { answers: [{ online: { unavailable: true } }] },
    })
  })

  it('hazard 25: no other segment, status or validity says that somebody is covered; a message beside success is told', async () => {
    const wrong = [
      ...['0', '', '2', '3', '9', null].map((segment) => fresh({ segment })),
      fresh({ status: '2' }),
      fresh({ status: null }),
      fresh({ validity: null }),
      fresh({ validity: '7' }),
    ]
    const codes = (await told(...wrong)).flatMap(({ reading }) =>
      reading.answers.flatMap(({ online }) => ('code' in online ? [online.code] : [])),
    )
    expect(codes).toEqual([])
    expect(await one(fresh({ message: '（見本）電子証明書の有効期限が近づいています。' }))).toMatchObject({
      acts: true,
      reading: {
        answers: [{ online: { code: 1 }, message: '（見本）電子証明書の有効期限が近づいています。' }],
      },
    })
  })

  it('hazard 29: consents are skipped, with times that are past, missing or absent', async () => {
    const consents =
      '<PharmacistsInfoConsFlg>1</PharmacistsInfoConsFlg><PharmacistsInfoConsTime>20200101000000</PharmacistsInfoConsTime>' +
      '<PharmacistsInfoAvailableTime>20200102000000</PharmacistsInfoAvailableTime><DiagnosisInfoConsFlg>0</DiagnosisInfoConsFlg>'
    const arrival = await one(changed('<Name>', `${consents}<Name>`))
    expect(arrival.acts).toBe(true)
    expect(JSON.stringify(arrival)).not.toMatch(/Cons|2020010/)
  })

  it('hazard 32: the patient is Name, and not the insured person of the family', async () => {
    const arrival = await one(changed('<Name>', '<InsuredName>見本　世帯主</InsuredName><Name>'))
    expect(entitlementsIn(arrival)).toMatchObject([{ name: TARO.name }])
    expect(JSON.stringify(arrival)).not.toContain('世帯主')
  })

  it('hazard 33: a birth date that is masked or no day is none', async () => {
    for (const birthdate of ['********', '00000000', '19850007', '19850632', ''])
      expect(await entitlementOf({ birthdate })).toMatchObject({ name: TARO.name, birthDate: null })
  })

  it('hazard 35: of address, consents and keys nothing is kept', async () => {
    const arrival = await one(
      changed('<Name>', '<QualificationConfirmationKey>秘密</QualificationConfirmationKey><Name>'),
    )
    expect(JSON.stringify(arrival)).not.toMatch(/架空町|100-0000|秘密/)
  })
})

describe('hazard 27: a bulk result', () => {
  const unit = (id: string | null, more: Elements = {}): Elements => ({
    ...(answerMessage({ items: [TARO] }).MessageBody as Elements),
    QualificationConfirmSearchInfo: id === null ? undefined : { ArbitraryIdentifier: id },
    ...more,
  })
  const bytes = (units: readonly Elements[], header: Elements = {}): Uint8Array =>
    xmlBytes({ MessageHeader: { SegmentOfResult: '1', ...header }, MessageBody: { BulkConfirmUnit: units } })
  const name = 'OQSmuquc02res_1.xml'

  it('each unit is its own, whatever the order and the counts say: one twice, one for nobody, one of two entitlements', async () => {
    const two = { ResultList: answerMessage({ items: [TARO, HANAKO] }).MessageBody as Elements }
    const units = [
      unit('c'),
      unit('a', { ProcessingResultStatus: '2' }),
      unit('a'),
      unit(null),
      unit('b', two),
    ]
    const { problem, answers } = await readBridgeFile(name, bytes(units, { NumberOfProcessingResult: '99' }))
    expect(problem).toBeNull()
    expect(answers.map(({ identifier, online }) => [identifier, 'code' in online])).toEqual([
      ['c', true],
      ['a', false],
      ['a', true],
      [null, true],
      ['b', true],
    ])
  })

  it('in a zip: of one entry; of two, with a password, with a way up it is refused', async () => {
    const entry = { name, content: bytes([unit('a')]) }
    const read = async (zip: Uint8Array): Promise<string | null> =>
      (await readBridgeFile(name.replace('.xml', '.zip'), zip)).problem
    expect(await read(zipOf(entry))).toBeNull()
    expect(await read(zipOf(entry, { ...entry, name: 'b.xml' }))).toBe('UNREADABLE')
    expect(await read(zipOf({ ...entry, encrypted: true }))).toBe('ENCRYPTED')
    expect(await read(zipOf({ ...entry, name: '..\\b.xml' }))).toBe('UNREADABLE')
  })
})

describe('a file and its times', () => {
  it('hazard 30: results count in the order of their coming, whatever their times and names say', async () => {
    const { root, face } = bridgeFolder()
    const watch = await watched(root)
    const [future, past] = [faceName('20991231235959'), faceName('20000101000000')]
    writeFileSync(join(root, 'new'), fresh({ executedAt: stampOf(Date.now() + 300_000) }))
    utimesSync(join(root, 'new'), new Date('2020-01-01'), new Date('2020-01-01'))
    renameSync(join(root, 'new'), join(face, future))
    await watch.arrived(1)
    writeFileSync(join(face, past), fresh({ executedAt: stampOf(Date.now() - 300_000), items: [HANAKO] }))
    await watch.arrived(2)
    await watch.close()
    expect(watch.arrivals.map(({ file, acts }) => [file, acts])).toEqual([
      [future, true],
      [past, true],
    ])
  })

  it('hazard 31: a new result waits for few of the old files that somebody puts there at once', async () => {
    const { root, face } = bridgeFolder()
    const watch = await watched(root)
    const old = fresh({ executedAt: '20260101000000' })
    const count = 600
    for (let index = 0; index < count; index += 1) writeFileSync(join(face, faceName('20260101000000')), old)
    const file = faceName()
    writeFileSync(join(face, file), fresh())
    await watch.arrived(count + 1, 20_000)
    await watch.close()
    expect(watch.arrivals.findIndex((arrival) => arrival.file === file)).toBeLessThan(count / 2)
  })
})

describe('hazard 37: the folder’s diagnosis', () => {
  it('says which folder is missing, that no face result is there, and when the last one came', async () => {
    const { root, face } = bridgeFolder()
    expect(await checkBridge(root)).toMatchObject({ missing: [], isWritable: true, newestFace: null })
    writeFileSync(join(face, faceName()), fresh())
    const { newestFace } = await checkBridge(root)
    expect(Math.abs(Date.parse(newestFace ?? '') - Date.now())).toBeLessThan(60_000)
    rmSync(join(root, 'res'), { recursive: true })
    expect((await checkBridge(root)).missing).toEqual(['res'])
    expect((await checkBridge(join(root, 'nowhere'))).missing).toEqual(['face', 'req', 'res'])
  })
})

it('a link under a result’s name leads to no file of ours, and a folder is none', async () => {
  const { root, face } = bridgeFolder()
  const watch = await watched(root, { ...SHORT, unreadable: 100 })
  const secret = join(root, 'secret')
  writeFileSync(secret, 'the key of the journal')
  symlinkSync(secret, join(face, faceName()))
  mkdirSync(join(face, faceName()))
  await watch.arrived(1)
  await wait(300)
  await watch.close()
  expect(watch.arrivals).toMatchObject([{ acts: false, why: 'UNREADABLE' }])
  expect(JSON.stringify(watch.arrivals)).not.toContain('the key')
})
