import { afterAll, beforeAll } from 'vitest'
import { makeForeignCard, makeMyNumberCard } from '../../fixtures/virtual-card/my-number-card.ts'
import { type PlacedCard, placeInVpcd } from '../../fixtures/virtual-card/vpcd.ts'
import { createPcscCardReader } from '../../native/card/card-reader.ts'
import { describeCardReaderPort } from '../ports/card-reader-port.ts'
import { type PrivatePcscd, preparePcscd } from './pcscd.ts'
import { TODAY, testAuthority, testCertificate } from './support.ts'

let service: PrivatePcscd
let certificate: Uint8Array
beforeAll(async () => {
  service = await preparePcscd()
  Object.assign(process.env, service.environment)
  certificate = await testCertificate(await testAuthority())
  await service.start()
})
afterAll(() => service?.dispose())

describeCardReaderPort('a reader on the real service', async () => {
  let placed: PlacedCard | undefined
  return {
    port: createPcscCardReader({ today: () => TODAY }),
    place: async (card) => {
      const given = card === 'another' ? makeForeignCard() : makeMyNumberCard({ certificate })
      placed = await placeInVpcd(given, service.ports[0])
    },
    remove: async () => {
      await placed?.remove()
      placed = undefined
    },
    goOn: () => new Promise((resolve) => setTimeout(resolve, 20)),
    dispose: async () => {
      await placed?.remove()
      // The service looks every 0.4 s: the next test begins with an empty reader.
      await new Promise((resolve) => setTimeout(resolve, 600))
    },
  }
})
