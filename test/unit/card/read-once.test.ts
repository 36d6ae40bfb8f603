import { beforeEach, describe, expect, it } from 'vitest'
import { fail, ok } from '../../../contract/result.ts'
import type { VirtualCard } from '../../../fixtures/virtual-card/card.ts'
import { makeForeignCard, makeMyNumberCard } from '../../../fixtures/virtual-card/my-number-card.ts'
import { type OneReading, readOneCard } from '../../../native/card/read-once.ts'
import { listReaders } from '../../../native/card/readers.ts'
import {
  connectionOf,
  connectionTo,
  createFakeClock,
  createScriptedBackend,
  type FakeClock,
  never,
  type ScriptedBackend,
  settle,
} from './support.ts'

let clock: FakeClock
let service: ScriptedBackend
let result: OneReading | null
beforeEach(() => {
  clock = createFakeClock()
  service = createScriptedBackend()
  result = null
})
const start = async (timeout = 10_000) => {
  void readOneCard({ backend: service.backend, clock, today: () => '2026-11-22', timeout }).then((one) => {
    result = one
  })
  await settle()
}
const tell = async (present: boolean, count: number, mute = false) => {
  service.listener().readerChanged('Reader', { present, mute, count })
  await clock.advance(0)
}

it('ends at once without a service', async () => {
  service.answer = fail('no-service')
  await start()
  await clock.advance(0)
  expect(result).toEqual({ kind: 'none', problem: 'no-service', reader: null })
})

it('ends without a reader as soon as that is known', async () => {
  await start()
  await clock.advance(500)
  expect(result).toEqual({ kind: 'none', problem: 'no-reader', reader: null })
})

it('waits for a card as long as it was told, and lets go', async () => {
  await start(3_000)
  await tell(false, 0)
  await clock.advance(2_999)
  expect(result).toBeNull()
  await clock.advance(1)
  expect(result).toEqual({ kind: 'none', problem: 'no-card', reader: 'Reader' })
  expect(service.closed).toBe(1)
  expect(clock.pending()).toBe(0)
})

it('reads the card that comes', async () => {
  await start()
  await tell(false, 0)
  const connection = connectionTo(makeMyNumberCard({ certificate: null }))
  service.connect = async () => ok(connection)
  await tell(true, 1)
  expect(result).toMatchObject({ kind: 'attempt', attempt: { outcome: { kind: 'read' }, reader: 'Reader' } })
  expect(service.closed).toBe(1)
})

it('tells of a card that was taken away with what was sent until then', async () => {
  await start()
  const card = makeMyNumberCard({ certificate: null })
  card.addFault({ kind: 'removed', after: 1 })
  service.connect = async () => ok(connectionTo(card))
  await tell(true, 1)
  await tell(false, 2)
  expect(result).toMatchObject({
    kind: 'attempt',
    attempt: { outcome: { problem: 'removed' }, exchanges: 2 },
  })
})

it('tells of a mute card', async () => {
  await start()
  await tell(false, 0)
  await tell(true, 1, true)
  expect(result).toEqual({ kind: 'none', problem: 'unreadable', reader: 'Reader' })
})

describe('what lies on a reader from the start and is no My Number card', () => {
  const lies = async (reader: string, card: VirtualCard | null) => {
    if (card) cards.set(reader, card)
    service.listener().readerChanged(reader, { present: true, mute: card === null, count: 1 })
    await clock.advance(0)
  }
  const isEmpty = async (reader: string) => {
    service.listener().readerChanged(reader, { present: false, mute: false, count: 0 })
    await clock.advance(0)
  }
  const cards = new Map<string, VirtualCard>()
  const onItsReader = async () => {
    service.connect = async (reader) => {
      const card = cards.get(reader)
      return card ? ok(connectionTo(card)) : fail('removed')
    }
  }
  const ill = () => {
    const card = makeMyNumberCard({ certificate: null })
    // 6F00 to SELECT and to its repetition: a SIM or a security key that does not know the command.
    card.addFault({ kind: 'status', at: 1, status: 0x6f00 })
    card.addFault({ kind: 'status', at: 2, status: 0x6f00 })
    return card
  }

  it.each<[string, () => VirtualCard | null]>([
    ['another card', makeForeignCard],
    ['one that does not know the command', ill],
    ['one that does not answer to reset', () => null],
  ])('%s: the patient’s card on the other reader is read', async (_, lying) => {
    await start()
    await onItsReader()
    await lies('Reader 2', lying())
    await isEmpty('Reader 1')
    await clock.advance(3_000)
    expect(result).toBeNull()
    await lies('Reader 1', makeMyNumberCard({ certificate: null }))
    expect(result).toMatchObject({
      kind: 'attempt',
      attempt: { outcome: { kind: 'read' }, reader: 'Reader 1' },
    })
  })

  it('is the answer when nothing else comes', async () => {
    await start(3_000)
    await onItsReader()
    await lies('Reader 2', makeForeignCard())
    await isEmpty('Reader 1')
    await clock.advance(2_999)
    expect(result).toBeNull()
    await clock.advance(1)
    expect(result).toMatchObject({
      attempt: { reader: 'Reader 2', outcome: { problem: 'not-a-my-number-card' } },
    })
  })

  it('is the answer where there is no other reader, or none any more', async () => {
    await start()
    await onItsReader()
    await lies('Reader 2', makeForeignCard())
    await isEmpty('Reader 1')
    await clock.advance(600)
    expect(result).toBeNull()
    service.listener().readerGone('Reader 1')
    await clock.advance(0)
    expect(result).toMatchObject({
      attempt: { reader: 'Reader 2', outcome: { problem: 'not-a-my-number-card' } },
    })
  })

  it('is said at once when it is put down while somebody waits', async () => {
    await start()
    await onItsReader()
    await isEmpty('Reader 1')
    await isEmpty('Reader 2')
    await lies('Reader 2', makeForeignCard())
    expect(result).toMatchObject({
      attempt: { reader: 'Reader 2', outcome: { problem: 'not-a-my-number-card' } },
    })
  })
})

it('lets a reading that has begun end within its own limits', async () => {
  await start(1_000)
  service.connect = async () => ok(connectionOf(() => never))
  await tell(true, 1)
  await clock.advance(4_000)
  expect(result).toBeNull()
  await clock.advance(1_000)
  expect(result).toMatchObject({ attempt: { outcome: { kind: 'unresponsive' } } })
})

it('lists the readers of the moment', async () => {
  const listing = listReaders(service.backend, clock)
  await settle()
  await tell(false, 0)
  await clock.advance(300)
  expect(await listing).toEqual({ ok: true, value: ['Reader'] })
  expect(service.closed).toBe(1)
})
