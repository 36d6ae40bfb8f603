/** Our own number of a patient at the official side, and the clean-up of our own answers, over real folders. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { INSTITUTION } from '../../../fixtures/bridge/answers.ts'
import { type OfficialOptions, playOfficial } from '../../../fixtures/bridge/official.ts'
import { isOwnOldAnswer, removeOldAnswers } from '../../../main/bridge/ask/clean-up.ts'
import { createLookUps } from '../../../main/bridge/ask/look-ups.ts'
import { prefixOf, rangeOf } from '../../../main/bridge/ask/names.ts'
import type { Registration } from '../../../main/bridge/ask/question.ts'
import { createRegistrations } from '../../../main/bridge/ask/registrations.ts'
import { registrationRequest } from '../../../main/bridge/ask/request.ts'
import type { RequestsOptions } from '../../../main/bridge/ask/requests.ts'
import { fakeLookUpStore } from '../desk/fakes.ts'
import { bridgeFolder, SHORT } from './watching.ts'

const REGISTRATION: Registration = {
  referenceNumber: '000123',
  insurerNumber: '01139997',
  symbol: '１２３４',
  number: '５６',
  branch: '00',
}

const bench = (playing: Omit<OfficialOptions, 'root'> = {}) => {
  const { root } = bridgeFolder()
  const store = fakeLookUpStore()
  const official = playOfficial({ root, ...playing })
  const options: RequestsOptions = { root, institution: INSTITUTION, store, patience: SHORT, now: Date.now }
  const registrations = createRegistrations(options)
  return {
    root,
    store,
    official,
    options,
    register: (key = 'c1', timeout = 20_000) =>
      registrations.ask(REGISTRATION, { key, again: false, timeout }),
    close: async () => {
      await registrations.close()
      await official.close()
    },
  }
}

describe('the registration of a patient number (照会番号)', () => {
  it('is written as the official example has it', () => {
    const about = { institution: INSTITUTION, identifier: 'ukt-20261130-0020', day: '2026-11-30' }
    const text = registrationRequest(REGISTRATION, about)
    expect(text).toContain(
      '<ReferenceNumberRegistrationInfo>\n            <ReferenceNumber>000123</ReferenceNumber>',
    )
    expect(text).toContain('<InsurerNumber>01139997</InsurerNumber>')
    expect(text).not.toMatch(/Birthdate|QualificationConfirmationDate/)
    expect(registrationRequest({ ...REGISTRATION, insurerNumber: '139998' }, about)).toContain(
      '<InsurerNumber>  139998</InsurerNumber>',
    )
  })

  it('is taken, asked once however often it is wished, and leaves no number behind', async () => {
    const at = bench()
    const [first, second] = await Promise.all([at.register(), at.register()])
    expect([first.problem, second.problem]).toEqual([null, null])
    expect((await at.register()).problem).toBeNull()
    expect(at.official.taken.map(({ asked }) => asked.ReferenceNumber)).toEqual(['000123'])
    expect(JSON.stringify(at.store.all())).not.toMatch(/000123|５６/)
    await at.close()
  })

  it.each([
    ['refused', { is: 'refusal', text: '登録できません' } as const, 'REFUSED'],
    ['an error for this person', { is: 'answer', answer: { status: '2' } } as const, 'FAILED'],
    ['an abnormal end', { is: 'answer', answer: { segment: '9' } } as const, 'FAILED'],
    ["another's answer", { is: 'answer', answer: { identifier: 'ukt-other' } } as const, 'NOT_OURS'],
    ['silence', { is: 'silence' } as const, 'NO_ANSWER'],
  ])('%s is said so', async (_, reply, problem) => {
    const at = bench({ reply: () => reply })
    expect((await at.register('c1', 1500)).problem).toBe(problem)
    await at.close()
  })

  it('and a look-up share the day’s names, and neither takes the other’s answer', async () => {
    const at = bench()
    const lookUps = createLookUps(at.options)
    const { referenceNumber: _, ...numbers } = REGISTRATION
    const asked = { ...numbers, birthDate: '1985-06-07' }
    const [registered, found] = await Promise.all([
      at.register(),
      lookUps.ask(asked, { key: 'c1', again: false, timeout: 20_000 }),
    ])
    expect(registered).toMatchObject({ problem: null, online: { unavailable: true } })
    expect(found).toMatchObject({ problem: null, online: { code: 1 } })
    const names = at.store.all().map(({ name }) => name)
    expect(new Set(names).size).toBe(2)
    await lookUps.close()
    await at.close()
  })
})

describe('the clean-up of our own answers', () => {
  const TERMINAL = 'a terminal'
  const old = prefixOf('2026-11-29', TERMINAL)
  const OWN = [
    `OQSsiquc01res_${old}001.xml`,
    `OQSsiquc01res_${old}002.zip`,
    `OQSsiquc01req_${old}003.err`,
    `OQSsiquc01req_${old}003.xml`,
    `OQSsiimm01res_${old}004.xml`,
  ]
  const OTHERS = [
    `OQSsiquc01res_${prefixOf('2026-11-30', TERMINAL)}001.xml`,
    `OQSsiquc01res_${prefixOf('2026-11-29', 'another terminal')}001.xml`,
    'OQSsiquc01res_202611290001.xml',
    'OQSsiquc01res_face_1319999999a0000000000000001111_20261129091502.xml',
    `YZKsiquc01res_${old}001.xml`,
    `OQSmuquc01res_${old}001.xml`,
    `OQSsiquc01res_${old}001.pdf`,
    'del20261129120000.txt',
  ]

  it('takes those of earlier days alone, and nothing of others', async () => {
    const { root } = bridgeFolder()
    const res = join(root, 'res')
    for (const file of [...OWN, ...OTHERS]) writeFileSync(join(res, file), 'x')
    expect(rangeOf(TERMINAL)).not.toBe(rangeOf('another terminal'))
    expect(await removeOldAnswers(root, TERMINAL, '2026-11-30')).toBe(OWN.length)
    expect(readdirSync(res).sort()).toEqual([...OTHERS].sort())
    expect(readFileSync(join(res, 'del20261129120000.txt'), 'utf8')).toBe('x')
    expect(await removeOldAnswers(root, TERMINAL, '2026-11-30')).toBe(0)
  })

  it('goes by the whole name', () => {
    for (const file of OWN) expect(isOwnOldAnswer(file, TERMINAL, '2026-11-30')).toBe(true)
    for (const file of OTHERS) expect(isOwnOldAnswer(file, TERMINAL, '2026-11-30')).toBe(false)
    expect(isOwnOldAnswer(OWN[0] ?? '', TERMINAL, '2026-11-29')).toBe(false)
  })
})
