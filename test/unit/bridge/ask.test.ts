/** The hazards of look-ups (docs/bridge.md), over real folders. */
import { appendFileSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { HANAKO, INSTITUTION, TARO } from '../../../fixtures/bridge/answers.ts'
import { itemFor, type OfficialOptions, playOfficial, type Reply } from '../../../fixtures/bridge/official.ts'
import { createLookUps } from '../../../main/bridge/ask/look-ups.ts'
import { nextName, prefixOf } from '../../../main/bridge/ask/names.ts'
import { type Question, questionSchema } from '../../../main/bridge/ask/question.ts'
import type { RequestOutcome } from '../../../main/bridge/ask/requests.ts'
import { fakeLookUpStore } from '../desk/fakes.ts'
import { bridgeFolder, SHORT, until, wait } from './watching.ts'

const QUESTION: Question = {
  insurerNumber: '01139997',
  symbol: '１２３４',
  number: '５６',
  branch: '00',
  birthDate: '1985-06-07',
}
const ASK = { key: '1', again: false, timeout: 20_000 }

type Bench = {
  readonly root: string
  readonly store: ReturnType<typeof fakeLookUpStore>
  readonly official: ReturnType<typeof playOfficial>
  readonly lookUps: ReturnType<typeof createLookUps>
  close(): Promise<void>
}

const bench = (
  official: Omit<OfficialOptions, 'root'> = {},
  { root, store }: Partial<Pick<Bench, 'root' | 'store'>> = {},
): Bench => {
  const at = root ?? bridgeFolder().root
  const kept = store ?? fakeLookUpStore()
  const playing = playOfficial({ root: at, ...official })
  const lookUps = createLookUps({
    root: at,
    institution: INSTITUTION,
    store: kept,
    patience: SHORT,
    now: Date.now,
  })
  return {
    root: at,
    store: kept,
    official: playing,
    lookUps,
    close: async () => {
      await lookUps.close()
      await playing.close()
    },
  }
}

const ask = async (
  official: Omit<OfficialOptions, 'root'>,
  question: Question = QUESTION,
  timeout = 20_000,
): Promise<RequestOutcome & { bench: Bench }> => {
  const one = bench(official)
  const outcome = await one.lookUps.ask(question, { ...ASK, timeout })
  await one.close()
  return { ...outcome, bench: one }
}

const replied =
  (answer: (Reply & { is: 'answer' })['answer']): (() => Reply) =>
  () => ({ is: 'answer', ...(answer ? { answer } : {}) })

describe('an answer', () => {
  it('comes under its name, with its entitlements', async () => {
    const { bench: one, ...outcome } = await ask({})
    const [request] = one.official.taken
    expect(outcome).toMatchObject({
      file: request?.file.replace('req', 'res'),
      online: { code: 1 },
      problem: null,
      entitlements: [{ name: TARO.name, number: '56' }],
    })
    expect(request?.file).toMatch(/^OQSsiquc01req_[0-9A-Za-z]{1,20}\.xml$/)
    expect(request).toMatchObject({
      institution: INSTITUTION,
      asked: { InsurerNumber: '01139997', Birthdate: '19850607' },
    })
  })
  it('written slowly, in Shift_JIS, in a zip', async () => {
    expect(await ask({ pieces: 6 })).toMatchObject({ online: { code: 1 } })
    expect(await ask({ reply: replied({ encoding: 'Shift_JIS' }) })).toMatchObject({ online: { code: 1 } })
    expect(await ask({ reply: () => ({ is: 'answer', zip: 'plain' }) })).toMatchObject({
      online: { code: 1 },
    })
    expect(await ask({ reply: () => ({ is: 'answer', zip: 'password' }) })).toMatchObject({
      problem: 'ENCRYPTED',
    })
  })
  it('hazard 2: that cannot be opened at first', async () => {
    expect(await ask({ locks: 700, pieces: 2 })).toMatchObject({ online: { code: 1 }, problem: null })
  })
  it('hazard 3: moved away by another program soon after it was written', async () => {
    expect(await ask({ movesAway: 40 })).toMatchObject({ online: { code: 1 }, problem: null })
  })
  it('with blanks in front of a short insurer’s number', async () => {
    const question = { ...QUESTION, insurerNumber: '139998' }
    const { bench: one, problem } = await ask({}, question)
    expect(problem).toBeNull()
    expect(one.official.taken[0]?.asked.InsurerNumber).toBe('  139998')
  })
  it('that fails for this person, or for the file', async () => {
    expect(await ask({ reply: replied({ status: '2', message: '（見本）' }) })).toMatchObject({
      online: { unavailable: true },
      problem: null,
      message: '（見本）',
      entitlements: [],
    })
    expect(await ask({ reply: replied({ segment: '9', errorMessage: '（見本）' }) })).toMatchObject({
      online: { unavailable: true },
      problem: 'FAILED',
      message: '（見本）',
    })
  })
  it('that is still being worked on is waited for', async () => {
    expect(await ask({ reply: replied({ segment: '2' }) }, QUESTION, 700)).toMatchObject({
      problem: 'RUNNING',
    })
  })
})

describe('hazard 12: not ours', () => {
  const cases: readonly (readonly [string, Parameters<typeof replied>[0]])[] = [
    ['another identifier', { identifier: 'x' }],
    ['no identifier', { identifier: '' }],
    ['another institution', { institution: '2719999999' }],
    ['another birth date', { items: [{ ...TARO, birthdate: '19850608' }] }],
    ['another number', { items: [{ ...TARO, number: '57' }] }],
    ['another insurer', { items: [{ ...TARO, insurer: '01139998' }] }],
    ['another branch', { items: [{ ...TARO, branch: '01' }] }],
    [
      'another person given back',
      { asked: { InsurerNumber: '01139997', InsuredIdentificationNumber: '99' } },
    ],
    ['a failure of another question', { segment: '9', identifier: 'x' }],
  ]
  for (const [what, answer] of cases)
    it(what, async () => {
      expect(await ask({ reply: replied(answer) })).toMatchObject({
        online: { unavailable: true },
        problem: 'NOT_OURS',
        entitlements: [],
      })
    })
  it('what is left out contradicts nothing', async () => {
    const { symbol: _, branch: __, ...bare } = TARO
    const item = { ...bare, insurer: '', birthdate: '' }
    expect(await ask({ reply: replied({ items: [item], asked: {} }) })).toMatchObject({ problem: null })
    expect(await ask({ reply: replied({ items: [], validity: '4' }) })).toMatchObject({ online: { code: 4 } })
  })
  it('hazard 19: other widths and forms of the same numbers', async () => {
    const question = { ...QUESTION, insurerNumber: '00139998', symbol: '見ー１', number: '0012' }
    const item = {
      ...HANAKO,
      birthdate: '19850607',
      insurer: '  139998',
      symbol: '見-1',
      number: '００１２',
      branch: '',
    }
    expect(await ask({ reply: replied({ items: [item] }) }, question)).toMatchObject({ problem: null })
  })
  it('a second entitlement has other numbers; so has a new one', async () => {
    const other = { ...TARO, class: 'A1', insurer: '12139994', number: '0123456' }
    expect(
      await ask({ reply: (request) => ({ is: 'answer', answer: { items: [other, itemFor(request)] } }) }),
    ).toMatchObject({
      problem: null,
    })
    expect(await ask({ reply: replied({ validity: '3', items: [other] }) })).toMatchObject({
      online: { code: 3 },
    })
  })
})

describe('no answer', () => {
  it('hazard 11: silence is no answer, and is never asked again by itself', async () => {
    const one = bench({ reply: () => ({ is: 'silence' }) })
    const outcome = await one.lookUps.ask(QUESTION, { ...ASK, timeout: 300 })
    expect(outcome).toMatchObject({ online: { unavailable: true }, problem: 'NO_ANSWER', entitlements: [] })
    expect(await one.lookUps.ask(QUESTION, { ...ASK, timeout: 300 })).toMatchObject({ problem: 'NO_ANSWER' })
    await one.close()
    expect(one.official.taken).toHaveLength(1)
  })
  it('hazard 11: an answer after its time is told as late, once, and changes nothing', async () => {
    const late: string[] = []
    const { root } = bridgeFolder()
    const store = fakeLookUpStore()
    const official = playOfficial({ root, delay: 600 })
    const lookUps = createLookUps({
      root,
      institution: INSTITUTION,
      store,
      patience: SHORT,
      now: Date.now,
      onLate: ({ file }) => late.push(file),
    })
    expect(await lookUps.ask(QUESTION, { ...ASK, timeout: 200 })).toMatchObject({ problem: 'NO_ANSWER' })
    await until(() => late.length > 0, 3000)
    expect(late).toEqual([official.taken[0]?.file.replace('req', 'res')])
    expect(await lookUps.ask(QUESTION, ASK)).toMatchObject({ problem: 'NO_ANSWER' })
    await lookUps.close()
    await official.close()
  })
  it('hazard 26: a refusal, in either encoding', async () => {
    for (const encoding of ['UTF-8', 'Shift_JIS'] as const)
      expect(await ask({ reply: () => ({ is: 'refusal', text: '（見本）', encoding }) })).toMatchObject({
        problem: 'REFUSED',
        message: '（見本）',
      })
  })
  it('hazard 26: the request given back before the refusal is no answer', async () => {
    const one = bench({ reply: () => ({ is: 'silence' }) })
    const outcome = one.lookUps.ask(QUESTION, ASK)
    await until(() => one.official.taken.length === 1, 2000)
    const file = one.official.taken[0]?.file ?? ''
    writeFileSync(join(one.root, 'res', file), '<XmlMsg/>')
    await wait(300)
    writeFileSync(join(one.root, 'res', file.replace('xml', 'err')), '（見本）')
    expect(await outcome).toMatchObject({ problem: 'REFUSED' })
    await one.close()
  })
  it('hazard 26: a refusal by itself, without the request beside it', async () => {
    const one = bench({ reply: () => ({ is: 'silence' }) })
    const outcome = one.lookUps.ask(QUESTION, ASK)
    await until(() => one.official.taken.length === 1, 2000)
    const file = one.official.taken[0]?.file ?? ''
    writeFileSync(join(one.root, 'res', file.replace('xml', 'err')), '（見本）')
    expect(await outcome).toMatchObject({
      problem: 'REFUSED',
      message: '（見本）',
      online: { unavailable: true },
    })
    await one.close()
  })
  it('the folder away: nothing was asked', async () => {
    const { root } = bridgeFolder()
    const one = bench({}, { root })
    renameSync(root, `${root}-away`)
    const outcome = await one.lookUps.ask(QUESTION, { ...ASK, timeout: 600 })
    renameSync(`${root}-away`, root)
    await wait(200)
    await one.close()
    expect(outcome).toMatchObject({ problem: 'UNREACHABLE' })
    expect(one.official.taken).toEqual([])
  })
  it('hazard 5: the folder away while the answer is awaited, and back', async () => {
    const one = bench({ delay: 500 })
    const outcome = one.lookUps.ask(QUESTION, ASK)
    await until(() => one.official.taken.length === 1, 2000)
    renameSync(one.root, `${one.root}-away`)
    await wait(300)
    renameSync(`${one.root}-away`, one.root)
    expect(await outcome).toMatchObject({ online: { code: 1 } })
    await one.close()
  })
})

describe('what is seen of a request', () => {
  it('hazard 4: it is whole at every moment, and kept before', async () => {
    const { root } = bridgeFolder()
    const store = fakeLookUpStore()
    const lookUps = createLookUps({ root, institution: INSTITUTION, store, patience: SHORT, now: Date.now })
    const outcome = lookUps.ask(QUESTION, { ...ASK, timeout: 500 })
    const seen = new Set<string>()
    await until(() => {
      for (const file of readdirSync(join(root, 'req')).filter((one) => one.startsWith('OQS'))) {
        expect(readFileSync(join(root, 'req', file), 'utf8')).toMatch(/<\/XmlMsg>\n$/)
        expect(store.all()[0]?.json).toContain('５６')
        seen.add(file)
      }
      return seen.size > 0
    }, 2000)
    await outcome
    await lookUps.close()
    expect(readdirSync(join(root, 'req'))).toEqual([...seen])
  })
  it('hazard 35: at its end no number of the person is kept', async () => {
    const { bench: one } = await ask({})
    expect(one.store.all()).toHaveLength(1)
    expect(one.store.all()[0]?.json).not.toMatch(/５６|１２３４|1985|太郎/)
  })
  it('hazard 10: names that are there already are passed over; two terminals have names of their own', async () => {
    const { root } = bridgeFolder()
    const day = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10)
    const prefix = prefixOf(day, 'test')
    writeFileSync(join(root, 'res', `OQSsiquc01res_${prefix}001.xml`), 'old')
    writeFileSync(join(root, 'req', `OQSsiquc01req_${prefix}002.xml`), 'old')
    const one = bench({}, { root })
    await one.lookUps.ask(QUESTION, ASK)
    await one.close()
    expect(one.official.taken.map(({ name }) => name)).toContain(`${prefix}003`)
    expect(prefixOf(day, 'test')).not.toBe(prefixOf(day, 'other'))
    expect(nextName('261130k3f', ['261130k3fzzz'], new Set())).toBeNull()
    expect(nextName('261130k3f', ['261130k3f00z', '261130other'], new Set())).toBe('261130k3f010')
  })
  it('hazard 23: what cannot be written is refused before it is asked', () => {
    const problem = (change: object): boolean => questionSchema.safeParse({ ...QUESTION, ...change }).success
    expect(problem({ number: 'a\u0000' })).toBe(false)
    expect(problem({ symbol: '\ud800' })).toBe(false)
    expect(problem({ symbol: 'あ'.repeat(21) })).toBe(false)
    expect(problem({ number: '983205673214' })).toBe(false)
    expect(problem({ insurerNumber: '123456789' })).toBe(false)
    expect(problem({ symbol: '髙﨑&<>' })).toBe(true)
  })
  it('with characters that XML writes otherwise', async () => {
    const { bench: one } = await ask({}, { ...QUESTION, symbol: '髙&<1>' })
    expect(one.official.taken[0]?.asked.InsuredCardSymbol).toBe('髙&<1>')
  })
})

describe('asked once', () => {
  it('the same question again gives the same answer; a person may ask anew', async () => {
    const one = bench()
    const first = await one.lookUps.ask(QUESTION, ASK)
    expect(await one.lookUps.ask(QUESTION, ASK)).toEqual({ ...first, message: null })
    expect(one.official.taken).toHaveLength(1)
    await one.lookUps.ask(QUESTION, { ...ASK, again: true })
    expect(one.official.taken).toHaveLength(2)
    await one.lookUps.ask({ ...QUESTION, number: '57' }, ASK)
    expect(one.official.taken).toHaveLength(3)
    await one.close()
  })
  it('two at the same moment are one', async () => {
    const one = bench({ delay: 200 })
    const both = await Promise.all([one.lookUps.ask(QUESTION, ASK), one.lookUps.ask(QUESTION, ASK)])
    expect(both[0]).toEqual(both[1])
    expect(one.official.taken).toHaveLength(1)
    await one.close()
  })
  it('without the file, the answer’s code alone', async () => {
    const one = bench({ movesAway: 100 })
    await one.lookUps.ask(QUESTION, ASK)
    await wait(200)
    expect(await one.lookUps.ask(QUESTION, ASK)).toMatchObject({ online: { code: 1 }, entitlements: [] })
    await one.close()
  })
  it('many at once, answered in another order', async () => {
    const one = bench()
    const numbers = Array.from({ length: 20 }, (_, index) => String(index + 100))
    const outcomes = await Promise.all(numbers.map((number) => one.lookUps.ask({ ...QUESTION, number }, ASK)))
    expect(outcomes.map(({ entitlements }) => entitlements[0]?.number)).toEqual(numbers)
    await one.close()
    expect(new Set(one.official.taken.map(({ name }) => name)).size).toBe(20)
  })
  it('hazard 31, 6: nothing else in the folders is touched', async () => {
    const { root } = bridgeFolder()
    mkdirSync(join(root, 'res', 'sub'))
    const others = ['YZKsiquc01res_1.xml', 'OQSsiquc01res_20260101x.xml', 'del1.txt']
    for (const file of others) appendFileSync(join(root, 'res', file), file)
    const one = bench({}, { root })
    await one.lookUps.ask(QUESTION, ASK)
    await one.close()
    expect(readdirSync(join(root, 'res'))).toEqual(expect.arrayContaining([...others, 'sub']))
    expect(readdirSync(join(root, 'res'))).toHaveLength(5)
  })
})
