import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { VirtualCard } from '../../../fixtures/virtual-card/card.ts'
import { makeForeignCard, makeMyNumberCard } from '../../../fixtures/virtual-card/my-number-card.ts'
import type { CardReaderStatus } from '../../../main/contract/card.ts'
import { fail, ok, type Result } from '../../../main/contract/result.ts'
import type { Attempt } from '../../../native/card/attempt.ts'
import { type CardReaderOptions, createPcscCardReader } from '../../../native/card/card-reader.ts'
import { parseTrustAnchors } from '../../../native/card/certificate/chain.ts'
import type { PcscConnection, PcscFault } from '../../../native/card/pcsc/backend.ts'
import type { CardReaderPort } from '../../../native/card/port.ts'
import { TODAY, testAuthority, testCertificate } from './certificates.ts'
import {
  connectionOf,
  connectionTo,
  createFakeClock,
  createScriptedBackend,
  type FakeClock,
  never,
  type ScriptedBackend,
  settle,
} from './support.ts'

const READER = 'Reader 00 00'
let certificate: Uint8Array
let clock: FakeClock
let service: ScriptedBackend
let seen: CardReaderStatus[]
let attempts: Attempt[]
let port: CardReaderPort
beforeAll(async () => {
  certificate = await testCertificate()
})
beforeEach(() => {
  clock = createFakeClock()
  service = createScriptedBackend()
  seen = []
  attempts = []
})

const watch = async (options: Partial<CardReaderOptions> = {}) => {
  port = createPcscCardReader({
    backend: service.backend,
    clock,
    today: () => TODAY,
    onAttempt: (attempt) => attempts.push(attempt),
    ...options,
  })
  port.start((status) => seen.push(status))
  await settle()
}
/** What was said since the last time: the state, with what belongs to it. */
const said = () =>
  seen.splice(0).map((status) => (status.state === 'failed' ? `failed: ${status.problem}` : status.state))

let count = 0
const empty = async (reader = READER) => {
  count += 1
  service.listener().readerChanged(reader, { present: false, mute: false, count })
  await settle()
}
const insert = async (reader = READER, mute = false) => {
  count += 1
  service.listener().readerChanged(reader, { present: true, mute, count })
  await settle()
}
/** The same state once more, as services report it when another program connects. */
const repeat = async (reader = READER) => {
  service.listener().readerChanged(reader, { present: true, mute: false, count })
  await settle()
}
const put = async (card: VirtualCard, reader = READER) => {
  const connection = connectionTo(card)
  service.connect = async () => ok(connection)
  await insert(reader)
  return connection
}
const ready = async (options: Partial<CardReaderOptions> = {}) => {
  await watch(options)
  await empty()
  said()
}
const taro = () => makeMyNumberCard({ certificate })

describe('the service', () => {
  it('is looked for at once, and says that it starts', async () => {
    await watch()
    expect(said()).toEqual(['starting'])
    await empty()
    expect(said()).toEqual(['ready'])
  })

  it('is looked for again when it is not there: after 1, 2, 4, then every 5 seconds', async () => {
    service.answer = fail('no-service')
    await watch()
    expect(said()).toEqual(['starting', 'no-service'])
    const asked: number[] = []
    const { open } = service.backend
    service.backend.open = (listener) => {
      asked.push(clock.now())
      return open(listener)
    }
    await clock.advance(30_000)
    expect(asked).toEqual([1_000, 3_000, 7_000, 12_000, 17_000, 22_000, 27_000])
    expect(said()).toEqual([])
    service.answer = ok(null)
    await clock.advance(2_000)
    await empty()
    expect(said()).toEqual(['ready'])
  })

  it('is looked for likewise where the library is missing', async () => {
    service.answer = fail('no-library')
    await watch()
    expect(said()).toEqual(['starting', 'no-service'])
  })

  it('ends and comes back: no-service, then ready, with nothing in between', async () => {
    await ready()
    service.listener().lost()
    await settle()
    expect(said()).toEqual(['no-service'])
    await clock.advance(1_000)
    expect(service.opened).toBe(2)
    expect(service.closed).toBe(1)
    await empty()
    expect(said()).toEqual(['ready'])
  })

  it('ends in the middle of a reading', async () => {
    await ready()
    service.connect = async () => ok(connectionOf(() => never))
    await insert()
    service.listener().lost()
    await settle()
    expect(said()).toEqual(['reading', 'no-service'])
  })

  it('is taken for ended when a call says so before the event does', async () => {
    await ready()
    service.connect = async () => fail('no-service')
    await insert()
    expect(said()).toEqual(['reading', 'failed: no-service', 'no-service'])
    expect(service.closed).toBe(1)
  })

  it('is let go of by stop, which may be called twice', async () => {
    await ready()
    await port.stop()
    await port.stop()
    expect(service.closed).toBe(1)
    expect(clock.pending()).toBe(0)
  })

  it('is let go of when it answers after stop', async () => {
    await watch()
    const opening = service.opened
    await port.stop()
    expect(opening).toBe(1)
    expect(service.closed).toBe(1)
    expect(said()).toEqual(['starting'])
  })
})

describe('readers', () => {
  it('are missing when none was named half a second later', async () => {
    await watch()
    await clock.advance(499)
    expect(said()).toEqual(['starting'])
    await clock.advance(1)
    expect(said()).toEqual(['no-reader'])
  })

  it('are plugged in and pulled out', async () => {
    await watch()
    await clock.advance(500)
    said()
    await empty()
    expect(said()).toEqual(['ready'])
    service.listener().readerGone(READER)
    await settle()
    expect(said()).toEqual(['no-reader'])
  })

  it('are pulled out in the middle of a reading', async () => {
    await ready()
    await clock.advance(500)
    service.connect = async () => ok(connectionOf(() => never))
    await insert()
    service.listener().readerGone(READER)
    await settle()
    expect(said()).toEqual(['reading', 'no-reader'])
  })

  it('for security modules are passed over', async () => {
    await watch()
    await empty('ACS ACR1252 1S CL Reader SAM 00 01')
    await clock.advance(500)
    expect(said()).toEqual(['starting', 'no-reader'])
  })

  it('may be restricted to one by a part of its name', async () => {
    await watch({ reader: 'Contact' })
    await empty('Device Contactless 00')
    expect(said()).toEqual(['starting', 'ready'])
    await port.stop()
    await watch({ reader: 'RC-S300' })
    await empty('Device Contact 00')
    await clock.advance(500)
    expect(said()).toEqual(['starting', 'no-reader'])
  })

  it('of one device take turns: the one whose card changed last has the word', async () => {
    await watch()
    await empty('Device Contact 00')
    await empty('Device Contactless 01')
    said()
    await put(taro(), 'Device Contactless 01')
    expect(seen.at(-1)).toMatchObject({ state: 'read', reader: 'Device Contactless 01' })
    await put(taro(), 'Device Contact 00')
    expect(seen.at(-1)).toMatchObject({ state: 'read', reader: 'Device Contact 00' })
    said()
    // The first card still lies there; it is not read, nor shown, a second time.
    service.listener().readerGone('Device Contact 00')
    await settle()
    expect(said()).toEqual(['ready'])
  })
})

describe('a card', () => {
  it('is read when it arrives and shown until it leaves', async () => {
    await ready()
    const connection = await put(taro())
    expect(seen).toMatchObject([
      { state: 'reading', reader: READER },
      { state: 'read', reader: READER, reading: { card: 'my-number-card', exchanges: 7 } },
    ])
    expect(connection.released).toEqual(['leave'])
    said()
    await repeat()
    expect(said()).toEqual([])
    await empty()
    expect(said()).toEqual(['ready'])
  })

  it('that lies there at the start is read', async () => {
    await watch()
    await put(taro())
    expect(said()).toEqual(['starting', 'reading', 'read'])
  })

  it('is read once more when asked for, and not while it is being read', async () => {
    await ready()
    port.readAgain()
    expect(said()).toEqual([])
    await put(taro())
    said()
    port.readAgain()
    port.readAgain()
    await settle()
    expect(said()).toEqual(['reading', 'read'])
    expect(attempts.length).toBe(2)
  })

  it('of another kind is refused', async () => {
    await ready()
    await put(makeForeignCard())
    expect(said()).toEqual(['reading', 'failed: not-a-my-number-card'])
    await put(makeMyNumberCard({ certificate: null, label: 'JPKIAPICCTOKEN' }))
    expect(said()).toEqual(['reading', 'failed: not-a-my-number-card'])
    expect(attempts[1]?.outcome).toMatchObject({ card: 'juki-card', token: 'JPKIAPICCTOKEN' })
  })

  it('that is mute is said to be unreadable, by the flag or by the connection', async () => {
    await ready()
    await insert(READER, true)
    expect(said()).toEqual(['failed: unreadable'])
    port.readAgain()
    await empty()
    expect(said()).toEqual(['ready'])
    service.connect = async () => fail('mute')
    await insert()
    expect(said()).toEqual(['reading', 'failed: unreadable'])
  })

  it('that is turned round is read', async () => {
    await ready()
    await insert(READER, true)
    const connection = connectionTo(taro())
    service.connect = async () => ok(connection)
    service.listener().readerChanged(READER, { present: true, mute: false, count })
    await settle()
    expect(said()).toEqual(['failed: unreadable', 'reading', 'read'])
  })

  it('may leave in the middle: the event comes first', async () => {
    await ready()
    let answer: (given: Result<Uint8Array, PcscFault>) => void = () => undefined
    service.connect = async () =>
      ok(
        connectionOf(
          () =>
            new Promise((resolve) => {
              answer = resolve
            }),
        ),
      )
    await insert()
    await empty()
    expect(said()).toEqual(['reading', 'failed: removed', 'ready'])
    answer(fail('removed'))
    await settle()
    expect(said()).toEqual([])
    expect(attempts[0]?.outcome).toMatchObject({ problem: 'removed' })
  })

  it('may leave in the middle: the command fails first, and the event tells why', async () => {
    await ready()
    const card = taro()
    card.addFault({ kind: 'removed', after: 3 })
    await put(card)
    expect(said()).toEqual(['reading'])
    await clock.advance(300)
    await empty()
    expect(said()).toEqual(['failed: removed', 'ready'])
  })

  it('that the reader calls removed is so at once', async () => {
    await ready()
    service.connect = async () => fail('removed')
    await insert()
    expect(said()).toEqual(['reading', 'failed: removed'])
    await empty()
    expect(said()).toEqual(['ready'])
  })

  it('that lost a command and stays is read anew, at most twice', async () => {
    await ready()
    let connections = 0
    const good = connectionTo(taro())
    service.connect = async () => {
      connections += 1
      return ok(connections < 3 ? connectionOf(async () => fail('lost')) : good)
    }
    await insert()
    await clock.advance(3_000)
    expect(said()).toEqual(['reading', 'read'])
    connections = -10
    await empty()
    await insert()
    await clock.advance(10_000)
    expect(said()).toEqual(['ready', 'reading', 'failed: unreadable'])
    expect(connections).toBe(-7)
  })

  it('that is swapped between two commands is read from the beginning', async () => {
    await ready()
    let answer: (given: Result<Uint8Array, PcscFault>) => void = () => undefined
    service.connect = async () =>
      ok(
        connectionOf(
          () =>
            new Promise((resolve) => {
              answer = resolve
            }),
        ),
      )
    await insert()
    // Only the service's count tells that this is another one.
    const second = connectionTo(makeMyNumberCard({ certificate: null }))
    service.connect = async () => ok(second)
    await insert()
    expect(said()).toEqual(['reading', 'failed: removed', 'reading'])
    answer(ok(Uint8Array.of(0x90, 0x00)))
    await settle()
    expect(seen).toMatchObject([{ state: 'read', reading: { certificate: null } }])
  })

  it('may follow another at once', async () => {
    await ready()
    await put(taro())
    await empty()
    await put(makeMyNumberCard({ certificate: null }))
    expect(said()).toEqual(['reading', 'read', 'ready', 'reading', 'read'])
  })
})

describe('another program', () => {
  it('that resets the card makes the whole reading begin anew, at most twice', async () => {
    await ready()
    const good = connectionTo(taro())
    let resets = 2
    service.connect = async () => {
      resets -= 1
      if (resets < 0) return ok(good)
      let commands = 0
      const inner = connectionTo(taro())
      return ok({
        ...inner,
        transmit: (command) => {
          commands += 1
          return commands > 3 ? Promise.resolve(fail('reset' as const)) : inner.transmit(command)
        },
      })
    }
    await insert()
    expect(seen.at(-1)).toMatchObject({ state: 'read', reading: { exchanges: 7 + 2 * 4 } })
    said()
    resets = 3
    await empty()
    await insert()
    expect(said()).toEqual(['ready', 'reading', 'failed: busy'])
  })

  it('that has the card for itself is waited for: shortly, then every two seconds', async () => {
    await ready()
    let tries = 0
    service.connect = async () => {
      tries += 1
      return fail('busy')
    }
    await insert()
    await clock.advance(1_749)
    expect(said()).toEqual(['reading'])
    await clock.advance(1)
    expect(said()).toEqual(['failed: busy'])
    expect(tries).toBe(4)
    const good = connectionTo(taro())
    service.connect = async () => ok(good)
    await clock.advance(2_000)
    expect(said()).toEqual(['read'])
    expect(clock.pending()).toBe(0)
  })

  it('is not waited for any more once the card is gone', async () => {
    await ready()
    service.connect = async () => fail('busy')
    await insert()
    await clock.advance(1_750)
    await empty()
    expect(said()).toEqual(['reading', 'failed: busy', 'ready'])
    await clock.advance(500)
    expect(clock.pending()).toBe(0)
  })

  it('in the middle of a transaction is given three seconds, and the card is read when it ends', async () => {
    await ready()
    let end: (given: Result<null, PcscFault>) => void = () => undefined
    const held: PcscConnection & { released: unknown[] } = connectionOf(() => never, {
      hold: () =>
        new Promise((resolve) => {
          end = resolve
        }),
    })
    service.connect = async () => ok(held)
    await insert()
    await clock.advance(3_000)
    expect(said()).toEqual(['reading', 'failed: busy'])
    const good = connectionTo(taro())
    service.connect = async () => ok(good)
    end(ok(null))
    await settle()
    expect(held.released).toEqual(['leave'])
    expect(said()).toEqual(['read'])
  })
})

describe('a reader that stops answering', () => {
  const silent = () => {
    const ends: ((given: Result<Uint8Array, PcscFault>) => void)[] = []
    service.connect = async () => ok(connectionOf(() => new Promise((resolve) => ends.push(resolve))))
    return ends
  }

  it('is said to be unresponsive after five seconds, and gets a new context', async () => {
    await ready()
    silent()
    await insert()
    await clock.advance(4_999)
    expect(said()).toEqual(['reading'])
    await clock.advance(1)
    expect(said()).toEqual(['unresponsive'])
    expect(service.opened).toBe(2)
    const good = connectionTo(taro())
    service.connect = async () => ok(good)
    await repeat()
    expect(said()).toEqual(['read'])
  })

  it('is left alone once two calls hang, until one of them ends', async () => {
    await ready()
    const ends = silent()
    await insert()
    await clock.advance(5_000)
    await repeat()
    await clock.advance(5_000)
    expect(ends.length).toBe(2)
    expect(service.opened).toBe(3)
    await repeat()
    await clock.advance(60_000)
    expect(ends.length).toBe(2)
    expect(said()).toEqual(['reading', 'unresponsive'])
    const good = connectionTo(taro())
    service.connect = async () => ok(good)
    ends[0]?.(fail('lost'))
    await settle()
    expect(said()).toEqual(['read'])
  })

  it('that does not even connect is unresponsive too, and a late connection is let go of', async () => {
    await ready()
    let connect: (given: Result<PcscConnection, PcscFault>) => void = () => undefined
    service.connect = () =>
      new Promise((resolve) => {
        connect = resolve
      })
    await insert()
    await clock.advance(5_000)
    expect(said()).toEqual(['reading', 'unresponsive'])
    const late = connectionTo(taro())
    const good = connectionTo(taro())
    service.connect = async () => ok(good)
    connect(ok(late))
    await settle()
    expect(late.released).toEqual(['leave'])
  })

  it('is ready when the card is taken away', async () => {
    await ready()
    silent()
    await insert()
    await clock.advance(5_000)
    await empty()
    expect(said()).toEqual(['reading', 'unresponsive', 'ready'])
  })

  it('is gone when the new context does not name it', async () => {
    await ready()
    silent()
    await insert()
    await clock.advance(5_500)
    expect(said()).toEqual(['reading', 'unresponsive', 'no-reader'])
  })
})

describe('the chain', () => {
  const anchorsOf = async (pem: string) => {
    const anchors = parseTrustAnchors(pem)
    if (!anchors.ok) throw new Error(anchors.problem)
    return anchors.value
  }
  const chainOf = (status: CardReaderStatus | undefined) =>
    status?.state === 'read' ? status.reading.certificate?.chain : undefined

  it('is checked against the anchors that are configured, and only then', async () => {
    const authority = await testAuthority()
    await ready({ anchors: await anchorsOf(authority.certificate.toString('pem')) })
    await put(taro())
    expect(chainOf(seen.at(-1))).toBe('trusted')
    expect(attempts[0]?.exchanges).toBe(7)
    await port.stop()
    await ready()
    await put(taro())
    expect(chainOf(seen.at(-1))).toBe('not-checked')
  })

  it('asks the card for its authority only where no anchor has issued the certificate', async () => {
    const { makeAuthority } = await import('../../../fixtures/virtual-card/certificates.ts')
    const other = await makeAuthority({
      key: 'ecdsa-p384',
      notBefore: new Date('2020-01-01'),
      notAfter: new Date('2033-01-01'),
    })
    await ready({ anchors: await anchorsOf(other.certificate.toString('pem')) })
    await put(
      makeMyNumberCard({
        certificate,
        authorityCertificate: new Uint8Array((await testAuthority()).certificate.rawData),
      }),
    )
    expect(chainOf(seen.at(-1))).toBe('untrusted')
    expect(attempts[0]?.exchanges).toBeGreaterThan(7)
  })
})
