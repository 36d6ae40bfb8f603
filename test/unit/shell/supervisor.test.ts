import { beforeEach, describe, expect, test } from 'vitest'
import type { Timers } from '../../../contract/clock.ts'
import type { FromDesk } from '../../../contract/from-desk.ts'
import { intentRules } from '../../../contract/intents.ts'
import type { ToDesk } from '../../../contract/process.ts'
import { shownState } from '../../../main/desk/model/shown.ts'
import { backOff, HOPELESS } from '../../../main/shell/desk/back-off.ts'
import { readWith } from '../../../main/shell/desk/parse-messages.ts'
import type { Asked } from '../../../main/shell/desk/pending-intents.ts'
import type { DeskEvents } from '../../../main/shell/desk/process.ts'
import {
  type DeskHealth,
  FATAL_RETRY_MS,
  HUNG_MS,
  PING_MS,
  PROVEN_MS,
  START_MS,
  STEADY_MS,
  STOP_MS,
  type Supervisor,
  superviseDesk,
} from '../../../main/shell/desk/supervisor.ts'
import { QUIET } from '../../electron/fixture/state.ts'

/** A clock that only the test moves. */
const fakeClock = () => {
  let time = 0
  let due: { at: number; act(): void }[] = []
  const clock: Timers = {
    monotonic: () => time,
    after: (milliseconds, act) => {
      const entry = { at: time + milliseconds, act }
      due.push(entry)
      return () => {
        due = due.filter((one) => one !== entry)
      }
    },
  }
  const pass = (milliseconds: number): void => {
    const end = time + milliseconds
    for (;;) {
      const next = due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      due = due.filter((one) => one !== next)
      time = next.at
      next.act()
    }
    time = end
  }
  return { clock, pass }
}

type FakeDesk = { heard: ToDesk[]; killed: boolean; events: DeskEvents }

let desks: FakeDesk[]
let health: DeskHealth[]
let lost: Asked[]
let said: string[]
let keys: string[]
let pass: (milliseconds: number) => void
let supervisor: Supervisor

const last = (): FakeDesk => {
  const desk = desks.at(-1)
  if (!desk) throw new Error('no desk was started')
  return desk
}
const state: FromDesk = shownState(QUIET, 1)
const patientNumber = (number: string): Asked => ({
  type: 'intent',
  intent: { type: 'set-patient-number', patientNumber: number },
})
const draft = (text: string): Asked => ({
  type: 'intent',
  intent: {
    type: 'save-draft',
    draft: { form: 'eligibility-certificate', documentId: null, fields: { name: text }, edit: 1 },
  },
})
const asked = (desk: FakeDesk): ToDesk[] => desk.heard.filter(({ type }) => type === 'intent')
/** A desk that answers its heart for so long. */
const live = (milliseconds: number): void => {
  for (let time = 0; time < milliseconds; time += PING_MS) {
    pass(PING_MS)
    const ping = last().heard.findLast((message) => message.type === 'ping')
    if (ping) last().events.message({ type: 'pong', number: ping.number })
  }
}

beforeEach(() => {
  desks = []
  health = []
  lost = []
  said = []
  keys = []
  const time = fakeClock()
  pass = time.pass
  supervisor = superviseDesk({
    clock: time.clock,
    options: () => ({ home: '/home', simulated: false, keyStore: { kind: 'none' }, lastRevision: 0 }),
    run: (heard) => {
      const events = readWith(heard)
      const desk: FakeDesk = { heard: [], killed: false, events }
      desks.push(desk)
      return {
        pid: desks.length,
        send: (message) => desk.heard.push(message),
        kill: () => {
          desk.killed = true
          events.ended()
        },
      }
    },
    state: () => {},
    keys: (text) => {
      keys.push(text)
      return true
    },
    keysOpened: () => said.push('keys-opened'),
    health: (now) => health.push(now),
    whenMissed: (type) => intentRules(type).whenMissed,
    lost: (one) => lost.push(one),
    malformed: (why) => said.push(why),
  })
  supervisor.start()
})

describe('a desk that runs', () => {
  test('is started with its options, and gets what is asked for once it has shown a state', () => {
    supervisor.ask(patientNumber('1'))
    expect(last().heard[0]).toMatchObject({ type: 'start', options: { home: '/home', takesOverFrom: null } })
    expect(asked(last())).toEqual([])
    last().events.message(state)
    supervisor.ask(patientNumber('2'))
    expect(asked(last())).toEqual([patientNumber('1'), patientNumber('2')])
    expect(health.map((one) => one.state)).toEqual(['starting', 'running'])
  })

  test('is believed only in the words of the contract', () => {
    last().events.message({ ...state, secret: 'x' })
    last().events.message('boo')
    last().events.message({ type: 'run', code: '' })
    expect(said).toHaveLength(3)
    expect(said.join()).not.toContain('secret')
    expect(health.map((one) => one.state)).toEqual(['starting'])
  })

  test('hands over new keys', () => {
    last().events.message({ type: 'keep-keys', keys: 'sealed soon' })
    expect(keys).toEqual(['sealed soon'])
    expect(last().heard.at(-1)).toEqual({ type: 'keys-kept', safe: true })
  })

  test('that has said that it goes silent is not taken for hung until that time is over', () => {
    last().events.message(state)
    last().events.message({ type: 'silent', milliseconds: 60_000 })
    pass(HUNG_MS + 3 * PING_MS)
    expect(last().killed).toBe(false)
    pass(60_000)
    expect(desks).toHaveLength(2)
  })

  test('once it has answered again, silence means what it did', () => {
    last().events.message(state)
    last().events.message({ type: 'silent', milliseconds: 600_000 })
    live(3 * PING_MS)
    pass(HUNG_MS + 3 * PING_MS)
    expect(desks).toHaveLength(2)
  })

  test('ends when asked to, and is ended when it does not', async () => {
    last().events.message(state)
    const stopped = supervisor.stop()
    expect(last().heard.at(-1)).toEqual({ type: 'stop' })
    pass(STOP_MS - 1)
    expect(last().killed).toBe(false)
    pass(1)
    expect(last().killed).toBe(true)
    await stopped
    pass(60_000)
    expect(desks).toHaveLength(1)
  })
})

describe('a desk that crashes', () => {
  test('is followed by one that takes over, and what was asked for meanwhile reaches it', () => {
    last().events.message(state)
    last().events.ended()
    supervisor.ask(patientNumber('while away'))
    expect(desks).toHaveLength(1)
    pass(500)
    expect(last().heard[0]).toMatchObject({ options: { takesOverFrom: 'crashed' } })
    expect(asked(last())).toEqual([])
    last().events.message(state)
    expect(asked(last())).toEqual([patientNumber('while away')])
  })

  test('may have missed what it was given last: what can be done twice is done again', () => {
    last().events.message(state)
    supervisor.ask(patientNumber('heard'))
    const answered = last().heard.findLast(({ type }) => type === 'ping')
    if (answered?.type === 'ping') last().events.message({ type: 'pong', number: answered.number })
    supervisor.ask({ type: 'intent', intent: { type: 'open-check-in' } })
    supervisor.ask(draft('typed'))
    supervisor.ask(patientNumber('missed'))
    last().events.ended()
    supervisor.ask(patientNumber('while away'))
    pass(500)
    expect(last().heard[0]).toMatchObject({ options: { missedStep: false } })
    last().events.message(state)
    expect(asked(last())).toEqual([
      { type: 'intent', intent: { type: 'open-check-in' } },
      draft('typed'),
      patientNumber('missed'),
      patientNumber('while away'),
    ])
    expect(lost).toEqual([])
  })

  test('may have missed what cannot be done twice: that is said, and nothing beside it is repeated', () => {
    const choice = { type: 'patient-intent', intent: { type: 'choose-language', language: 'ko' } } as const
    last().events.message(state)
    supervisor.ask(patientNumber('before'))
    supervisor.ask({ type: 'intent', intent: { type: 'conclude' } })
    supervisor.ask(patientNumber('after'))
    supervisor.ask(choice)
    last().events.ended()
    pass(500)
    expect(last().heard[0]).toMatchObject({ options: { missedStep: true } })
    last().events.message(state)
    expect(last().heard).toContainEqual(choice)
    expect(asked(last())).toEqual([])
  })

  test('with everything heard has missed nothing', () => {
    last().events.message(state)
    supervisor.ask(patientNumber('heard'))
    const ping = last().heard.findLast(({ type }) => type === 'ping')
    if (ping?.type === 'ping') last().events.message({ type: 'pong', number: ping.number })
    last().events.ended()
    pass(500)
    expect(last().heard[0]).toMatchObject({ options: { missedStep: false } })
    last().events.message(state)
    expect(asked(last())).toEqual([])
  })

  test('and is followed by one that crashes too has its missed step said by the third', () => {
    last().events.message(state)
    supervisor.ask({ type: 'intent', intent: { type: 'conclude' } })
    last().events.ended()
    pass(500)
    last().events.ended()
    pass(1_000)
    expect(last().heard[0]).toMatchObject({ options: { missedStep: true } })
    last().events.message(state)
    last().events.ended()
    pass(2_000)
    expect(last().heard[0]).toMatchObject({ options: { missedStep: false } })
  })

  test('at the same thing twice is not given it a third time', () => {
    last().events.message(state)
    supervisor.ask({ type: 'intent', intent: { type: 'open-check-in' } })
    last().events.ended()
    pass(500)
    last().events.message(state)
    expect(asked(last())).toHaveLength(1)
    last().events.ended()
    pass(1_000)
    expect(last().heard[0]).toMatchObject({ options: { missedStep: true } })
    last().events.message(state)
    expect(asked(last())).toEqual([])
  })

  test('at the word of the simulator has missed nothing that anybody waits for', () => {
    last().events.message(state)
    supervisor.ask({
      type: 'intent',
      intent: { type: 'simulate', command: { command: 'fault', fault: 'desk-killed' } },
    })
    last().events.ended()
    pass(500)
    expect(last().heard[0]).toMatchObject({ options: { missedStep: false } })
    last().events.message(state)
    expect(asked(last())).toEqual([])
  })

  test('again and again is started ever later, up to half a minute', () => {
    const waits = [500, 1000, 2000, 3000, 6000, 12_000, 24_000, 30_000, 30_000]
    expect(waits.map((_, failures) => backOff(failures))).toEqual(waits)
    for (const wait of waits) {
      const count = desks.length
      last().events.ended()
      pass(wait - 1)
      expect(desks).toHaveLength(count)
      pass(1)
      expect(desks).toHaveLength(count + 1)
    }
    expect(health.at(-1)).toEqual({ state: 'restarting', why: 'crashed', failures: 9 })
  })

  test('after five minutes of good work is started at once again', () => {
    last().events.ended()
    pass(500)
    last().events.ended()
    pass(1000)
    last().events.message(state)
    live(STEADY_MS)
    last().events.ended()
    pass(500)
    expect(desks).toHaveLength(4)
    expect(health.at(-1)).toEqual({ state: 'restarting', why: 'crashed', failures: 1 })
  })

  test('§9 soon after each first state is counted and slowed down like any other, and the window waits for one that stands', () => {
    for (const wait of [500, 1000, 2000, 3000]) {
      last().events.message(state)
      last().events.ended()
      pass(wait)
    }
    expect(health.at(-1)).toEqual({ state: 'restarting', why: 'crashed', failures: HOPELESS })
    // The fifth comes up and crashes as well: the window has never left the page that says what to do.
    const before = health.length
    last().events.message(state)
    live(PROVEN_MS - 2 * PING_MS)
    last().events.ended()
    expect(health.slice(before)).toEqual([{ state: 'restarting', why: 'crashed', failures: 5 }])
    const count = desks.length
    pass(5_999)
    expect(desks).toHaveLength(count)
    pass(1)
    // The sixth stands.
    last().events.message(state)
    supervisor.ask(patientNumber('1'))
    expect(asked(last())).toEqual([patientNumber('1')])
    live(PROVEN_MS)
    expect(health.at(-1)).toEqual({ state: 'running' })
  })

  test('§9 eleven times in half a minute it cannot: at most six are started in that time', () => {
    last().events.message(state)
    for (let time = 0; time < 30_000; time += 100) {
      if (desks.at(-1)?.killed === false) {
        last().events.message(state)
        last().killed = true
        last().events.ended()
      }
      pass(100)
    }
    expect(desks.length).toBeLessThanOrEqual(7)
    expect(health.at(-1)).toMatchObject({ state: 'restarting' })
  })

  test('keeps a bounded number of things asked for, of drafts the last, and says what it cannot keep', () => {
    last().events.message(state)
    last().events.ended()
    for (let count = 0; count < 100; count += 1) supervisor.ask(draft(`name ${count}`))
    for (let count = 0; count < 40; count += 1) supervisor.ask(patientNumber(String(count)))
    expect(lost).toHaveLength(9)
    pass(500)
    last().events.message(state)
    expect(asked(last())).toHaveLength(32)
    expect(asked(last())[0]).toEqual(draft('name 99'))
  })
})

describe('a desk that hangs', () => {
  beforeEach(() => last().events.message(state))

  test('is ended and replaced', () => {
    live(3_000)
    pass(HUNG_MS + PING_MS)
    expect(desks[0]?.killed).toBe(true)
    pass(500)
    expect(last().heard[0]).toMatchObject({ options: { takesOverFrom: 'hung' } })
  })

  test('does not swallow what is asked for once it is slow, and hears it when it comes to', () => {
    live(2_000)
    pass(3_000)
    supervisor.ask(patientNumber('slow'))
    expect(asked(last())).toEqual([])
    const ping = last().heard.findLast((message) => message.type === 'ping')
    if (ping) last().events.message({ type: 'pong', number: ping.number })
    expect(asked(last())).toEqual([patientNumber('slow')])
    expect(last().killed).toBe(false)
  })

  test('is not excused by the answer to an earlier question', () => {
    live(1_000)
    pass(HUNG_MS / 2)
    last().events.message({ type: 'pong', number: 1 })
    pass(HUNG_MS)
    expect(desks[0]?.killed).toBe(true)
  })
})

test('a desk that takes long to open a large journal is waited for', () => {
  pass(START_MS - PING_MS)
  expect(last().killed).toBe(false)
  pass(3 * PING_MS)
  expect(desks[0]?.killed).toBe(true)
})

test('a desk that cannot start is said to be so and tried again every ten seconds', () => {
  last().events.message({ type: 'fatal', problem: 'home-unwritable' })
  expect(health.at(-1)).toEqual({ state: 'fatal', problem: 'home-unwritable' })
  pass(FATAL_RETRY_MS - 1)
  expect(desks).toHaveLength(1)
  pass(1)
  expect(last().heard[0]).toMatchObject({ options: { takesOverFrom: null } })
  last().events.message(state)
  expect(health.at(-1)).toEqual({ state: 'running' })
})
