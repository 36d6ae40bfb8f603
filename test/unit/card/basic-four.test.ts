import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { fail, ok } from '../../../contract/result.ts'
import type { VirtualCard } from '../../../fixtures/virtual-card/card.ts'
import {
  MIHON_TARO,
  makeForeignCard,
  makeMyNumberCard,
} from '../../../fixtures/virtual-card/my-number-card.ts'
import { countVerificationAttempts, parseBasicFour, readBasicFour } from '../../../native/card/basic-four.ts'
import { createPcscCardReader } from '../../../native/card/card-reader.ts'
import { digitsOf, parseVerificationNumber } from '../../../native/card/verification-number.ts'
import { bytes, connectionTo, createFakeClock, createScriptedBackend, hex } from './support.ts'

const RIGHT = { birthDate: '600401', expiryYear: '2031', securityCode: '0000' }
const numberOf = (input = RIGHT) => {
  const parsed = parseVerificationNumber(input, 2026)
  if (!parsed.ok) throw new Error(parsed.problem.join())
  return parsed.value
}

const cardOf = (left = 10) => makeMyNumberCard({ certificate: null, verificationNumberBLeft: left })
const target = (card: VirtualCard) => {
  const shares: string[] = []
  const connection = connectionTo(card)
  const context = {
    connect: async (_: string, share: 'shared' | 'exclusive') => {
      shares.push(share)
      return ok(connection)
    },
    close: async () => undefined,
  }
  let remove = (): void => undefined
  const removal = new Promise<void>((resolve) => {
    remove = resolve
  })
  return { context, reader: 'reader', clock: createFakeClock(), removal, remove, shares, connection }
}

describe('parseVerificationNumber', () => {
  it('makes fourteen digits', () => {
    expect(hex(digitsOf(numberOf()))).toBe(hex(bytes(Buffer.from('60040120310000').toString('hex'))))
  })

  it.each([
    ['birthDate', { birthDate: '600001' }],
    ['birthDate', { birthDate: '601301' }],
    ['birthDate', { birthDate: '600431' }],
    ['birthDate', { birthDate: '19850401' }],
    ['birthDate', { birthDate: '60-4-1' }],
    ['expiryYear', { expiryYear: '2024' }],
    ['expiryYear', { expiryYear: '2038' }],
    ['expiryYear', { expiryYear: '31' }],
    ['securityCode', { securityCode: '12' }],
    ['securityCode', { securityCode: '１２３４' }],
  ] as const)('refuses %s in %o before an attempt is spent', (part, change) => {
    expect(parseVerificationNumber({ ...RIGHT, ...change }, 2026)).toEqual({ ok: false, problem: [part] })
  })

  it('names every part that cannot be right', () => {
    expect(parseVerificationNumber({ birthDate: '', expiryYear: '', securityCode: '' }, 2026)).toEqual({
      ok: false,
      problem: ['birthDate', 'expiryYear', 'securityCode'],
    })
  })

  it('shows nothing of itself when printed, and nothing once wiped', () => {
    const number = numberOf()
    expect(inspect(number, { showHidden: true, depth: 5 })).not.toContain('54')
    expect(JSON.stringify(number)).toBe('{}')
    number.wipe()
    expect(new Set(digitsOf(number))).toEqual(new Set([0x30]))
  })
})

describe('the flow of 照合番号B', () => {
  it('reads the four facts, alone with the card, and cuts its power', async () => {
    const card = cardOf()
    const given = target(card)
    expect(await readBasicFour(given, numberOf())).toEqual({
      ok: true,
      value: { name: MIHON_TARO.name, address: MIHON_TARO.address, birthDate: '1985-04-01', sex: 'male' },
    })
    expect(given.shares).toEqual(['exclusive'])
    expect(given.connection.released).toEqual(['unpower'])
    expect(card.commands.map(hex).slice(0, 5)).toEqual([
      '00a4040c0ad3921000310001010408',
      '00a4020c020015',
      '00200080',
      '002000800e3630303430313230333130303030',
      '00a4020c020002',
    ])
  })

  it('asks for the attempts without spending one', async () => {
    const card = cardOf(7)
    expect(await countVerificationAttempts(target(card))).toEqual({ ok: true, value: 7 })
    expect(await countVerificationAttempts(target(card))).toEqual({ ok: true, value: 7 })
  })

  it('says how many attempts a wrong number has left, and wipes it', async () => {
    const given = target(cardOf())
    const number = numberOf({ ...RIGHT, securityCode: '9999' })
    expect(await readBasicFour(given, number)).toEqual({
      ok: false,
      problem: { kind: 'wrong-number', attemptsLeft: 9 },
    })
    expect(given.connection.released).toEqual(['unpower'])
    expect(new Set(digitsOf(number))).toEqual(new Set([0x30]))
  })

  it('stops two short of the lock: the last attempts are never spent', async () => {
    const card = cardOf(3)
    const wrong = () => numberOf({ ...RIGHT, securityCode: '9999' })
    expect(await readBasicFour(target(card), wrong())).toEqual({
      ok: false,
      problem: { kind: 'wrong-number', attemptsLeft: 2 },
    })
    for (let time = 0; time < 3; time += 1)
      expect(await readBasicFour(target(card), wrong())).toEqual({
        ok: false,
        problem: { kind: 'near-lock', attemptsLeft: 2 },
      })
    expect(card.commands.some((command) => command[1] === 0x20 && command.length > 4)).toBe(false)
  })

  it('says locked, and not a supported card', async () => {
    expect(await readBasicFour(target(cardOf(0)), numberOf())).toEqual({
      ok: false,
      problem: { kind: 'locked' },
    })
    expect(await readBasicFour(target(makeForeignCard()), numberOf())).toEqual({
      ok: false,
      problem: { kind: 'not-supported' },
    })
  })

  it.each([1, 2, 3, 4, 5, 6])('cuts the power too when the card leaves after %i commands', async (after) => {
    const card = cardOf()
    card.addFault({ kind: 'removed', after })
    const given = target(card)
    const outcome = await readBasicFour(given, numberOf())
    if (after < 6) expect(outcome).toEqual({ ok: false, problem: { kind: 'removed' } })
    expect(given.connection.released).toEqual(['unpower'])
  })

  it('gives up on a card that falls silent', async () => {
    const card = cardOf()
    card.addFault({ kind: 'mute', after: 3 })
    const given = target(card)
    const outcome = readBasicFour(given, numberOf())
    await given.clock.advance(5_000)
    expect(await outcome).toEqual({ ok: false, problem: { kind: 'unresponsive' } })
  })

  it('says removed of a card that says nothing of use on its way out, and unreadable of one that stays', async () => {
    for (const leaves of [true, false]) {
      const card = cardOf()
      card.addFault({ kind: 'cut', at: 3, bytes: 2 })
      const given = target(card)
      const outcome = readBasicFour(given, numberOf())
      await given.clock.advance(500)
      if (leaves) given.remove()
      await given.clock.advance(500)
      expect(await outcome).toEqual({ ok: false, problem: { kind: leaves ? 'removed' : 'unreadable' } })
    }
    const mute = {
      ...target(cardOf()),
      context: { connect: async () => fail('mute' as const), close: async () => {} },
    }
    mute.remove()
    expect(await countVerificationAttempts(mute)).toEqual({ ok: false, problem: { kind: 'removed' } })
  })

  it('waits for another program for less than two seconds, and takes its turn when that lets go', async () => {
    const given = target(cardOf())
    let refusals = Number.POSITIVE_INFINITY
    const context = {
      ...given.context,
      connect: async (...words: Parameters<typeof given.context.connect>) => {
        refusals -= 1
        return refusals < 0 ? given.context.connect(...words) : fail('busy' as const)
      },
    }
    const never = readBasicFour({ ...given, context }, numberOf())
    await given.clock.advance(1_750)
    expect(await never).toEqual({ ok: false, problem: { kind: 'busy' } })
    refusals = 2
    const soon = readBasicFour({ ...given, context }, numberOf())
    await given.clock.advance(750)
    expect(await soon).toMatchObject({ ok: true })
  })

  it('is not offered unless it is turned on, and needs a card', async () => {
    const options = {
      today: () => '2026-11-22',
      clock: createFakeClock(),
      backend: createScriptedBackend().backend,
    }
    expect(createPcscCardReader(options).verification).toBeUndefined()
    let isOffered = true
    const reader = createPcscCardReader({ ...options, verificationNumber: () => isOffered })
    const { verification } = reader
    expect(await verification?.countAttempts()).toEqual({ ok: false, problem: { kind: 'removed' } })
    const number = numberOf()
    expect(await verification?.readBasicFour(number)).toEqual({ ok: false, problem: { kind: 'removed' } })
    expect(new Set(digitsOf(number))).toEqual(new Set([0x30]))
    isOffered = false
    expect(reader.verification).toBeUndefined()
  })
})

describe('parseBasicFour', () => {
  it.each([
    ['no object', ''],
    ['another object', 'ff1000'],
    ['parts that are missing', 'ff2004df220141'],
    ['a name that is not UTF-8', 'ff2019 df2201ff df230141 df24083139383530343031 df250131'],
    ['a date that is none', 'ff2013 df220141 df230141 df240141 df250131'],
  ])('refuses %s', (_, given) => {
    expect(parseBasicFour(bytes(given))).toEqual({ ok: false, problem: { kind: 'unreadable' } })
  })
})
