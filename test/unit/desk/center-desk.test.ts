/** The center in the desk's hands: a thread that may hang, end or say anything, and a desk that goes on. */
import { normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CENTER_WHYS } from '../../../contract/center.ts'
import type { ThreadOrder, ThreadState } from '../../../main/center/thread-messages.ts'
import { centerFinding } from '../../../main/desk/office/center-check.ts'
import { createCenterDesk, statusOfRound } from '../../../main/desk/process/center-desk.ts'
import { threadModule } from '../../../main/desk/process/forwarder-thread.ts'
import { fakeDesk } from './fakes.ts'

const URL = 'postgresql://center.example/uketsuke'
const ROUND: ThreadState = {
  sent: 0,
  behind: 0,
  problem: null,
  detail: null,
  hasJournal: true,
  isWhole: true,
}

/** A desk's center with threads that the test moves by hand. */
const table = (keys: string | null = 'keys') => {
  let now = 0
  let look = (): void => {}
  const told: string[] = []
  const threads: {
    heard: (message: unknown) => void
    ended: () => void
    orders: (ThreadOrder | 'end')[]
    keys: string
  }[] = []
  let ring = keys
  const center = createCenterDesk({
    home: '/home',
    keys: () => ring,
    clock: {
      monotonic: () => now,
      every: (_, tick) => {
        look = tick
        return () => {}
      },
    },
    tell: (event) => {
      if (event.type === 'center-status') told.push(event.status.state)
    },
    startThread: (data, heard, ended) => {
      const orders: (ThreadOrder | 'end')[] = []
      threads.push({ heard, ended, orders, keys: data.keys })
      return {
        order: (order) => orders.push(order),
        end: async () => {
          orders.push('end')
        },
      }
    },
    log: () => {},
    heard: { settled: () => {}, publication: () => {} },
  })
  return {
    center,
    told,
    threads,
    pass: (milliseconds: number) => {
      now += milliseconds
      look()
    },
    setKeys: (text: string) => {
      ring = text
    },
  }
}

describe('a desk', () => {
  test('without the setting has no thread', () => {
    const { center, threads, told, pass } = table()
    center.configure(null)
    pass(1_000_000)
    expect([threads.length, told]).toEqual([0, []])
  })

  test('tells each change once, and passes on that rows were written', () => {
    const { center, threads, told } = table()
    center.configure({ url: URL, shares: false, trusts: null })
    center.configure({ url: URL, shares: false, trusts: null })
    expect(threads).toHaveLength(1)
    threads[0]?.heard({ ...ROUND, behind: 900, isWhole: false })
    threads[0]?.heard('alive')
    threads[0]?.heard(ROUND)
    threads[0]?.heard(ROUND)
    threads[0]?.heard({ ...ROUND, problem: 'UNREACHABLE', behind: 3 })
    threads[0]?.heard({ ...ROUND, problem: 'DIVERGED' })
    center.nudge()
    expect(told).toEqual(['starting', 'behind', 'ready', 'down', 'diverged'])
    expect(threads[0]?.orders).toEqual(['nudge'])
    center.configure(null)
    expect(told.at(-1)).toBe('off')
  })

  test('ends a thread that hangs, and starts another one later, ever later', () => {
    const { center, threads, told, pass } = table()
    center.configure({ url: URL, shares: false, trusts: null })
    for (let second = 0; second < 12; second += 1) pass(5_000)
    expect(threads).toHaveLength(1)
    pass(5_000)
    expect(threads[0]?.orders).toEqual(['end'])
    expect(told).toEqual(['starting', 'down'])
    pass(5_000)
    expect(threads).toHaveLength(1)
    pass(5_000)
    expect(threads).toHaveLength(2)
    threads[1]?.ended()
    pass(10_000)
    expect(threads).toHaveLength(2)
    pass(10_000)
    expect(threads).toHaveLength(3)
    // A message of a forwarder that was given up is ignored.
    threads[0]?.heard({ ...ROUND, problem: 'DIVERGED' })
    expect(told.at(-1)).toBe('down')
  })

  test('gives the next thread the keys of then', () => {
    const { center, threads, setKeys, pass } = table('old')
    center.configure({ url: URL, shares: false, trusts: null })
    setKeys('new')
    threads[0]?.heard({ ...ROUND, hasJournal: false, problem: 'REFUSED', detail: 'another key' })
    pass(10_000)
    expect(threads.map((thread) => thread.keys)).toEqual(['old', 'new'])
  })

  test('without a journal has nothing to send', () => {
    const { center, threads } = table(null)
    center.configure({ url: URL, shares: false, trusts: null })
    expect(threads).toEqual([])
  })
})

test('a center that does not match is said at the desk, until it is no longer so', () => {
  const desk = fakeDesk()
  const hears = (state: 'diverged' | 'ready') =>
    desk.service.tell({ type: 'center-status', status: { state } })
  hears('diverged')
  hears('diverged')
  expect(desk.messages()).toEqual(['CENTER_DIVERGED'])
  desk.service.tell({ type: 'center-status', status: { state: 'down', rows: 2 } })
  expect(desk.messages()).toEqual(['CENTER_DIVERGED'])
  hears('ready')
  expect(desk.messages()).toEqual([])
})

test('that nothing is sent from here is said at the desk, until somebody has taken the terminal over', () => {
  const desk = fakeDesk()
  const hears = (state: 'diverged' | 'elsewhere' | 'ready') =>
    desk.service.tell({ type: 'center-status', status: { state } })
  hears('elsewhere')
  hears('elsewhere')
  expect(desk.messages()).toEqual(['CENTER_ELSEWHERE'])
  expect(desk.state().center).toEqual({ state: 'elsewhere' })
  hears('diverged')
  expect(desk.messages()).toEqual(['CENTER_DIVERGED'])
  hears('elsewhere')
  expect(desk.messages()).toEqual(['CENTER_ELSEWHERE'])
  hears('ready')
  expect(desk.messages()).toEqual([])
})

test('what is known of a line that does not stand, and of a clock, has words of its own', () => {
  const said = [
    ...CENTER_WHYS.map((why) => statusOfRound({ ...ROUND, problem: 'UNREACHABLE', behind: 2, why })),
    statusOfRound({ ...ROUND, problem: 'UNREACHABLE', behind: 2 }),
    statusOfRound({ ...ROUND, isClockOff: true }),
  ].flatMap(centerFinding)
  expect(said.map(({ status }) => status)).toEqual(Array.from(said, () => 'warn'))
  expect(new Set(said.flatMap(({ what, advice }) => [what.ja, advice.ja])).size).toBe(2 * said.length)
})

test('every state has its words in the doctor, and only what needs somebody has an advice', () => {
  const lines = (['UNREACHABLE', 'REFUSED', 'DIVERGED', 'ELSEWHERE', null] as const).flatMap((problem) =>
    centerFinding(statusOfRound({ ...ROUND, problem, behind: problem === null ? 0 : 2 })),
  )
  expect(lines.map(({ status, advice }) => [status, advice.en !== ''])).toEqual([
    ['warn', true],
    ['fail', true],
    ['fail', true],
    ['warn', true],
    ['ok', false],
  ])
  expect(centerFinding(null)).toEqual([])
})

test('the thread’s module is found from the source and from what is built', () => {
  expect(threadModule('/x/main/desk/process/forwarder-thread.ts')).toBe(normalize('/x/main/center/thread.ts'))
  expect(threadModule('/opt/app.asar/build/desk/desk.mjs')).toBe(
    normalize('/opt/app.asar.unpacked/build/cli/forwarder.mjs'),
  )
})
