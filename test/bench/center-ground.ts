/** Shared by the benchmarks of the center: a cluster as durable as a real one, sessions, and what they are timed by. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Cluster, createCluster } from '../../fixtures/center/cluster.ts'
import { type CenterAddress, readAddress } from '../../main/center/address.ts'
import { openSession, type Session } from '../../main/center/session.ts'

/** A role that shows itself by a password; all others are believed. */
export const BY_PASSWORD = 'counter'

export const createDurableCluster = (): Promise<Cluster> =>
  createCluster({
    settings: { fsync: 'on', full_page_writes: 'on', shared_buffers: '128MB', max_connections: '400' },
    access: [
      'local all all trust',
      `host all ${BY_PASSWORD} 127.0.0.1/32 scram-sha-256`,
      'host all all 127.0.0.1/32 trust',
    ],
  })

/** Clock ticks of the kernel in a second, as /proc counts processor time. */
const TICKS = 100

/**
 * The processor time, in seconds, that a cluster's processes have taken since it was started, those that have ended included. Unlike
 * the time by the clock it says the same on a machine that does other things too.
 */
export const processorOf = ({ data }: Cluster): number => {
  const postmaster = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0] ?? ''
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ')
  /** Fields from the 14th on: utime, stime, and of children that have ended the same (proc_pid_stat(5)). */
  const timesOf = (pid: string): readonly number[] => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 15)
      .map(Number)
  }
  const [user = 0, system = 0, ofEndedUser = 0, ofEndedSystem = 0] = timesOf(postmaster)
  const living = children.map((pid) => {
    const [own = 0, kernel = 0] = timesOf(pid)
    return own + kernel
  })
  return (user + system + ofEndedUser + ofEndedSystem + living.reduce((sum, one) => sum + one, 0)) / TICKS
}

/** Processor time of the server and of this process, in seconds, that an act takes. */
export const processorFor = async (
  cluster: Cluster,
  act: () => Promise<unknown>,
): Promise<{ readonly server: number; readonly own: number }> => {
  const before = { server: processorOf(cluster), own: process.cpuUsage() }
  await act()
  const { user, system } = process.cpuUsage(before.own)
  return { server: processorOf(cluster) - before.server, own: (user + system) / 1e6 }
}

export const addressOf = (url: string): CenterAddress => {
  const address = readAddress(url)
  if (!address.ok) throw new Error(address.problem)
  return address.value
}

/** A session of the center's owner, for whatever takes long. */
export const sessionOf = async (url: string): Promise<Session> => {
  const session = await openSession(addressOf(url), undefined, {
    mostHeard: Number.POSITIVE_INFINITY,
    patience: 600_000,
  })
  if (!session.ok) throw new Error(session.problem.detail)
  return session.value
}

export const seconds = async (act: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await act()
  return (performance.now() - started) / 1_000
}

/** Bytes on disk of the center's tables with their indexes; of those whose names begin so. */
export const bytesOf = async (session: Session, names = ''): Promise<number> => {
  const [[size] = []] = await session.ask(
    `SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'uketsuke' AND c.relkind = 'r' AND starts_with(c.relname::text, $1)`,
    [names],
  )
  return Number(size)
}
