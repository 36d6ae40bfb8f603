/**
 * A private PostgreSQL in a temporary folder: no service of the machine, no port that others use. PostgreSQL refuses to run as
 * root: where the tests do, it runs as the account that Debian's package has made.
 */
import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

const LIBRARY = '/usr/lib/postgresql'

/** The folder of Debian's newest PostgreSQL, 15 or later; null where there is none. */
export const programsOfPostgres = (): string | null => {
  const versions = existsSync(LIBRARY) ? readdirSync(LIBRARY).map(Number) : []
  const newest = Math.max(0, ...versions.filter((version) => version >= 15))
  return newest === 0 ? null : join(LIBRARY, String(newest), 'bin')
}

/** The account that the server runs as: this one, or of root the package's. */
const account = (): { readonly uid: number; readonly gid: number } | null => {
  if (process.getuid?.() !== 0) return null
  const id = (option: string): number =>
    Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }).trim())
  return { uid: id('-u'), gid: id('-g') }
}

/** A port of the loopback that is free now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0))
    })
  })

export type Cluster = {
  readonly folder: string
  readonly data: string
  readonly port: number
  /** The address of a database, as its owner. */
  url(database: string, user?: string): string
  /** Runs SQL as the superuser; gives what `psql -At` prints. */
  psql(database: string, sql: string): Promise<string>
  createDatabase(name: string): Promise<string>
  start(): Promise<void>
  stop(how?: 'fast' | 'immediate'): Promise<void>
  /** Stops it and removes its folder. */
  remove(): Promise<void>
}

export type ClusterOptions = {
  /** Lines of `postgresql.conf`. */
  readonly settings?: Readonly<Record<string, string>>
  /** Lines of `pg_hba.conf`, in place of trusting this machine. */
  readonly access?: readonly string[]
}

/** Durable enough for a process that is killed, and no more: a test's power is never cut. */
const FAST = { fsync: 'off', full_page_writes: 'off', shared_buffers: '16MB', max_connections: '60' }

/** Makes a cluster and starts it. @throws where PostgreSQL is not installed */
export const createCluster = async ({ settings = {}, access }: ClusterOptions = {}): Promise<Cluster> => {
  const programs = programsOfPostgres()
  if (programs === null) throw new Error('PostgreSQL 15 is not installed: npm test installs it')
  const owner = account()
  const folder = mkdtempSync(join(tmpdir(), 'pg-'))
  chmodSync(folder, 0o755)
  if (owner !== null) chownSync(folder, owner.uid, owner.gid)
  const data = join(folder, 'data')
  const port = await freePort()
  const as = { ...(owner ?? {}), cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } }
  const program = async (name: string, ...args: string[]): Promise<string> =>
    (await run(join(programs, name), args, { ...as, maxBuffer: 64 * 1024 * 1024 })).stdout
  await program(
    'initdb',
    ...[
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
      '--no-instructions',
    ],
  )
  if (access !== undefined) {
    spawnSync('sh', ['-c', `printf '%s\\n' "$@" > ${data}/pg_hba.conf`, 'sh', ...access], as)
  }
  const options = Object.entries({
    ...FAST,
    port: String(port),
    unix_socket_directories: folder,
    listen_addresses: '127.0.0.1',
    log_min_messages: 'error',
    ...settings,
  }).flatMap(([name, value]) => ['-c', `${name}='${value}'`])
  const start = async (): Promise<void> => {
    await program('pg_ctl', '-D', data, '-l', join(folder, 'log'), '-w', '-o', options.join(' '), 'start')
  }
  const stop = async (how: 'fast' | 'immediate' = 'fast'): Promise<void> => {
    await program('pg_ctl', '-D', data, '-m', how, '-w', 'stop')
  }
  const psql = async (database: string, sql: string): Promise<string> =>
    (
      await program(
        'psql',
        ...[
          '-X',
          '-q',
          '-A',
          '-t',
          '-v',
          'ON_ERROR_STOP=1',
          '-h',
          folder,
          '-p',
          String(port),
          '-U',
          'postgres',
        ],
        ...['-d', database, '-c', sql],
      )
    ).trimEnd()
  await start()
  return {
    folder,
    data,
    port,
    url: (database, user = 'postgres') => `postgresql://${user}@127.0.0.1:${port}/${database}`,
    psql,
    createDatabase: async (name) => {
      await psql('postgres', `CREATE DATABASE "${name}"`)
      return `postgresql://postgres@127.0.0.1:${port}/${name}`
    },
    start,
    stop,
    remove: async () => {
      await stop('immediate').catch(() => {})
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
