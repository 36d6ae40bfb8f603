import { readdir } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeMyNumberCard } from '../../fixtures/virtual-card/my-number-card.ts'
import { placeInVpcd } from '../../fixtures/virtual-card/vpcd.ts'
import type { PcscConnection, PcscContext } from '../../native/card/pcsc/backend.ts'
import { systemBackend } from '../../native/card/pcsc/system/system-pcsc.ts'
import { type PrivatePcscd, preparePcscd } from '../pcsc/pcscd.ts'
import { testAuthority, testCertificate } from '../pcsc/support.ts'

/**
 * The card service is killed again and again under an open context, at every tenth time with a connection to a card,
 * and at every twentieth in the middle of a command. Neither handles nor memory may grow with it.
 */
const KILLS = Number(process.env.UKETSUKE_SERVICE_KILLS ?? 1_000)
const READER = 'Virtual PCD 00 00'
/** SELECT of the application for user authentication, and READ BINARY of its certificate by short id. */
const SELECT = Uint8Array.of(0, 0xa4, 4, 0x0c, 10, 0xd3, 0x92, 0xf0, 0, 0x26, 1, 0, 0, 0, 1)
const READ = Uint8Array.of(0, 0xb0, 0x8a, 0, 0)

let service: PrivatePcscd
let certificate: Uint8Array
beforeAll(async () => {
  service = await preparePcscd()
  Object.assign(process.env, service.environment)
  certificate = await testCertificate(await testAuthority())
})
afterAll(() => service.dispose())

const handles = async (): Promise<number> => (await readdir('/proc/self/fd')).length

/** Tries until it works: a service that has just been started, or a card that it has not noticed yet. */
const insist = async <Value>(
  work: () => Promise<{ ok: true; value: Value } | { ok: false; problem: string }>,
): Promise<Value> => {
  for (let attempt = 0; ; attempt += 1) {
    const done = await work()
    if (done.ok) return done.value
    if (attempt === 100) throw new Error(done.problem)
    await pause(100)
  }
}

const openWatched = async (): Promise<{ context: PcscContext; lost: Promise<void> }> => {
  let end = (): void => undefined
  const lost = new Promise<void>((resolve) => {
    end = resolve
  })
  let see = (): void => undefined
  const seen = new Promise<void>((resolve) => {
    see = resolve
  })
  const context = await insist(() =>
    systemBackend.open({ readerChanged: () => see(), readerGone: () => undefined, lost: () => end() }),
  )
  await seen
  return { context, lost }
}

/** One command to a card, and a second one while the service is killed. */
const exchange = async (context: PcscContext, isKilledInTheMiddle: boolean): Promise<void> => {
  const placed = await placeInVpcd(makeMyNumberCard({ certificate }), service.ports[0])
  const connection: PcscConnection = await insist(() => context.connect(READER, 'shared'))
  expect((await connection.hold()).ok).toBe(true)
  expect((await connection.transmit(SELECT)).ok).toBe(true)
  if (isKilledInTheMiddle) {
    const killed = service.stop('SIGKILL')
    const answer = await connection.transmit(READ)
    if (!answer.ok) expect(['lost', 'no-service']).toContain(answer.problem)
    await killed
  }
  await connection.release('leave')
  await placed.remove()
}

it(`holds no handle after ${KILLS} kills of the service`, async () => {
  let before = 0
  let memory = 0
  for (let kill = 0; kill <= KILLS; kill += 1) {
    await service.start()
    const { context, lost } = await openWatched()
    if (kill % 10 === 0) await exchange(context, kill % 20 === 0)
    await service.stop('SIGKILL')
    await lost
    await context.close()
    if (kill === 20) {
      before = await handles()
      memory = process.memoryUsage().rss
    }
  }
  const grown = (process.memoryUsage().rss - memory) / 1e6
  console.log(`handles ${before} → ${await handles()}, memory + ${grown.toFixed(1)} MB`)
  expect(await handles()).toBeLessThanOrEqual(before + 1)
  expect(grown).toBeLessThan(30)
})
