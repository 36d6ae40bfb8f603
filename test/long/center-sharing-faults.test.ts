/**
 * Counters of two sites that share, one center, and faults: lines cut and frozen, the server killed or stopped, and a malicious terminal
 * that writes hints, things to do and publications for others and plays old publications again. No desk waits for a hint, nothing
 * is doubled, nothing of the wrong hand or of an older publication is taken.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { journalEventSchema } from '../../contract/journal.ts'
import { type Publication, publicationSchema } from '../../contract/publication.ts'
import { uketsuke } from '../../fixtures/center/typed.ts'
import { eventually } from '../../fixtures/terminal/launch.ts'
import { readAddress } from '../../main/center/address.ts'
import { createForwarder } from '../../main/center/forwarder.ts'
import { newPublishingKey, publish } from '../../main/center/publication.ts'
import { openSession } from '../../main/center/session.ts'
import type { SiteWord } from '../../main/center/site/words.ts'
import { lastPublished, takePublication } from '../../main/desk/office/published.ts'
import { DEFAULT_SETTINGS } from '../../main/desk/office/settings.ts'
import { createSettingsStore } from '../../main/desk/office/settings-store.ts'
import { takeSettled } from '../../main/desk/office/settled-elsewhere.ts'
import { createStaffRoom } from '../../main/desk/office/staff-room.ts'
import { createSiteDesk, HINT_IN_TIME } from '../../main/desk/process/site-desk.ts'
import { createCuttingProxy } from '../center/cutting-proxy.ts'
import { openForReadingRows } from '../center/rows-of-home.ts'
import { centerForTests, checkIn, invited, verified } from '../center/support.ts'
import { QUIET } from '../electron/fixture/state.ts'
import { openHome } from '../unit/journal/support.ts'
import { visit } from '../unit/journal/visits.ts'
import { randomFrom } from './random.ts'

const FAULTS = Number(process.env.UKETSUKE_SHARING_FAULTS ?? 1_000)
const SEED = 20_261_130
const SITES = ['見本内科医院', '見本歯科'] as const
const PAUSES = { settle: 20, look: 200, say: 1_000, shortest: 20, longest: 200 }

const { cluster, center, home: newHome } = centerForTests()

test(`${FAULTS} faults on what counters share: nothing waits, nothing is doubled, nothing of the wrong hand is taken`, async () => {
  const below = randomFrom(SEED)
  const between = (from: number, to: number): number => from + below(to - from + 1)
  const { url, name, sql } = await center()
  const proxy = await createCuttingProxy(cluster().port)
  const at = (port: number, user = '') => {
    const read = readAddress(
      `postgresql://${user}127.0.0.1:${port}/${name}?connect_timeout=${user === '' ? 5 : 30}`,
    )
    if (!read.ok) throw new Error(read.problem)
    return read.value
  }
  const owner = async () => {
    const opened = await openSession(at(cluster().port, 'postgres@'))
    if (!opened.ok) throw new Error(opened.problem.detail)
    return opened.value
  }
  const trusted = newPublishingKey()
  const stranger = newPublishingKey()

  /** A counter as at a desk: its journal, its forwarder, what it takes from the others, and what its window would show. */
  const counter = async (site: string, number: number) => {
    const home = newHome()
    await checkIn(home, 1)
    const invitation = await invited(url, `受付${number}`, site)
    const plain = `postgresql://127.0.0.1:${cluster().port}/${name}`
    await uketsuke('forward', 'enrol', invitation.code, '--home', home, '--database', plain)
    const journal = openHome(home)
    const settings = createSettingsStore(
      home,
      { ...DEFAULT_SETTINGS, center: { url: plain, shares: true, trusts: trusted.publicKey } },
      () => {},
    )
    const context = { tell: () => {}, state: () => QUIET }
    const staff = createStaffRoom(journal.staff)
    const record = (event: object) => {
      const row = journal.append(journalEventSchema.parse({ ...event, staff: 'terminal' }))
      return row.ok ? row.value.seq : null
    }
    let taking: Promise<void> = Promise.resolve()
    const publications: Publication[] = []
    const shown: { readonly after: number; readonly hints: number }[] = []
    let lists: Extract<SiteWord, { word: 'follow-ups' }>['list'] = []
    let askedAt = 0
    let isConnected = false
    const clock = { monotonic: () => performance.now() }
    const take = (publication: Publication) => {
      publications.push(publication)
      taking = taking.then(() =>
        takePublication(
          publication,
          { home, settings, staff, port: journal.staff },
          { ...context, record: (event) => record(event) },
        ),
      )
    }
    const desk = createSiteDesk(
      clock,
      (event) => {
        if (event.type === 'site-follow-ups') lists = [...event.list]
        if (event.type === 'seen-elsewhere')
          shown.push({ after: performance.now() - askedAt, hints: event.hints.length })
      },
      (order) => forwarder.order(order),
      {
        settled: (list) => takeSettled(list, journal, record, context),
        publication: take,
      },
    )
    const forwarder = createForwarder(
      { home, address: at(proxy.port) },
      ({ problem }) => {
        isConnected = problem === null
      },
      PAUSES,
      () => below(1_000) / 1_000,
      (word) => desk.hear(word),
    )
    return {
      home,
      site,
      journal,
      settings,
      terminal: invitation.terminal,
      forwarder,
      desk,
      shown,
      publications,
      take,
      taken: () => taking,
      lists: () => lists,
      isConnected: () => isConnected,
      ask: (patientNumber: string) => {
        const started = performance.now()
        askedAt = started
        shown.length = 0
        desk.order({ order: 'ask', checkIn: String(started), patientNumber })
        return performance.now() - started
      },
    }
  }
  type Counter = Awaited<ReturnType<typeof counter>>
  const counters: Counter[] = []
  for (const site of SITES) for (const number of [1, 2]) counters.push(await counter(site, number))
  const villain = counters[3]
  const honest = counters.slice(0, 3)
  if (villain === undefined) throw new Error('there are four counters')
  const villainRole = `uketsuke_${villain.terminal.replaceAll('-', '')}`

  const counts: Record<string, number> = {}
  const count = (what: string): void => {
    counts[what] = (counts[what] ?? 0) + 1
  }
  let waited = 0
  let latest = 0
  let made = 0
  /** Things that were done at another counter, each once. */
  const settledElsewhere = new Set<string>()
  const old: Publication[] = []

  const visitAt = (one: Counter): void => {
    made += 1
    const number = String(between(1, 40))
    const id = `visit-${made}`
    one.desk.order({ order: 'here', open: [number], arrivals: [] })
    const row = one.journal.append(
      visit(made, { checkIn: id, patientNumber: number, outcome: 'need-more', notesOpen: ['unconfirmed'] }),
    )
    if (!row.ok) throw new Error(row.problem.detail)
    one.desk.order({ order: 'leave', kind: 'checked', of: number })
    one.desk.order({ order: 'here', open: [], arrivals: [] })
    one.desk.order({ order: 'follow-ups', list: [...one.journal.openFollowUps()].slice(0, 200) })
    one.forwarder.nudge()
  }
  /** Does something that is open at another counter, as the act at a desk does. */
  const settleAt = (one: Counter): void => {
    const found = one.lists().find(({ followUp }) => !settledElsewhere.has(followUp.id))
    if (found === undefined || found.terminal === villain.terminal) return
    const { visit: of, seq, day, what } = found.followUp
    const written = one.journal.append({
      event: 'follow-up-done-elsewhere',
      staff: 's1',
      visit: of,
      visitSeq: seq,
      visitDate: day,
      counter: found.terminal,
      counterName: found.counter,
      followUp: what,
      result: 'valid',
      name: '見本 花子',
    })
    if (!written.ok) throw new Error(written.problem.detail)
    settledElsewhere.add(found.followUp.id)
    one.desk.order({ order: 'settled' })
    one.forwarder.nudge()
  }
  const publishFor = async (site: string, pem: string): Promise<void> => {
    const session = await owner()
    const content = JSON.stringify({ settings: { clinicName: `${site} ${made}`, lockAfterMinutes: 5 } })
    await publish(session, { site, content, pem })
    await session.close()
    if (pem === trusted.pem)
      old.push(
        publicationSchema.parse(
          JSON.parse(
            await sql(
              `SELECT publication FROM uketsuke.publication WHERE site = '${site}' ORDER BY number DESC LIMIT 1`,
            ),
          ),
        ),
      )
  }
  /** The malicious terminal, with its own password's rights. */
  const asVillain = async (text: string): Promise<boolean> => {
    const session = await owner()
    try {
      await session.within(villainRole, (ask) => ask(text))
      return true
    } catch {
      return false
    } finally {
      await session.close()
    }
  }

  const FAULT_KINDS: Readonly<Record<string, () => Promise<void>>> = {
    'line cut': async () => {
      proxy.cutNext(below(2) === 0 ? 'up' : 'down', between(1, 20_000))
      proxy.block(true)
      proxy.block(false)
    },
    'line away': async () => {
      proxy.block(true)
      for (const one of counters) visitAt(one)
      await new Promise((resolve) => setTimeout(resolve, between(10, 300)))
      proxy.block(false)
    },
    'server killed': async () => {
      await cluster().stop('immediate')
      for (const one of counters) visitAt(one)
      await cluster().start()
    },
    'server frozen': async () => {
      const postmaster = Number(readFileSync(join(cluster().data, 'postmaster.pid'), 'utf8').split('\n')[0])
      const all = [
        postmaster,
        ...readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8')
          .trim()
          .split(' ')
          .map(Number),
      ]
      for (const pid of all) process.kill(pid, 'SIGSTOP')
      for (const one of counters) {
        visitAt(one)
        waited = Math.max(waited, one.ask(String(between(1, 40))))
      }
      await new Promise((resolve) => setTimeout(resolve, between(50, 600)))
      for (const pid of all) process.kill(pid, 'SIGCONT')
    },
    'sign for another': async () => {
      const [other] = honest
      expect(
        await asVillain(
          `INSERT INTO uketsuke.sign (terminal, kind, hash) VALUES ('${other?.terminal}', 'open', sha256('x'))`,
        ),
      ).toBe(false)
    },
    'things to do for another': async () => {
      const [other] = honest
      expect(
        await asVillain(
          `INSERT INTO uketsuke.shown_follow_ups (terminal, list) VALUES ('${other?.terminal}', '[]')
           ON CONFLICT (terminal) DO UPDATE SET list = '[]'`,
        ),
      ).toBe(false)
    },
    'done for another site': async () => {
      // Its own row says so of a visit of the other site: nobody there is told of it.
      const [other] = honest
      const open = other?.journal.openFollowUps()[0]
      villain.journal.append({
        event: 'follow-up-done-elsewhere',
        staff: 's1',
        visit: open?.visit ?? 'visit-1',
        visitSeq: open?.seq ?? 1,
        visitDate: open?.day ?? '2026-11-22',
        counter: other?.terminal ?? '',
        counterName: '受付1',
        followUp: 'unconfirmed',
        result: 'valid',
        name: '見本 次郎',
      })
      villain.forwarder.nudge()
    },
    'publication by a terminal': async () => {
      expect(
        await asVillain(
          `INSERT INTO uketsuke.publication (site, number, publication) VALUES ('${SITES[0]}', ${made + 1_000}, '{}')`,
        ),
      ).toBe(false)
    },
    'publication of a key that is not trusted': () => publishFor(SITES[below(2)] ?? SITES[0], stranger.pem),
    'old publication again': async () => {
      const again = old[below(Math.max(1, old.length))]
      if (again === undefined) return
      await sql(
        `INSERT INTO uketsuke.publication (site, number, publication)
         SELECT '${again.site}', max(number) + 1, '${JSON.stringify(again).replaceAll("'", "''")}'::jsonb
         FROM uketsuke.publication WHERE site = '${again.site}'`,
      )
    },
    'publication of another site': async () => {
      const other = old.find(({ site }) => site === SITES[1])
      if (other === undefined) return
      await sql(
        `INSERT INTO uketsuke.publication (site, number, publication)
         SELECT '${SITES[0]}', coalesce(max(number), 0) + 1, '${JSON.stringify(other).replaceAll("'", "''")}'::jsonb
         FROM uketsuke.publication WHERE site = '${SITES[0]}'`,
      )
    },
    'calls without end': async () => {
      await asVillain(`SELECT count(uketsuke.poke('settled'))::text FROM generate_series(1, 200)`)
    },
  }
  const kinds = Object.keys(FAULT_KINDS)

  for (let fault = 0; fault < FAULTS; fault += 1) {
    const kind = kinds[below(kinds.length)] ?? ''
    if (below(4) === 0) await publishFor(SITES[below(2)] ?? SITES[0], trusted.pem).catch(() => {})
    for (const one of counters) if (below(3) === 0) visitAt(one)
    for (const one of honest) if (below(3) === 0) settleAt(one)
    await FAULT_KINDS[kind]?.()
    count(kind)
    for (const one of counters) waited = Math.max(waited, one.ask(String(between(1, 40))))
    await new Promise((resolve) => setTimeout(resolve, between(0, 120)))
    for (const one of counters)
      for (const { after, hints } of one.shown) if (hints > 0) latest = Math.max(latest, after)
    if (fault % 100 === 99) console.log(`${fault + 1} faults`, JSON.stringify(counts))
  }

  // Everything goes on: all are up to date, and the last publication of each site is the one that is in force there.
  for (const site of SITES) await publishFor(site, trusted.pem)
  await eventually(
    'every counter connected',
    () => counters.every((one) => one.isConnected()) || undefined,
    60_000,
  )
  for (const one of counters) {
    const last = old.findLast(({ site }) => site === one.site)
    await eventually(
      'the last publication',
      () => lastPublished(one.home)?.number === last?.number || undefined,
      60_000,
    )
    await one.taken()
    expect(one.settings.now().clinicName).toBe(JSON.parse(last?.content ?? '{}').settings.clinicName)
    // Heard again, oldest last, nothing is taken.
    const before = one.settings.now()
    for (const publication of [...one.publications]) one.take(publication)
    await one.taken()
    expect(one.settings.now()).toEqual(before)
  }
  let done = 0
  for (const one of counters) {
    one.desk.order({ order: 'settled' })
    one.forwarder.nudge()
  }
  const isOpen = () =>
    honest.flatMap(({ journal }) => journal.openFollowUps()).filter(({ id }) => settledElsewhere.has(id))
  await eventually('each on record at its own', () => isOpen().length === 0 || undefined, 60_000)
  for (const one of counters) {
    const rows = String(openForReadingRows(one.home).rows.length)
    const isSent = async () =>
      (await sql(`SELECT count(*) FROM uketsuke.row WHERE terminal = '${one.terminal}'`)) === rows ||
      undefined
    await eventually('every row sent', isSent, 60_000)
    await one.forwarder.stop()
  }
  for (const one of counters) {
    const rows = new Set<string>()
    const taken: number[] = []
    for (const line of (
      await sql(`SELECT seq || ' ' || body FROM uketsuke.row WHERE terminal = '${one.terminal}' ORDER BY seq`)
    ).split('\n')) {
      const [, body = ''] = /^\d+ (.*)$/.exec(line) ?? []
      const event = JSON.parse(body)
      if (event.event === 'published-taken') taken.push(event.edition)
      if (event.event !== 'follow-up-done' || event.counterRow === undefined) continue
      const key = `${event.counter} ${event.counterRow}`
      // Each row of another counter is on record here once, and none of another site.
      expect(rows.has(key)).toBe(false)
      rows.add(key)
      const from = counters.find(({ terminal }) => terminal === event.counter)
      expect(from?.site).toBe(one.site)
      done += 1
    }
    expect(taken).toEqual([...new Set(taken)].toSorted((first, second) => first - second))
    one.journal.close()
  }
  await proxy.close()
  expect(done).toBe(settledElsewhere.size)
  expect((await verified(url)).terminals.every(({ ok }) => ok)).toBe(true)
  expect(waited).toBeLessThan(HINT_IN_TIME)
  expect(latest).toBeLessThanOrEqual(HINT_IN_TIME)
  console.log(
    `sharing: ${made} visits, ${settledElsewhere.size} done elsewhere and ${done} on record at their own, longest ask ${waited.toFixed(1)} ms, ` +
      `latest hint ${latest.toFixed(1)} ms`,
    JSON.stringify(counts),
  )
})
