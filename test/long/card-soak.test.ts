import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { VirtualCard } from '../../fixtures/virtual-card/card.ts'
import { makeAuthority, makeHolderCertificate } from '../../fixtures/virtual-card/certificates.ts'
import { ATR, makeForeignCard, makeMyNumberCard } from '../../fixtures/virtual-card/my-number-card.ts'
import { placeInVpcd } from '../../fixtures/virtual-card/vpcd.ts'
import { createPcscCardReader } from '../../native/card/card-reader.ts'
import { type PrivatePcscd, preparePcscd } from '../pcsc/pcscd.ts'
import { createWatch, readerSays, run, testAuthority, testCertificate } from '../pcsc/support.ts'
import { randomFrom } from './random.ts'

/**
 * A day at a busy desk on the real service: card after card, with faults at random points. Every result must be the
 * one that the card deserves, every fault must be named rightly, and neither handles nor memory may grow.
 */
const CYCLES = Number(process.env.UKETSUKE_SOAK_CYCLES ?? 1_000)
const SEED = Number(process.env.UKETSUKE_SOAK_SEED ?? 20_261_122)
const TODAY = '2026-11-22'
const at = (day: string): Date => new Date(`${day}T23:59:59+09:00`)

const watch = createWatch()
let service: PrivatePcscd
const port = createPcscCardReader({ today: () => TODAY })
beforeAll(async () => {
  service = await preparePcscd()
  Object.assign(process.env, service.environment)
  await service.start()
  port.start(watch.listener)
  await watch.heard('ready')
})
afterAll(async () => {
  await port.stop()
  await service.dispose()
})

type Scenario = {
  readonly name: string
  readonly card: VirtualCard
  readonly ends: string
  readonly status?: string
}

const makeScenarios = async (): Promise<(pick: (most: number) => number) => Scenario> => {
  const authority = await makeAuthority({ notBefore: at('2020-01-01'), notAfter: at('2040-01-01') })
  const curved = await makeAuthority({
    key: 'ecdsa-p384',
    notBefore: at('2020-01-01'),
    notAfter: at('2040-01-01'),
  })
  const make = (to: string) =>
    makeHolderCertificate({ authority, notBefore: at('2021-01-01'), notAfter: at(to) })
  const certificates = {
    valid: await make('2029-04-01'),
    grace: await make('2026-10-01'),
    expired: await make('2026-05-01'),
  }
  const curve = await makeHolderCertificate({
    authority: curved,
    key: 'ecdsa-p384',
    notBefore: at('2025-01-01'),
    notAfter: at('2030-01-01'),
  })
  const statuses = ['valid', 'grace', 'expired'] as const
  const behaviours = [
    {},
    { lengths: '61' },
    { lengths: '6C' },
    { firstCommandFails: true },
    { mostAtOnce: 200 },
  ] as const
  return (pick) => {
    const status = statuses[pick(3)] ?? 'valid'
    const certificate = certificates[status]
    const plain = { certificate, atr: ATR.contactless, behaviour: { shortFileIds: false } }
    switch (pick(12)) {
      case 0:
        return { name: 'foreign', card: makeForeignCard(), ends: 'failed: not-a-my-number-card' }
      case 1:
      case 2:
      case 3: {
        const after = pick(3)
        return {
          name: `removed after ${after} commands`,
          card: makeMyNumberCard({ ...plain, faults: [{ kind: 'removed', after }] }),
          ends: 'failed: removed',
        }
      }
      case 4:
        return {
          name: 'refuses in the middle',
          card: makeMyNumberCard({ ...plain, faults: [{ kind: 'status', at: 3, status: 0x6f00 }] }),
          ends: 'failed: unreadable',
        }
      case 5:
        return {
          name: 'says nonsense at the start of its certificate',
          card: makeMyNumberCard({ ...plain, faults: [{ kind: 'noise', at: 3 }] }),
          ends: 'failed: unreadable',
        }
      case 6:
        return {
          name: 'elliptic curve',
          card: makeMyNumberCard({ certificate: curve }),
          ends: 'read',
          status: 'valid',
        }
      case 7:
        return {
          name: 'slow',
          card: makeMyNumberCard({ certificate, latency: 12 }),
          ends: 'read',
          status,
        }
      case 8:
        return pick(12) === 0
          ? {
              name: 'silent',
              card: makeMyNumberCard({ ...plain, faults: [{ kind: 'mute', after: pick(3) }] }),
              ends: 'unresponsive',
            }
          : { name: 'short file ids', card: makeMyNumberCard({ certificate }), ends: 'read', status }
      default:
        return {
          name: 'ordinary',
          card: makeMyNumberCard({
            ...plain,
            behaviour: { ...plain.behaviour, ...behaviours[pick(behaviours.length)] },
          }),
          ends: 'read',
          status,
        }
    }
  }
}

const openHandles = async (): Promise<number> => (await readdir('/proc/self/fd')).length

it(`${CYCLES} cards, each with its own end`, async () => {
  const pick = randomFrom(SEED)
  const scenarioOf = await makeScenarios()
  const counts = new Map<string, number>()
  const samples: { cycle: number; rss: number; handles: number }[] = []
  let crashes = 0
  for (let cycle = 1; cycle <= CYCLES; cycle += 1) {
    const scenario = scenarioOf(pick)
    watch.said()
    const placed = await placeInVpcd(scenario.card, service.ports[pick(2) === 0 ? 0 : 1])
    const status = await watch.heard(scenario.ends, 20_000).catch((error: Error) => {
      throw new Error(`cycle ${cycle}, ${scenario.name}: ${error.message}`)
    })
    if (scenario.status)
      expect(status, `cycle ${cycle}, ${scenario.name}`).toMatchObject({
        reading: { certificate: { status: scenario.status } },
      })
    counts.set(scenario.ends, (counts.get(scenario.ends) ?? 0) + 1)
    await placed.remove()
    if (pick(100) === 0) {
      crashes += 1
      await service.stop('SIGKILL')
      await watch.heard('no-service')
      await service.start()
    }
    await watch.heard('ready', 20_000)
    if (cycle % Math.max(1, Math.floor(CYCLES / 10)) === 0)
      samples.push({ cycle, rss: process.memoryUsage().rss / 2 ** 20, handles: await openHandles() })
  }
  console.log(
    JSON.stringify({
      cycles: CYCLES,
      seed: SEED,
      ends: Object.fromEntries(counts),
      serviceCrashes: crashes,
      samples,
    }),
  )
  const [, early] = samples
  const last = samples.at(-1)
  if (!early || !last) return
  // A service that crashes takes one handle with it: its client can be neither closed nor collected.
  expect(last.handles - early.handles).toBeLessThanOrEqual(crashes + 4)
  expect(last.rss - early.rss).toBeLessThan(32)
})

const COMMANDS = Number(process.env.UKETSUKE_SOAK_COMMANDS ?? 100)

/** A command lets go of the service in the very moment in which a reader reports something: it must end all the same. */
it(`${COMMANDS} commands whose card is pulled out, each of which ends`, async () => {
  await port.stop()
  const certificate = await testCertificate(await testAuthority())
  const command = join(import.meta.dirname, '../../main/cli/main.ts')
  for (let time = 1; time <= COMMANDS; time += 1) {
    const card = makeMyNumberCard({ certificate, faults: [{ kind: 'removed', after: 4 }] })
    const placed = await placeInVpcd(card, service.ports[0])
    const { code, stdout } = await run(process.execPath, [command, 'card', 'read'], service.environment)
    expect(code, `command ${time}`).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ problem: 'removed', exchanges: 5 })
    await placed.remove()
    await readerSays(service, 'empty')
  }
})
