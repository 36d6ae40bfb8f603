import { describe, expect, it } from 'vitest'
import { deskStateSchema } from '../../../contract/desk.ts'
import { MAX_VISITS } from '../../../contract/list-limits.ts'
import { fakeDesk, fakeJournal, GOOD_READING } from './fakes.ts'

const READER = 'Virtual PCD 00 00'

describe('a card on the reader', () => {
  it('opens a check-in while it is read, and shows the decision after its row', () => {
    const desk = fakeDesk({
      official: () => ({
        reader: { state: 'read', identifiedBy: 'face' },
        online: { code: 1 },
        printed: { faceOnly: false, photoless: false },
      }),
    })
    desk.card({ state: 'ready', reader: READER })
    desk.card({ state: 'reading', reader: READER })
    expect(desk.state().checkIn).toBeNull()
    desk.card({ state: 'reading', reader: READER, selected: true })
    expect(desk.checkIn().decided).toBeNull()
    desk.card({ state: 'read', reader: READER, reading: GOOD_READING })
    expect(desk.reason()).toBe('OK_ONLINE')
    expect(desk.checkIn().evidence[0]?.document).toEqual({
      type: 'my-number-card',
      certificateExpiresOn: '2029-05-01',
    })
    const { decided } = desk.checkIn()
    expect(desk.journal.events()[(decided?.seq ?? 0) - 1]?.event).toBe('decided')
  })

  it('never shows a decision whose row is not there', () => {
    const desk = fakeDesk()
    desk.card({ state: 'read', reader: READER, reading: GOOD_READING })
    for (const state of desk.states) {
      const decided = state.checkIn?.decided
      if (decided != null) expect(decided.seq).not.toBeNull()
    }
  })

  it('without an official answer leaves it to the receptionist', () => {
    const desk = fakeDesk()
    desk.card({ state: 'read', reader: READER, reading: GOOD_READING })
    expect(desk.checkIn().online).toBeNull()
    desk.intend({ type: 'set-online', online: { code: 1 } })
    expect(desk.reason()).toBe('OK_ONLINE')
  })

  describe('§11 whose certificate chain', () => {
    const readWith = (chain: 'trusted' | 'untrusted' | 'not-checked') => {
      const desk = fakeDesk()
      const certificate = GOOD_READING.certificate
      if (certificate === null) throw new Error('the reading has a certificate')
      const reading = { ...GOOD_READING, certificate: { ...certificate, chain } }
      desk.card({ state: 'read', reader: READER, reading })
      return desk
    }
    it('is untrusted is said and recorded, and the card never counts as confirmed', () => {
      const desk = readWith('untrusted')
      expect(desk.messages()).toContain('CARD_UNTRUSTED')
      expect(desk.journal.names()).toContain('card-untrusted')
      const [card] = desk.checkIn().evidence
      expect(card).toMatchObject({ source: 'card-reader', confirmed: false })
      expect(desk.checkIn().reader).toEqual({ state: 'failed', failure: 'card-unreadable' })
      desk.intend({ type: 'confirm-document', id: card?.id ?? '' })
      expect(desk.checkIn().evidence[0]?.confirmed).toBe(false)
      // The next card that is good is one.
      desk.card({ state: 'read', reader: READER, reading: GOOD_READING })
      expect(desk.checkIn().evidence[0]?.confirmed).toBe(true)
      expect(desk.messages()).not.toContain('CARD_UNTRUSTED')
    })
    it.each(['trusted', 'not-checked'] as const)('is %s is a card as ever', (chain) => {
      const desk = readWith(chain)
      expect(desk.messages()).toEqual([])
      expect(desk.journal.names()).not.toContain('card-untrusted')
      expect(desk.checkIn()).toMatchObject({ reader: { state: 'read' }, evidence: [{ confirmed: true }] })
    })
  })

  it('that is expired is recorded as the reader’s failure and opens the fallback', () => {
    const desk = fakeDesk()
    const certificate = GOOD_READING.certificate
    if (certificate === null) throw new Error('the reading has a certificate')
    desk.card({
      state: 'read',
      reader: READER,
      reading: {
        ...GOOD_READING,
        certificate: { ...certificate, notAfter: '2026-05-01T23:59:59.000+09:00', status: 'expired' },
      },
    })
    expect(desk.reason()).toBe('CERT_EXPIRED')
  })

  it('that cannot be read opens the next road instead of ending the check-in', () => {
    const desk = fakeDesk()
    desk.card({ state: 'failed', reader: READER, problem: 'unreadable', selected: true })
    expect(desk.reason()).toBe('CARD_ONLY_FALLBACK')
    expect(desk.messages()).toContain('CARD_UNREADABLE')
    desk.intend({ type: 'add-document', document: { type: 'eligibility-notice' }, claims: {} })
    expect(desk.reason()).toBe('NOTICE_PLUS_CARD')
  })

  it('that never let the application be selected begins nothing and is no evidence', () => {
    const statuses = [
      { state: 'failed', problem: 'unreadable' },
      { state: 'unresponsive' },
      { state: 'failed', problem: 'removed' },
    ] as const
    for (const status of statuses) {
      const desk = fakeDesk()
      desk.card({ state: 'reading', reader: READER })
      desk.card({ ...status, reader: READER })
      expect(desk.state().checkIn).toBeNull()
      expect(desk.journal.names()).not.toContain('check-in-opened')
      expect(desk.journal.names()).not.toContain('decided')
    }
  })

  it('that never let the application be selected is a failure of the reader where a check-in is open', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'add-document', document: { type: 'eligibility-notice' }, claims: {} })
    desk.card({ state: 'reading', reader: READER })
    desk.card({ state: 'failed', reader: READER, problem: 'unreadable' })
    expect(desk.checkIn().reader).toEqual({ state: 'failed', failure: 'card-unreadable' })
    expect(desk.checkIn().evidence.map(({ document }) => document.type)).toEqual(['eligibility-notice'])
  })

  const NOTICE = {
    type: 'add-document',
    document: { type: 'eligibility-notice' },
    claims: {},
  } as const

  it('that gave nothing before any check-in was open is the failure of the one that opens beside it, once', () => {
    const desk = fakeDesk()
    desk.card({ state: 'failed', reader: READER, problem: 'unreadable' })
    desk.intend(NOTICE)
    expect(desk.checkIn().reader).toEqual({ state: 'failed', failure: 'card-unreadable' })
    expect(desk.checkIn().evidence.map(({ document }) => document.type)).toEqual(['eligibility-notice'])
    desk.intend({ type: 'cancel' })
    desk.intend(NOTICE)
    expect(desk.checkIn().reader).toEqual({ state: 'not-tried' })
  })

  it('that gave nothing and was taken away is no failure of whoever comes next', () => {
    const desk = fakeDesk()
    desk.card({ state: 'failed', reader: READER, problem: 'unreadable' })
    desk.card({ state: 'ready', reader: READER })
    desk.intend(NOTICE)
    expect(desk.checkIn().reader).toEqual({ state: 'not-tried' })
  })

  it('that gave nothing is nobody’s once a parked visit was opened beside it', () => {
    const desk = fakeDesk()
    desk.intend(NOTICE)
    const { id } = desk.checkIn()
    desk.intend({ type: 'park-check-in', id })
    desk.card({ state: 'failed', reader: READER, problem: 'unreadable' })
    desk.intend({ type: 'recall-check-in', id })
    expect(desk.checkIn().reader).toEqual({ state: 'not-tried' })
    desk.intend({ type: 'park-check-in', id })
    desk.intend(NOTICE)
    expect(desk.checkIn().reader).toEqual({ state: 'not-tried' })
  })

  it('that is no My Number card is said, and adds nothing', () => {
    const desk = fakeDesk()
    desk.card({ state: 'failed', reader: READER, problem: 'not-a-my-number-card' })
    expect(desk.messages()).toEqual(['CARD_NOT_MY_NUMBER'])
    expect(desk.state().checkIn).toBeNull()
  })

  it('that is taken away mid-read keeps what was entered', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'add-document', document: { type: 'eligibility-notice' }, claims: {} })
    desk.card({ state: 'reading', reader: READER })
    desk.card({ state: 'failed', reader: READER, problem: 'removed' })
    expect(desk.messages()).toContain('CARD_REMOVED')
    expect(desk.checkIn().evidence).toHaveLength(1)
  })

  it('is one card a check-in: reading again replaces it', () => {
    const desk = fakeDesk()
    desk.card({ state: 'failed', reader: READER, problem: 'unreadable' })
    desk.card({ state: 'read', reader: READER, reading: GOOD_READING })
    expect(desk.checkIn().evidence).toHaveLength(1)
    expect(desk.checkIn().reader).toEqual({ state: 'read' })
  })
})

describe('the next patient’s card, put down before the end of a check-in', () => {
  const read = (expiresOn: string) => {
    const { certificate } = GOOD_READING
    if (certificate === null) throw new Error('the reading has a certificate')
    return {
      state: 'read' as const,
      reader: READER,
      reading: { ...GOOD_READING, certificate: { ...certificate, expiresOn } },
    }
  }

  it('waits beside it and is asked about; answered, it opens its own and the first one waits', () => {
    const desk = fakeDesk()
    desk.card(read('2029-05-01'))
    desk.intend({ type: 'set-online', online: { code: 1 } })
    const before = desk.checkIn()
    desk.card({ state: 'ready', reader: READER })
    desk.card({ state: 'reading', reader: READER })
    desk.card(read('2027-01-31'))
    expect({ ...desk.checkIn(), held: [] }).toEqual(before)
    expect(desk.state().question).toMatchObject({ what: 'card', about: ['card'] })
    desk.intend({ type: 'conclude' })
    expect(desk.messages()).toContain('ANSWER_FIRST')
    const question = desk.state().question?.number ?? 0
    desk.intend({ type: 'answer-person', question, answer: 'another', kept: null, fields: [] })
    expect(desk.state()).toMatchObject({ question: null, tray: [{ id: before.id, waits: null }] })
    expect(desk.checkIn().evidence[0]?.document).toMatchObject({ certificateExpiresOn: '2027-01-31' })
    expect(desk.checkIn().online).toBeNull()
  })

  it('does not undo what was read when it cannot be read', () => {
    const desk = fakeDesk()
    desk.card(read('2029-05-01'))
    desk.intend({ type: 'set-online', online: { code: 1 } })
    const before = desk.checkIn()
    desk.card({ state: 'failed', reader: READER, problem: 'unreadable' })
    expect(desk.checkIn()).toEqual(before)
    expect(desk.messages()).toContain('CARD_UNREADABLE')
  })

  it('is the same card where its last day is the same', () => {
    const desk = fakeDesk()
    desk.card(read('2029-05-01'))
    desk.card(read('2029-05-01'))
    expect(desk.checkIn().evidence).toHaveLength(1)
    expect(desk.state().question).toBeNull()
  })
})

describe('the reader', () => {
  it('pulled out in the middle of a reading is the reason on record', () => {
    const desk = fakeDesk()
    desk.card({ state: 'ready', reader: READER })
    desk.card({ state: 'reading', reader: READER, selected: true })
    desk.card({ state: 'no-reader' })
    expect(desk.checkIn().reader).toEqual({ state: 'failed', failure: 'reader-fault' })
    expect(desk.journal.names()).toContain('device-lost')
    desk.card({ state: 'ready', reader: READER })
    expect(desk.messages()).toContain('READER_FOUND')
    expect(desk.journal.names()).toContain('device-found')
  })

  it('that was never there is said once by its lamp, not as an alarm', () => {
    const desk = fakeDesk()
    desk.card({ state: 'no-service' })
    expect(desk.messages()).toEqual([])
    expect(desk.state().cardReader.state).toBe('no-service')
  })
})

describe('the end of a check-in', () => {
  it('writes the conclusion, clears the screen and lists the visit', () => {
    const desk = fakeDesk()
    desk.intend({
      type: 'add-document',
      document: { type: 'eligibility-certificate', expiresOn: '2027-03-31' },
      claims: { symbol: '101', number: '12345678' },
    })
    desk.intend({ type: 'conclude', confirmed: true })
    expect(desk.state().checkIn).toBeNull()
    expect(desk.state().visits).toHaveLength(1)
    expect(desk.state().visitCount).toBe(1)
    expect(desk.state().visits[0]?.reason).toBe('OK_CERTIFICATE')
    expect(desk.journal.text()).not.toContain('12345678')
    expect(desk.nextPatients()).toBe(1)
    expect(desk.drained()).toBe(1)
  })

  it('is that of the decision on the screen: another one is shown first', () => {
    const desk = fakeDesk()
    desk.card({ state: 'failed', reader: READER, problem: 'unreadable', selected: true })
    const seen = desk.checkIn().decided?.seq ?? null
    desk.card({ state: 'read', reader: READER, reading: GOOD_READING })
    desk.intend({ type: 'conclude', seq: seen, confirmed: true })
    expect(desk.journal.names()).not.toContain('concluded')
    desk.intend({ type: 'conclude', seq: desk.checkIn().decided?.seq ?? null, confirmed: true })
    expect(desk.journal.names()).toContain('concluded')
  })

  it('is not that of the next patient, whose card comes before the second press of the key', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'set-visit', visit: { emergency: true } })
    const seen = desk.checkIn().decided?.seq ?? null
    desk.intend({ type: 'conclude', seq: seen, confirmed: true })
    desk.card({ state: 'read', reader: READER, reading: GOOD_READING })
    desk.intend({ type: 'conclude', seq: seen, confirmed: true })
    expect(desk.journal.names().filter((name) => name === 'concluded')).toHaveLength(1)
    expect(desk.checkIn().decided).not.toBeNull()
  })

  it('adds to the lists what the journal gives after a restart', () => {
    const desk = fakeDesk()
    desk.card({ state: 'read', reader: READER, reading: GOOD_READING })
    desk.intend({ type: 'set-online', online: { code: 4 } })
    const notes = desk.checkIn().decided?.decision.notes ?? []
    desk.intend({ type: 'conclude', confirmed: true })
    const { visits, followUps } = desk.state()
    expect(notes).toContain('ASK_INSURER')
    expect(followUps.map(({ what }) => what)).toEqual(['unconfirmed', ...notes])
    const again = fakeDesk({ journal: desk.journal }).state()
    expect([again.visits, again.followUps]).toEqual([visits, followUps])
  })

  it('leaves the newest visits of a long day in the list, and counts them all', () => {
    const desk = fakeDesk()
    const come = () => {
      desk.intend({ type: 'set-visit', visit: { emergency: true } })
      desk.intend({ type: 'conclude', confirmed: true })
    }
    for (let number = 0; number < MAX_VISITS; number += 1) come()
    const full = desk.state()
    expect([full.visits.length, full.visitCount]).toEqual([MAX_VISITS, MAX_VISITS])
    come()
    const { visits, visitCount } = desk.state()
    expect(visitCount).toBe(MAX_VISITS + 1)
    expect(visits.slice(1)).toEqual(full.visits.slice(0, -1))
    expect(deskStateSchema.safeParse(desk.state()).success).toBe(true)
    expect(deskStateSchema.safeParse({ ...desk.state(), visits: [...visits, ...visits] }).success).toBe(false)
    expect(fakeDesk({ journal: desk.journal }).state()).toMatchObject({ visits, visitCount })
  })

  it('cannot come before a decision', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'open-check-in' })
    desk.intend({ type: 'conclude', confirmed: true })
    expect(desk.state().checkIn).not.toBeNull()
  })

  it('happens once, however often it is asked for', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'set-visit', visit: { emergency: true } })
    desk.intend({ type: 'conclude', confirmed: true })
    desk.intend({ type: 'conclude', confirmed: true })
    expect(desk.journal.names().filter((name) => name === 'concluded')).toHaveLength(1)
  })

  it('forgets the check-in when it is given up', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'set-visit', visit: { emergency: true } })
    desk.intend({ type: 'cancel' })
    expect(desk.state().checkIn).toBeNull()
    expect(desk.journal.working()).toBeNull()
    expect(desk.journal.names()).toContain('cancelled')
  })

  it('records who decided otherwise, and why', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'set-reader', reader: { state: 'down' } })
    desk.intend({ type: 'override', outcome: 'accept-with-note', why: '前回の記録で確認した' })
    desk.intend({ type: 'conclude', confirmed: true })
    expect(desk.journal.names()).toContain('overridden')
    expect(desk.state().visits[0]).toMatchObject({ outcome: 'accept-with-note', overridden: true })
  })
})

describe('a desk that was killed', () => {
  it('comes back with everything entered, and nobody is checked in twice', () => {
    const journal = fakeJournal()
    const first = fakeDesk({ journal })
    first.intend({
      type: 'add-document',
      document: { type: 'eligibility-notice' },
      claims: { name: '見本 太郎' },
    })
    first.intend({
      type: 'save-draft',
      draft: {
        form: 'eligibility-certificate',
        documentId: null,
        fields: { expiresOn: '令和9年3月' },
        edit: 3,
      },
    })
    const before = first.checkIn()
    const second = fakeDesk({ journal, takesOverFrom: 'crashed' })
    expect(second.checkIn()).toEqual(before)
    expect(second.messages()).toContain('DESK_RECOVERED')
    expect(second.messages()).not.toContain('STEP_MISSED')
    expect(journal.names().filter((name) => name === 'check-in-opened')).toHaveLength(1)
    second.intend({ type: 'add-document', document: { type: 'portal-screen' }, claims: {} })
    const ids = second.checkIn().evidence.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('an end that nobody asked for', () => {
  it('of the program is on record, before it starts again', () => {
    const desk = fakeDesk({ programEnded: true })
    expect(desk.journal.events().slice(0, 2)).toMatchObject([
      { event: 'crashed', process: 'shell', cause: 'not-closed' },
      { event: 'started' },
    ])
    expect(fakeDesk().journal.names()).not.toContain('crashed')
  })

  it('of the window is on record, and its return with the check-in that is still open', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'open-check-in' })
    desk.service.tell({ type: 'window', what: 'crashed' })
    desk.service.tell({ type: 'window', what: 'back' })
    expect(desk.journal.events().slice(-2)).toMatchObject([
      { event: 'crashed', process: 'window', cause: 'crashed' },
      { event: 'recovered', process: 'window', checkIn: desk.checkIn().id },
    ])
  })
})

describe('a desk that follows one which may have missed a step', () => {
  it('says so, whether a check-in was open or not', () => {
    const desk = fakeDesk({ takesOverFrom: 'crashed', missedStep: true })
    expect(desk.messages()).toEqual(['STEP_MISSED'])
  })
})

describe('a journal that cannot be written', () => {
  it('lets the desk go on under a banner, and the gap becomes a row', () => {
    const desk = fakeDesk()
    desk.journal.fail('disk-full')
    desk.intend({
      type: 'add-document',
      document: { type: 'eligibility-certificate', expiresOn: '2027-03-31' },
      claims: {},
    })
    expect(desk.checkIn().decided?.seq).toBeNull()
    expect(desk.state().journal).toEqual({ state: 'unwritable', why: 'disk-full' })
    expect(desk.messages()).toContain('JOURNAL_UNWRITABLE')
    desk.intend({ type: 'conclude', confirmed: true })
    expect(desk.state().checkIn).toBeNull()
    desk.journal.fail(null)
    desk.pass(10_000)
    expect(desk.state().journal).toEqual({ state: 'ready' })
    const gap = desk.journal.events().find(({ event }) => event === 'journal-gap')
    expect(gap).toMatchObject({ why: 'disk-full', concluded: 1 })
  })
})

describe('every state', () => {
  it('has the contract’s shape and a revision that rises', () => {
    const desk = fakeDesk()
    desk.card({ state: 'read', reader: READER, reading: GOOD_READING })
    desk.intend({ type: 'set-online', online: { code: 4 } })
    desk.intend({ type: 'tick-note', note: 'ASK_INSURER', ticked: true })
    desk.intend({ type: 'conclude', confirmed: true })
    desk.states.forEach((state, index) => {
      expect(deskStateSchema.safeParse(state).error).toBeUndefined()
      expect(state.revision).toBe(index + 1)
    })
  })
})

describe('a paper whose number was looked up', () => {
  const certificate = (desk: ReturnType<typeof fakeDesk>, number: string) =>
    desk.intend({
      type: 'add-document',
      document: { type: 'eligibility-certificate', expiresOn: '2027-03-31' },
      claims: { number },
    })
  const takeBack = (desk: ReturnType<typeof fakeDesk>) =>
    desk.intend({ type: 'remove-document', id: desk.checkIn().evidence[0]?.id ?? '' })

  it('takes the answer with it: the next paper is not refused for it', () => {
    const desk = fakeDesk()
    certificate(desk, '12345678')
    desk.intend({ type: 'set-online', online: { code: 2, by: 'number' } })
    expect(desk.reason()).toBe('ONLINE_INVALID')
    takeBack(desk)
    expect(desk.checkIn()).toMatchObject({ online: null, decided: null })
    certificate(desk, '87654321')
    expect(desk.reason()).toBe('OK_CERTIFICATE')
  })

  it('leaves an answer to the card, and one to the number of another paper or of the record', () => {
    const desk = fakeDesk()
    certificate(desk, '12345678')
    desk.intend({ type: 'set-online', online: { code: 2, by: 'card' } })
    takeBack(desk)
    expect(desk.checkIn().online).toEqual({ code: 2, by: 'card' })
    for (const before of ['paper', 'record'] as const) {
      desk.intend({ type: 'cancel' })
      certificate(desk, '12345678')
      if (before === 'paper')
        desk.intend({ type: 'add-document', document: { type: 'eligibility-notice' }, claims: {} })
      else desk.intend({ type: 'set-visit', visit: { kind: 'return', recordOnFile: true } })
      desk.intend({ type: 'set-online', online: { code: 1, by: 'number' } })
      takeBack(desk)
      expect(desk.checkIn().online).toEqual({ code: 1, by: 'number' })
    }
  })
})
