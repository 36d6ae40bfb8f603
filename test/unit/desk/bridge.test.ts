/** An answer from the official bridge finds its visit by what both have, or waits in the tray. */
import { describe, expect, it } from 'vitest'
import type { Entitlement } from '../../../contract/bridge-reading.ts'
import type { Document } from '../../../contract/check-in.ts'
import { type CheckInView, type Claims, type DeskState, emptyCheckIn } from '../../../contract/desk.ts'
import { type Arrival, type BridgeUse, NO_BRIDGE } from '../../../contract/desk-bridge.ts'
import { asCheckIn } from '../../../main/desk/model/check-in.ts'
import type { Core, DeskEvent, Effect } from '../../../main/desk/model/core.ts'
import { reduce } from '../../../main/desk/model/reduce.ts'
import { decide } from '../../../main/rules/decide.ts'
import { QUIET as STATE } from '../../electron/fixture/state.ts'

const HASH = 'a'.repeat(64)
const NOW = { instant: '2026-11-30T09:00:00+09:00', today: '2026-11-30', checkInId: 'c1', ruleSet: 'test' }

const TARO: Entitlement = {
  class: '01',
  name: '見本　太郎',
  kana: 'ミホン タロウ',
  birthDate: '1985-06-07',
  sex: 'male',
  relation: 'self',
  insurerNumber: '01139997',
  insurerName: '見本健康保険協会',
  symbol: '1234',
  number: '56',
  branch: '00',
  validFrom: '2023-04-01',
  expiresOn: null,
  endedOn: null,
  burden: 3,
  preschool: false,
  fullPay: false,
  referenceNumber: null,
}
const CLAIMS: Claims = {
  insurerNumber: '01139997',
  symbol: '１２３４',
  number: '56',
  branch: '00',
  birthDate: '1985-06-07',
}

const arrival = (change: Partial<Arrival> = {}): Arrival => ({
  id: 'a1',
  at: NOW.instant,
  file: 'OQSsiquc01res_face_20261130090000.xml',
  hash: HASH,
  online: { code: 1 },
  entitlements: [TARO],
  message: null,
  why: null,
  ...change,
})

/** A desk whose bridge is ready, with a visit or without. */
const desk = (visit: Partial<CheckInView> | null, settings: Partial<BridgeUse> = {}): Core => {
  const state: DeskState = {
    ...STATE,
    today: NOW.today,
    checkIn:
      visit === null
        ? null
        : { ...emptyCheckIn({ id: 'c0', openedAt: NOW.instant, visitDate: NOW.today }), ...visit },
    bridge: {
      status: {
        state: 'ready',
        since: NOW.instant,
        lastFaceAt: null,
        isEncrypted: false,
        clockMinutes: null,
      },
      use: { opensVisit: true, asksByItself: true, registersNumber: false, ...settings },
      arrivals: [],
      lookUp: null,
    },
    office: STATE.office,
  }
  return { state, nextId: 10, isZoneRight: true, parked: [], isCardGone: true }
}

const happening = (core: Core, ...events: readonly DeskEvent[]): { core: Core; effects: Effect[] } => {
  const effects: Effect[] = []
  let next = core
  for (const event of events) {
    const step = reduce(next, event, NOW)
    effects.push(...step.effects)
    next = step.core
  }
  return { core: next, effects }
}

const paper = (claims: Claims = CLAIMS, document: Document = { type: 'eligibility-certificate' }) => ({
  evidence: [{ id: 'e1', document, source: 'manual' as const, claims, confirmed: true }],
  birthDate: claims.birthDate ?? null,
  online: { unavailable: true as const },
})
const come = (change: Partial<Arrival> = {}): DeskEvent => ({ type: 'arrival', arrival: arrival(change) })
const took = (core: Core): boolean => core.state.checkIn?.official != null
const waiting = (core: Core): string[] => core.state.bridge.arrivals.map(({ id }) => id)

describe('with nobody at the desk', () => {
  it('one result opens the visit, decides, and is on record with its file’s sum', () => {
    const { core, effects } = happening(desk(null), come())
    expect(core.state.checkIn).toMatchObject({
      online: { code: 1, by: 'card', burden: 3 },
      reader: { state: 'read' },
      birthDate: '1985-06-07',
      official: { by: 'card', hash: HASH },
    })
    expect(waiting(core)).toEqual([])
    const events = effects.flatMap((effect) => (effect.type === 'record' ? [effect.event] : []))
    expect(events).toContainEqual(
      expect.objectContaining({ event: 'official-answer', online: 1, hash: HASH, entitlements: 1 }),
    )
    expect(events.at(-1)).toMatchObject({ event: 'decided', outcome: 'accept' })
    expect(JSON.stringify(events)).not.toMatch(/太郎|01139997/)
  })
  it('it waits where the clinic has not set so', () => {
    const { core } = happening(desk(null, { opensVisit: false }), come())
    expect(core.state.checkIn).toBeNull()
    expect(waiting(core)).toEqual(['a1'])
  })
  it('hazard 14: of two, a person says whose turn it is; the newest never replaces the one on the screen', () => {
    const { core } = happening(desk(null, { opensVisit: false }), come(), come({ id: 'a2' }))
    expect(waiting(core)).toEqual(['a2', 'a1'])
    const opened = happening(
      desk(null),
      come(),
      come({ id: 'a2', entitlements: [{ ...TARO, birthDate: '1990-01-01' }] }),
    )
    expect(opened.core.state.checkIn?.official?.entitlements[0]?.entitlement.birthDate).toBe('1985-06-07')
    expect(waiting(opened.core)).toEqual(['a2'])
  })
  it.each(['old', 'late', 'institution', 'conflict', 'UNREADABLE', 'ENCRYPTED', 'FAILED'] as const)(
    'hazard 13: %s waits, and cannot be taken',
    (why) => {
      const { core } = happening(desk(null), come({ why }), {
        type: 'intent',
        intent: { type: 'take-arrival', id: 'a1' },
      })
      expect(core.state.checkIn).toBeNull()
      expect(waiting(core)).toEqual(['a1'])
    },
  )
  it('one that was taken for a visit that was over by then waits on, and opens no other', () => {
    const { core } = happening(desk(null, { opensVisit: false }), come(), {
      type: 'intent',
      intent: { type: 'take-arrival', id: 'a1', shown: 'the visit before' },
    })
    expect(core.state.checkIn).toBeNull()
    expect(waiting(core)).toEqual(['a1'])
  })
  it('hazard 15: two insurances wait for a person; an insurance with 医療扶助 is one', () => {
    expect(took(happening(desk(null), come({ entitlements: [TARO, { ...TARO, number: '57' }] })).core)).toBe(
      false,
    )
    const both = happening(desk(null), come({ entitlements: [TARO, { ...TARO, class: 'A1', burden: null }] }))
    expect(both.core.state.checkIn?.official?.entitlements).toHaveLength(2)
  })
  it('特別療養 is never lost', () => {
    const { core } = happening(
      desk(null),
      come({ entitlements: [{ ...TARO, class: '05', burden: 10, fullPay: true }] }),
    )
    expect(core.state.checkIn?.online).toMatchObject({ burden: 10, fullPay: true })
  })
})

describe('with a visit open', () => {
  it.each([
    ['number and birth date', CLAIMS, true],
    ['name and birth date', { name: '見本 太郎', birthDate: '1985-06-07' }, true],
    ['birth date alone', { birthDate: '1985-06-07' }, false],
    ['number alone', { insurerNumber: '01139997', number: '56' }, false],
    ['another birth date', { ...CLAIMS, birthDate: '1985-06-08' }, false],
    ['another branch', { ...CLAIMS, branch: '02' }, false],
    ['another name', { name: '見本 次郎', birthDate: '1985-06-07' }, false],
    ['nothing', {}, false],
  ] as const)('%s', (_, claims, isItsOwn) => {
    const { core } = happening(desk(paper(claims)), come())
    expect(took(core)).toBe(isItsOwn)
    expect(waiting(core)).toEqual(isItsOwn ? [] : ['a1'])
  })
  it('our own reader’s card has no identity', () => {
    const { core } = happening(desk(paper({}, { type: 'my-number-card' })), come())
    expect(took(core)).toBe(false)
  })
  it.each([
    ['見本　●郎', '見本 太郎', true],
    ['見本　〓郎', '見本 太郎', true],
    // The other letters are another's, a twin's perhaps.
    ['見本　●郎', '見本 花子', false],
    ['国保　●郎', '見本 太郎', false],
    // Nothing of the given name can be read.
    ['見本　●●', '見本 太郎', false],
    ['見本　太郎', '●● ●●', false],
  ])('hazard 21: ● in a name is any letter, and the others count: %s, %s', (official, name, isItsOwn) => {
    const core = desk(paper({ name, birthDate: '1985-06-07' }))
    const item = { ...TARO, name: official }
    const after = happening(core, come({ entitlements: [item] })).core
    // One that is not its own waits, and asks nobody anything.
    expect([took(after), after.state.question]).toEqual([isItsOwn, null])
  })
  it.each([
    ['ミホン タロウ', 'ミホン タロウ', true],
    ['ミホン ハナコ', 'ミホン タロウ', false],
    // Without the official kana nobody can tell.
    ['ミホン タロウ', null, false],
    ['MIHON TARO', 'ミホン タロウ', false],
  ])('a paper in kana is compared with the official kana: %s, %s', (name, kana, isItsOwn) => {
    const core = desk(paper({ name, birthDate: '1985-06-07' }))
    const after = happening(core, come({ entitlements: [{ ...TARO, kana }] })).core
    expect([took(after), after.state.question]).toEqual([isItsOwn, null])
  })
  it('hazard 34: our own patient number is enough; one of another patient is against it', () => {
    const item = { ...TARO, referenceNumber: '000123' }
    const at = (patientNumber: string, claims: Claims) =>
      took(happening(desk({ ...paper(claims), patientNumber }), come({ entitlements: [item] })).core)
    expect(at('000123', {})).toBe(true)
    expect(at('000999', CLAIMS)).toBe(false)
    expect(at('000123', { birthDate: '1990-01-01' })).toBe(false)
  })
  it('hazard 33: a birth date that is masked is nobody’s', () => {
    expect(took(happening(desk(paper()), come({ entitlements: [{ ...TARO, birthDate: null }] })).core)).toBe(
      false,
    )
  })
  it('what differs from the paper is marked', () => {
    const claims = { ...CLAIMS, symbol: '9', name: '見本 太郎' }
    const document: Document = { type: 'eligibility-certificate', burden: 2 }
    const { core } = happening(desk(paper(claims, document)), come())
    expect(core.state.checkIn?.official?.entitlements[0]?.differs).toEqual(['symbol', 'burden'])
  })
  it('a touch takes it; a birth date that is another is asked about first', () => {
    const before = desk(paper({ birthDate: '1990-01-01' }))
    const { core } = happening(before, come(), { type: 'intent', intent: { type: 'take-arrival', id: 'a1' } })
    expect(took(core)).toBe(false)
    expect(core.state.question).toMatchObject({ what: 'answer', hasCard: true, same: 'which' })
    const answer: DeskEvent = {
      type: 'intent',
      intent: {
        type: 'answer-person',
        question: core.state.question?.number ?? 0,
        answer: 'same',
        kept: 'now',
        fields: [],
      },
    }
    const answered = happening(core, answer).core
    expect(took(answered)).toBe(true)
    expect(answered.state.checkIn?.birthDate).toBe('1985-06-07')
  })
  it('hazard 20: kana and birth date are nobody’s', () => {
    const { core } = happening(
      desk(paper({ birthDate: '1985-06-07' })),
      come({ entitlements: [{ ...TARO, name: null }] }),
    )
    expect(took(core)).toBe(false)
  })
  it('many that cannot be taken push none out of the tray that can', () => {
    const useless = Array.from({ length: 30 }, (_, index) => come({ id: `old${index}`, why: 'institution' }))
    const { core } = happening(desk(null, { opensVisit: false }), come(), ...useless, come({ id: 'a2' }))
    expect(core.state.bridge.arrivals).toHaveLength(20)
    expect(waiting(core)).toEqual(expect.arrayContaining(['a1', 'a2', 'old29']))
  })
  it('dismissed, it is gone', () => {
    const { core } = happening(desk({}), come(), {
      type: 'intent',
      intent: { type: 'dismiss-arrival', id: 'a1' },
    })
    expect(waiting(core)).toEqual([])
  })
})

describe('look-ups', () => {
  const ABOUT = {
    insurerNumber: '01139997',
    symbol: '１２３４',
    number: '56',
    branch: '00',
    birthDate: '1985-06-07',
  }
  const outcome = (change: object = {}, question = ABOUT): DeskEvent => ({
    type: 'look-up-ended',
    checkIn: 'c0',
    question,
    outcome: {
      file: 'OQSsiquc01res_1.xml',
      online: { code: 1 },
      entitlements: [TARO],
      problem: null,
      message: null,
      hash: HASH,
      ...change,
    },
  })
  const asked = (effects: readonly Effect[]): Effect[] => effects.filter(({ type }) => type === 'look-up')
  const certificate: DeskEvent = {
    type: 'intent',
    intent: { type: 'add-document', document: { type: 'eligibility-certificate' }, claims: CLAIMS },
  }

  it('a certificate whose numbers are known is asked about by itself, once', () => {
    const { core, effects } = happening(desk({}), certificate, {
      type: 'intent',
      intent: { type: 'set-visit', visit: {} },
    })
    expect(asked(effects)).toMatchObject([
      { checkIn: 'c0', again: false, question: { number: '56', insurerNumber: '01139997' } },
    ])
    const ended = happening(core, outcome())
    expect(ended.core.state.checkIn).toMatchObject({
      online: { code: 1, by: 'number', burden: 3 },
      official: { by: 'number' },
    })
    expect(asked(ended.effects)).toEqual([])
  })
  it('hazard 12: an answer to numbers that were corrected meanwhile is not used; what stands there now is asked', () => {
    const corrected = (core: Core, claims: Claims): DeskEvent => ({
      type: 'intent',
      intent: {
        type: 'update-document',
        id: core.state.checkIn?.evidence[0]?.id ?? '',
        document: { type: 'eligibility-certificate' },
        claims,
      },
    })
    const first = happening(desk({}), certificate).core
    const other = happening(first, corrected(first, { ...CLAIMS, number: '57' }), outcome())
    expect(other.core.state.checkIn).toMatchObject({ online: null, official: null })
    expect(other.core.state.bridge.lookUp).toEqual({ state: 'asking' })
    expect(asked(other.effects)).toMatchObject([{ question: { number: '57' }, again: false }])
    const right = happening(other.core, outcome({}, { ...ABOUT, number: '57' }))
    expect(right.core.state.checkIn).toMatchObject({ online: { code: 1, by: 'number' } })
    const same = happening(first, corrected(first, { ...CLAIMS, name: '見本 太郎' }), outcome())
    expect(same.core.state.checkIn).toMatchObject({ online: { code: 1, by: 'number' } })
  })
  it('an answer about a paper that was taken away meanwhile is not used', () => {
    const first = happening(desk({}), certificate).core
    const id = first.state.checkIn?.evidence[0]?.id ?? ''
    const { core } = happening(first, { type: 'intent', intent: { type: 'remove-document', id } }, outcome())
    expect(core.state.checkIn).toMatchObject({ online: null, official: null })
    expect(core.state.bridge.lookUp).toBeNull()
  })
  it('not where the clinic has not set so, nor without a birth date', () => {
    expect(asked(happening(desk({}, { asksByItself: false }), certificate).effects)).toEqual([])
    const { birthDate: _, ...claims } = CLAIMS
    const without: DeskEvent = {
      type: 'intent',
      intent: { type: 'add-document', document: { type: 'eligibility-certificate' }, claims },
    }
    expect(asked(happening(desk({}), without).effects)).toEqual([])
  })
  it('hazard 11: no answer is “could not check”, and opens the other ways at once', () => {
    const { core } = happening(
      desk({}),
      certificate,
      outcome({ problem: 'NO_ANSWER', online: { unavailable: true }, entitlements: [], hash: null }),
    )
    expect(core.state.checkIn?.online).toEqual({ unavailable: true })
    expect(core.state.bridge.lookUp).toMatchObject({ state: 'ended', problem: 'NO_ANSWER' })
  })
  it('hazard 11: an answer of a visit that is over acts on nobody', () => {
    const gone = happening(
      desk({}),
      certificate,
      { type: 'intent', intent: { type: 'cancel' } },
      { type: 'intent', intent: { type: 'open-check-in' } },
    )
    const { core, effects } = happening(gone.core, outcome())
    expect(core.state.checkIn).toMatchObject({ id: 'c1', online: null, official: null })
    expect(effects).toEqual([])
  })
  it('an answer that a person has entered meanwhile stands', () => {
    const { core } = happening(
      desk({}),
      certificate,
      { type: 'intent', intent: { type: 'set-online', online: { code: 2 } } },
      outcome(),
    )
    expect(core.state.checkIn?.online).toEqual({ code: 2 })
  })
  it('a person may ask anew', () => {
    const { effects } = happening(desk({}), certificate, outcome({ problem: 'NO_ANSWER', hash: null }), {
      type: 'intent',
      intent: { type: 'look-up' },
    })
    expect(asked(effects)).toMatchObject([{ again: false }, { again: true }])
  })
  it('asked anew, the answer is taken; without one, what was known stands', () => {
    const anew: DeskEvent = { type: 'intent', intent: { type: 'look-up' } }
    const silence = outcome({
      problem: 'NO_ANSWER',
      online: { unavailable: true },
      entitlements: [],
      hash: null,
    })
    const after = happening(desk({}), certificate, silence, anew, outcome())
    expect(after.core.state.checkIn).toMatchObject({ online: { code: 1, by: 'number' } })
    const wrong = outcome({ online: { code: 4 }, entitlements: [] })
    const corrected = happening(desk({}), certificate, wrong, anew, outcome())
    expect(corrected.core.state.checkIn).toMatchObject({ online: { code: 1, by: 'number' } })
    const kept = happening(desk({}), certificate, outcome(), anew, silence)
    expect(kept.core.state.checkIn).toMatchObject({ online: { code: 1, by: 'number' } })
    expect(kept.core.state.bridge.lookUp).toMatchObject({ problem: 'NO_ANSWER' })
  })
  it('asked anew, and answered by a person meanwhile: that stands', () => {
    const { core } = happening(
      desk({}),
      certificate,
      outcome({ online: { code: 4 }, entitlements: [] }),
      { type: 'intent', intent: { type: 'look-up' } },
      { type: 'intent', intent: { type: 'set-online', online: { code: 2 } } },
      outcome(),
    )
    expect(core.state.checkIn).toMatchObject({ online: { code: 2 }, official: null })
    expect(core.state.bridge.lookUp).toMatchObject({ state: 'ended', problem: null })
  })
})

it('without a bridge the desk works as before, and the tray is empty', () => {
  const { core } = happening(desk(null), come({ why: 'old' }), {
    type: 'bridge-status',
    status: NO_BRIDGE.status,
    use: NO_BRIDGE.use,
  })
  expect(core.state.bridge).toEqual(NO_BRIDGE)
})

describe('our own number of the patient', () => {
  const concluding = (change: Partial<CheckInView> = {}, use: Partial<BridgeUse> = {}): Core => {
    const { core } = happening(desk(null, { registersNumber: true, ...use }), come())
    const { checkIn } = core.state
    if (checkIn === null) throw new Error('no visit')
    const decided = { decision: decide(asCheckIn(checkIn, STATE.office.settings)), seq: 7 }
    return {
      ...core,
      state: { ...core.state, checkIn: { ...checkIn, decided, patientNumber: '004512', ...change } },
    }
  }
  const registers = (core: Core) =>
    happening(core, { type: 'concluded', checkIn: core.state.checkIn?.id ?? '' }).effects.filter(
      ({ type }) => type === 'register-number',
    )

  it('is registered once the visit is accepted, under the numbers of its answer', () => {
    expect(registers(concluding())).toEqual([
      expect.objectContaining({
        registration: expect.objectContaining({
          referenceNumber: '004512',
          insurerNumber: TARO.insurerNumber,
          number: TARO.number,
        }),
      }),
    ])
  })

  it.each([
    ['turned off', {}, { registersNumber: false }],
    ['without a number', { patientNumber: null }, {}],
    ['without an official answer', { official: null }, {}],
    ['of a visit that is not accepted', { decided: null }, {}],
    ['where staff decided otherwise', { overridden: { outcome: 'not-confirmed' as const, why: '見本' } }, {}],
  ])('is not, %s', (_, change, use) => {
    expect(registers(concluding(change, use))).toEqual([])
  })

  it('is not written over one that the answer brought, and not where two insurances came', () => {
    const view = concluding().state.checkIn
    const official = view?.official
    const [one] = official?.entitlements ?? []
    if (official == null || one === undefined) throw new Error('no answer')
    const brought = { ...one, entitlement: { ...one.entitlement, referenceNumber: '777' } }
    expect(registers(concluding({ official: { ...official, entitlements: [brought] } }))).toEqual([])
    expect(registers(concluding({ official: { ...official, entitlements: [one, one] } }))).toEqual([])
  })

  it('is put on record; where it was not taken the desk says so', () => {
    const ended = (problem: 'REFUSED' | null) =>
      happening(desk(null), { type: 'registration-ended', checkIn: 'c0', problem })
    expect(ended(null).core.state.messages).toEqual([])
    expect(ended('REFUSED').core.state.messages).toMatchObject([{ code: 'NUMBER_NOT_REGISTERED' }])
    expect(ended('REFUSED').effects).toMatchObject([
      { event: { event: 'number-registered', checkIn: 'c0', result: 'REFUSED' } },
    ])
  })
})

describe('a face result that turns out to be another’s', () => {
  const taken = () => happening(desk(null), come()).core
  const cardOf = ({ state }: Core): string => state.checkIn?.evidence[0]?.id ?? ''
  const remove = (core: Core): DeskEvent => ({
    type: 'intent',
    intent: { type: 'remove-document', id: cardOf(core) },
  })

  it('takes its name and its birth date with it when its card is taken back', () => {
    const opened = taken()
    const { core } = happening(opened, remove(opened))
    expect(core.state.checkIn).toMatchObject({
      evidence: [],
      online: null,
      official: null,
      officialName: null,
      birthDate: null,
    })
  })

  it('leaves what a paper says too, and names whoever is really here', () => {
    const opened = happening(desk(paper(CLAIMS)), come()).core
    const left = happening(opened, {
      type: 'intent',
      intent: { type: 'remove-document', id: opened.state.checkIn?.evidence.at(-1)?.id ?? '' },
    }).core
    expect(left.state.checkIn).toMatchObject({ birthDate: '1985-06-07', officialName: null })
    const hers = come({ id: 'a2', entitlements: [{ ...TARO, name: '見本　太朗' }] })
    expect(happening(left, hers).core.state.checkIn?.officialName).toBe('見本　太朗')
  })

  it('a proxy’s leaves nothing of the proxy where the patient’s own paper is here', () => {
    const opened = taken()
    const born = '1950-04-01'
    const asked = happening(opened, {
      type: 'intent',
      intent: {
        type: 'add-document',
        document: { type: 'eligibility-notice' },
        claims: { birthDate: born },
      },
    }).core
    expect(asked.state.question?.about).toEqual(['birth-date'])
    const { core } = happening(asked, {
      type: 'intent',
      intent: {
        type: 'answer-person',
        question: asked.state.question?.number ?? 0,
        answer: 'family',
        kept: null,
        fields: [],
      },
    })
    expect(core.state.checkIn).toMatchObject({ birthDate: born, officialName: null, online: null, held: [] })
  })
})

describe('a face result that names our own number', () => {
  const taken = () =>
    happening(desk(null), come({ entitlements: [{ ...TARO, referenceNumber: '4512' }] })).core
  const typed = (patientNumber: string): DeskEvent => ({
    type: 'intent',
    intent: { type: 'set-patient-number', patientNumber },
  })
  const scanned = (id: string): DeskEvent => ({
    type: 'scan',
    proposal: null,
    result: { outcome: 'accept', kind: 'patient-card', fields: { id } },
  })

  it.each([
    ['typed', typed],
    ['scanned', scanned],
  ])('asks about another one that is %s, and takes its own', (_, event) => {
    const other = happening(taken(), event('0099')).core
    expect(other.state.question?.about).toEqual(['patient-number'])
    expect(other.state.checkIn?.patientNumber).toBeNull()
    const own = happening(taken(), event('004512')).core
    expect(own.state.question).toBeNull()
    expect(own.state.checkIn?.patientNumber).toBe('004512')
  })
})
