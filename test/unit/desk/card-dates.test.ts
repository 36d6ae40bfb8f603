import { expect, it } from 'vitest'
import type { CardReaderStatus, CardReading } from '../../../contract/card.ts'
import { fakeDesk, GOOD_READING } from './fakes.ts'

/** A reading whose chain was checked. */
const checked = (chain: 'trusted' | 'untrusted'): CardReading => ({
  ...GOOD_READING,
  certificate: GOOD_READING.certificate === null ? null : { ...GOOD_READING.certificate, chain },
})
const DATES: CardReaderStatus = { state: 'reading', reader: 'r', selected: true, dates: GOOD_READING }
const wholly = (chain: 'trusted' | 'untrusted'): CardReaderStatus => ({
  state: 'read',
  reader: 'r',
  reading: checked(chain),
})

/** A desk on which a card lies whose dates are known. */
const withDates = (before: (desk: ReturnType<typeof fakeDesk>) => void = () => {}) => {
  const desk = fakeDesk()
  desk.card({ state: 'ready', reader: 'r' })
  before(desk)
  desk.card({ state: 'reading', reader: 'r' })
  desk.card({ state: 'reading', reader: 'r', selected: true })
  desk.card(DATES)
  return desk
}
const view = (desk: ReturnType<typeof fakeDesk>) => {
  const { checkIn } = desk.state()
  if (checkIn === null) throw new Error('no visit is open')
  return checkIn
}
it('decides on the dates before the chain behind them is checked, and nothing changes when it holds', () => {
  const desk = withDates()
  expect(view(desk)).toMatchObject({
    reader: { state: 'read' },
    evidence: [{ document: { type: 'my-number-card', certificateExpiresOn: '2029-05-01' }, confirmed: true }],
  })
  const rows = desk.journal.events().length
  const before = view(desk)
  desk.card(wholly('trusted'))
  expect(view(desk)).toEqual(before)
  expect(desk.journal.events()).toHaveLength(rows)
})

it('takes the card back when its chain leads to none of the authorities', () => {
  const desk = withDates()
  desk.card(wholly('untrusted'))
  expect(view(desk)).toMatchObject({
    reader: { state: 'failed' },
    online: null,
    evidence: [{ confirmed: false }],
  })
  expect(desk.messages()).toContain('CARD_UNTRUSTED')
  expect(desk.journal.events().map(({ event }) => event)).toContain('card-untrusted')
})

const UNCHECKED: CardReaderStatus[] = [
  { state: 'failed', reader: 'r', problem: 'removed', selected: true },
  { state: 'failed', reader: 'r', problem: 'unreadable', selected: true },
  { state: 'unresponsive', reader: 'r', selected: true },
  { state: 'no-reader' },
  { state: 'no-service' },
]
it.each(UNCHECKED)('takes the card back when it was never checked: %o', (status) => {
  const desk = withDates()
  desk.card(status)
  expect(view(desk)).toMatchObject({ reader: { state: 'failed' }, evidence: [{ confirmed: false }] })
  // Laid again and read to its end it counts.
  desk.card({ state: 'ready', reader: 'r' })
  desk.card(DATES)
  desk.card(wholly('trusted'))
  expect(view(desk)).toMatchObject({ reader: { state: 'read' }, evidence: [{ confirmed: true }] })
})

it('neither ends the visit nor puts it aside before the card is checked', () => {
  const desk = withDates()
  const { id } = view(desk)
  desk.intend({ type: 'conclude', confirmed: true })
  desk.intend({ type: 'park-check-in' })
  expect(view(desk).id).toBe(id)
  expect(desk.messages()).toContain('CARD_BEING_CHECKED')
  desk.card(wholly('trusted'))
  expect(desk.messages()).not.toContain('CARD_BEING_CHECKED')
  desk.intend({ type: 'park-check-in' })
  expect(desk.state().checkIn).toBeNull()
})

it('waits for the whole reading where the visit has papers already', () => {
  const desk = withDates((it) =>
    it.intend({
      type: 'add-document',
      document: { type: 'eligibility-certificate', expiresOn: '2027-07-31' },
      claims: { insurerNumber: '06139992', symbol: '見本', number: '1' },
    }),
  )
  const cards = () => view(desk).evidence.filter(({ document }) => document.type === 'my-number-card')
  expect(cards()).toEqual([])
  desk.card({ state: 'failed', reader: 'r', problem: 'removed', selected: true })
  expect(view(desk).reader).toEqual({ state: 'not-tried' })
})
