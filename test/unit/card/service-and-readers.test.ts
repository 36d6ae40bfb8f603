import { describe, expect, it } from 'vitest'
import { fail, ok } from '../../../contract/result.ts'
import { connectionOf, never, settle } from './support.ts'
import {
  clock,
  empty,
  insert,
  port,
  put,
  READER,
  ready,
  said,
  seen,
  service,
  taro,
  watch,
  watchReader,
} from './watched-reader.ts'

watchReader()

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
      asked.push(clock.monotonic())
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
