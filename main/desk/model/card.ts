/** Turns the card reader's reports into evidence, a reader result, or words for the person at the desk. */
import type { CardReaderStatus, CardReading } from '../../../contract/card.ts'
import type { ReaderResult } from '../../../contract/check-in.ts'
import type { CardFound } from '../../../contract/held.ts'
import { unreachable } from '../../../contract/result.ts'
import { followCard } from './card-face.ts'
import { addEvidence, decideAgain, openCheckIn, putEvidence } from './check-in.ts'
import {
  type Core,
  chain,
  type Effect,
  type Now,
  type OfficialAnswer,
  type Step,
  say,
  stay,
  unsay,
  withCheckIn,
  withState,
} from './core.ts'
import { offer } from './offer.ts'
import { isTyping } from './person.ts'

/** Tells whether the card's certificate was checked and leads to none of the authorities that the clinic has named. */
const isUntrusted = ({ certificate }: CardReading): boolean => certificate?.chain === 'untrusted'

/** Our own reading says that the card is there and its certificate in date; an expired one cannot be asked online. */
const readerResultOf = (reading: CardReading): ReaderResult => {
  if (isUntrusted(reading)) return { state: 'failed', failure: 'card-unreadable' }
  return reading.certificate?.status === 'expired' || reading.certificate?.status === 'not-yet-valid'
    ? { state: 'failed', failure: 'certificate-expired' }
    : { state: 'read' }
}

/** Says of an untrusted card that it does not count, and puts it on record. */
const sayUntrusted = (core: Core): Step => {
  const checkIn = core.state.checkIn?.id
  return {
    core: say(core, 'CARD_UNTRUSTED', 'look'),
    effects: checkIn === undefined ? [] : [{ type: 'record', event: { event: 'card-untrusted', checkIn } }],
  }
}

/** One card a check-in: reading it again replaces what the last reading gave. */
const putDocument = (core: Core, card: CardFound, now: Now): Step => {
  const earlier = core.state.checkIn?.evidence.find(({ document }) => document.type === 'my-number-card')
  const { certificateExpiresOn, faceOnly, photoless, confirmed } = card
  const found = {
    document: {
      ...(earlier?.document.type === 'my-number-card' ? earlier.document : {}),
      type: 'my-number-card' as const,
      ...(certificateExpiresOn === undefined ? {} : { certificateExpiresOn }),
      ...(faceOnly === true ? { faceOnly } : {}),
      ...(photoless === true ? { photoless } : {}),
    },
    source: 'card-reader' as const,
    claims: earlier?.claims ?? {},
    confirmed,
  }
  return earlier === undefined
    ? addEvidence(core, found, now)
    : putEvidence(core, { id: earlier.id, ...found }, now)
}

/** Puts a card into the open visit: the paper, what the reader says of it, and the official answer to it. */
export const putCard = (core: Core, card: CardFound, now: Now): Step => {
  const { reader, online, confirmed, untrusted } = card
  const isAnswered = core.state.checkIn?.official != null
  const read = confirmed || untrusted
  return chain(
    stay(withCheckIn(core, read && !isAnswered ? { reader, online } : { reader })),
    (next) => (untrusted ? sayUntrusted(next) : stay(next)),
    (next) => putDocument(next, card, now),
  )
}

/** The card that lies there was laid while another visit was open: it may be that one's, or already this one's. */
const isLaidElsewhere = ({ cardLaidIn, state: { checkIn } }: Core): boolean =>
  checkIn !== null && cardLaidIn !== undefined && cardLaidIn !== checkIn.id

type Placed = 'isLaidAnew' | 'isBesideForm' | 'isLaidElsewhere'

const offerCard = (core: Core, card: Omit<CardFound, Placed>, now: Now): Step => {
  const { checkIn } = core.state
  const isBesideForm = checkIn !== null && isTyping(checkIn)
  const place = isLaidElsewhere(core) ? { isLaidElsewhere: true } : {}
  const found = { ...card, isLaidAnew: core.isCardGone, isBesideForm, ...place }
  return offer({ ...core, isCardGone: false }, { kind: 'card', card: found }, now)
}

const cardRead = (core: Core, reading: CardReading, official: OfficialAnswer | null, now: Now): Step => {
  if (reading.card !== 'my-number-card') return stay(say(core, 'CARD_NOT_MY_NUMBER', 'look'))
  const expiresOn = reading.certificate?.expiresOn
  const untrusted = isUntrusted(reading)
  const card = {
    ...(expiresOn === undefined ? {} : { certificateExpiresOn: expiresOn }),
    ...(official?.printed.faceOnly ? { faceOnly: true } : {}),
    ...(official?.printed.photoless ? { photoless: true } : {}),
    confirmed: !untrusted,
    untrusted,
    reader: official?.reader ?? readerResultOf(reading),
    online: core.state.simulator?.online ?? official?.online ?? null,
  }
  const heard = unsay(
    core,
    'CARD_REMOVED',
    'CARD_UNREADABLE',
    'CARD_BUSY',
    'CARD_NOT_MY_NUMBER',
    'CARD_UNTRUSTED',
  )
  return offerCard(heard, card, now)
}

/** A card that was read: confirmed by its reading, whatever the official side said of it. */
const hasReadCard = ({ state: { checkIn } }: Core): boolean =>
  checkIn?.evidence.some(
    ({ document, source, confirmed }) =>
      confirmed && source === 'card-reader' && document.type === 'my-number-card',
  ) === true

/** The visit has nothing yet that could be another person's: a card is taken by its dates without a question. */
const isBare = (core: Core): boolean => {
  const { checkIn } = core.state
  if (checkIn === null || isLaidElsewhere(core)) return false
  return checkIn.evidence.length + checkIn.held.length === 0 && !isTyping(checkIn)
}

/** Decides on the dates, so that nobody waits for the chain behind them. */
const datesKnown = (core: Core, dates: CardReading, now: Now): Step =>
  isBare(core) ? cardRead({ ...core, isCardBeingChecked: true }, dates, null, now) : stay(core)

const isChecked = (core: Core): Core => ({ ...unsay(core, 'CARD_BEING_CHECKED'), isCardBeingChecked: false })

/** Takes back a card that went, or failed, before its certificate was checked: nobody knows that it is genuine. */
const takeBack = (core: Core, now: Now): Step => {
  if (core.isCardBeingChecked !== true) return stay(core)
  const checked = isChecked(core)
  const reader = { state: 'failed', failure: 'card-unreadable' } as const
  const unread = { confirmed: false, untrusted: false, reader, online: null, isBesideForm: false }
  return hasReadCard(checked)
    ? putCard(withCheckIn(checked, { online: null }), { ...unread, isLaidAnew: false }, now)
    : stay(checked)
}

/** The whole reading. Of a card that was taken by its dates nothing changes, unless its certificate is not genuine. */
const wholeRead = (core: Core, reading: CardReading, official: OfficialAnswer | null, now: Now): Step => {
  const checked = isChecked(core)
  const isTaken = core.isCardBeingChecked === true && hasReadCard(core)
  return isTaken && !isUntrusted(reading) ? stay(checked) : cardRead(checked, reading, official, now)
}

/**
 * A fault never ends a check-in: it is recorded as the reader's failure, and opens the next road. A card that was read
 * before stays read: the fault may be of the next patient's. What never let the application be selected may be no
 * patient's card: it begins no check-in and is no piece of evidence. The check-in that is open takes the failure, or the one
 * that is opened while the card still lies there.
 */
const readerFailed = (
  core: Core,
  failure: 'card-unreadable' | 'reader-fault',
  selected: boolean,
  now: Now,
): Step => {
  if (hasReadCard(core)) return stay(core)
  const reader = { state: 'failed', failure } as const
  if (selected) return offerCard(core, { confirmed: false, untrusted: false, reader, online: null }, now)
  const { checkIn } = core.state
  if (checkIn === null) return stay({ ...core, failedBefore: reader })
  if (isLaidElsewhere(core)) return stay(core)
  return checkIn.reader.state === 'read' ? stay(core) : decideAgain(withCheckIn(core, { reader }), now)
}

const cardFailed = (
  core: Core,
  { problem, selected = false, looksLike }: Extract<CardReaderStatus, { state: 'failed' }>,
  now: Now,
): Step => {
  switch (problem) {
    case 'not-a-my-number-card':
      return stay(say(core, 'CARD_NOT_MY_NUMBER', 'look', looksLike === undefined ? {} : { looksLike }))
    case 'removed':
      return stay(say(core, 'CARD_REMOVED', 'look'))
    case 'busy':
      return stay(say(core, 'CARD_BUSY', 'look'))
    case 'unreadable':
      return readerFailed(say(core, 'CARD_UNREADABLE', 'look'), 'card-unreadable', selected, now)
    case 'no-reader':
    case 'no-service':
    case 'no-card':
      return stay(core)
    default:
      return unreachable(problem)
  }
}

const hasReader = (status: CardReaderStatus): boolean =>
  status.state !== 'no-reader' && status.state !== 'no-service' && status.state !== 'starting'

const lostOrFound = (before: CardReaderStatus, after: CardReaderStatus): Effect[] => {
  if (before.state === 'starting' || hasReader(before) === hasReader(after)) return []
  const device =
    before.state === 'no-service' || after.state === 'no-service' ? 'card-service' : 'card-reader'
  const name = 'reader' in after ? after.reader : 'reader' in before ? before.reader : undefined
  return [
    {
      type: 'record',
      event: {
        event: hasReader(after) ? 'device-found' : 'device-lost',
        device,
        ...(name === undefined ? {} : { name }),
      },
    },
  ]
}

const lost = (core: Core, before: CardReaderStatus, now: Now): Step => {
  if (!hasReader(before)) return stay(core)
  const said = say(unsay(core, 'READER_FOUND'), 'READER_LOST', 'problem')
  const inTheMiddle = before.state === 'reading' || before.state === 'unresponsive'
  return inTheMiddle ? readerFailed(said, 'reader-fault', before.selected === true, now) : stay(said)
}

/**
 * The visit of a card that lies there now: the one that is open when it comes onto the empty reader, or when a desk that has
 * just begun sees it first.
 */
const laidIn = (core: Core, before: CardReaderStatus, after: CardReaderStatus): Core['cardLaidIn'] => {
  const isNew = before.state === 'ready' || core.cardLaidIn === undefined
  const lies = hasReader(after) && after.state !== 'ready'
  return isNew && lies ? (core.state.checkIn?.id ?? null) : core.cardLaidIn
}

/** One change of the card reader. */
export const cardReaderChanged = (
  core: Core,
  status: CardReaderStatus,
  official: OfficialAnswer | null,
  now: Now,
): Step => {
  const before = core.state.cardReader
  const isCardGone = core.isCardGone || status.state === 'ready' || !hasReader(status)
  const known = followCard(
    withState(
      { ...core, isCardGone, failedBefore: undefined, cardLaidIn: laidIn(core, before, status) },
      { cardReader: status },
    ),
  )
  const ended = status.state !== 'reading' && status.state !== 'read'
  const since = chain({ core: known, effects: lostOrFound(before, status) }, (next) =>
    ended ? takeBack(next, now) : stay(next),
  )
  return chain(since, (next) => {
    switch (status.state) {
      case 'starting':
        return stay(next)
      case 'no-service':
      case 'no-reader':
        return lost(next, before, now)
      case 'ready': {
        const found = unsay(next, 'READER_LOST', 'CARD_NOT_MY_NUMBER', 'CARD_BUSY')
        return stay(
          hasReader(before) || before.state === 'starting' ? found : say(found, 'READER_FOUND', 'info'),
        )
      }
      case 'reading': {
        const read = unsay(next, 'CARD_REMOVED', 'CARD_UNREADABLE', 'READER_LOST', 'READER_FOUND')
        // Before the application is selected nobody knows that it is a patient's card.
        if (status.selected !== true) return stay(read)
        const { dates } = status
        return chain(openCheckIn(read, now), (opened) =>
          dates === undefined ? stay(opened) : datesKnown(opened, dates, now),
        )
      }
      case 'read':
        return wholeRead(next, status.reading, official, now)
      case 'failed':
        return cardFailed(next, status, now)
      case 'unresponsive':
        return readerFailed(next, 'reader-fault', status.selected === true, now)
      default:
        return unreachable(status)
    }
  })
}

/** The receptionist says what the reader did, or what the official terminal shows. */
export const setReader = (core: Core, reader: ReaderResult, now: Now): Step =>
  chain(openCheckIn(core, now), (opened) => decideAgain(withCheckIn(opened, { reader }), now))
