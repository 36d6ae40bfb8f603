/**
 * One connection to the center, with a deadline for everything that is asked of it. What a server or a network can cause is a
 * value; a connection that has failed once is not used again.
 */
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import type { checkServerIdentity, PeerCertificate } from 'node:tls'
import { z } from 'zod'
import type { CenterWhy } from '../../contract/center.ts'
import { fail, ok, type Result } from '../../contract/result.ts'
import type { CenterAddress, CenterHost } from './address.ts'
import { LineError } from './line-error.ts'
import { oneSocket } from './one-socket.ts'

/** `UNREACHABLE`: no server, or one that does not go on. `REFUSED`: a server that says no. */
export type CenterProblem = {
  readonly problem: 'UNREACHABLE' | 'REFUSED'
  readonly detail: string
  readonly why?: CenterWhy
}

/** An error that the server has answered with: SQLSTATE, and its words. */
export class ServerError extends Error {
  readonly state: string
  constructor(state: string, message: string) {
    super(message)
    this.state = state
  }
}

/** A row as the driver gives it: a list of values, each text (or null). */
export type Values = readonly (string | null)[]

export type Ask = (sql: string, parameters?: readonly (string | null)[]) => Promise<readonly Values[]>

export type Session = {
  /** One statement. @throws {@link ServerError} or {@link LineError} */
  readonly ask: Ask
  /** Statements in one transaction, under a role where one is given; a throw undoes them. */
  within<Value>(
    role: string | null,
    act: (ask: Ask) => Promise<Value>,
    whole?: 'in time' | 'no deadline',
  ): Promise<Value>
  /** A script of several statements, in a transaction of its own; it may read every row there is, and has no deadline. */
  script(sql: string): Promise<void>
  /** Waits for nothing that is under way. */
  close(): Promise<void>
}

export type Credentials = { readonly user: string | null; readonly password: string | null }

/** The longest that one statement may take, milliseconds. */
const PATIENCE = 30_000
/** The most that a server may send in one connection of a terminal, bytes: rows go one way. */
const MAX_HEARD = 64 * 1024 * 1024

type Options = {
  readonly patience?: number
  /** Bytes; without a bound where rows are read back. */
  readonly mostHeard?: number
  /** Takes what the server sends by itself (NOTIFY), on the same connection. */
  readonly onNotify?: (channel: string, text: string) => void
  /** Called when the connection ends by itself while nobody waits for an answer, too. */
  readonly onEnded?: () => void
}

const serverErrorSchema = z.object({
  name: z.literal('PostgresError'),
  code: z.string(),
  message: z.string(),
})

/** Node's codes of a certificate that is not believed here (its documentation of TLS, “X509 certificate error codes”, and the one of a name). */
const NOT_BELIEVED =
  /^(?:CERT_|CRL_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_|PATH_LENGTH|ERR_TLS_CERT)/
/** OpenSSL's, of the alerts by which the other side says that it does not believe ours (RFC 8446, 6.2). */
const NOT_BELIEVED_THERE = /_ALERT_(?:BAD_CERTIFICATE|CERTIFICATE_|UNSUPPORTED_CERT|UNKNOWN_CA)/

const whyOf = (code: string): CenterWhy | undefined =>
  NOT_BELIEVED_THERE.test(code)
    ? 'own-certificate'
    : NOT_BELIEVED.test(code)
      ? 'certificate'
      : code === 'CONNECT_TIMEOUT'
        ? 'no-answer'
        : undefined

const asError = (error: unknown): Error => {
  if (error instanceof ServerError || error instanceof LineError) return error
  const said = serverErrorSchema.safeParse(error)
  if (said.success) return new ServerError(said.data.code, said.data.message)
  if (error instanceof Error && 'code' in error)
    return new LineError(`${error.message || String(error.code)}`, whyOf(String(error.code)))
  if (error instanceof TypeError || error instanceof RangeError) return error
  return new LineError(String(error))
}

/** SQLSTATEs that say that the server is going, coming or full, and not that it refuses us (appendix A). */
const PASSING = /^(?:08|53|57P|40|25006$|55006$|58)/

/** Sorts an error into what it means to whoever wanted something; null for a bug. */
export const problemOfError = (error: unknown): CenterProblem | null => {
  if (error instanceof LineError)
    return {
      problem: 'UNREACHABLE',
      detail: error.message,
      ...(error.why === undefined ? {} : { why: error.why }),
    }
  if (!(error instanceof ServerError)) return null
  const problem = PASSING.test(error.state) ? 'UNREACHABLE' : 'REFUSED'
  return { problem, detail: `${error.message.replaceAll(/\s+/g, ' ').slice(0, 300)} (${error.state})` }
}

/** The server has answered, and goes on listening: its SQLSTATE is none of those with which it ends a connection. */
const isAlive = (error: unknown): boolean => error instanceof ServerError && !/^(?:08|57P)/.test(error.state)

/** Gives what comes in time; a late answer is none. */
const inTime = async <Value>(promise: Promise<Value>, milliseconds: number | null): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    if (milliseconds === null) return
    timer = setTimeout(
      () => reject(new LineError(`no answer within ${Math.round(milliseconds / 1000)} s`, 'no-answer')),
      milliseconds,
    )
  })
  try {
    return await Promise.race([promise, late])
  } catch (error) {
    throw asError(error)
  } finally {
    clearTimeout(timer)
  }
}

const rowsSchema = z.array(z.array(z.string().nullable()))

type CheckIdentity = typeof checkServerIdentity

const tlsOf = ({ encryption, tls }: CenterAddress, { host }: CenterHost, checkIdentity: CheckIdentity) =>
  encryption === 'disable'
    ? false
    : {
        rejectUnauthorized: true,
        ...(isIP(host) === 0 ? { servername: host } : {}),
        checkServerIdentity: (_: string, certificate: PeerCertificate) => checkIdentity(host, certificate),
        minVersion: 'TLSv1.2' as const,
        ...(tls.rootCertificates === null ? {} : { ca: readFileSync(tls.rootCertificates, 'utf8') }),
        ...(tls.certificate === null ? {} : { cert: readFileSync(tls.certificate, 'utf8') }),
        ...(tls.key === null ? {} : { key: readFileSync(tls.key, 'utf8') }),
      }

/** Every value is taken as the text that the server writes: what it means is for a schema to say. By type OIDs of `pg_type.dat`. */
const AS_TEXT = Object.fromEntries(
  Object.entries({
    number: [21, 23, 26, 700, 701],
    json: [114, 3802],
    boolean: [16],
    date: [1082, 1114, 1184],
    bytea: [17],
  }).map(([name, from]) => [
    name,
    { to: 25, from, serialize: (value: unknown) => String(value), parse: (text: string) => text },
  ]),
)

/** Connects to one server, and looks whether it is the kind that is wanted. @throws as {@link Session} */
const openHost = async (
  address: CenterAddress,
  host: CenterHost,
  credentials: Credentials,
  { patience = PATIENCE, mostHeard = MAX_HEARD, onNotify = () => {}, onEnded = () => {} }: Options,
): Promise<Session> => {
  // Loaded here, not at the start: the driver and the system's TLS are a tenth of the desk's way to its first state.
  const [{ default: postgres }, tls] = await Promise.all([import('postgres'), import('node:tls')])
  const user = credentials.user ?? address.user ?? process.env.PGUSER ?? process.env.USER ?? 'postgres'
  const password = credentials.password ?? address.password ?? process.env.PGPASSWORD ?? null
  const options = {
    host: host.host,
    port: host.port,
    user,
    database: address.database ?? user,
    ...(password === null ? {} : { password }),
    ssl: tlsOf(address, host, tls.checkServerIdentity),
    max: 1,
    fetch_types: false,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: Math.ceil(address.connectTimeout / 1000),
    onnotice: () => {},
    onnotify: onNotify,
    connection: { application_name: 'uketsuke', TimeZone: 'Asia/Tokyo', DateStyle: 'ISO' },
    types: AS_TEXT,
    socket: oneSocket(host, mostHeard, address.connectTimeout, () => {
      if (isOver) return
      isOver = true
      onEnded()
    }),
  }
  let isOver = false
  const sql = postgres(options)
  const close = async (): Promise<void> => {
    isOver = true
    await sql.end({ timeout: 0 }).catch(() => {})
  }
  /** Every statement goes this way: behind a connection that has ended the driver trips where nobody can catch it. */
  const give = async <Value>(
    statement: () => PromiseLike<Value>,
    most: number | null = patience,
  ): Promise<Value> => {
    if (isOver) throw new LineError('the connection has ended')
    try {
      return await inTime(Promise.resolve(statement()), most)
    } catch (error) {
      if (!isAlive(error)) isOver = true
      throw error
    }
  }
  const askOf =
    (most = patience): Ask =>
    async (text, parameters = []) =>
      rowsSchema.parse(await give(() => sql.unsafe(text, [...parameters]).values(), most))
  /** The end of what was asked for last: one act at a time has the connection. */
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Value>(act: () => Promise<Value>): Promise<Value> => {
    const turn = last.then(act, act)
    last = turn.catch(() => {})
    return turn
  }
  const transaction = <Value>(role: string | null, act: (ask: Ask) => Promise<Value>): Promise<Value> =>
    inTurn(async () => {
      const plain = askOf()
      const failures: unknown[] = []
      const inside: Ask = async (...statement) => {
        try {
          return await plain(...statement)
        } catch (error) {
          failures.push(error)
          throw error
        }
      }
      try {
        // One round trip for both.
        const asRole = role === null ? '' : `SET LOCAL ROLE ${quotedName(role)}`
        await give(() => sql.unsafe(`BEGIN; ${asRole}`).simple())
        const value = await act(inside)
        // A statement that failed and was passed over has undone the whole transaction: its COMMIT would say nothing of it.
        if (failures.length > 0) throw failures[0]
        await plain('COMMIT')
        return value
      } catch (error) {
        if (!isOver) await plain('ROLLBACK').catch(() => {})
        throw error
      }
    })
  const ask: Ask = (...statement) => inTurn(() => askOf()(...statement))
  try {
    const [[readOnly, writes] = []] = await askOf(Math.min(address.connectTimeout, patience))(
      `SELECT current_setting('transaction_read_only'), current_setting('synchronous_commit')`,
    )
    if (address.target === 'read-write' && readOnly !== 'off')
      throw new LineError(`${host.host}: a standby, which takes no rows`)
    // A row that counts as sent has to be on the server's disk.
    if (writes === 'off') await ask('SET synchronous_commit = on')
  } catch (error) {
    await close()
    throw asError(error)
  }
  return {
    ask,
    within: (role, act, whole = 'in time') =>
      inTime(transaction(role, act), whole === 'in time' ? patience * 2 : null),
    script: async (text) => {
      await transaction(null, () => give(() => sql.unsafe(text).simple(), null))
    },
    close,
  }
}

/** A name as it stands in SQL. @throws for one that no role of ours has */
export const quotedName = (name: string): string => {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(name)) throw new Error('not a name of a role')
  return `"${name}"`
}

/**
 * Connects to the first server of an address that lets us in and is of the kind that is wanted.
 * @returns the session; or of several problems the first refusal, else the first of which more is known, else the last
 */
export const openSession = async (
  address: CenterAddress,
  credentials: Credentials = { user: null, password: null },
  options: Options = {},
): Promise<Result<Session, CenterProblem>> => {
  const problems: CenterProblem[] = []
  for (const host of address.hosts) {
    try {
      return ok(await openHost(address, host, credentials, options))
    } catch (error) {
      const problem = problemOfFile(error) ?? problemOfError(asError(error))
      if (problem === null) throw error
      problems.push(withOwnCertificate(problem, address))
    }
  }
  return fail(
    problems.find(({ problem }) => problem === 'REFUSED') ??
      problems.find(({ why }) => why !== undefined) ??
      problems.at(-1) ?? { problem: 'UNREACHABLE', detail: 'no server is named' },
  )
}

/** The other side ended the line, by Node's words and the driver's. */
const CUT = /ECONNRESET|EPIPE|CONNECTION_(?:CLOSED|ENDED)/

/**
 * A server that does not believe our certificate says so behind its own greeting and ends the line (RFC 8446, 4.4.2 and 6): in a
 * third of all tries its word is lost with it. That the certificate has run out, or is not valid yet, is seen here too.
 */
const withOwnCertificate = (problem: CenterProblem, { tls }: CenterAddress): CenterProblem =>
  tls.certificate === null ||
  problem.why !== undefined ||
  !CUT.test(problem.detail) ||
  isOfToday(tls.certificate)
    ? problem
    : { ...problem, why: 'own-certificate' }

const isOfToday = (file: string): boolean => {
  const { validFrom, validTo } = new X509Certificate(readFileSync(file))
  return Date.parse(validFrom) <= Date.now() && Date.now() <= Date.parse(validTo)
}

/** A file of certificates that cannot be read is nothing that time mends. */
const problemOfFile = (error: unknown): CenterProblem | null =>
  error instanceof Error && 'syscall' in error && (error.syscall === 'open' || error.syscall === 'read')
    ? { problem: 'REFUSED', detail: error.message }
    : null
