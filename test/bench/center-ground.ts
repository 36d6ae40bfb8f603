/** Shared by the benchmarks of the center: a cluster as durable as a real one, sessions, and what they are timed by. */
import { type Cluster, createCluster } from '../../fixtures/center/cluster.ts'
import { type CenterAddress, readAddress } from '../../main/center/address.ts'
import { openSession, type Session } from '../../main/center/session.ts'

export const createDurableCluster = (): Promise<Cluster> =>
  createCluster({
    settings: { fsync: 'on', full_page_writes: 'on', shared_buffers: '128MB', max_connections: '400' },
  })

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
