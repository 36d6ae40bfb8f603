/** The desk among the counters of its site: what it tells them, what it takes of their word, and what comes too late. */
import { describe, expect, it } from 'vitest'
import { type CheckInView, emptyCheckIn } from '../../../contract/desk.ts'
import { type Arrival, NO_BRIDGE } from '../../../contract/desk-bridge.ts'
import type { Intent } from '../../../contract/intents.ts'
import { BASE } from '../../../fixtures/states/parts.ts'
import type { SiteOrder } from '../../../main/center/site/words.ts'
import type { Core, DeskEvent } from '../../../main/desk/model/core.ts'
import { reduce } from '../../../main/desk/model/reduce.ts'
import { createSiteDesk, HINT_IN_TIME } from '../../../main/desk/process/site-desk.ts'
import { QUIET as STATE } from '../../electron/fixture/state.ts'
import { fakeDesk } from './fakes.ts'

const NOW = { instant: '2026-11-30T09:00:00+09:00', today: '2026-11-30', checkInId: 'c1', ruleSet: 'test' }
const OPEN_ELSEWHERE = { counter: '受付2', state: 'open', at: NOW.instant } as const

const desk = (visit: Partial<CheckInView> | null, shares = true, arrivals: Arrival[] = []): Core => ({
  state: {
    ...STATE,
    today: NOW.today,
    checkIn:
      visit === null
        ? null
        : { ...emptyCheckIn({ id: 'c1', openedAt: NOW.instant, visitDate: NOW.today }), ...visit },
    bridge: { ...NO_BRIDGE, status: { state: 'starting' }, arrivals },
    office: {
      ...STATE.office,
      settings: {
        ...STATE.office.settings,
        center: { url: 'postgresql://center.example/u', shares, trusts: null },
      },
    },
  },
  nextId: 1,
  isZoneRight: true,
  parked: [],
  isCardGone: true,
})

const step = (core: Core, event: DeskEvent) => {
  const next = reduce(core, event, NOW)
  const orders = next.effects.flatMap((effect): SiteOrder[] =>
    effect.type === 'tell-site' ? [effect.order] : [],
  )
  return { core: next.core, orders }
}
const number = (patientNumber: string | null): DeskEvent => ({
  type: 'intent',
  intent: { type: 'set-patient-number', patientNumber },
})
const heard = (checkIn = 'c1', patientNumber = '4512'): DeskEvent => ({
  type: 'seen-elsewhere',
  checkIn,
  patientNumber,
  hints: [OPEN_ELSEWHERE],
})
const ARRIVAL: Arrival = {
  id: 'a1',
  at: NOW.instant,
  file: 'OQSsiquc01res_face_20261130090000.xml',
  hash: 'a'.repeat(64),
  online: { code: 1 },
  entitlements: [],
  message: null,
  why: null,
}

describe('a number that is given', () => {
  it('is shown as open to the others, and they are asked about it once', () => {
    const { core, orders } = step(desk({}), number('4512'))
    expect(orders).toEqual([
      { order: 'here', open: ['4512'], arrivals: [] },
      { order: 'ask', checkIn: 'c1', patientNumber: '4512' },
    ])
    // The same number in other letters is no other question.
    expect(step(core, number('００４５１２')).orders.map(({ order }) => order)).toEqual(['here'])
    expect(step(core, number(null)).orders).toEqual([
      { order: 'here', open: [], arrivals: [] },
      { order: 'ask', checkIn: 'c1', patientNumber: null },
    ])
  })

  it('goes nowhere while the counter does not share, and nowhere from a visit to practise', () => {
    expect(step(desk({}, false), number('4512')).orders).toEqual([])
    const practised = step(desk({ practice: true }), number('4512'))
    expect(JSON.stringify(practised.orders)).not.toContain('4512')
  })

  it('is told as checked when its visit is concluded, and is open no longer', () => {
    const { orders } = step(desk({ patientNumber: '4512', patientStep: 'answered' }), {
      type: 'concluded',
      checkIn: 'c1',
    })
    expect(orders).toEqual([
      { order: 'leave', kind: 'checked', of: '4512' },
      { order: 'here', open: [], arrivals: [] },
      { order: 'ask', checkIn: '', patientNumber: null },
    ])
  })
})

describe('a hint', () => {
  it('is shown for the patient that it is about, and goes with the number', () => {
    const { core } = step(desk({}), number('4512'))
    const shown = step(core, heard()).core
    expect(shown.state.site.elsewhere).toEqual([OPEN_ELSEWHERE])
    expect(step(shown, number('77')).core.state.site.elsewhere).toEqual([])
    expect(step(core, heard('c2')).core.state.site.elsewhere).toEqual([])
    expect(step(core, heard('c1', '77')).core.state.site.elsewhere).toEqual([])
    expect(step(desk({ patientNumber: '4512' }, false), heard()).core.state.site.elsewhere).toEqual([])
  })

  it('decides nothing', () => {
    const { core } = step(desk({}), number('4512'))
    const { site: _, ...after } = step(core, heard()).core.state
    const { site: __, ...before } = core.state
    expect(after).toEqual(before)
  })

  it('comes within 200 ms or not at all, and is then kept true', () => {
    let now = 0
    const told: DeskEvent[] = []
    const site = createSiteDesk(
      { monotonic: () => now },
      (event) => told.push(event),
      () => {},
      { settled: () => {}, publication: () => {} },
    )
    const ask = (checkIn: string) => site.order({ order: 'ask', checkIn, patientNumber: '4512' })
    const hear = (checkIn: string, hints = [OPEN_ELSEWHERE] as (typeof OPEN_ELSEWHERE)[]) =>
      site.hear({ word: 'elsewhere', checkIn, patientNumber: '4512', hints })
    ask('c1')
    now += HINT_IN_TIME
    hear('c1')
    expect(told).toHaveLength(1)
    now += 60_000
    hear('c1', [])
    expect(told).toHaveLength(2)
    // One that was not there in time does not come later.
    ask('c2')
    now += HINT_IN_TIME + 1
    hear('c2')
    hear('c2')
    hear('c1')
    expect(told).toHaveLength(2)
  })
})

describe('a face result', () => {
  it('that another counter has taken waits here no longer; one that does not act stays', () => {
    const unread: Arrival = { ...ARRIVAL, id: 'a2', why: 'conflict' }
    const { core } = step(desk(null, true, [ARRIVAL, unread]), {
      type: 'arrival-taken-elsewhere',
      hash: ARRIVAL.hash,
    })
    expect(core.state.bridge.arrivals).toEqual([unread])
  })

  it('that is taken here is told to the others', () => {
    const { orders } = step(desk({}, true, [ARRIVAL]), {
      type: 'intent',
      intent: { type: 'take-arrival', id: ARRIVAL.id },
    })
    expect(orders).toContainEqual({ order: 'leave', kind: 'arrival', of: ARRIVAL.hash })
    // It stays known here, as it was while it waited: another counter may have taken it at the same moment.
    expect(orders.filter(({ order }) => order === 'here')).toEqual([])
  })

  it('that opens a visit as it comes is told too, and one taken at two counters at once is said', () => {
    const bridge = { status: { state: 'starting' }, use: { ...NO_BRIDGE.use, opensVisit: true } } as const
    const idle = desk(null)
    const ready = { ...idle, state: { ...idle.state, bridge: { ...idle.state.bridge, ...bridge } } }
    const { core, orders } = step(ready, { type: 'arrival', arrival: ARRIVAL })
    expect(orders).toContainEqual({ order: 'leave', kind: 'arrival', of: ARRIVAL.hash })
    const said = step(core, { type: 'arrival-taken-elsewhere', hash: ARRIVAL.hash }).core.state
    expect(said.messages.map(({ code }) => code)).toContain('ARRIVAL_TAKEN_ELSEWHERE')
    expect(said.checkIn).not.toBeNull()
  })
})

describe('a thing to do of another counter', () => {
  const TERMINAL = '3f0c1f5e-7d4b-4a43-9d65-0d3c1d4f6a10'
  const followUp = {
    id: 'v9/41/unconfirmed',
    visit: 'v9',
    seq: 41,
    what: 'unconfirmed',
    day: '2026-11-20',
    at: '2026-11-20T10:00:00.000+09:00',
    patientNumber: '4512',
    queueNumber: null,
    by: '2026-11-30',
    done: null,
  } as const
  const settle = (result: 'valid' | 'refunded' = 'valid', terminal = TERMINAL): Intent => ({
    type: 'settle-site-follow-up',
    terminal,
    visit: 'v9',
    seq: 41,
    what: 'unconfirmed',
    result,
    share: null,
  })

  it('is done here by a row that names the counter, and stays done until that one has heard of it', () => {
    const at = fakeDesk()
    at.service.tell({ type: 'site-follow-ups', list: [{ terminal: TERMINAL, counter: '受付2', followUp }] })
    // Neither of another counter, nor as it cannot turn out.
    at.intend(settle('valid', '00000000-0000-4000-8000-000000000000'))
    at.intend(settle('refunded'))
    expect(at.journal.text()).not.toContain('follow-up-done-elsewhere')
    at.intend(settle())
    at.intend(settle())
    expect(at.journal.text().split('follow-up-done-elsewhere')).toHaveLength(2)
    expect(at.journal.text()).toContain('"counterName":"受付2"')
    // The other counter's list still has it.
    at.service.tell({ type: 'site-follow-ups', list: [{ terminal: TERMINAL, counter: '受付2', followUp }] })
    expect(at.state().site.followUps).toMatchObject([{ followUp: { done: { result: 'valid' } } }])
  })
})

it('the dock plays the other counters', () => {
  const real = desk({ patientNumber: '4512', patientStep: 'answered' }, false, [ARRIVAL])
  const simulated = { ...real, state: { ...real.state, simulator: BASE.simulator } }
  const play = (core: Core, act: 'open-elsewhere' | 'arrival-taken') =>
    step(core, { type: 'intent', intent: { type: 'simulate', command: { command: 'site', act } } }).core
  const shown = play(simulated, 'open-elsewhere')
  expect(shown.state.site.elsewhere).toMatchObject([{ counter: '受付2', state: 'open' }])
  expect(step(shown, number('77')).core.state.site.elsewhere).toEqual([])
  expect(play(shown, 'arrival-taken').state.bridge.arrivals).toEqual([])
  // Beside real devices there is no dock.
  expect(play(real, 'open-elsewhere').state.site.elsewhere).toEqual([])
})
