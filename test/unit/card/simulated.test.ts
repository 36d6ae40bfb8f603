import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type CardReaderStatus, cardReaderStatusSchema } from '../../../contract/card.ts'
import { findPersona, makePersonaCard, PERSONAS } from '../../../fixtures/personas/personas.ts'
import {
  createSimulatedCardReader,
  type SimulatedCardReader,
} from '../../../native/card/simulated/card-reader.ts'
import { TODAY } from './certificates.ts'
import { createFakeClock, type FakeClock, settle } from './support.ts'

let clock: FakeClock
let seen: CardReaderStatus[]
let reader: SimulatedCardReader
beforeEach(async () => {
  clock = createFakeClock()
  seen = []
  reader = createSimulatedCardReader({ clock, today: () => TODAY })
  reader.port.start((status) => seen.push(cardReaderStatusSchema.parse(status)))
  await clock.advance(600)
})

const place = async (id: string) => {
  await reader.place(id)
  await clock.advance(1_000)
}
const said = () =>
  seen
    .splice(0)
    // The same reading, of which one thing more is known.
    .filter((status) => !(status.state === 'reading' && status.selected))
    .map((status) => (status.state === 'failed' ? `failed: ${status.problem}` : status.state))

describe('the simulated reader', () => {
  it.each([
    ['mihon-taro', { status: 'valid', expiresSoon: false }],
    ['kokuho-hanako', { status: 'valid', expiresSoon: true }],
    ['yuyo-jiro', { status: 'grace' }],
    ['kigen-kireko', { status: 'expired' }],
    ['mirai-sakiko', { status: 'not-yet-valid' }],
    ['jisedai-mirai', { status: 'valid', keyAlgorithm: null }],
    ['yukkuri-hiroshi', { status: 'valid' }],
    ['kizami-wakeko', { status: 'valid' }],
  ])('reads %s', async (id, certificate) => {
    await place(id)
    expect(seen.at(-1)).toMatchObject({ state: 'read', reading: { card: 'my-number-card', certificate } })
  })

  it.each([
    ['fuyomi-kasuko', 'unreadable'],
    ['muon-saburo', 'unreadable'],
    ['licence', 'not-a-my-number-card'],
    ['juki', 'not-a-my-number-card'],
  ])('fails on %s: %s', async (id, problem) => {
    await place(id)
    expect(seen.at(-1)).toMatchObject({ state: 'failed', problem })
  })

  it('takes as long as a real card where the persona says so', async () => {
    await reader.place('yukkuri-hiroshi')
    await clock.advance(2 * 12 - 1)
    expect(said().at(-1)).toBe('reading')
    await clock.advance(1)
    expect(seen.at(-1)).toMatchObject({ state: 'read', reading: { exchanges: 2, milliseconds: 24 } })
  })

  it('knows no stranger', async () => {
    expect(await reader.place('nobody')).toBeUndefined()
    expect(said()).toEqual(['starting', 'ready'])
  })

  it('puts one card in place of another, and takes it away', async () => {
    await place('mihon-taro')
    await place('licence')
    reader.remove()
    await settle()
    expect(said()).toEqual([
      'starting',
      'ready',
      'reading',
      'read',
      'ready',
      'reading',
      'failed: not-a-my-number-card',
      'ready',
    ])
  })

  it('does not put down a card that was taken away before it was there', async () => {
    const placing = reader.place('mihon-taro')
    reader.remove()
    await placing
    await clock.advance(1_000)
    expect(said()).toEqual(['starting', 'ready'])
  })
})

describe('its faults', () => {
  beforeEach(() => {
    said()
  })

  it('unplug and plug the reader, with the card on it', async () => {
    await place('mihon-taro')
    reader.fault('reader-unplugged')
    reader.fault('reader-unplugged')
    await settle()
    reader.fault('reader-plugged')
    await settle()
    expect(said()).toEqual(['reading', 'read', 'no-reader', 'ready', 'read'])
  })

  it('stop and start the service', async () => {
    reader.fault('service-stopped')
    await clock.advance(10_000)
    expect(said()).toEqual(['no-service'])
    reader.fault('service-started')
    await clock.advance(5_000)
    expect(said()).toEqual(['ready'])
  })

  it.each([
    ['card-mute', ['failed: unreadable']],
    ['card-garbled', ['reading', 'failed: unreadable']],
    ['card-removed-while-reading', ['reading', 'failed: removed', 'ready']],
  ] as const)('%s strikes the next card when there is none', async (fault, expected) => {
    reader.fault(fault)
    await place('mihon-taro')
    expect(said()).toEqual(expected)
    reader.remove()
    await place('mihon-taro')
    expect(said().at(-1)).toBe('read')
  })

  it.each([
    ['card-mute', 'failed: unreadable'],
    ['card-garbled', 'failed: unreadable'],
    ['card-removed-while-reading', 'failed: removed'],
  ] as const)('%s strikes the card that lies there', async (fault, expected) => {
    await place('mihon-taro')
    said()
    reader.fault(fault)
    // The card is made anew meanwhile, by the runtime's own cryptography.
    const all: string[] = []
    await vi.waitFor(async () => {
      await clock.advance(10)
      all.push(...said())
      expect(all).toContain(expected)
    })
  })
})

describe('the personas', () => {
  it('are those that the dock shows, each once', () => {
    expect(new Set(PERSONAS.map(({ id }) => id)).size).toBe(PERSONAS.length)
    expect(findPersona('mihon-taro')?.labelJa).toContain('見本')
  })

  it('bear no twelve digits in a row, which an individual number would be', () => {
    expect(PERSONAS.filter((persona) => /\d{12}/.test(JSON.stringify(persona)))).toEqual([])
  })

  it.each(['2026-11-22', '2028-02-29', '2031-01-01'])(
    'keep their certificates in step with %s',
    async (today) => {
      const statuses: Record<string, string> = {}
      for (const id of ['mihon-taro', 'yuyo-jiro', 'kigen-kireko', 'mirai-sakiko']) {
        const persona = findPersona(id)
        if (!persona) throw new Error(id)
        const other = createSimulatedCardReader({ clock, today: () => today })
        other.port.start((status) => {
          if (status.state === 'read') statuses[id] = status.reading.certificate?.status ?? ''
        })
        await other.place(id)
        await clock.advance(1_000)
        await other.port.stop()
        expect((await makePersonaCard(persona, today)).commands).toEqual([])
      }
      expect(statuses).toEqual({
        'mihon-taro': 'valid',
        'yuyo-jiro': 'grace',
        'kigen-kireko': 'expired',
        'mirai-sakiko': 'not-yet-valid',
      })
    },
  )
})
