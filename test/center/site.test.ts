/** The word between the counters of a site, by a real PostgreSQL: in time, to nobody else, and never a number. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { journalEventSchema } from '../../contract/journal.ts'
import { uketsuke } from '../../fixtures/center/typed.ts'
import { readAddress } from '../../main/center/address.ts'
import { createForwarder, type Forwarder, type ForwarderState } from '../../main/center/index.ts'
import type { SiteOrder, SiteWord } from '../../main/center/site/words.ts'
import { threadMessageSchema } from '../../main/center/thread-messages.ts'
import { takeSettled } from '../../main/desk/office/settled-elsewhere.ts'
import { threadStarter } from '../../main/desk/process/forwarder-thread.ts'
import { keyRingText } from '../../main/journal/index.ts'
import { readerKeys } from '../../main/journal/read.ts'
import { QUIET } from '../electron/fixture/state.ts'
import { openHome } from '../unit/journal/support.ts'
import { visit } from '../unit/journal/visits.ts'
import { createCuttingProxy } from './cutting-proxy.ts'
import { type CenterDatabase, centerForTests, checkIn, invited } from './support.ts'

const {
  cluster,
  center,
  home: newHome,
} = centerForTests({ settings: { log_statement: 'all', log_min_messages: 'log' } })

const NUMBER = '004512'
const SPELLED = '４５１２'
const OPEN = (...open: string[]): SiteOrder => ({ order: 'here', open, arrivals: [] })
const ask = (patientNumber: string | null, visit = 'c1'): SiteOrder => ({
  order: 'ask',
  checkIn: visit,
  patientNumber,
})

const PAUSES = { settle: 50, look: 200, say: 1_000, shortest: 50, longest: 200 }

const until = async (holds: () => boolean, most = 10_000): Promise<void> => {
  const end = performance.now() + most
  while (!holds()) {
    if (performance.now() > end) throw new Error('it did not come')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

let one: CenterDatabase
const running: Forwarder[] = []
beforeAll(async () => {
  one = await center()
  return async () => {
    for (const forwarder of running) await forwarder.stop()
  }
})

/** Everything that the server was asked, with its values. */
const log = (): string => readFileSync(join(cluster().folder, 'log'), 'utf8')

/** A counter that is enrolled, forwards, and is heard. */
const counter = async (name: string, site: string, port = cluster().port, home = newHome()) => {
  await checkIn(home, 1)
  const { code } = await invited(one.url, name, site)
  const url = `postgresql://127.0.0.1:${port}/${one.name}`
  const enrolled = await uketsuke('forward', 'enrol', code, '--home', home, '--database', url)
  if (enrolled.code !== 0) throw new Error(enrolled.said)
  const address = readAddress(url)
  if (!address.ok) throw new Error(address.problem)
  const words: SiteWord[] = []
  const states: ForwarderState[] = []
  const forwarder = createForwarder(
    { home, address: address.value },
    (state) => states.push(state),
    PAUSES,
    Math.random,
    (word) => words.push(word),
  )
  running.push(forwarder)
  await until(() => states.length > 0)
  return {
    ...forwarder,
    words,
    states,
    /** The last hints that came; null where none have. */
    hints: () => {
      const last = words.findLast((word) => word.word === 'elsewhere')
      return last?.word === 'elsewhere' ? last.hints : null
    },
  }
}

describe('two counters of one site', () => {
  test('know of each other’s patients, by any spelling of the number, at once', async () => {
    const [first, second] = [await counter('受付1', '見本内科'), await counter('受付2', '見本内科')]
    first.order(OPEN(NUMBER))
    await until(() => {
      second.order(ask(SPELLED))
      return second.hints()?.length === 1
    })
    expect(second.hints()).toMatchObject([{ counter: '受付1', state: 'open' }])
    // Asked now, the answer is there before the call returns: nobody is asked over the line.
    second.words.length = 0
    second.order(ask(NUMBER))
    expect(second.hints()).toHaveLength(1)
    // It is kept true: the visit is concluded there.
    first.order({ order: 'leave', kind: 'checked', of: NUMBER })
    first.order(OPEN())
    await until(() => second.hints()?.[0]?.state === 'checked')
    second.order(ask('9999', 'c2'))
    expect(second.hints()).toEqual([])
    // Its own visits are no news to a counter.
    first.order(ask(NUMBER, 'c3'))
    expect(first.hints()).toEqual([])
  })

  test('take a face result once: it is withdrawn at the other, also where it arrives there later', async () => {
    const [first, second] = [await counter('受付1', '見本眼科'), await counter('受付2', '見本眼科')]
    const [sum, later] = ['a'.repeat(64), 'b'.repeat(64)]
    second.order({ order: 'here', open: [], arrivals: [sum] })
    first.order({ order: 'leave', kind: 'arrival', of: sum })
    first.order({ order: 'leave', kind: 'arrival', of: later })
    await until(() => second.words.some((word) => word.word === 'arrival-taken' && word.hash === sum))
    await until(() => {
      second.order({ order: 'here', open: [], arrivals: [later] })
      return second.words.some((word) => word.word === 'arrival-taken' && word.hash === later)
    })
    expect(first.words.filter(({ word }) => word === 'arrival-taken')).toEqual([])
  })

  test('whoever comes later hears what was said before; a line that falls takes what is open along', async () => {
    const proxy = await createCuttingProxy(cluster().port)
    const first = await counter('受付1', '見本小児科')
    first.order(OPEN(NUMBER))
    first.order({ order: 'leave', kind: 'checked', of: '77' })
    const second = await counter('受付2', '見本小児科', proxy.port)
    await until(() => {
      second.order(ask(NUMBER))
      return second.hints()?.length === 1
    })
    proxy.block(true)
    await until(() => second.hints()?.length === 0)
    proxy.block(false)
    await until(() => second.hints()?.length === 1)
    second.order(ask('77', 'c2'))
    expect(second.hints()).toMatchObject([{ counter: '受付1', state: 'checked' }])
    await proxy.close()
  })
})

test('another site hears nothing, and reads nothing', async () => {
  const [first, other] = [await counter('受付1', '見本皮膚科'), await counter('受付1', '見本整形外科')]
  first.order(OPEN(NUMBER))
  const sign = () =>
    one.sql(
      `SELECT count(*) FROM uketsuke.sign s JOIN uketsuke.terminal t ON t.id = s.terminal WHERE t.site = '見本皮膚科'`,
    )
  while ((await sign()) === '0') await new Promise((resolve) => setTimeout(resolve, 20))
  other.order(ask(NUMBER))
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(other.hints()).toEqual([])
  // The same number has another hash at every site.
  expect(await one.sql('SELECT count(DISTINCT key) = count(*) FROM uketsuke.site')).toBe('t')
})

test('no number is in a table of signs, nor in what the server is asked', async () => {
  const first = await counter('受付1', '見本耳鼻科')
  const odd = '86420975'
  first.order(OPEN(odd))
  first.order({ order: 'leave', kind: 'checked', of: odd })
  await until(() => first.states.length > 1)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(await one.sql('SELECT string_agg(s::text, chr(10)) FROM uketsuke.sign s')).not.toContain(odd)
  expect(log()).toContain('leave_sign')
  expect(log()).not.toContain(odd)
})

test('a sign of a whole day ago is gone, and one counter cannot fill the table', async () => {
  const first = await counter('受付1', '見本内科二')
  await one.sql(
    `INSERT INTO uketsuke.sign (terminal, kind, hash, at) SELECT t.id, 'checked', sha256(n::text::bytea), now() - interval '2 days'
     FROM uketsuke.terminal t, generate_series(1, 10000) n WHERE t.site = '見本内科二'`,
  )
  first.order({ order: 'leave', kind: 'checked', of: '1' })
  const left = () =>
    one.sql(
      `SELECT count(*) FROM uketsuke.sign s JOIN uketsuke.terminal t ON t.id = s.terminal WHERE t.site = '見本内科二'`,
    )
  while ((await left()) !== '1') await new Promise((resolve) => setTimeout(resolve, 20))
})

describe('things to do of one counter', () => {
  const DONE = { result: 'valid', share: null } as const
  /** A counter with a visit that left something to do, its journal open as at a desk. */
  const withVisit = async (name: string, site: string) => {
    const home = newHome()
    const journal = openHome(home)
    const concluded = journal.append(
      visit(0, {
        checkIn: 'mihon-open',
        patientNumber: NUMBER,
        outcome: 'need-more',
        notesOpen: ['unconfirmed'],
      }),
    )
    if (!concluded.ok) throw new Error(concluded.problem.detail)
    journal.close()
    const there = await counter(name, site, cluster().port, home)
    const open = openHome(home)
    return { ...there, journal: open, key: { visit: 'mihon-open', seq: concluded.value.seq } }
  }
  const lists = (words: readonly SiteWord[]) =>
    words.flatMap((word) => (word.word === 'follow-ups' ? [word.list] : []))

  test('are done at another: on record at both, once, and who did it where', async () => {
    const first = await withVisit('受付1', '見本歯科')
    const second = await withVisit('受付2', '見本歯科')
    first.order({ order: 'follow-ups', list: [...first.journal.openFollowUps()] })
    await until(() => lists(second.words).at(-1)?.length === 1)
    const [shown] = lists(second.words).at(-1) ?? []
    expect(shown).toMatchObject({
      counter: '受付1',
      followUp: { what: 'unconfirmed', patientNumber: NUMBER },
    })

    const written = second.journal.append({
      event: 'follow-up-done-elsewhere',
      staff: 's1',
      visit: first.key.visit,
      visitSeq: first.key.seq,
      visitDate: shown?.followUp.day ?? '',
      counter: shown?.terminal ?? '',
      counterName: '受付1',
      followUp: 'unconfirmed',
      result: 'valid',
      name: '見本 花子',
    })
    if (!written.ok) throw new Error(written.problem.detail)
    second.order({ order: 'settled' })
    second.nudge()
    const settled = () => first.words.flatMap((word) => (word.word === 'settled' ? [word.list] : [])).at(-1)
    await until(() => settled()?.length === 1)
    // It is in no list any more, though the first counter has not answered yet.
    await until(() => lists(second.words).at(-1)?.length === 0)

    const take = (): void =>
      takeSettled(
        settled() ?? [],
        first.journal,
        (event) => {
          const row = first.journal.append(journalEventSchema.parse({ ...event, staff: 'terminal' }))
          return row.ok ? row.value.seq : null
        },
        { tell: () => {}, state: () => QUIET },
      )
    take()
    const steps = () => first.journal.visit(first.key)?.steps ?? []
    expect(first.journal.openFollowUps()).toEqual([])
    expect(steps().at(-1)).toMatchObject({
      what: 'follow-up-done',
      staff: 'terminal',
      ...DONE,
      elsewhere: { counterName: '受付2', name: '見本 花子', row: written.value.seq },
    })
    // Heard again, also after it was taken back here, it writes no second row.
    take()
    expect(steps()).toHaveLength(2)
    first.journal.append({
      event: 'follow-up-undone',
      staff: 's2',
      visit: first.key.visit,
      visitSeq: first.key.seq,
      visitDate: shown?.followUp.day ?? '',
      followUp: 'unconfirmed',
    })
    take()
    expect(first.journal.openFollowUps()).toHaveLength(1)
    // Open again, it is shown again.
    first.order({ order: 'follow-ups', list: [...first.journal.openFollowUps()] })
    await until(() => lists(second.words).at(-1)?.length === 1)
    first.journal.close()
    second.journal.close()
  })

  test('a row that is no such thing is passed over, and another site is shown none', async () => {
    const first = await withVisit('受付1', '見本産科')
    const other = await counter('受付1', '見本産科二')
    first.order({ order: 'follow-ups', list: [...first.journal.openFollowUps()] })
    await one.sql(`UPDATE uketsuke.row r SET body = 'x "event":"follow-up-done-elsewhere" x'
      FROM uketsuke.terminal t WHERE t.id = r.terminal AND t.site = '見本産科' AND r.seq = 1`)
    const second = await counter('受付2', '見本産科')
    await until(() => lists(second.words).at(-1)?.length === 1)
    expect(second.states.at(-1)?.problem).toBeNull()
    expect(lists(other.words).flat()).toEqual([])
    first.journal.close()
  })
})

test('the thread beside a desk carries the words of both sides', async () => {
  const home = newHome()
  await checkIn(home, 1)
  const { code } = await invited(one.url, '受付9', '見本外科')
  const url = `postgresql://127.0.0.1:${cluster().port}/${one.name}`
  await uketsuke('forward', 'enrol', code, '--home', home, '--database', url)
  const keys = readerKeys({ home })
  if (!keys.ok) throw new Error(keys.problem.message)
  const words: SiteWord[] = []
  const thread = threadStarter(() => {})(
    { home, url, keys: keyRingText(keys.value.ring), shares: true },
    (message) => {
      const heard = threadMessageSchema.parse(message)
      if (heard !== 'alive' && 'word' in heard) words.push(heard)
    },
    () => {},
  )
  const other = await counter('受付8', '見本外科')
  other.order(OPEN(NUMBER))
  other.order({ order: 'leave', kind: 'arrival', of: 'c'.repeat(64) })
  thread.order({ order: 'here', open: ['1'], arrivals: ['c'.repeat(64)] })
  thread.order({ order: 'follow-ups', list: [] })
  const hints = () => {
    const last = words.findLast((word) => word.word === 'elsewhere')
    return last?.word === 'elsewhere' ? last.hints.length : 0
  }
  await until(() => {
    thread.order(ask(NUMBER))
    return hints() === 1
  })
  await until(() => words.some(({ word }) => word === 'arrival-taken'))
  words.length = 0
  thread.order(ask('31415', 'c9'))
  await until(() => words.some((word) => word.word === 'elsewhere' && word.checkIn === 'c9'))
  await thread.end()
})
