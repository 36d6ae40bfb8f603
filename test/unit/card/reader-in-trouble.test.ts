import { describe, expect, it } from 'vitest'
import { fail, ok, type Result } from '../../../contract/result.ts'
import type { PcscConnection, PcscFault } from '../../../native/card/pcsc/backend.ts'
import { connectionOf, connectionTo, never, settle } from './support.ts'
import {
  clock,
  empty,
  insert,
  ready,
  repeat,
  said,
  seen,
  service,
  taro,
  watchReader,
} from './watched-reader.ts'

watchReader()

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
          return commands > 1 ? Promise.resolve(fail('reset' as const)) : inner.transmit(command)
        },
      })
    }
    await insert()
    expect(seen.at(-1)).toMatchObject({ state: 'read', reading: { exchanges: 2 + 2 * 2 } })
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

  it('keeps its connection no longer than the call that hangs', async () => {
    await ready()
    let end: (given: Result<Uint8Array, PcscFault>) => void = () => undefined
    const hanging = connectionOf(() => new Promise((resolve) => (end = resolve)))
    service.connect = async () => ok(hanging)
    await insert()
    await clock.advance(5_000)
    expect(hanging.released).toEqual([])
    end(fail('lost'))
    await settle()
    expect(hanging.released).toEqual(['leave'])
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

it('§21 a card that gives a byte every five seconds is read for no longer than a reading may take', async () => {
  await ready()
  let commands = 0
  const slow = connectionOf(
    () =>
      new Promise((resolve) => {
        commands += 1
        // One byte, and one more to be asked for.
        clock.after(4_900, () => resolve(ok(Uint8Array.of(0, 0x61, 1))))
      }),
  )
  service.connect = async () => ok(slow)
  await insert()
  for (let second = 0; second < 25; second += 1) await clock.advance(1_000)
  expect(said()).toEqual(['reading', 'failed: unreadable'])
  expect(commands).toBeLessThanOrEqual(5)
  expect(slow.released).toEqual(['leave'])
  await clock.advance(60_000)
  expect(commands).toBeLessThanOrEqual(5)
})
