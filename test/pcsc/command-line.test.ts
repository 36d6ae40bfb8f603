import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { VirtualCard } from '../../fixtures/virtual-card/card.ts'
import type { Authority } from '../../fixtures/virtual-card/certificates.ts'
import { ATR, makeForeignCard, makeMyNumberCard } from '../../fixtures/virtual-card/my-number-card.ts'
import { type PlacedCard, placeInVpcd } from '../../fixtures/virtual-card/vpcd.ts'
import { type PrivatePcscd, preparePcscd } from './pcscd.ts'
import { readerSays, run, testAuthority, testCertificate } from './support.ts'

const MAIN = join(import.meta.dirname, '../../main/cli/main.ts')
let service: PrivatePcscd
let folder: string
let authority: Authority
let certificate: Uint8Array
let placed: PlacedCard | null = null
let foreign: ChildProcess | null = null

beforeAll(async () => {
  service = await preparePcscd()
  folder = await mkdtemp(join(tmpdir(), 'uketsuke-anchors-'))
  authority = await testAuthority()
  certificate = await testCertificate(authority)
})
afterEach(async () => {
  if (!placed && !foreign) return
  await placed?.remove()
  placed = null
  foreign?.kill()
  foreign = null
  await readerSays(service, 'empty')
})
afterAll(async () => {
  await service.dispose()
  await rm(folder, { recursive: true })
})

const read = async (args: readonly string[] = [], environment: Readonly<Record<string, string>> = {}) => {
  const ran = await run(process.execPath, [MAIN, 'card', 'read', ...args], {
    ...service.environment,
    ...environment,
  })
  return { ...ran, answer: ran.stdout === '' ? null : JSON.parse(ran.stdout) }
}
const put = async (card: VirtualCard): Promise<void> => {
  placed = await placeInVpcd(card, service.ports[0])
}
const nothing = { card: 'other', token: null, certificate: null, exchanges: 0, milliseconds: 0 }

describe('card read', () => {
  it('without a service', async () => {
    const { code, answer } = await read()
    expect(code).toBe(1)
    expect(answer).toEqual({ ...nothing, reader: '', problem: 'no-service' })
  })

  it('without a card, or without the reader that is asked for', async () => {
    await service.start()
    const [empty, other] = await Promise.all([read(['--timeout', '1']), read(['--reader', 'No such reader'])])
    expect(empty.code).toBe(1)
    expect(empty.answer).toEqual({ ...nothing, reader: 'Virtual PCD 00 00', problem: 'no-card' })
    expect(other.answer).toEqual({ ...nothing, reader: 'No such reader', problem: 'no-reader' })
  })

  it('of a My Number card: in eight commands at most, with its chain', async () => {
    const file = join(folder, 'anchors.pem')
    await writeFile(file, authority.certificate.toString('pem'))
    await put(makeMyNumberCard({ certificate, atr: ATR.contactless, behaviour: { shortFileIds: false } }))
    const { code, answer } = await read(['--trace'], { UKETSUKE_TRUST_ANCHORS: file })
    expect(code).toBe(0)
    expect(answer).toEqual({
      reader: 'Virtual PCD 00 00',
      card: 'my-number-card',
      token: null,
      certificate: {
        notBefore: '2024-04-01T23:59:59.000+09:00',
        notAfter: '2039-04-01T23:59:59.000+09:00',
        keyAlgorithm: 'rsa-2048',
        chain: 'trusted',
        status: 'valid',
      },
      exchanges: 8,
      milliseconds: expect.any(Number),
      problem: null,
      trace: expect.any(Array),
    })
    expect(answer.trace).toHaveLength(8)
    expect(answer.trace[2]).toEqual({
      command: '00b0000000',
      status: '9000',
      length: 256,
      ms: expect.any(Number),
    })
  })

  it('of a My Number card, quickly: its days in three commands, in two with short file ids', async () => {
    const plain = makeMyNumberCard({ certificate, atr: ATR.contactless, behaviour: { shortFileIds: false } })
    for (const [card, exchanges] of [
      [plain, 3],
      [makeMyNumberCard({ certificate }), 2],
    ] as const) {
      await put(card)
      const { code, answer } = await read(['--quick'])
      expect(code).toBe(0)
      expect(answer).toEqual({
        reader: 'Virtual PCD 00 00',
        card: 'my-number-card',
        token: null,
        certificate: {
          notBefore: '2024-04-01T23:59:59.000+09:00',
          notAfter: '2039-04-01T23:59:59.000+09:00',
          keyAlgorithm: null,
          chain: 'not-checked',
          status: 'valid',
        },
        exchanges,
        milliseconds: expect.any(Number),
        problem: null,
      })
      expect(card.commands).toHaveLength(exchanges)
      await placed?.remove()
      placed = null
      await readerSays(service, 'empty')
    }
  })

  it('of a foreign card', async () => {
    await put(makeForeignCard())
    // The virtual service has a second reader: another card might come there.
    const { code, answer } = await read(['--timeout', '1'])
    expect(code).toBe(1)
    expect(answer).toMatchObject({ card: 'other', problem: 'not-a-my-number-card', exchanges: 1 })
    const only = await read(['--reader', '00 00'])
    expect(only.answer).toMatchObject({ reader: 'Virtual PCD 00 00', problem: 'not-a-my-number-card' })
  })

  it.each<[string, () => VirtualCard]>([
    ['another card', makeForeignCard],
    [
      'one that answers 6F00 to SELECT',
      () =>
        makeMyNumberCard({
          certificate: null,
          faults: [1, 2].map((at) => ({ kind: 'status', at, status: 0x6f00 })),
        }),
    ],
  ])('of the card that comes, whatever lies on the other reader from the start: %s', async (_, lying) => {
    const lies = await placeInVpcd(lying(), service.ports[1])
    await readerSays(service, 'card', 1)
    const reading = read()
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    await put(makeMyNumberCard({ certificate, atr: ATR.contactless }))
    const { code, answer } = await reading
    await lies.remove()
    await readerSays(service, 'empty', 1)
    expect(answer).toMatchObject({ reader: 'Virtual PCD 00 00', card: 'my-number-card', problem: null })
    expect(code).toBe(0)
  })

  it('through a reader that carries 231 bytes', async () => {
    await put(makeMyNumberCard({ certificate, atr: ATR.contactless, reach: { most: 231, says: 0x6700 } }))
    const { code, answer } = await read()
    expect(code).toBe(0)
    expect(answer.exchanges).toBe(3 + Math.ceil(certificate.length / 224))
  })

  // Debian's package python3-virtualsmartcard; the set-up installs it.
  it.skipIf(!existsSync('/usr/lib/python3/site-packages/virtualsmartcard'))(
    'of a chip that this project did not write: in eight commands with its label',
    async () => {
      const file = join(folder, 'certificate.der')
      await writeFile(file, certificate)
      const script = join(import.meta.dirname, 'debian-card.py')
      foreign = spawn('/usr/bin/python3', [script, String(service.ports[0]), file], { stdio: 'ignore' })
      const { code, answer } = await read()
      expect(code).toBe(0)
      expect(answer).toMatchObject({
        card: 'my-number-card',
        token: 'JPKIAPICCTOKEN2',
        certificate: { notAfter: '2039-04-01T23:59:59.000+09:00', keyAlgorithm: 'rsa-2048' },
        exchanges: 8,
      })
    },
  )

  it('of a card that is taken away in the middle', async () => {
    await put(makeMyNumberCard({ certificate, faults: [{ kind: 'removed', after: 4 }] }))
    const { code, answer } = await read()
    expect(code).toBe(1)
    expect(answer).toMatchObject({ problem: 'removed', exchanges: 5 })
  })

  it('of a card that falls silent: ends by itself, although the call to the reader hangs', async () => {
    await put(makeMyNumberCard({ certificate, faults: [{ kind: 'mute', after: 2 }] }))
    const { code, answer } = await read()
    expect(code).toBe(1)
    expect(answer).toMatchObject({ problem: 'unreadable', exchanges: 3 })
  })
})
