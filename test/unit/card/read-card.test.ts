import { beforeAll, describe, expect, it } from 'vitest'
import type { VirtualCard } from '../../../fixtures/virtual-card/card.ts'
import {
  ATR,
  type MyNumberCardOptions,
  makeForeignCard,
  makeMyNumberCard,
} from '../../../fixtures/virtual-card/my-number-card.ts'
import { announcesShortFileIds } from '../../../native/card/answer-to-reset.ts'
import { GENERATIONS } from '../../../native/card/applications.ts'
import { openCertificateChannel, type TraceEntry } from '../../../native/card/channel.ts'
import { readAuthority, readCard } from '../../../native/card/read-card.ts'
import { testAuthority, testCertificate } from './certificates.ts'
import { connectionTo, createFakeClock, hex } from './support.ts'

let certificate: Uint8Array
beforeAll(async () => {
  certificate = await testCertificate()
})

const channelTo = (card: VirtualCard, trace: TraceEntry[] = []) =>
  openCertificateChannel({
    connection: connectionTo(card),
    generation: GENERATIONS[0],
    clock: createFakeClock(),
    exchangeLimit: 1_000,
    trace: (entry) => trace.push(entry),
  })

const read = async (card: VirtualCard, wantToken = false) => {
  const channel = channelTo(card)
  const contents = await readCard(channel, { shortFileIds: announcesShortFileIds(card.atr), wantToken })
  return { contents, exchanges: channel.exchanges(), commands: card.commands.map(hex) }
}

const card = (options: Partial<MyNumberCardOptions> = {}) => makeMyNumberCard({ certificate, ...options })
/** A card that announces no short file ids, and has none. */
const plainCard = (options: Partial<MyNumberCardOptions> = {}) =>
  card({ atr: ATR.contactless, ...options, behaviour: { shortFileIds: false, ...options.behaviour } })

const expectRead = (given: Awaited<ReturnType<typeof read>>, whole = certificate) => {
  if (!given.contents.ok) throw new Error(JSON.stringify(given.contents.problem))
  expect(given.contents.value.card).toBe('my-number-card')
  const { certificate } = given.contents.value
  expect(certificate && 'x509' in certificate && certificate.x509.raw.equals(whole)).toBe(true)
}

describe('readCard', () => {
  it('takes eight commands for an unknown card with a certificate of 1.5 kB', async () => {
    const given = await read(plainCard())
    expectRead(given)
    expect(certificate.length).toBeGreaterThan(1_480)
    expect(certificate.length).toBeLessThanOrEqual(1_536)
    expect(given.exchanges).toBe(8)
    expect(given.commands).toEqual([
      '00a4040c0ad392f000260100000001',
      '00a4020c02000a',
      '00b0000000',
      '00b0010000',
      '00b0020000',
      '00b0030000',
      '00b0040000',
      `00b00500${(certificate.length - 1_280).toString(16)}`,
    ])
  })

  it('takes seven where the answer to reset announces short file ids', async () => {
    const given = await read(card())
    expectRead(given)
    expect(given.exchanges).toBe(7)
    expect(given.commands[1]).toBe('00b08a0000')
  })

  it('adds the token label only within eight', async () => {
    const short = await read(card(), true)
    expect(short.exchanges).toBe(8)
    expect(short.contents).toMatchObject({ ok: true, value: { token: 'JPKIAPICCTOKEN2' } })
    const plain = await read(plainCard(), true)
    expect(plain.exchanges).toBe(8)
    expect(plain.contents).toMatchObject({ ok: true, value: { token: null } })
  })

  it('goes on by selection where short file ids are announced and do not work', async () => {
    const given = await read(card({ behaviour: { shortFileIds: false } }))
    expectRead(given)
    expect(given.exchanges).toBe(9)
  })

  it.each([300, 700, 1_024, 1_276, 1_280, 1_536, 2_048, 5_000, 8_000])(
    'reads a certificate of about %i bytes',
    async (size) => {
      const padding = Math.max(0, size - 1_126)
      const whole =
        size < 1_126
          ? (await testCertificate({ padding: 0, key: 'ecdsa-p384' })).slice()
          : await testCertificate({ padding })
      for (const one of [card({ certificate: whole }), plainCard({ certificate: whole })]) {
        const given = await read(one)
        expectRead(given, whole)
        expect(given.exchanges).toBeLessThanOrEqual(2 + Math.ceil(whole.length / 256))
      }
    },
  )

  it.each([
    ['answers 6F00 to the first command after power-up', { firstCommandFails: true }, 9],
    ['keeps data back for GET RESPONSE', { lengths: '61' }, 14],
    ['insists on the exact length', { lengths: '6C' }, 8],
    ['gives 200 bytes at a time', { mostAtOnce: 200 }, 10],
    ['gives 61 bytes at a time', { mostAtOnce: 61 }, 27],
    ['keeps back and gives 100 bytes at a time', { mostAtOnce: 100, lengths: '61' }, 26],
  ] as const)('reads a card that %s', async (_, behaviour, exchanges) => {
    const given = await read(plainCard({ behaviour }))
    expectRead(given)
    expect(given.exchanges).toBe(exchanges)
  })

  it('cuts off filler, however much there is', async () => {
    for (const filler of [0, 1, 255, 3_000]) expectRead(await read(plainCard({ filler })))
  })

  it('resends with the length that the card names where a file is shorter than asked', async () => {
    const whole = await testCertificate({ key: 'ecdsa-p384', padding: 0 })
    expectRead(await read(plainCard({ certificate: whole, filler: 0, behaviour: { lengths: '6C' } })), whole)
  })

  it('knows a 住基カード by its label, which it asks for when there is no certificate', async () => {
    const given = await read(plainCard({ certificate: null, label: 'JPKIAPICCTOKEN', behaviour: {} }))
    expect(given.contents).toMatchObject({
      ok: true,
      value: { card: 'juki-card', token: 'JPKIAPICCTOKEN', certificate: null },
    })
    expect(given.exchanges).toBe(4)
  })

  it('knows one too by a certificate older than the first My Number card', async () => {
    const old = await testCertificate({ from: '2015-06-01', to: '2018-06-01' })
    const given = await read(plainCard({ certificate: old, label: 'JPKIAPICCTOKEN' }))
    expect(given.contents).toMatchObject({ ok: true, value: { card: 'juki-card' } })
  })

  it('reports a My Number card without a certificate as such', async () => {
    const given = await read(card({ certificate: null }))
    expect(given.contents).toMatchObject({
      ok: true,
      value: { card: 'my-number-card', certificate: null, token: 'JPKIAPICCTOKEN2' },
    })
  })

  it('reports an elliptic curve, and does not refuse it', async () => {
    const whole = await testCertificate({ key: 'ecdsa-p384' })
    const given = await read(card({ certificate: whole }))
    expect(given.contents).toMatchObject({ ok: true, value: { certificate: { keyAlgorithm: 'ecdsa-p384' } } })
  })

  it('asks a foreign card for one application and nothing more', async () => {
    const given = await read(makeForeignCard())
    expect(given.contents).toEqual({ ok: false, problem: { kind: 'foreign' } })
    expect(given.exchanges).toBe(1)
  })

  it.each([0x6d00, 0x6e00, 0x6700, 0x6985, 0x6999, 0x6a86])(
    'takes %i to the first command for a foreign card',
    async (status) => {
      const one = makeForeignCard({ faults: [{ kind: 'status', at: 1, status }] })
      expect((await read(one)).contents).toEqual({ ok: false, problem: { kind: 'foreign' } })
    },
  )

  it('takes a failure of memory for an ill card', async () => {
    const one = makeForeignCard({ faults: [{ kind: 'status', at: 1, status: 0x6581 }] })
    expect((await read(one)).contents).toEqual({
      ok: false,
      problem: { kind: 'unreadable', selected: false },
    })
  })

  const spoiled = (change: (certificate: Uint8Array) => Uint8Array) =>
    read(plainCard({ certificate: change(certificate) }))
  it.each([
    ['the indefinite length', (given: Uint8Array) => Uint8Array.of(0x30, 0x80, ...given.slice(2))],
    [
      'a length beyond the file',
      (given: Uint8Array) => Uint8Array.of(0x30, 0x82, 0x1f, 0x00, ...given.slice(4)),
    ],
    ['a length beyond 8 kB', (given: Uint8Array) => Uint8Array.of(0x30, 0x82, 0xff, 0xff, ...given.slice(4))],
    ['a length of nothing', () => Uint8Array.of(0x30, 0x00)],
    ['another tag', (given: Uint8Array) => Uint8Array.of(0x31, ...given.slice(1))],
    ['noise inside', (given: Uint8Array) => given.map((byte, index) => (index < 4 ? byte : byte ^ 0x5a))],
    ['filler alone', () => new Uint8Array(600).fill(0xff)],
    ['nothing', () => new Uint8Array()],
  ])('refuses a certificate with %s', async (_, change) => {
    expect((await spoiled(change)).contents).toEqual({
      ok: false,
      problem: { kind: 'unreadable', selected: true },
    })
  })

  it('refuses a length that the file has not', async () => {
    const given = await read(plainCard({ faults: [{ kind: 'length', at: 3 }] }))
    expect(given.contents).toEqual({ ok: false, problem: { kind: 'unreadable', selected: true } })
  })

  it.each([1, 2, 3])('refuses an answer that lost %i bytes in the middle', async (cut) => {
    const given = await read(plainCard({ faults: [{ kind: 'cut', at: 4, bytes: cut }] }))
    expect(given.contents.ok).toBe(false)
  })

  it('refuses an answer that is no more than a byte', async () => {
    const given = await read(plainCard({ faults: [{ kind: 'cut', at: 1, bytes: 1 }] }))
    expect(given.contents).toEqual({ ok: false, problem: { kind: 'no-answer' } })
  })

  it.each([0x6986, 0x6b00, 0x6282, 0x9000])(
    'asks once more after %i in the middle of the certificate',
    async (status) => {
      const slip = { kind: 'status', at: 5, status } as const
      const given = await read(plainCard({ faults: [slip] }))
      expectRead(given)
      expect(given.exchanges).toBe(9)
      const again = await read(plainCard({ faults: [slip, { ...slip, at: 6 }] }))
      expect(again.contents).toEqual({ ok: false, problem: { kind: 'unreadable', selected: true } })
    },
  )

  it.each([0x6982, 0x6f00, 0x6581])('stops at %i in the middle of the certificate', async (status) => {
    const given = await read(plainCard({ faults: [{ kind: 'status', at: 5, status }] }))
    expect(given.contents).toEqual({ ok: false, problem: { kind: 'unreadable', selected: true } })
  })

  it('does not follow a card that gives a byte at a time', async () => {
    const given = await read(plainCard({ behaviour: { mostAtOnce: 5 } }))
    expect(given.contents).toEqual({ ok: false, problem: { kind: 'unreadable', selected: true } })
    expect(given.exchanges).toBeLessThan(260)
  })

  it('ends a GET RESPONSE that never ends', async () => {
    const connection = connectionTo(card())
    let first = true
    const channel = openCertificateChannel({
      connection: {
        ...connection,
        transmit: async () => {
          const answer = first ? [0x90, 0x00] : [0x00, 0x61, 0x10]
          first = false
          return { ok: true, value: Uint8Array.from(answer) }
        },
      },
      generation: GENERATIONS[0],
      clock: createFakeClock(),
      exchangeLimit: 1_000,
      trace: () => undefined,
    })
    const contents = await readCard(channel, { shortFileIds: false, wantToken: false })
    expect(contents.ok).toBe(false)
    expect(channel.exchanges()).toBeLessThan(300)
  })

  it.each([
    [255, 0x6700],
    [255, 0x6b00],
    [255, 'nothing'],
    [231, 0x6700],
    [231, 'nothing'],
  ] as const)('reads through a reader that carries %i bytes and says %s to more', async (most, says) => {
    const given = await read(plainCard({ reach: { most, says } }))
    expectRead(given)
    // One READ is in vain; the others take 224 bytes each.
    expect(given.exchanges).toBe(3 + Math.ceil(certificate.length / 0xe0))
    expect(given.commands.slice(2, 5)).toEqual(['00b0000000', '00b00000e0', '00b000e0e0'])
    const short = await read(card({ reach: { most, says } }))
    expectRead(short)
    expect(short.exchanges).toBe(2 + Math.ceil(certificate.length / 0xe0))
  })

  it('reads through a reader that carries 128 bytes', async () => {
    for (const says of [0x6700, 0x6b00, 'nothing'] as const) {
      const given = await read(plainCard({ reach: { most: 0x80, says } }))
      expectRead(given)
      expect(given.exchanges).toBe(4 + Math.ceil(certificate.length / 0x80))
    }
  })

  it('stays within eight exchanges with less where the certificate is short', async () => {
    const whole = certificate.slice(0, 900)
    whole.set([0x30, 0x82, (896 >> 8) & 0xff, 896 & 0xff])
    const given = await read(card({ certificate: whole, reach: { most: 231, says: 0x6700 } }))
    expect(given.commands.length).toBeLessThanOrEqual(8)
  })

  it('gives up on a reader that carries less than 128 bytes', async () => {
    const given = await read(plainCard({ reach: { most: 100, says: 0x6700 } }))
    expect(given.contents).toMatchObject({ ok: false, problem: { kind: 'unreadable', selected: true } })
    expect(given.exchanges).toBe(5)
  })

  it('traces commands, status words and lengths, and no data', async () => {
    const trace: TraceEntry[] = []
    await readCard(channelTo(plainCard(), trace), { shortFileIds: false, wantToken: false })
    expect(trace[0]).toEqual({ command: '00a4040c0ad392f000260100000001', status: '9000', length: 0, ms: 0 })
    expect(trace[2]).toEqual({ command: '00b0000000', status: '9000', length: 256, ms: 0 })
    expect(JSON.stringify(trace)).not.toContain(hex(certificate.slice(8, 20)))
  })
})

it('readAuthority reads the certificate of the authority, or says that there is none', async () => {
  const whole = new Uint8Array((await testAuthority()).certificate.rawData)
  for (const one of [card({ authorityCertificate: whole }), plainCard({ authorityCertificate: whole })]) {
    const channel = channelTo(one)
    await channel.send({ instruction: 'select-application', application: 'jpki' })
    const authority = await readAuthority(channel, announcesShortFileIds(one.atr))
    expect(authority.ok && authority.value?.x509.raw.equals(whole)).toBe(true)
  }
  const without = channelTo(card())
  await without.send({ instruction: 'select-application', application: 'jpki' })
  expect(await readAuthority(without, true)).toEqual({ ok: true, value: null })
})

describe('readCard, for the dates alone', () => {
  const readDates = async (given: VirtualCard) => {
    const channel = channelTo(given)
    const contents = await readCard(channel, {
      shortFileIds: announcesShortFileIds(given.atr),
      wantToken: false,
      depth: 'dates',
    })
    return { contents, exchanges: channel.exchanges() }
  }
  it.each([
    ['three commands', plainCard, 3],
    ['two, with short file ids', card, 2],
  ] as const)('takes %s', async (_, make, exchanges) => {
    const whole = await read(make())
    const dates = await readDates(make())
    expect(dates.exchanges).toBe(exchanges)
    if (!whole.contents.ok || !dates.contents.ok) throw new Error('a card that reads is not read')
    const { notBefore, notAfter } = whole.contents.value.certificate ?? {}
    expect(dates.contents.value.certificate).toEqual({ notBefore, notAfter })
  })
  it('takes more where the reader carries less, and stops as soon as the dates are there', async () => {
    const dates = await readDates(plainCard({ behaviour: { mostAtOnce: 100 } }))
    expect(dates.contents.ok).toBe(true)
    expect(dates.exchanges).toBeGreaterThan(3)
    expect(dates.exchanges).toBeLessThanOrEqual(5)
  })
  it('says unreadable where the beginning is noise', async () => {
    const noisy = plainCard()
    noisy.addFault({ kind: 'noise', at: 3 })
    expect((await readDates(noisy)).contents).toMatchObject({
      ok: false,
      problem: { kind: 'unreadable', selected: true },
    })
  })
})
