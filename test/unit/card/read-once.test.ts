import { beforeEach, expect, it } from 'vitest'
import { fail, ok } from '../../../contract/result.ts'
import { makeMyNumberCard } from '../../../fixtures/virtual-card/my-number-card.ts'
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
  await tell(true, 1, true)
  expect(result).toEqual({ kind: 'none', problem: 'unreadable', reader: 'Reader' })
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
