/** The comparison of chip and face from the desk to a card on the real service and back. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DeskState } from '../../contract/desk.ts'
import { MIHON_TARO, makeMyNumberCard } from '../../fixtures/virtual-card/my-number-card.ts'
import { type PlacedCard, placeInVpcd } from '../../fixtures/virtual-card/vpcd.ts'
import { createPcscCardReader } from '../../native/card/card-reader.ts'
import { systemBackend } from '../../native/card/pcsc/system/system-pcsc.ts'
import { fakeDesk } from '../unit/desk/fakes.ts'
import { type PrivatePcscd, preparePcscd } from './pcscd.ts'
import { TODAY, testAuthority, testCertificate } from './support.ts'

const RIGHT = { birthDate: '昭和60年4月1日', expiryYear: '2031', securityCode: '0000' }
const WRONG = { ...RIGHT, securityCode: '9999' }

let service: PrivatePcscd
let certificate: Uint8Array
let desk: ReturnType<typeof fakeDesk>
let placed: PlacedCard

const until = async (what: string, holds: (state: DeskState) => boolean): Promise<DeskState> => {
  const end = performance.now() + 15_000
  while (!holds(desk.state())) {
    if (performance.now() > end) throw new Error(`${what}: ${JSON.stringify(desk.state().cardFace)}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return desk.state()
}
const put = async (options: Partial<Parameters<typeof makeMyNumberCard>[0]> = {}) => {
  const card = makeMyNumberCard({ certificate, ...options })
  placed = await placeInVpcd(card, service.ports[0])
  await until('the card', ({ cardReader }) => cardReader.state === 'read')
  return card
}
const ask = async () => {
  desk.intend({ type: 'open-card-face' })
  return until('the attempts', ({ cardFace }) => cardFace?.state === 'asking' || cardFace?.state === 'ended')
}
const read = async (typed = RIGHT) => {
  desk.intend({ type: 'read-card-face', typed })
  return until('an answer', ({ cardFace }) => cardFace?.state !== 'reading')
}
/** Tells whether a command that spends an attempt has reached the card since it was placed. */
const verifies = (card: ReturnType<typeof makeMyNumberCard>): number =>
  card.commands.filter((command) => command[1] === 0x20 && command.length > 4).length

beforeAll(async () => {
  service = await preparePcscd()
  Object.assign(process.env, service.environment)
  await service.start()
  certificate = await testCertificate(await testAuthority())
  desk = fakeDesk({
    settings: { cardFace: true },
    cardReader: createPcscCardReader({ today: () => TODAY, verificationNumber: () => true }),
  })
  await until('the reader', ({ cardReader }) => cardReader.state === 'ready')
})
beforeEach(() => desk.intend({ type: 'cancel' }))
afterAll(async () => {
  await desk.service.stop()
  await service.dispose()
})
const away = async () => {
  await placed.remove()
  await until('the empty reader', ({ cardReader }) => cardReader.state === 'ready')
}

describe.sequential('comparing the chip with the face', () => {
  it('counts, takes a wrong number and the right one, and shows the four facts', async () => {
    const card = await put()
    expect((await ask()).cardFace).toMatchObject({ state: 'asking', attempts: 8 })
    expect(verifies(card)).toBe(0)
    expect((await read(WRONG)).cardFace).toEqual({ state: 'asking', attempts: 7, wrong: true, refused: [] })
    const { cardFace } = await read()
    expect(cardFace).toEqual({
      state: 'read',
      facts: { name: MIHON_TARO.name, address: MIHON_TARO.address, birthDate: '1985-04-01', sex: 'male' },
    })
    expect(verifies(card)).toBe(2)
    // Cutting the power is no new card: what was read stays, and the reader is where it was.
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(desk.state().cardFace?.state).toBe('read')
    expect(desk.state().cardReader.state).toBe('read')
    await away()
    expect(desk.state().cardFace?.state).toBe('read')
    desk.intend({ type: 'cancel' })
    expect(desk.state().cardFace).toBeNull()
    expect(desk.journal.text()).not.toContain('架空町')
  })

  it('stops two short of the lock', async () => {
    const card = await put({ verificationNumberBLeft: 3 })
    expect((await ask()).cardFace).toMatchObject({ state: 'asking', attempts: 1 })
    expect((await read(WRONG)).cardFace).toEqual({ state: 'ended', why: 'near-lock' })
    expect((await ask()).cardFace).toEqual({ state: 'ended', why: 'near-lock' })
    expect(verifies(card)).toBe(1)
    await away()
  })

  it('says that no attempt is left', async () => {
    await put({ verificationNumberBLeft: 0 })
    expect((await ask()).cardFace).toEqual({ state: 'ended', why: 'locked' })
    await away()
  })

  it('says that the card has gone in the middle of it', async () => {
    // The certificate takes seven commands, counting three; the card goes at the verification.
    const card = await put()
    await ask()
    card.addFault({ kind: 'removed', after: card.commands.length + 4 })
    expect((await read()).cardFace).toEqual({ state: 'ended', why: 'removed' })
    await until('the empty reader', ({ cardReader }) => cardReader.state === 'ready')
  })

  it('says that another program has the card, and goes on when it lets go', async () => {
    await put()
    const other = await systemBackend.open({
      readerChanged: () => undefined,
      readerGone: () => undefined,
      lost: () => undefined,
    })
    if (!other.ok) throw new Error(other.problem)
    await new Promise((resolve) => setTimeout(resolve, 300))
    const held = await other.value.connect('Virtual PCD 00 00', 'exclusive')
    if (!held.ok) throw new Error(held.problem)
    expect((await ask()).cardFace).toEqual({ state: 'ended', why: 'busy' })
    await held.value.release('leave')
    expect((await ask()).cardFace).toMatchObject({ state: 'asking', attempts: 8 })
    await other.value.close()
    await away()
  })

  it('says that the reader does not answer when the service ends, and works with the next', async () => {
    await put()
    await ask()
    await service.stop('SIGKILL')
    await until('the end', ({ cardFace }) => cardFace?.state === 'ended')
    expect(desk.state().cardFace).toEqual({ state: 'ended', why: 'unresponsive' })
    await service.start()
    await until('the reader', ({ cardReader }) => cardReader.state === 'ready')
    await put()
    await ask()
    expect((await read()).cardFace?.state).toBe('read')
    await away()
  })
})
