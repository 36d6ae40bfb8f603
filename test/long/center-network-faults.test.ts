/**
 * Six terminals, each a process in a network of its own, two servers of which one follows the other, and a thousand faults: lines that
 * are cut or slow, servers and terminals that are killed, a standby that is promoted, disks that are full, clocks and certificates that
 * are wrong, copies of a terminal, a terminal that writes for another. Terminals write and send all the while. Whatever was said to
 * be held must be there, once and as it was written, and nothing from the wrong hand.
 */
import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { freePort, programsOfPostgres } from '../../fixtures/center/cluster.ts'
import { uketsuke } from '../../fixtures/center/typed.ts'
import { roleOf } from '../../main/center/enrol.ts'
import { certificatesIn } from '../center/certificates.ts'
import { openForReadingRows } from '../center/rows-of-home.ts'
import { checkIn, invited, verified } from '../center/support.ts'
import { type Clock, clocksIn } from './center-network/clocks.ts'
import { createCounter } from './center-network/counter.ts'
import { FAULTS, type Ground, type Station } from './center-network/faults.ts'
import { createNetwork, type Place } from './center-network/namespaces.ts'
import { createDisk, createPair, DATABASE, type Machine, removeDisk } from './center-network/pair.ts'
import { randomFrom } from './random.ts'

const MANY = Number(process.env.UKETSUKE_CENTER_FAULTS ?? 1_000)
/** Only faults whose names hold these words, to look at one closely. */
const WANTED = FAULTS.filter(({ name }) => name.includes(process.env.UKETSUKE_CENTER_FAULT ?? ''))
const TERMINALS = 6
/** Terminals that show themselves by a certificate; the others do by a password. */
const BY_CERTIFICATE = 2
const SEED = 20_261_130
/** Faults after which every terminal must once have got through. */
const STRETCH = 20
/** Seconds. */
const PATIENCE = 180

const execute = promisify(execFile)
const undo: (() => Promise<void> | void)[] = []
afterAll(async () => {
  for (const step of undo.reverse()) await step()
})

const enrolledSchema = z.looseObject({ terminal: z.uuid(), publicKey: z.string() })

/** The network, where this process may make one and there are servers to put into it. */
const network = programsOfPostgres() === null ? null : createNetwork()
if (network !== null) undo.push(network.remove)

test.skipIf(network === null)(
  `(needs root, network namespaces and PostgreSQL) ${MANY} faults: no row lost, doubled, changed or from the wrong hand`,
  async () => {
    if (network === null) return
    const began = performance.now()
    const below = randomFrom(SEED)
    const between = (from: number, to: number): number => from + below(to - from + 1)
    const folder = mkdtempSync(join(tmpdir(), 'uketsuke-network-'))
    // Servers run under another account, and look up their clocks there.
    await execute('chmod', ['755', folder])
    undo.push(() => rmSync(folder, { recursive: true, force: true }))
    const clockOf = clocksIn(folder)
    const certificates = certificatesIn(folder)
    const machine = async (name: string): Promise<Machine> => {
      const disk = join(folder, `disk-${name}`)
      createDisk(disk)
      undo.push(() => removeDisk(disk))
      return { place: network.place(), port: await freePort(), disk, clock: clockOf?.(name) ?? null }
    }
    const machines = [await machine('one'), await machine('other')] as const
    const names = machines.map(({ place }) => `IP:${place.address}`).join(',')
    certificates.authority('ca')
    certificates.certificate('server', 'center', names)
    certificates.certificate('expired', 'center', names, -1)
    certificates.certificate('elsewhere', 'center', 'DNS:elsewhere.example')
    const pair = await createPair(machines, folder)
    undo.push(pair.remove)
    expect(await uketsuke('center', 'init', '--database', pair.url())).toMatchObject({ code: 0 })

    const hosts = machines.map(({ place, port }) => `${place.address}:${port}`).join(',')
    const address = `postgresql://${hosts}/${DATABASE}?target_session_attrs=read-write&connect_timeout=2&sslrootcert=${join(folder, 'ca.pem')}`
    const keys: string[] = []
    const enrol = async (home: string, place: Place, name: string): Promise<string> => {
      await checkIn(home, 1)
      const { code } = await invited(pair.url(), name, `見本医院${keys.length % 2}`)
      const line = ['main/cli/main.ts', 'forward', 'enrol', code, '--home', home, '--database', address]
      const { stdout } = await execute('ip', ['netns', 'exec', place.namespace, process.execPath, ...line])
      const { terminal, publicKey } = enrolledSchema.parse(JSON.parse(stdout))
      keys.push(`${terminal} ${publicKey}`)
      return terminal
    }
    const station = async (index: number): Promise<Station> => {
      const place = network.place()
      const home = join(folder, `terminal-${index}`)
      const terminal = await enrol(home, place, `受付${index}`)
      const certificate = index < BY_CERTIFICATE ? `counter-${index}` : null
      if (certificate !== null) {
        await pair.sql(`GRANT uketsuke_by_certificate TO ${roleOf(terminal)}`)
        certificates.certificate(`${certificate}-good`, roleOf(terminal), null)
        certificates.certificate(`${certificate}-expired`, roleOf(terminal), null, -1)
        for (const end of ['pem', 'key'])
          copyFileSync(join(folder, `${certificate}-good.${end}`), join(folder, `${certificate}.${end}`))
      }
      const url =
        certificate === null
          ? address
          : `${address}&sslcert=${join(folder, `${certificate}.pem`)}&sslkey=${join(folder, `${certificate}.key`)}`
      const clock: Clock | null = clockOf?.(`terminal-${index}`) ?? null
      const counter = createCounter(home, place, url, clock)
      await counter.start()
      undo.push(() => counter.end('SIGKILL'))
      return { counter, terminal, url, clock, certificate, isBusy: false }
    }
    const stations: Station[] = []
    for (let index = 0; index < TERMINALS; index += 1) stations.push(await station(index))

    const counts: Record<string, number> = {}
    let longestSettling = 0
    const settled: Ground['settled'] = async (wanted) => {
      const started = performance.now()
      const targets = wanted.map(({ counter }) => counter.written())
      const behind = (): Station[] =>
        wanted.filter(({ counter }, index) => counter.acknowledged() < (targets[index] ?? 0))
      while (behind().length > 0) {
        if (performance.now() - started > PATIENCE * 1_000)
          throw new Error(
            `not within ${PATIENCE} s: ${behind().map(({ counter }) => `${counter.place.address} ${counter.acknowledged()}/${counter.written()} ${counter.lastRound()}`)}`,
          )
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      longestSettling = Math.max(longestSettling, performance.now() - started)
    }
    const ground: Ground = {
      network,
      pair,
      stations,
      certificates: folder,
      between,
      settled,
      count: (what) => {
        counts[what] = (counts[what] ?? 0) + 1
      },
    }
    for (const { counter } of stations) counter.order({ order: 'write', most: 5 })
    await settled(stations)

    const whole = WANTED.reduce((sum, { share }) => sum + share, 0)
    let faults = 0
    while (faults < MANY) {
      let drawn = (between(0, 999_999) / 1_000_000) * whole
      const fault = WANTED.find(({ share }) => {
        drawn -= share
        return drawn < 0
      })
      if (fault === undefined || fault.may?.(ground) === false) continue
      await fault.act(ground)
      ground.count(fault.name)
      faults += 1
      if (faults % STRETCH === 0) await settled(stations)
      if (faults % 50 === 0)
        console.log(
          `${faults} faults, ${Math.round((performance.now() - began) / 1000)} s, ${stations.reduce((sum, { counter }) => sum + counter.written(), 0)} rows`,
        )
    }
    for (const { counter } of stations) counter.order({ order: 'write', most: 0 })
    await settled(stations)
    for (const { counter } of stations) await counter.end('in peace')

    const held = (await pair.sql('SELECT count(*) FROM uketsuke.row')).trim()
    let rows = 0
    for (const { counter, terminal } of stations) {
      const own = openForReadingRows(counter.home)
      expect(own.rows.length).toBeGreaterThanOrEqual(counter.written())
      const query = `SELECT seq || ' ' || encode(mac, 'hex') || ' ' || body FROM uketsuke.row WHERE terminal = '${terminal}' ORDER BY seq`
      const there = (await pair.sql(query)).split('\n')
      expect(there.length).toBe(own.rows.length)
      expect(there.every((line, place) => line === own.rows[place])).toBe(true)
      rows += there.length
    }
    expect(held).toBe(String(rows))
    const pinned = join(folder, 'keys')
    writeFileSync(pinned, `${keys.join('\n')}\n`)
    const ofPrimary = await verified(pair.url(), '--keys', pinned)
    expect(ofPrimary.terminals.map(({ ok, problem }) => (ok ? true : problem))).toEqual(
      stations.map(() => true),
    )
    // The standby holds the same, and takes over with it.
    await pair.primary().cluster.stop('immediate')
    await pair.promote()
    expect((await pair.sql('SELECT count(*) FROM uketsuke.row')).trim()).toBe(String(rows))
    expect((await verified(pair.url(), '--keys', pinned)).terminals.every(({ ok }) => ok)).toBe(true)
    const tripped = stations.reduce((sum, { counter }) => sum + counter.tripped(), 0)
    console.log(
      `center: ${faults} faults in ${Math.round((performance.now() - began) / 60_000)} minutes, ${TERMINALS} terminals, ${rows} rows; slow lines by ${network.slowness}; ` +
        `longest until all had got through ${(longestSettling / 1000).toFixed(1)} s; driver tripped ${tripped} times`,
      JSON.stringify(counts),
    )
  },
  7_200_000,
)
