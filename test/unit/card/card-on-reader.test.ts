import { describe, expect, it } from 'vitest'
import { fail, ok, type Result } from '../../../contract/result.ts'
import { makeForeignCard, makeMyNumberCard } from '../../../fixtures/virtual-card/my-number-card.ts'
import type { PcscFault } from '../../../native/card/pcsc/backend.ts'
import { connectionOf, connectionTo, settle } from './support.ts'
import {
  attempts,
  clock,
  count,
  empty,
  insert,
  port,
  put,
  READER,
  ready,
  repeat,
  said,
  seen,
  service,
  taro,
  watch,
  watchReader,
} from './watched-reader.ts'

watchReader()

describe('a card', () => {
  it('is read when it arrives and shown until it leaves', async () => {
    await ready()
    const connection = await put(taro())
    expect(seen).toMatchObject([
      { state: 'reading', reader: READER, selected: false },
      { state: 'reading', reader: READER, selected: true },
      { state: 'read', reader: READER, reading: { card: 'my-number-card', exchanges: 2 } },
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
    expect(seen.map(({ state }) => state)).toEqual(['starting', 'ready', 'reading', 'read'])
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
    card.addFault({ kind: 'removed', after: 1 })
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

  it('that leaves the field slowly is removed, not unreadable', async () => {
    await ready()
    let connections = 0
    service.connect = async () => {
      connections += 1
      return connections === 1 ? ok(connectionOf(async () => fail('lost'))) : fail('mute')
    }
    await insert()
    await clock.advance(1_500)
    await empty()
    expect(said()).toEqual(['reading', 'failed: removed', 'ready'])
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
    expect(seen.at(-1)).toMatchObject({ state: 'read', reading: { certificate: null } })
  })

  it('that is no My Number card and lay there at the start says nothing, and is read when asked for', async () => {
    await watch()
    await put(makeForeignCard())
    expect(said()).toEqual(['starting', 'ready'])
    expect(attempts).toMatchObject([{ selected: false, outcome: { problem: 'not-a-my-number-card' } }])
    port.readAgain()
    await settle()
    expect(said()).toEqual(['reading', 'failed: not-a-my-number-card'])
  })

  it('that comes to one reader is read, whatever lies on another', async () => {
    await watch()
    await put(makeForeignCard(), 'Windows Hello for Business 1')
    await empty()
    said()
    await put(taro())
    expect(said()).toEqual(['reading', 'read'])
    expect(seen).toEqual([])
  })

  it('says whether it has let the application be selected when it fails', async () => {
    await ready()
    const card = taro()
    card.addFault({ kind: 'noise', at: 2 })
    card.addFault({ kind: 'noise', at: 3 })
    await put(card)
    expect(seen.at(-1)).toMatchObject({ state: 'failed', problem: 'unreadable', selected: true })
    await empty()
    const ill = makeMyNumberCard({ certificate: null })
    for (const at of [1, 2]) ill.addFault({ kind: 'status', at, status: 0x6f00 })
    await put(ill)
    expect(seen.at(-1)).toMatchObject({ state: 'failed', problem: 'unreadable', selected: false })
  })

  it('may follow another at once', async () => {
    await ready()
    await put(taro())
    await empty()
    await put(makeMyNumberCard({ certificate: null }))
    expect(said()).toEqual(['reading', 'read', 'ready', 'reading', 'read'])
  })
})
