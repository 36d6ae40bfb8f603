import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeMyNumberCard } from '../../fixtures/virtual-card/my-number-card.ts'
import { type PlacedCard, placeInVpcd } from '../../fixtures/virtual-card/vpcd.ts'
import type { Attempt } from '../../native/card/attempt.ts'
import { createPcscCardReader } from '../../native/card/card-reader.ts'
import { systemBackend } from '../../native/card/pcsc/system/system-pcsc.ts'
import type { CardReaderPort } from '../../native/card/port.ts'
import { parseVerificationNumber } from '../../native/card/verification-number.ts'
import { type PrivatePcscd, preparePcscd } from './pcscd.ts'
import { createWatch, TODAY, testAuthority, testCertificate } from './support.ts'

/** One reader from beginning to end on the real service: each test takes up where the last one ended. */
let service: PrivatePcscd
let certificate: Uint8Array
let port: CardReaderPort
let placed: PlacedCard
const watch = createWatch()
const attempts: Attempt[] = []

beforeAll(async () => {
  service = await preparePcscd()
  Object.assign(process.env, service.environment)
  certificate = await testCertificate(await testAuthority())
  port = createPcscCardReader({
    today: () => TODAY,
    verificationNumber: () => true,
    onAttempt: (attempt) => attempts.push(attempt),
  })
  port.start(watch.listener)
})
beforeEach(() => {
  watch.said()
  attempts.splice(0)
})
afterAll(async () => {
  await port.stop()
  await service.dispose()
})

const card = (options: Partial<Parameters<typeof makeMyNumberCard>[0]> = {}) =>
  makeMyNumberCard({ certificate, ...options })
const put = async (given = card(), slot: 0 | 1 = 0) => {
  placed = await placeInVpcd(given, service.ports[slot])
  return given
}
const away = async () => {
  await placed.remove()
  await watch.heard('ready')
}

/** Another program on the same service. */
const openOther = async () => {
  const opened = await systemBackend.open({
    readerChanged: () => undefined,
    readerGone: () => undefined,
    lost: () => undefined,
  })
  if (!opened.ok) throw new Error(opened.problem)
  await new Promise((resolve) => setTimeout(resolve, 200))
  return opened.value
}

describe.sequential('the reader', () => {
  it('waits for a service that is started later', async () => {
    await service.start()
    await watch.heard('ready')
  })

  it('reads a card, and the next', async () => {
    for (let time = 0; time < 2; time += 1) {
      await put()
      expect(await watch.heard('read')).toMatchObject({
        reading: { exchanges: 2, certificate: { status: 'valid' } },
      })
      await away()
    }
  })

  it('reads in the second slot of the device too', async () => {
    await put(card(), 1)
    expect(await watch.heard('read')).toMatchObject({ reader: 'Virtual PCD 00 01' })
    await away()
  })

  it('says removed when the card leaves in the middle', async () => {
    await put(card({ faults: [{ kind: 'removed', after: 1 }] }))
    await watch.heard('failed: removed')
    await watch.heard('ready')
  })

  it('waits while another program has the card for itself', async () => {
    await put()
    await watch.heard('read')
    const other = await openOther()
    const connected = await other.connect('Virtual PCD 00 00', 'exclusive')
    if (!connected.ok) throw new Error(connected.problem)
    port.readAgain()
    await watch.heard('failed: busy')
    await connected.value.release('leave')
    await watch.heard('read')
    await other.close()
    await away()
  })

  it('begins anew when another program resets the card before its transaction', async () => {
    const other = await openOther()
    await put()
    await watch.heard('read')
    const connected = await other.connect('Virtual PCD 00 00', 'shared')
    if (!connected.ok) throw new Error(connected.problem)
    await connected.value.release('unpower')
    port.readAgain()
    expect(await watch.heard('read')).toMatchObject({ reading: { card: 'my-number-card' } })
    await other.close()
    await away()
  })

  it('reads the basic four with 照合番号B, and leaves the card locked again', async () => {
    const given = await put()
    await watch.heard('read')
    expect(await port.verification?.countAttempts()).toEqual({ ok: true, value: 10 })
    const number = parseVerificationNumber(
      { birthDate: '600401', expiryYear: '2031', securityCode: '0000' },
      2026,
    )
    if (!number.ok) throw new Error(number.problem.join())
    expect(await port.verification?.readBasicFour(number.value)).toMatchObject({
      ok: true,
      value: { name: '見本　太郎', birthDate: '1985-04-01' },
    })
    // The order to cut the power is on its way to the card. It closes what was opened.
    await new Promise((resolve) => setTimeout(resolve, 300))
    given.transmit(Uint8Array.from(Buffer.from('00a4040c0ad3921000310001010408', 'hex')))
    given.transmit(Uint8Array.from(Buffer.from('00a4020c020002', 'hex')))
    const refused = given.transmit(Uint8Array.from(Buffer.from('00b0000000', 'hex')))
    expect(refused).toEqual(Uint8Array.of(0x69, 0x82))
    await away()
  })

  it('survives a crash of the service', async () => {
    await service.stop('SIGKILL')
    await watch.heard('no-service')
    await service.start()
    await watch.heard('ready')
    await put()
    await watch.heard('read')
    await away()
  })

  it('survives an orderly restart, with the card on the reader', async () => {
    const given = await put()
    await watch.heard('read')
    await service.stop()
    await watch.heard('no-service')
    await placed.gone
    await service.start()
    await put(given)
    await watch.heard('read')
    await away()
  })

  it('tells a reader that stops answering, and goes on when it answers again', async () => {
    await put(card({ faults: [{ kind: 'mute', after: 1 }] }))
    await watch.heard('unresponsive')
    await placed.remove()
    await watch.heard('ready')
    await put()
    await watch.heard('read')
    await away()
  })

  it('takes no time of the processor while nothing happens', async () => {
    // The runner cleans up after the tests before this one: the quietest of three spans is the reader's own.
    const shares: number[] = []
    for (let span = 0; span < 3; span += 1) {
      const before = process.cpuUsage()
      const start = performance.now()
      await new Promise((resolve) => setTimeout(resolve, 2_000))
      const used = process.cpuUsage(before)
      shares.push((used.user + used.system) / 1_000 / (performance.now() - start))
    }
    expect(Math.min(...shares)).toBeLessThan(0.01)
  })
})
