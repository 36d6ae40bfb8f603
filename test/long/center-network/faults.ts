/** The faults that happen to a center and its terminals, each with how often it is drawn. Each is over when its promise is. */
import { copyFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beAtHome } from '../../center/at-home.ts'
import type { Clock } from './clocks.ts'
import { type Counter, createCounter } from './counter.ts'
import type { Network } from './namespaces.ts'
import { emptyDisk, fillDisk, type Pair } from './pair.ts'

/** A terminal, and what belongs to it outside its process. */
export type Station = {
  readonly counter: Counter
  readonly terminal: string
  readonly url: string
  readonly clock: Clock | null
  /** The name of its certificate, in the folder of certificates; null where it shows itself by a password. */
  readonly certificate: string | null
  /** Something is being done to it over a longer time. */
  isBusy: boolean
}

export type Ground = {
  readonly network: Network
  readonly pair: Pair
  readonly stations: readonly Station[]
  readonly certificates: string
  /** A whole number of this range. */
  between(from: number, to: number): number
  /** Waits until the center holds what these had written when it was asked for. */
  settled(stations: readonly Station[]): Promise<void>
  count(what: string): void
}

export type Fault = {
  readonly name: string
  /** How often it is drawn, of the sum of all. */
  readonly share: number
  /** Looks whether it can happen now; absent where it always can. */
  may?(ground: Ground): boolean
  act(ground: Ground): Promise<void>
}

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

const idle = ({ stations, between }: Ground): Station => {
  const free = stations.filter(({ isBusy }) => !isBusy)
  const [station] = free.splice(between(0, free.length - 1), 1)
  if (station === undefined) throw new Error('every terminal is busy')
  return station
}

const serversOf = ({ pair }: Ground) => [pair.primary().machine, pair.standby().machine] as const

/** Cuts a terminal off from both servers, one way or both. */
const cutOff = (ground: Ground, { counter }: Station): void => {
  const how = ground.between(0, 2)
  for (const { place } of serversOf(ground)) {
    if (how !== 0) ground.network.cut(counter.place, place)
    if (how !== 1) ground.network.cut(place, counter.place)
  }
}

const heal = (ground: Ground, { counter }: Station): void =>
  ground.network.heal(counter.place, ...serversOf(ground).map(({ place }) => place))

/** Does something to a terminal for a while, and goes on meanwhile. */
const meanwhile = (station: Station, milliseconds: number, undo: () => void): void => {
  station.isBusy = true
  setTimeout(() => {
    undo()
    station.isBusy = false
  }, milliseconds)
}

/** Most terminals must be free for what happens at once. */
const mayBusy = ({ stations }: Ground): boolean => stations.filter(({ isBusy }) => isBusy).length < 2

const SKEWS = [-400 * 86_400, -3 * 86_400, -3_600, -90, 90, 3_600, 3 * 86_400, 400 * 86_400]

const skewOf = ({ between }: Ground): number => SKEWS[between(0, SKEWS.length - 1)] ?? 0

/**
 * The acknowledged rows must be there on the server that takes over, before any terminal has sent anything anew.
 * @param isOldAlive for a while the old server goes on, cut off from the new one and from some terminals
 * @param untilFound it goes on until every terminal has left it for the new one, though it would let them in
 */
const promote = async (ground: Ground, isOldAlive: boolean, untilFound = false): Promise<void> => {
  const { pair, network, stations, between } = ground
  const [old, next] = serversOf(ground)
  const oldCluster = pair.primary().cluster
  if (isOldAlive) {
    network.cut(old.place, next.place)
    network.cut(next.place, old.place)
    for (const { counter, isBusy } of stations)
      if (!isBusy && !untilFound && between(0, 1) === 0) network.cut(counter.place, old.place)
    await wait(between(200, 1_500))
  } else await oldCluster.stop('immediate')
  const before = stations.map(({ counter }) => counter.acknowledged())
  await pair.promote()
  for (const [index, { terminal }] of stations.entries()) {
    const held = Number(await pair.sql(`SELECT seq FROM uketsuke.place WHERE terminal = '${terminal}'`))
    if (held < (before[index] ?? 0))
      throw new Error(`${terminal}: ${before[index]} was acknowledged, the promoted standby holds ${held}`)
  }
  await wait(between(200, 1_500))
  if (untilFound) await ground.settled(stations.filter(({ isBusy }) => !isBusy))
  if (isOldAlive) {
    await oldCluster.stop('immediate')
    network.heal(
      old.place,
      next.place,
      ...stations.filter(({ isBusy }) => !isBusy).map(({ counter }) => counter.place),
    )
  }
  await pair.follow()
}

/** A copy of a terminal's files is put to work, beside the terminal or in its place: it must be told that it is not the terminal. */
const startCopy = async (ground: Ground, isOriginalAway: boolean): Promise<void> => {
  const station = idle(ground)
  const { counter, url, clock } = station
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-copy-'))
  await counter.end('in peace')
  cpSync(counter.home, join(folder, 'home'), { recursive: true })
  beAtHome(join(folder, 'home'))
  const copied = counter.written()
  await counter.start()
  if (counter.written() === copied) await counter.hears('a row', 60, ({ what }) => what === 'written')
  await ground.settled([station])
  if (isOriginalAway) await counter.end('SIGKILL')
  const copy = createCounter(join(folder, 'home'), counter.place, url, clock)
  const told = copy.hears(
    'DIVERGED',
    60,
    (word) => word.what === 'round' && (word.problem === 'DIVERGED' || word.sent > 0),
  )
  await copy.start()
  copy.order({ order: 'write', most: 3 })
  const word = await told
  if (word.what === 'round' && word.sent > 0) throw new Error('rows of a copy were taken')
  await copy.end('SIGKILL')
  if (isOriginalAway) await counter.start()
  rmSync(folder, { recursive: true, force: true })
}

const withServerCertificate = async (ground: Ground, name: string): Promise<void> => {
  await ground.pair.serve(ground.certificates, name)
  await wait(ground.between(800, 2_000))
  await ground.pair.serve(ground.certificates, 'server')
}

const putClientCertificate = ({ certificates }: Ground, name: string, from: string): void => {
  for (const end of ['pem', 'key'])
    copyFileSync(join(certificates, `${from}.${end}`), join(certificates, `${name}.${end}`))
}

const fill = async (ground: Ground, disk: string): Promise<void> => {
  const { pair, between } = ground
  fillDisk(disk, between(0, 200_000))
  if (between(0, 1) === 0) await pair.sql('SELECT pg_switch_wal()').catch(() => '')
  await wait(between(800, 2_500))
  emptyDisk(disk)
  for (let down = await pair.start(); down > 0; down -= 1) ground.count('server ended by its full disk')
}

export const FAULTS: readonly Fault[] = [
  {
    name: 'line of a terminal cut',
    share: 20,
    act: async (ground) => {
      const station = idle(ground)
      cutOff(ground, station)
      await wait(ground.between(50, 1_500))
      heal(ground, station)
    },
  },
  {
    name: 'line of a terminal unplugged',
    share: 6,
    act: async (ground) => {
      const station = idle(ground)
      ground.network.unplug(station.counter.place)
      await wait(ground.between(50, 1_500))
      heal(ground, station)
    },
  },
  {
    name: 'line of a terminal cut for longer than anybody waits',
    share: 1,
    may: mayBusy,
    act: async (ground) => {
      const station = idle(ground)
      cutOff(ground, station)
      meanwhile(station, ground.between(32_000, 45_000), () => heal(ground, station))
    },
  },
  {
    name: 'line of a terminal slow',
    share: 8,
    may: mayBusy,
    act: async (ground) => {
      const station = idle(ground)
      ground.network.slow(station.counter.place, ground.between(32, 512))
      meanwhile(station, ground.between(2_000, 12_000), () => heal(ground, station))
    },
  },
  {
    name: 'line between the servers cut',
    share: 6,
    act: async (ground) => {
      const [one, other] = serversOf(ground)
      ground.network.cut(one.place, other.place)
      if (ground.between(0, 1) === 0) ground.network.cut(other.place, one.place)
      await wait(ground.between(50, 2_500))
      ground.network.heal(one.place, other.place)
    },
  },
  { name: 'connections ended', share: 12, act: ({ pair }) => pair.disconnect() },
  {
    name: 'terminal killed',
    share: 12,
    act: async (ground) => {
      const { counter } = idle(ground)
      await counter.end('SIGKILL')
      await counter.start()
    },
  },
  {
    name: 'server killed',
    share: 6,
    act: async ({ pair, between }) => {
      await pair.primary().cluster.stop('immediate')
      await wait(between(0, 800))
      await pair.start()
    },
  },
  {
    name: 'standby killed',
    share: 2,
    act: async ({ pair, between }) => {
      await pair.standby().cluster.stop('immediate')
      await wait(between(0, 800))
      await pair.start()
    },
  },
  { name: 'standby promoted, old server dead', share: 2, act: (ground) => promote(ground, false) },
  { name: 'standby promoted, old server alive', share: 2, act: (ground) => promote(ground, true) },
  {
    name: 'standby promoted, old server left to itself',
    share: 0.3,
    act: (ground) => promote(ground, true, true),
  },
  { name: 'disk of the server full', share: 4, act: (ground) => fill(ground, serversOf(ground)[0].disk) },
  { name: 'disk of the standby full', share: 1, act: (ground) => fill(ground, serversOf(ground)[1].disk) },
  {
    name: 'certificate of the servers expired',
    share: 3,
    act: (ground) => withServerCertificate(ground, 'expired'),
  },
  {
    name: 'certificate of the servers for another name',
    share: 1,
    act: (ground) => withServerCertificate(ground, 'elsewhere'),
  },
  {
    name: 'certificate of a terminal expired',
    share: 2,
    act: async (ground) => {
      const { certificate } = ground.stations.find((one) => one.certificate !== null) ?? { certificate: null }
      if (certificate === null) return
      putClientCertificate(ground, certificate, `${certificate}-expired`)
      await ground.pair.disconnect()
      await wait(ground.between(500, 1_500))
      putClientCertificate(ground, certificate, `${certificate}-good`)
    },
  },
  {
    name: 'clock of the server wrong',
    share: 4,
    act: async (ground) => {
      const { clock } = serversOf(ground)[0]
      clock?.set(skewOf(ground))
      if (ground.between(0, 1) === 0) await ground.pair.disconnect()
      await wait(ground.between(800, 2_000))
      clock?.set(0)
    },
  },
  {
    name: 'clock of a terminal wrong',
    share: 4,
    act: async (ground) => {
      const { clock } = idle(ground)
      clock?.set(skewOf(ground))
      if (ground.between(0, 1) === 0) await ground.pair.disconnect()
      await wait(ground.between(800, 2_000))
      clock?.set(0)
    },
  },
  { name: 'two terminals with one identity', share: 1.5, act: (ground) => startCopy(ground, false) },
  { name: 'terminal set back to an old copy', share: 1.5, act: (ground) => startCopy(ground, true) },
  {
    name: 'terminal writes for another',
    share: 3,
    act: async (ground) => {
      const station = idle(ground)
      const other = ground.stations.find((one) => one !== station) ?? station
      await ground.settled([station])
      const told = station.counter.hears('the outcome', 90, ({ what }) => what.startsWith('wrong'))
      station.counter.order({
        order: 'wrong',
        other: other.terminal,
        seq: other.counter.written() + ground.between(1, 50),
      })
      const word = await told
      if (word.what !== 'wrong') throw new Error(`nothing was tried: ${JSON.stringify(word)}`)
      if (word.letThrough.length > 0) throw new Error(`let through: ${word.letThrough.join('; ')}`)
    },
  },
]
