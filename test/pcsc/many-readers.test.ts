import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeMyNumberCard } from '../../fixtures/virtual-card/my-number-card.ts'
import { placeInVpcd } from '../../fixtures/virtual-card/vpcd.ts'
import { createPcscCardReader } from '../../native/card/card-reader.ts'
import { systemBackend } from '../../native/card/pcsc/system/system-pcsc.ts'
import { type PrivatePcscd, preparePcscd } from './pcscd.ts'
import { createWatch, TODAY, testAuthority, testCertificate } from './support.ts'

/** Six readers with two slots each. */
let service: PrivatePcscd
beforeAll(async () => {
  service = await preparePcscd({ readers: 6 })
  Object.assign(process.env, service.environment)
  await service.start()
})
afterAll(() => service.dispose())

it('names every one of twelve slots', async () => {
  const names = new Set<string>()
  const opened = await systemBackend.open({
    readerChanged: (reader) => names.add(reader),
    readerGone: (reader) => names.delete(reader),
    lost: () => names.clear(),
  })
  if (!opened.ok) throw new Error(opened.problem)
  await expect.poll(() => names.size, { timeout: 10_000 }).toBe(12)
  await opened.value.close()
})

it('reads a card in whichever slot it is put', async () => {
  const certificate = await testCertificate(await testAuthority())
  const watch = createWatch()
  const port = createPcscCardReader({ today: () => TODAY })
  port.start(watch.listener)
  try {
    await watch.heard('ready')
    for (const slot of [0, 5, 11]) {
      const placed = await placeInVpcd(makeMyNumberCard({ certificate }), service.allPorts[slot] ?? 0)
      const read = await watch.heard('read')
      expect(read).toMatchObject({ reader: expect.stringMatching(slot % 2 === 0 ? /00$/ : /01$/) })
      await placed.remove()
      await watch.heard('ready')
    }
  } finally {
    await port.stop()
  }
})

it('ends a watch whether or not its wait has begun', async () => {
  for (let time = 0; time < 50; time += 1) {
    const opened = await systemBackend.open({
      readerChanged: () => undefined,
      readerGone: () => undefined,
      lost: () => undefined,
    })
    if (!opened.ok) throw new Error(opened.problem)
    // From before the first listing to after the first events.
    await new Promise((resolve) => setTimeout(resolve, time % 5))
    await opened.value.close()
  }
})
