import { beforeAll, describe, expect, it } from 'vitest'
import { ok } from '../../contract/result.ts'
import { makeAuthority, makeHolderCertificate } from '../../fixtures/virtual-card/certificates.ts'
import { Chip, ORDINARY_CHIP } from '../../fixtures/virtual-card/chip.ts'
import { makeMyNumberCard } from '../../fixtures/virtual-card/my-number-card.ts'
import { announcesShortFileIds } from '../../native/card/answer-to-reset.ts'
import { GENERATIONS } from '../../native/card/applications.ts'
import { parseBasicFour } from '../../native/card/basic-four.ts'
import { parseCertificate } from '../../native/card/certificate/parse.ts'
import { openCertificateChannel } from '../../native/card/channel.ts'
import { MAX_OBJECT, parseFrame, parseObjects } from '../../native/card/data-object.ts'
import { readCard } from '../../native/card/read-card.ts'
import { randomFrom } from './random.ts'

/** A million inputs for whatever a card may say. Nothing may throw, hang, or read beyond what is there. */
const INPUTS = Number(process.env.UKETSUKE_FUZZ_INPUTS ?? 1_000_000)
const SEED = Number(process.env.UKETSUKE_FUZZ_SEED ?? 20_261_122)

let certificate: Uint8Array
beforeAll(async () => {
  const span = { notBefore: new Date('2024-01-01'), notAfter: new Date('2034-01-01') }
  certificate = await makeHolderCertificate({ authority: await makeAuthority(span), ...span })
})

/** Bytes in which the ones that mean something to a parser come often. */
const pickBytes = (pick: (below: number) => number, most: number): Uint8Array => {
  const telling = [0x00, 0x01, 0x1f, 0x30, 0x7f, 0x80, 0x81, 0x82, 0x83, 0x84, 0xdf, 0xff]
  return Uint8Array.from({ length: pick(most + 1) }, () =>
    pick(2) === 0 ? pick(256) : (telling[pick(telling.length)] ?? 0),
  )
}

/** A copy with a few bytes changed, cut off or put in. */
const mutate = (pick: (below: number) => number, given: Uint8Array): Uint8Array => {
  let changed = given.slice()
  for (let times = 1 + pick(4); times > 0; times -= 1) {
    const at = pick(changed.length + 1)
    const kind = pick(4)
    if (kind === 0 && at < changed.length) changed[at] = pick(256)
    else if (kind === 1 && at < changed.length) changed[at] = (changed[at] ?? 0) ^ (1 << pick(8))
    else if (kind === 2) changed = changed.slice(0, at)
    else changed = Uint8Array.of(...changed.subarray(0, at), pick(256), ...changed.subarray(at))
  }
  return changed
}

describe(`${INPUTS} inputs`, () => {
  it('for the parsers of data objects and answers to reset', () => {
    const pick = randomFrom(SEED)
    let whole = 0
    for (let input = 0; input < INPUTS; input += 1) {
      const bytes = pickBytes(pick, 48)
      const frame = parseFrame(bytes)
      if (frame.ok) {
        expect(frame.value.headerLength <= bytes.length).toBe(true)
        expect(frame.value.headerLength + frame.value.valueLength <= MAX_OBJECT).toBe(true)
      }
      const objects = parseObjects(bytes)
      if (objects.ok) {
        whole += 1
        const inside = objects.value.reduce((sum, { value }) => sum + value.length, 0)
        expect(inside <= bytes.length).toBe(true)
      }
      announcesShortFileIds(bytes)
      parseBasicFour(bytes)
    }
    console.log(`${INPUTS} strings of bytes, ${whole} of them whole objects`)
  })

  it('for the certificate', () => {
    const pick = randomFrom(SEED + 1)
    let accepted = 0
    for (let input = 0; input < INPUTS; input += 1)
      if (parseCertificate(mutate(pick, certificate)).ok) accepted += 1
    expect(accepted).toBeGreaterThan(0)
    console.log(`${INPUTS} changed certificates, ${accepted} of them still certificates`)
  })

  it('for the commands that the virtual chip is given', () => {
    const pick = randomFrom(SEED + 2)
    const chip = new Chip(
      [
        {
          id: 'd392f000260100000001',
          files: new Map([[0x000a, { kind: 'data', content: certificate, opensWith: 'always' }]]),
        },
      ],
      ORDINARY_CHIP,
    )
    for (let input = 0; input < INPUTS; input += 1) {
      const answer = chip.transmit(pickBytes(pick, 24))
      expect(answer.length >= 2 && answer.length <= 258).toBe(true)
      if (pick(50) === 0) chip.reset()
    }
  })

  it('for the answers that a reading is given', async () => {
    const pick = randomFrom(SEED + 3)
    const card = makeMyNumberCard({ certificate })
    const ends = new Map<string, number>()
    let answers = 0
    let longest = 0
    while (answers < INPUTS) {
      card.place()
      const spoilt = pick(4)
      const channel = openCertificateChannel({
        connection: {
          atr: card.atr,
          hold: async () => ok(null),
          release: async () => undefined,
          transmit: async (command) => {
            answers += 1
            const answer = card.transmit(command)
            if (answer instanceof Uint8Array && pick(6) >= spoilt) return ok(answer)
            return ok(
              pick(3) === 0 || !(answer instanceof Uint8Array) ? pickBytes(pick, 300) : mutate(pick, answer),
            )
          },
        },
        generation: GENERATIONS[0],
        clock: { monotonic: () => 0, after: () => () => undefined },
        exchangeLimit: 1,
        trace: () => undefined,
      })
      const contents = await readCard(channel, { shortFileIds: pick(2) === 0, wantToken: pick(2) === 0 })
      longest = Math.max(longest, channel.exchanges())
      const end = contents.ok ? 'read' : contents.problem.kind
      ends.set(end, (ends.get(end) ?? 0) + 1)
      // A certificate that was read is one, whole; only its own bytes may have been changed.
      if (contents.ok && contents.value.certificate && 'x509' in contents.value.certificate)
        expect(contents.value.certificate.x509.raw.length).toBeGreaterThan(100)
    }
    expect(ends.get('read')).toBeGreaterThan(0)
    expect(longest).toBeLessThan(600)
    console.log(
      `${answers} answers, longest reading ${longest} commands, ${JSON.stringify(Object.fromEntries(ends))}`,
    )
  })
})
