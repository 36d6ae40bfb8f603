/**
 * Two servers of one center, in two places of a network: one takes rows, the other follows it and confirms each commit
 * (synchronous replication). Each lies on a disk of its own that can be filled, has a clock that can be set wrong, and a certificate
 * that can run out.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, copyFileSync, mkdirSync, rmSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Cluster, createCluster } from '../../../fixtures/center/cluster.ts'
import type { Clock } from './clocks.ts'
import type { Place } from './namespaces.ts'

export const DATABASE = 'center'

/** A machine for a server; what runs on it may be made anew. */
export type Machine = {
  readonly place: Place
  readonly port: number
  readonly disk: string
  readonly clock: Clock | null
}

const DISK_BYTES = 2 * 1024 ** 3

/** Connections that are dead are noticed in seconds: the lines here are cut for seconds. */
const SETTINGS = {
  listen_addresses: '*',
  max_connections: '60',
  max_wal_size: '128MB',
  wal_keep_size: '256MB',
  wal_sender_timeout: '4s',
  wal_receiver_timeout: '4s',
  wal_retrieve_retry_interval: '500ms',
  tcp_user_timeout: '8s',
}

const ACCESS = [
  'local all all trust',
  'local replication all trust',
  'host replication postgres 10.77.0.0/16 trust',
  'hostssl all +uketsuke_by_certificate 10.77.0.0/16 cert',
  'hostssl all all 10.77.0.0/16 scram-sha-256',
]

/** Makes a disk for a machine, in memory. */
export const createDisk = (folder: string): void => {
  mkdirSync(folder)
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES},mode=0755`, 'tmpfs', folder])
}

export const removeDisk = (folder: string): void => {
  spawnSync('umount', ['--lazy', folder])
  rmSync(folder, { recursive: true, force: true })
}

/** Leaves about so many bytes of a disk. A server that writes meanwhile may need what was meant for it: then more is left. */
export const fillDisk = (disk: string, left: number): void => {
  for (let more = left; more < DISK_BYTES; more = more * 2 + 100_000) {
    const { bavail, bsize } = statfsSync(disk)
    const bytes = bavail * bsize - more
    if (bytes <= 0) return
    if (spawnSync('fallocate', ['-l', String(bytes), join(disk, 'ballast')]).status === 0) return
  }
}

export const emptyDisk = (disk: string): void => rmSync(join(disk, 'ballast'), { force: true })

const until = async (what: string, seconds: number, holds: () => Promise<boolean>): Promise<void> => {
  const end = performance.now() + seconds * 1_000
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`not within ${seconds} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

export type Pair = {
  primary(): { readonly machine: Machine; readonly cluster: Cluster }
  standby(): { readonly machine: Machine; readonly cluster: Cluster }
  /** Asks the server that takes rows. */
  sql(text: string): Promise<string>
  /** The owner's address, over the socket of the server that takes rows. */
  url(): string
  /** The standby takes rows from now on; nothing follows it until {@link Pair.follow}. The other server must be stopped before. */
  promote(): Promise<void>
  /** Makes the stopped server anew, as the standby of the other one, and waits until commits are confirmed by it. */
  follow(): Promise<void>
  /** Starts whatever does not run. @returns how many servers did not */
  start(): Promise<number>
  /** Puts a certificate in the place of both servers', and ends the connections of terminals. */
  serve(certificates: string, name: string): Promise<void>
  /** Ends the connections of all terminals. */
  disconnect(): Promise<void>
  remove(): Promise<void>
}

const putCertificate = ({ data }: Cluster, certificates: string, name: string): void => {
  const { uid, gid } = statSync(data)
  for (const [from, to] of [
    [`${name}.pem`, 'server.crt'],
    [`${name}.key`, 'server.key'],
    ['ca.pem', 'root.crt'],
  ] as const) {
    copyFileSync(join(certificates, from), join(data, to))
    chownSync(join(data, to), uid, gid)
    chmodSync(join(data, to), 0o600)
  }
}

/** @param certificates a folder with the authority `ca` and the certificate `server` */
export const createPair = async (
  [first, second]: readonly [Machine, Machine],
  certificates: string,
): Promise<Pair> => {
  const optionsOf = ({ place, port, disk, clock }: Machine) => ({
    settings: SETTINGS,
    within: disk,
    port,
    network: place.namespace,
    env: clock?.env ?? {},
  })
  let primary = { machine: first, cluster: await createCluster({ ...optionsOf(first), access: ACCESS }) }
  putCertificate(primary.cluster, certificates, 'server')
  for (const [setting, value] of [
    ['ssl_ca_file', 'root.crt'],
    ['ssl', 'on'],
  ])
    await primary.cluster.psql('postgres', `ALTER SYSTEM SET ${setting} = '${value}'`)
  await primary.cluster.psql('postgres', 'CREATE ROLE uketsuke_by_certificate')
  await primary.cluster.psql('postgres', `CREATE DATABASE ${DATABASE}`)
  await primary.cluster.reload()
  const standbyAt = (machine: Machine): Promise<Cluster> =>
    createCluster({
      ...optionsOf(machine),
      standbyOf: `host=${primary.machine.place.address} port=${primary.machine.port} user=postgres application_name=follower sslmode=require connect_timeout=2`,
    })
  const isConfirmed = async (): Promise<boolean> =>
    (await primary.cluster.psql(
      'postgres',
      `SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming' AND sync_state IN ('sync', 'quorum')`,
    )) === '1'
  const confirmBy = async (names: '' | '*'): Promise<void> => {
    await primary.cluster.psql('postgres', `ALTER SYSTEM SET synchronous_standby_names = '${names}'`)
    await primary.cluster.reload()
  }
  let standby = { machine: second, cluster: await standbyAt(second) }
  await confirmBy('*')
  await until('the standby follows', 30, isConfirmed)
  const runs = ({ cluster }: { cluster: Cluster }): Promise<boolean> =>
    cluster.psql('postgres', 'SELECT 1').then(
      () => true,
      () => false,
    )
  const disconnect = async (): Promise<void> => {
    await primary.cluster.psql(
      'postgres',
      `SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename LIKE 'uketsuke%'`,
    )
  }
  return {
    primary: () => primary,
    standby: () => standby,
    sql: (text) => primary.cluster.psql(DATABASE, text),
    url: () =>
      `postgresql://postgres@/${DATABASE}?host=${primary.cluster.folder}&port=${primary.machine.port}`,
    promote: async () => {
      await standby.cluster.promote()
      ;[primary, standby] = [standby, primary]
      await confirmBy('')
    },
    follow: async () => {
      await standby.cluster.remove()
      standby = { machine: standby.machine, cluster: await standbyAt(standby.machine) }
      await confirmBy('*')
      await until('the server that was made anew follows', 60, isConfirmed)
    },
    start: async () => {
      let down = 0
      for (const one of [primary, standby]) {
        if (await runs(one)) continue
        down += 1
        // One that is just coming back says that it runs already.
        await one.cluster.start().catch(() => {})
        await until('a server runs again', 30, () => runs(one))
      }
      return down
    },
    serve: async (folder, name) => {
      for (const { cluster } of [primary, standby]) {
        putCertificate(cluster, folder, name)
        await cluster.reload()
      }
      await disconnect()
    },
    disconnect,
    remove: async () => {
      await standby.cluster.remove()
      await primary.cluster.remove()
    },
  }
}
