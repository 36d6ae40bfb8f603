import { describe, expect, it } from 'vitest'
import type { CardReaderStatus } from '../../../contract/card.ts'
import type { CardFaceEnd, CardFaceTyped } from '../../../contract/card-face.ts'
import { fail, ok, type Result } from '../../../contract/result.ts'
import type { BasicFour, BasicFourProblem } from '../../../native/card/basic-four.ts'
import type { VerificationPort } from '../../../native/card/port.ts'
import { digitsOf } from '../../../native/card/verification-number.ts'
import { fakeDesk, GOOD_READING } from './fakes.ts'

const READER = 'reader'
const READ: CardReaderStatus = { state: 'read', reader: READER, reading: GOOD_READING }
const READY: CardReaderStatus = { state: 'ready', reader: READER }
const READING: CardReaderStatus = { state: 'reading', reader: READER }
const TYPED: CardFaceTyped = { birthDate: '昭和60年4月1日', expiryYear: '2031', securityCode: '7391' }
const FACTS: BasicFour = {
  name: '見本　太郎',
  address: '東京都見本区架空町一丁目１番１号',
  birthDate: '1985-04-01',
  sex: 'male',
}

/** A card whose answers the test gives, one at a time. */
const slowCard = () => {
  const counts: ((outcome: Result<number, BasicFourProblem>) => void)[] = []
  const reads: { digits: string; answer: (outcome: Result<BasicFour, BasicFourProblem>) => void }[] = []
  const port: VerificationPort = {
    countAttempts: () => new Promise((resolve) => counts.push(resolve)),
    readBasicFour: (number) =>
      new Promise((resolve) => {
        reads.push({ digits: new TextDecoder().decode(digitsOf(number)), answer: resolve })
      }),
  }
  return {
    port,
    asked: () => ({ counts: counts.length, reads: reads.map(({ digits }) => digits) }),
    /** The oldest question of its kind that has no answer yet. */
    count: async (outcome: Result<number, BasicFourProblem>) => {
      counts.shift()?.(outcome)
      await Promise.resolve()
      await new Promise(setImmediate)
    },
    read: async (outcome: Result<BasicFour, BasicFourProblem>) => {
      reads.shift()?.answer(outcome)
      await new Promise(setImmediate)
    },
  }
}

/** A desk with the comparison turned on and a card that was read. */
const setUp = (settings = { cardFace: true }) => {
  const card = slowCard()
  const desk = fakeDesk({ settings, verification: card.port })
  desk.card(READY)
  desk.card(READING)
  desk.card(READ)
  const face = () => desk.state().cardFace
  const asking = async (left = 10) => {
    desk.intend({ type: 'open-card-face' })
    await card.count(ok(left))
  }
  const read = async (outcome: Result<BasicFour, BasicFourProblem> = ok(FACTS)) => {
    desk.intend({ type: 'read-card-face', typed: TYPED })
    await card.read(outcome)
  }
  return { card, desk, face, asking, read }
}

describe('comparing the chip with the face', () => {
  it('is off by default: the card is asked nothing', () => {
    const { desk, card, face } = setUp({ cardFace: false })
    desk.intend({ type: 'open-card-face' })
    desk.intend({ type: 'read-card-face', typed: TYPED })
    expect(face()).toBeNull()
    expect(card.asked()).toEqual({ counts: 0, reads: [] })
    expect(fakeDesk().state().office.settings.cardFace).toBe(false)
  })

  it('asks for the attempts first, shows them less the two that stay, and reads', async () => {
    const { desk, card, face, asking } = setUp()
    desk.intend({ type: 'open-card-face' })
    expect(face()).toMatchObject({ state: 'counting' })
    desk.intend({ type: 'read-card-face', typed: TYPED })
    expect(card.asked().reads).toEqual([])
    await card.count(ok(10))
    expect(face()).toEqual({ state: 'asking', attempts: 8, wrong: false, refused: [] })
    desk.intend({ type: 'read-card-face', typed: TYPED })
    expect(face()).toMatchObject({ state: 'reading', attempts: 8 })
    expect(card.asked().reads).toEqual(['60040120317391'])
    // Once it is under way, a second press sends nothing.
    desk.intend({ type: 'read-card-face', typed: TYPED })
    expect(card.asked().reads).toHaveLength(1)
    await card.read(ok(FACTS))
    expect(face()).toEqual({ state: 'read', facts: FACTS })
    await asking(3)
    expect(face()).toEqual({ state: 'asking', attempts: 1, wrong: false, refused: [] })
  })

  it('spends nothing on what cannot be right, and names it', async () => {
    const { desk, card, face, asking } = setUp()
    await asking()
    desk.intend({
      type: 'read-card-face',
      typed: { birthDate: '昭和65年4月1日', expiryYear: '2031', securityCode: '73' },
    })
    expect(face()).toEqual({
      state: 'asking',
      attempts: 8,
      wrong: false,
      refused: ['birthDate', 'securityCode'],
    })
    expect(card.asked().reads).toEqual([])
  })

  it('refuses an individual number at this door too', async () => {
    const { desk, card, asking } = setUp()
    await asking()
    desk.intend({ type: 'read-card-face', typed: { ...TYPED, birthDate: '983205673214' } })
    expect(desk.messages()).toContain('MY_NUMBER_REFUSED')
    expect(card.asked().reads).toEqual([])
    expect(JSON.stringify(desk.state())).not.toContain('983205673214')
  })

  it('asks again after a wrong number, with the attempts that it left', async () => {
    const { face, asking, read } = setUp()
    await asking()
    await read(fail({ kind: 'wrong-number', attemptsLeft: 9 }))
    expect(face()).toEqual({ state: 'asking', attempts: 7, wrong: true, refused: [] })
    await read(fail({ kind: 'wrong-number', attemptsLeft: 2 }))
    expect(face()).toEqual({ state: 'ended', why: 'near-lock' })
  })

  it.each<readonly [Result<number, BasicFourProblem>, CardFaceEnd]>([
    [ok(2), 'near-lock'],
    [ok(1), 'near-lock'],
    [ok(0), 'locked'],
    [fail({ kind: 'locked' }), 'locked'],
    [fail({ kind: 'not-supported' }), 'not-supported'],
    [fail({ kind: 'busy' }), 'busy'],
    [fail({ kind: 'removed' }), 'removed'],
    [fail({ kind: 'unreadable' }), 'unreadable'],
    [fail({ kind: 'unresponsive' }), 'unresponsive'],
  ])('a count of %o ends as %s, and can be asked for again', async (outcome, why) => {
    const { desk, card, face } = setUp()
    desk.intend({ type: 'open-card-face' })
    await card.count(outcome)
    expect(face()).toEqual({ state: 'ended', why })
    desk.intend({ type: 'read-card-face', typed: TYPED })
    expect(card.asked().reads).toEqual([])
    desk.intend({ type: 'open-card-face' })
    expect(face()).toMatchObject({ state: 'counting' })
  })

  it.each([
    [{ kind: 'locked' }, 'locked'],
    [{ kind: 'near-lock', attemptsLeft: 2 }, 'near-lock'],
    [{ kind: 'busy' }, 'busy'],
    [{ kind: 'removed' }, 'removed'],
    [{ kind: 'unreadable' }, 'unreadable'],
    [{ kind: 'unresponsive' }, 'unresponsive'],
    [{ kind: 'not-supported' }, 'not-supported'],
  ] as const)('a reading that fails with %o ends as %s', async (problem, why) => {
    const { face, asking, read } = setUp()
    await asking()
    await read(fail(problem))
    expect(face()).toEqual({ state: 'ended', why })
  })

  it.each([
    [READY, 'removed'],
    [READING, 'removed'],
    [{ state: 'no-reader' }, 'removed'],
    [{ state: 'failed', reader: READER, problem: 'removed' }, 'removed'],
    [{ state: 'no-service' }, 'unresponsive'],
    [{ state: 'unresponsive', reader: READER }, 'unresponsive'],
  ] as const)('the reader goes to %o: what is under way ends as %s', async (status, why) => {
    for (const stage of ['counting', 'asking', 'reading'] as const) {
      const { desk, card, face, asking } = setUp()
      if (stage === 'counting') desk.intend({ type: 'open-card-face' })
      else await asking()
      if (stage === 'reading') desk.intend({ type: 'read-card-face', typed: TYPED })
      expect(face()?.state).toBe(stage)
      desk.card(status)
      expect(face()).toEqual({ state: 'ended', why })
      // An answer of the card that has gone is ignored.
      if (stage === 'counting') await card.count(ok(10))
      if (stage === 'reading') await card.read(ok(FACTS))
      expect(face()).toEqual({ state: 'ended', why })
    }
  })

  it('says that the card has gone when it went before the press', () => {
    const { desk, face } = setUp()
    desk.card(READY)
    desk.intend({ type: 'open-card-face' })
    expect(face()).toEqual({ state: 'ended', why: 'removed' })
  })

  it('never takes the answer of one card for that of the next', async () => {
    const { desk, card, face } = setUp()
    desk.intend({ type: 'open-card-face' })
    desk.card(READY)
    desk.card(READING)
    desk.card(READ)
    desk.intend({ type: 'open-card-face' })
    await card.count(ok(10))
    expect(face()).toMatchObject({ state: 'counting' })
    await card.count(ok(5))
    expect(face()).toMatchObject({ state: 'asking', attempts: 3 })
  })

  it('keeps what was read while the card is handed back, and drops it when another comes', async () => {
    const { desk, face, asking, read } = setUp()
    await asking()
    await read()
    desk.card(READY)
    expect(face()).toEqual({ state: 'read', facts: FACTS })
    desk.card(READING)
    expect(face()).toBeNull()
  })
})

describe('what was read is forgotten', () => {
  const ends: Record<string, (desk: ReturnType<typeof fakeDesk>) => void> = {
    'with the end of the check-in': (desk) => desk.intend({ type: 'conclude', confirmed: true }),
    'when the check-in is given up': (desk) => desk.intend({ type: 'cancel' }),
    'when it is cleared': (desk) => desk.intend({ type: 'close-card-face' }),
    'with the card’s place among the evidence': (desk) =>
      desk.intend({ type: 'remove-document', id: desk.checkIn().evidence[0]?.id ?? '' }),
    'when the flow is turned off': (desk) =>
      desk.service.tell({
        type: 'settings',
        settings: { ...desk.state().office.settings, cardFace: false },
      }),
    'when nobody is signed in any more': (desk) =>
      desk.service.tell({
        type: 'staff',
        staff: {
          required: true,
          signedIn: null,
          rights: [],
          people: [],
          left: [],
          refusal: null,
          registering: null,
        },
      }),
  }
  it.each(Object.keys(ends))('%s', async (when) => {
    const { desk, face, asking, read } = setUp()
    await asking()
    await read()
    desk.intend({ type: 'set-online', online: { code: 1 } })
    expect(face()).toMatchObject({ state: 'read' })
    ends[when]?.(desk)
    expect(face()).toBeNull()
  })

  it('is on no disk: neither in the journal nor in the open check-in that a restart takes up', async () => {
    const { desk, asking, read } = setUp()
    await asking()
    await read()
    desk.intend({ type: 'set-online', online: { code: 1 } })
    const secrets = [FACTS.name, FACTS.address, FACTS.birthDate, '昭和60年4月1日', '600401', '7391']
    for (const secret of secrets) expect(desk.journal.text()).not.toContain(secret)
    expect(JSON.stringify(desk.patient())).not.toContain('見本')
    const next = fakeDesk({ journal: desk.journal, takesOverFrom: 'crashed', settings: { cardFace: true } })
    expect(next.checkIn().id).toBe(desk.checkIn().id)
    expect(next.state().cardFace).toBeNull()
    desk.intend({ type: 'conclude', confirmed: true })
    for (const secret of secrets) expect(desk.journal.text()).not.toContain(secret)
  })
})
