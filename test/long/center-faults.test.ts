/**
 * Five terminals, one center and a thousand faults: lines that are cut at any byte, a server that is killed, processes that are
 * killed, copies of a terminal that send beside it, a terminal that writes for another. Whatever is said to be sent must be there,
 * once and as it was written, and nothing from the wrong hand.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readAddress } from '../../main/center/address.ts'
import { roleOf } from '../../main/center/enrol.ts'
import { forwardOnce } from '../../main/center/forwarder.ts'
import { openSession } from '../../main/center/session.ts'
import { createCuttingProxy } from '../center/cutting-proxy.ts'
import { openForReadingRows } from '../center/rows-of-home.ts'
import { centerForTests, checkIn, verified } from '../center/support.ts'
import { openHome } from '../unit/journal/support.ts'
import { addVisits } from '../unit/journal/visits.ts'
import { randomFrom } from './random.ts'

const FAULTS = Number(process.env.UKETSUKE_CENTER_FAULTS ?? 1_000)
const TERMINALS = 5
const SEED = 20_261_129

const { cluster, center, home: newHome, copyOf } = centerForTests()

test(`${FAULTS} faults: no row lost, doubled, changed or from the wrong hand`, async () => {
  const below = randomFrom(SEED)
  const random = (): number => below(1_000_000) / 1_000_000
  const between = (from: number, to: number): number => from + below(to - from + 1)
  const { url, name, sql } = await center()
  const proxy = await createCuttingProxy(cluster().port)
  const address = (port: number) => {
    const read = readAddress(`postgresql://postgres@127.0.0.1:${port}/${name}?connect_timeout=5`)
    if (!read.ok) throw new Error(read.problem)
    return read.value
  }
  const direct = address(cluster().port)
  const through = address(proxy.port)
  const homes = await Promise.all(
    Array.from({ length: TERMINALS }, async () => {
      const home = newHome()
      await checkIn(home, 3)
      await forwardOnce({ home, address: direct })
      return home
    }),
  )
  const ids = homes.map((home) => openForReadingRows(home).journal)
  const counts = { cut: 0, serverKilled: 0, processKilled: 0, copies: 0, wrongHand: 0, sent: 0 }
  let faults = 0
  const acknowledged = new Map<string, number>()

  const cutLine = async (home: string): Promise<void> => {
    proxy.cutNext(random() < 0.5 ? 'up' : 'down', between(1, random() < 0.5 ? 3_000 : 60_000))
    const before = proxy.cuts()
    const state = await forwardOnce({ home, address: through })
    if (typeof state === 'string') throw new Error(state)
    if (proxy.cuts() > before) {
      counts.cut += 1
      faults += 1
    }
    counts.sent += state.sent
  }
  const killServer = async (home: string): Promise<void> => {
    const sending = forwardOnce({ home, address: direct })
    await new Promise((resolve) => setTimeout(resolve, between(0, 60)))
    await cluster().stop('immediate')
    const state = await sending
    if (typeof state !== 'string') counts.sent += state.sent
    await cluster().start()
    counts.serverKilled += 1
    faults += 1
  }
  const killProcess = async (home: string): Promise<void> => {
    const child = spawn(
      process.execPath,
      [join('main', 'cli', 'main.ts'), 'forward', '--once', '--home', home, '--database', url],
      { stdio: 'ignore' },
    )
    const ended = new Promise<boolean>((resolve) =>
      child.once('exit', (_, signal) => resolve(signal === 'SIGKILL')),
    )
    await new Promise((resolve) => setTimeout(resolve, between(300, 900)))
    child.kill('SIGKILL')
    if (!(await ended)) return
    counts.processKilled += 1
    faults += 1
  }
  /** A copy of the terminal writes rows of its own and sends them beside it: whoever comes second is told that it diverges. */
  const sendCopy = async (home: string): Promise<void> => {
    await forwardOnce({ home, address: direct })
    const copy = copyOf(home)
    const [own, other] = [openHome(home), openHome(copy)]
    addVisits(own, between(1, 20))
    addVisits(other, between(1, 20))
    own.close()
    other.close()
    // The terminal is first by a batch: otherwise the copy would be the terminal from then on.
    const first = await forwardOnce({ home, address: direct })
    const second = await forwardOnce({ home: copy, address: direct })
    expect(first).toMatchObject({ problem: null })
    expect(second).toMatchObject({ sent: 0, problem: 'DIVERGED' })
    counts.copies += 1
    faults += 1
  }
  const writeForAnother = async (terminal: string, other: string): Promise<void> => {
    const opened = await openSession(direct)
    if (!opened.ok) throw new Error(opened.problem.detail)
    const row = (id: string, seq: number) =>
      `INSERT INTO uketsuke.row (terminal, seq, body, mac, seal) VALUES ('${id}', ${seq}, '{}', '\\x00', '\\x00')`
    const tried = async (text: string): Promise<void> => {
      await expect(opened.value.within(roleOf(terminal), (ask) => ask(text))).rejects.toThrow()
    }
    await tried(row(other, 1_000_000))
    await tried(row(terminal, 1))
    await tried(`UPDATE uketsuke.row SET body = '{}' WHERE terminal = '${other}'`)
    await tried(`DELETE FROM uketsuke.row WHERE terminal = '${terminal}'`)
    await opened.value.close()
    counts.wrongHand += 1
    faults += 1
  }

  let round = 0
  while (faults < FAULTS) {
    round += 1
    const index = between(0, TERMINALS - 1)
    const home = homes[index] ?? ''
    const journal = openHome(home)
    addVisits(journal, between(1, 120))
    journal.close()
    const draw = random()
    if (draw < 0.9) await cutLine(home)
    else if (draw < 0.92) await killServer(home)
    else if (draw < 0.94) await killProcess(home)
    else if (draw < 0.97) await sendCopy(home)
    else await writeForAnother(ids[index] ?? '', ids[(index + 1) % TERMINALS] ?? '')
    const through = Number(await sql(`SELECT seq FROM uketsuke.place WHERE terminal = '${ids[index]}'`))
    expect(through).toBeGreaterThanOrEqual(acknowledged.get(home) ?? 0)
    acknowledged.set(home, through)
    if (round % 100 === 0) console.log(`${faults} faults`, JSON.stringify(counts))
  }
  for (const home of homes)
    expect(await forwardOnce({ home, address: direct })).toMatchObject({ behind: 0, problem: null })
  await proxy.close()

  let rows = 0
  for (const [index, home] of homes.entries()) {
    const own = openForReadingRows(home)
    const held = (
      await sql(
        `SELECT seq || ' ' || encode(mac, 'hex') || ' ' || body FROM uketsuke.row WHERE terminal = '${ids[index]}' ORDER BY seq`,
      )
    ).split('\n')
    expect(held.length).toBe(own.rows.length)
    expect(held.every((line, place) => line === own.rows[place])).toBe(true)
    rows += held.length
  }
  expect(await sql('SELECT count(*) FROM uketsuke.row')).toBe(String(rows))
  expect((await verified(url)).terminals.every(({ ok }) => ok)).toBe(true)
  console.log(`center: ${faults} faults in ${round} rounds, ${rows} rows`, JSON.stringify(counts))
})
