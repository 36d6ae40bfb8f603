/**
 * Reads the address of the center: `postgresql://[USER[:PASSWORD]@][HOST[:PORT][,HOST…]]/[DATABASE][?NAME=VALUE&…]`, as
 * libpq does (PostgreSQL 15, 34.1.1.2), with the parameters that are needed here. A host that begins with `/` is the folder
 * of a Unix socket. Outside this machine the line is encrypted and the server's name is checked, whatever the address says.
 */
import { fail, ok, type Result } from '../../contract/result.ts'

/** One server. `socket`: the folder of a Unix socket in place of a host. */
export type CenterHost = {
  readonly host: string
  readonly port: number
  readonly isSocket: boolean
}

/** Files of certificates, in PEM; null where the address names none. */
export type CenterTls = {
  readonly rootCertificates: string | null
  readonly certificate: string | null
  readonly key: string | null
}

export type CenterAddress = {
  readonly hosts: readonly CenterHost[]
  readonly database: string | null
  readonly user: string | null
  readonly password: string | null
  /** `disable`: only ever to this machine. */
  readonly encryption: 'disable' | 'verify-full'
  readonly tls: CenterTls
  /** The server that is wanted of several: only one that takes rows, or any. */
  readonly target: 'read-write' | 'any'
  /** The longest that a server may take to let us in, milliseconds. */
  readonly connectTimeout: number
}

const PORT = 5432
const CONNECT_TIMEOUT = 10_000
const MAX_HOSTS = 10

/** Looks whether a host is this machine: nobody else hears what goes there. */
const isLoopback = ({ host, isSocket }: CenterHost): boolean =>
  isSocket ||
  host === 'localhost' ||
  host === '::1' ||
  /^127(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}$/.test(host)

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

const PARAMETERS = [
  'host',
  'port',
  'dbname',
  'user',
  'password',
  'sslmode',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'target_session_attrs',
  'connect_timeout',
  'application_name',
] as const
type Parameter = (typeof PARAMETERS)[number]
const isParameter = (name: string): name is Parameter => PARAMETERS.some((known) => known === name)

const parametersIn = (query: string): Result<Partial<Record<Parameter, string>>, string> => {
  const found: Partial<Record<Parameter, string>> = {}
  for (const pair of query.split('&').filter((part) => part !== '')) {
    const [name = '', ...rest] = pair.split('=')
    const value = decoded(rest.join('='))
    if (!isParameter(name)) return fail(`${name.slice(0, 40)}: not a parameter that is known here`)
    if (value === null) return fail(`${name}: its %-signs cannot be read`)
    if (value !== '') found[name] = value
  }
  return ok(found)
}

const portOf = (text: string): number | null => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  return port > 0 && port < 65_536 ? port : null
}

/** `db1.example:5433`, `[::1]`, `/run/postgresql`, or nothing: the machine's own server. */
const hostOf = (text: string, fallbackPort: string): Result<CenterHost, string> => {
  const [, bracketed, plain, ownPort] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d*))?$/.exec(text) ?? []
  const host = decoded(bracketed ?? plain ?? '')
  if (host === null || (bracketed === undefined && plain === undefined) || /[\s\u0000]/.test(host))
    return fail(`${text.slice(0, 80)}: not a host`)
  const port = portOf(ownPort === undefined || ownPort === '' ? fallbackPort : ownPort)
  if (port === null) return fail(`${text.slice(0, 80)}: not a port`)
  return ok({ host: host === '' ? 'localhost' : host, port, isSocket: host.startsWith('/') })
}

const hostsOf = (hosts: string, ports: string | undefined): Result<readonly CenterHost[], string> => {
  const given = hosts.split(',')
  const fallback = (ports ?? String(PORT)).split(',')
  if (given.length > MAX_HOSTS) return fail(`at most ${MAX_HOSTS} hosts`)
  const found: CenterHost[] = []
  for (const [index, text] of given.entries()) {
    const host = hostOf(text, fallback[index] ?? fallback[0] ?? String(PORT))
    if (!host.ok) return host
    found.push(host.value)
  }
  return ok(found)
}

const encryptionOf = (
  mode: string | undefined,
  hosts: readonly CenterHost[],
): Result<CenterAddress['encryption'], string> => {
  const isLocal = hosts.every(isLoopback)
  switch (mode) {
    case undefined:
      return ok(isLocal ? 'disable' : 'verify-full')
    case 'disable':
    case 'allow':
    case 'prefer':
      return isLocal
        ? ok('disable')
        : fail(`sslmode: ${mode} is only for this machine; elsewhere it is verify-full`)
    case 'require':
    case 'verify-ca':
    case 'verify-full':
      return ok('verify-full')
    default:
      return fail('sslmode: expected disable or verify-full')
  }
}

const targetOf = (text: string | undefined): Result<CenterAddress['target'], string> => {
  switch (text) {
    case undefined:
    case 'read-write':
    case 'primary':
      return ok('read-write')
    case 'any':
      return ok('any')
    default:
      return fail('target_session_attrs: expected read-write, primary or any')
  }
}

const secondsOf = (text: string | undefined): Result<number, string> => {
  if (text === undefined) return ok(CONNECT_TIMEOUT)
  const seconds = /^\d{1,3}$/.test(text) ? Number(text) : 0
  return seconds > 0 ? ok(seconds * 1000) : fail('connect_timeout: expected 1 to 999 seconds')
}

const ADDRESS = /^postgres(?:ql)?:\/\/(?:([^@/?#]*)@)?([^/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/

/**
 * Reads an address.
 * @returns what it says; or what is wrong with it, which never repeats a password
 */
export const readAddress = (text: string): Result<CenterAddress, string> => {
  const match = ADDRESS.exec(text)
  if (!match) return fail('expected postgresql://USER@HOST/DATABASE')
  const [, account = '', authority = '', path = '', query = ''] = match
  const parameters = parametersIn(query)
  if (!parameters.ok) return parameters
  const given = parameters.value
  const [user, ...rest] = account.split(':')
  const [userName, password, database] = [user ?? '', rest.join(':'), path].map(decoded)
  if (userName === null || password === null || database === null) return fail('its %-signs cannot be read')
  const hosts = hostsOf(authority === '' ? (given.host ?? '') : authority, given.port)
  if (!hosts.ok) return hosts
  const encryption = encryptionOf(given.sslmode, hosts.value)
  if (!encryption.ok) return encryption
  const target = targetOf(given.target_session_attrs)
  if (!target.ok) return target
  const connectTimeout = secondsOf(given.connect_timeout)
  if (!connectTimeout.ok) return connectTimeout
  if ((given.sslcert === undefined) !== (given.sslkey === undefined))
    return fail('sslcert and sslkey belong together')
  return ok({
    hosts: hosts.value,
    database: (database || given.dbname) ?? null,
    user: (userName || given.user) ?? null,
    password: (password || given.password) ?? null,
    encryption: encryption.value,
    tls: {
      rootCertificates: given.sslrootcert ?? null,
      certificate: given.sslcert ?? null,
      key: given.sslkey ?? null,
    },
    target: target.value,
    connectTimeout: connectTimeout.value,
  })
}
