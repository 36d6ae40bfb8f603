import { beforeAll, beforeEach } from 'vitest'
import type { CardReaderStatus } from '../../../contract/card.ts'
import { ok } from '../../../contract/result.ts'
import type { VirtualCard } from '../../../fixtures/virtual-card/card.ts'
import { makeMyNumberCard } from '../../../fixtures/virtual-card/my-number-card.ts'
import type { Attempt } from '../../../native/card/attempt.ts'
import { type CardReaderOptions, createPcscCardReader } from '../../../native/card/card-reader.ts'
import type { CardReaderPort } from '../../../native/card/port.ts'
import { TODAY, testCertificate } from './certificates.ts'
import {
  connectionTo,
  createFakeClock,
  createScriptedBackend,
  type FakeClock,
  type ScriptedBackend,
  settle,
} from './support.ts'

export const READER = 'Reader 00 00'
let certificate: Uint8Array
export let clock: FakeClock
export let service: ScriptedBackend
export let seen: CardReaderStatus[]
export let attempts: Attempt[]
export let port: CardReaderPort

/** One card reader over a scripted service, made anew for each test of the file that calls this. */
export const watchReader = (): void => {
  beforeAll(async () => {
    certificate = await testCertificate()
  })
  beforeEach(() => {
    clock = createFakeClock()
    service = createScriptedBackend()
    seen = []
    attempts = []
  })
}

export const watch = async (options: Partial<CardReaderOptions> = {}) => {
  port = createPcscCardReader({
    backend: service.backend,
    clock,
    today: () => TODAY,
    onAttempt: (attempt) => attempts.push(attempt),
    ...options,
  })
  port.start((status) => seen.push(status))
  await settle()
}
/** The statuses since the last time: the state, with what belongs to it. */
export const said = () =>
  seen
    .splice(0)
    // The same reading, of which one thing more is known.
    .filter((status) => !(status.state === 'reading' && status.selected))
    .map((status) => (status.state === 'failed' ? `failed: ${status.problem}` : status.state))

/** The service's count: insertions and removals. */
export let count = 0
export const empty = async (reader = READER) => {
  count += 1
  service.listener().readerChanged(reader, { present: false, mute: false, count })
  await settle()
}
export const insert = async (reader = READER, mute = false) => {
  count += 1
  service.listener().readerChanged(reader, { present: true, mute, count })
  await settle()
}
/** The same state once more, as services report it when another program connects. */
export const repeat = async (reader = READER) => {
  service.listener().readerChanged(reader, { present: true, mute: false, count })
  await settle()
}
export const put = async (card: VirtualCard, reader = READER) => {
  const connection = connectionTo(card)
  service.connect = async () => ok(connection)
  await insert(reader)
  return connection
}
export const ready = async (options: Partial<CardReaderOptions> = {}) => {
  await watch(options)
  await empty()
  said()
}
export const taro = () => makeMyNumberCard({ certificate })
