import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemTimers } from '../../contract/clock.ts'
import type { VirtualCard } from '../../fixtures/virtual-card/card.ts'
import type { Authority } from '../../fixtures/virtual-card/certificates.ts'
import { ATR, makeForeignCard, makeMyNumberCard } from '../../fixtures/virtual-card/my-number-card.ts'
import { type PlacedCard, placeInVpcd } from '../../fixtures/virtual-card/vpcd.ts'
import { GENERATIONS } from '../../native/card/applications.ts'
import { openCertificateChannel } from '../../native/card/channel.ts'
import { systemBackend } from '../../native/card/pcsc/system/system-pcsc.ts'
import { readAuthority, readCard } from '../../native/card/read-card.ts'
import { type PrivatePcscd, preparePcscd } from './pcscd.ts'
import { readerSays, run, testAuthority, testCertificate } from './support.ts'

let service: PrivatePcscd
let authority: Authority
let certificate: Uint8Array
let card: VirtualCard
let placed: PlacedCard

beforeAll(async () => {
  service = await preparePcscd()
  Object.assign(process.env, service.environment)
  await service.start()
  authority = await testAuthority()
  certificate = await testCertificate(authority)
})
afterAll(() => service.dispose())

const put = async (given: VirtualCard): Promise<void> => {
  card = given
  placed = await placeInVpcd(given, service.ports[0])
  await readerSays(service, 'card')
}
const pemBytes = (pem: string): Buffer =>
  Buffer.from(/-----BEGIN CERTIFICATE-----([\s\S]+?)-----END/.exec(pem)?.[1] ?? '', 'base64')

/** Both certificates through our own stack, down to the bytes that never leave it in the product. */
const readOurs = async () => {
  const opened = await systemBackend.open({
    readerChanged: () => undefined,
    readerGone: () => undefined,
    lost: () => undefined,
  })
  if (!opened.ok) throw new Error(opened.problem)
  await new Promise((resolve) => setTimeout(resolve, 200))
  const connected = await opened.value.connect('Virtual PCD 00 00', 'shared')
  if (!connected.ok) throw new Error(connected.problem)
  await connected.value.hold()
  const channel = openCertificateChannel({
    connection: connected.value,
    generation: GENERATIONS[0],
    clock: systemTimers,
    exchangeLimit: 5_000,
    trace: () => undefined,
  })
  const contents = await readCard(channel, { shortFileIds: false, wantToken: false })
  const its = await readAuthority(channel, false)
  await connected.value.release('leave')
  await opened.value.close()
  if (!contents.ok) throw new Error(contents.problem.kind)
  const { certificate: read } = contents.value
  return {
    holder: read && 'x509' in read ? read.x509.raw : undefined,
    authority: its.ok ? its.value?.x509.raw : undefined,
  }
}

describe('beside OpenSC', () => {
  beforeAll(() =>
    put(
      makeMyNumberCard({
        certificate,
        authorityCertificate: new Uint8Array(authority.certificate.rawData),
        atr: ATR.juki,
      }),
    ),
  )
  afterAll(async () => {
    await placed.remove()
    await readerSays(service, 'empty')
  })

  it('the virtual card is one that OpenSC calls jpki', async () => {
    const { stdout } = await run('opensc-tool', ['--name'], service.environment)
    expect(stdout.trim()).toBe('jpki')
  })

  it('pkcs15-tool and this program read the same bytes', async () => {
    const theirs = await run('pkcs15-tool', ['--read-certificate', '01'], service.environment)
    const theirAuthority = await run('pkcs15-tool', ['--read-certificate', '03'], service.environment)
    const ours = await readOurs()
    expect(pemBytes(theirs.stdout).equals(certificate)).toBe(true)
    expect(ours.holder?.equals(pemBytes(theirs.stdout))).toBe(true)
    expect(ours.authority?.equals(pemBytes(theirAuthority.stdout))).toBe(true)
  })

  it('a wrong PIN costs one of three, as on the real card', async () => {
    const { stderr } = await run(
      'pkcs15-tool',
      ['--verify-pin', '--auth-id', '01', '--pin', '9999'],
      service.environment,
    )
    expect(stderr).toMatch(/incorrect|failed/i)
    const verified = card.commands.filter((command) => command[1] === 0x20 && command.length > 4)
    expect(verified.length).toBe(1)
  })
})

it('OpenSC does not take a foreign card for one', async () => {
  await put(makeForeignCard())
  const { stdout } = await run('opensc-tool', ['--name'], service.environment)
  expect(stdout).not.toContain('jpki')
  await placed.remove()
})
