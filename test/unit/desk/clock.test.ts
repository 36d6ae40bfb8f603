import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { systemClock } from '../../../main/desk/process/clock.ts'
import { parseZone } from '../../../main/desk/process/windows-zone.ts'
import { fakeDesk } from './fakes.ts'

const HOUR = 3_600_000

describe('a clock that is set', () => {
  it('is said and recorded, forward and back', () => {
    const desk = fakeDesk()
    desk.pass(10_000)
    expect(desk.state().clock).toBe('ready')
    desk.pass(10_000, HOUR)
    expect(desk.state().clock).toBe('jumped')
    expect(desk.messages()).toContain('CLOCK_JUMPED')
    expect(desk.journal.events().at(-1)).toMatchObject({ event: 'clock-jumped', milliseconds: HOUR })
    desk.pass(10_000, -HOUR / 2)
    expect(desk.journal.events().at(-1)).toMatchObject({ event: 'clock-jumped', milliseconds: -HOUR / 2 })
  })

  it('is well again when somebody has closed the word on it', () => {
    const desk = fakeDesk()
    desk.pass(10_000, HOUR)
    const [said] = desk.state().messages
    desk.intend({ type: 'dismiss-message', id: said?.id ?? 0 })
    expect(desk.state().clock).toBe('ready')
  })

  it('over midnight in the middle of a check-in is both: a jump, and a day that has changed', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'open-check-in' })
    desk.pass(10_000, 24 * HOUR)
    expect(desk.journal.names().slice(-2)).toEqual(['clock-jumped', 'day-changed'])
    expect(desk.messages()).toEqual(['CLOCK_JUMPED', 'DAY_CHANGED'])
  })

  it('that only drifts as time servers move it is no jump', () => {
    const desk = fakeDesk()
    for (let count = 0; count < 100; count += 1) desk.pass(10_000, 4_000)
    expect(desk.journal.names()).not.toContain('clock-jumped')
  })
})

describe('midnight', () => {
  it.each([{ type: 'cancel' }, { type: 'park-check-in' }] as const)(
    'is said of the open check-in for as long as it is open: $type',
    (over) => {
      const desk = fakeDesk()
      desk.intend({ type: 'open-check-in' })
      desk.pass(15 * HOUR)
      expect(desk.messages()).toContain('DAY_CHANGED')
      desk.intend(over)
      expect(desk.messages()).not.toContain('DAY_CHANGED')
    },
  )

  it('in the middle of a check-in is said and recorded, and the check-in keeps its own day', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'open-check-in' })
    const { id } = desk.checkIn()
    desk.pass(15 * HOUR)
    expect(desk.state().today).toBe('2026-11-23')
    expect(desk.checkIn().visitDate).toBe('2026-11-22')
    expect(desk.state().messages).toMatchObject([
      { code: 'DAY_CHANGED', details: { visitDate: '2026-11-22' } },
    ])
    expect(desk.journal.events().at(-1)).toMatchObject({
      event: 'day-changed',
      checkIn: id,
      visitDate: '2026-11-22',
      today: '2026-11-23',
    })
  })

  it('is known before the first thing that happens after it', () => {
    const desk = fakeDesk()
    desk.sleep(15 * HOUR)
    desk.intend({ type: 'open-check-in' })
    expect(desk.checkIn().visitDate).toBe('2026-11-23')
    expect(desk.state().today).toBe('2026-11-23')
  })

  it('with nobody at the desk only turns the day', () => {
    const desk = fakeDesk()
    desk.pass(15 * HOUR)
    expect(desk.messages()).toEqual([])
    expect(desk.journal.names()).not.toContain('day-changed')
  })
})

describe('a zone that is not Japan’s', () => {
  it('is said and recorded once at the start, and days stay those of Japan', () => {
    const desk = fakeDesk({ zone: () => ({ name: () => 'America/New_York', isRight: false }) })
    desk.pass(10_000)
    expect(desk.state().clock).toBe('wrong-zone')
    expect(desk.messages()).toEqual(['WRONG_ZONE'])
    expect(desk.journal.events().filter(({ event }) => event === 'zone-changed')).toMatchObject([
      { zone: 'America/New_York', right: false },
    ])
    expect(desk.state().today).toBe('2026-11-22')
  })

  it('is noticed within a minute when it is set in the middle, and when it is set right', () => {
    let zone = { name: () => 'Asia/Tokyo', isRight: true }
    const desk = fakeDesk({ zone: () => zone })
    zone = { name: () => 'UTC', isRight: false }
    for (let count = 0; count < 6; count += 1) desk.pass(10_000)
    expect(desk.state().clock).toBe('wrong-zone')
    zone = { name: () => 'Asia/Tokyo', isRight: true }
    for (let count = 0; count < 6; count += 1) desk.pass(10_000)
    expect(desk.state().clock).toBe('ready')
    expect(desk.messages()).toEqual([])
    expect(desk.journal.names().filter((name) => name === 'zone-changed')).toHaveLength(2)
  })
})

it('a zone that shows Japan’s time is not asked for its name', () => {
  const name = vi.fn(() => 'Asia/Tokyo')
  fakeDesk({ zone: () => ({ name, isRight: true }) }).pass(10_000)
  expect(name).not.toHaveBeenCalled()
})

describe('§9 TZ in any form', () => {
  const before = process.env.TZ
  afterEach(() => {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  })
  it.each([
    ['UTC+9', 'UTC-09:00', false],
    ['JST-9', 'UTC+09:00', true],
    ['Asia/Tokyo', 'Asia/Tokyo', true],
    [':Asia/Tokyo', 'Asia/Tokyo', true],
    ['/usr/share/zoneinfo/Asia/Kathmandu', 'UTC+05:45', false],
    ['nonsense', 'UTC+00:00', false],
    ['日本', 'UTC+00:00', false],
    ['', 'Etc/Unknown', false],
    ['<+09>-9', 'UTC', false],
    ['EST5EDT,M3.2.0,M11.1.0', 'UTC', false],
  ])('TZ=%s has the name %s', (zone, name, isRight) => {
    process.env.TZ = zone
    const found = systemClock.zone()
    expect([found.name(), found.isRight]).toEqual([name, isRight])
  })
  it('TZ=:/etc/localtime is what the machine is set to', () => {
    delete process.env.TZ
    const machine = systemClock.zone()
    for (const form of [':/etc/localtime', '/etc/localtime']) {
      process.env.TZ = form
      const found = systemClock.zone()
      expect([found.name(), found.isRight]).toEqual([machine.name(), machine.isRight])
    }
  })
  it('whatever it is, it can be put on record', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (zone) => {
        process.env.TZ = zone.replaceAll('\0', '')
        const { name, isRight } = systemClock.zone()
        const desk = fakeDesk({ zone: () => ({ name, isRight }) })
        desk.pass(10_000)
        const [row] = desk.journal.events().filter(({ event }) => event === 'zone-changed')
        if (!isRight) expect(row).toMatchObject({ zone: name(), right: false })
      }),
      { numRuns: 50 },
    )
  })
})

it('the machine’s clock names its zone', () => {
  expect(systemClock.zone().name()).toMatch(/\w/)
})

describe('the zone that Windows tells of', () => {
  const told = (bias: number, standard: number, daylight: number, name: string): Uint8Array => {
    const bytes = new Uint8Array(432)
    const view = new DataView(bytes.buffer)
    view.setInt32(0, bias, true)
    view.setInt32(84, standard, true)
    view.setInt32(168, daylight, true)
    for (const [index, letter] of [...name].entries())
      view.setUint16(172 + 2 * index, letter.charCodeAt(0), true)
    return bytes
  }
  it.each([
    [told(-540, 0, -60, 'Tokyo Standard Time'), 0, { name: 'Tokyo Standard Time', offset: -540 }],
    [told(300, 0, -60, 'Eastern Standard Time'), 1, { name: 'Eastern Standard Time', offset: 300 }],
    [told(300, 0, -60, 'Eastern Standard Time'), 2, { name: 'Eastern Standard Time', offset: 240 }],
    [told(0, 0, 0, ''), 0xffffffff, { name: '', offset: 0 }],
  ])('%#', (bytes, answer, zone) => {
    expect(parseZone(bytes, answer)).toEqual(zone)
  })
})
