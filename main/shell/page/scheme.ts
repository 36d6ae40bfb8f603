import { readFileSync } from 'node:fs'
import { type ProtocolResponse, protocol, type Session } from 'electron'
import { ERROR_PAGE_PATH, errorPage, errorPageStyle, isErrorCause } from '../error-page/page.ts'
import { listPageFiles, type PageFile } from './files.ts'
import { HEADERS, ORIGINS, parseAddress, SCHEME } from './policy.ts'

/** Must run before the program is ready. A standard, secure scheme has origins; it gets no other privilege. */
export const declareScheme = (): void =>
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }])

const HOSTS: ReadonlySet<string> = new Set(
  Object.values(ORIGINS).map((origin) => origin.slice(`${SCHEME}://`.length)),
)

const answer = (statusCode: number, type: string, body: Buffer | string): ProtocolResponse => {
  const [mimeType = '', charset] = type.split('; charset=')
  return {
    statusCode,
    mimeType,
    ...(charset === undefined ? {} : { charset }),
    headers: { ...HEADERS },
    data: typeof body === 'string' ? Buffer.from(body) : body,
  }
}

const NOT_HERE = answer(404, 'text/plain', '')

/**
 * Read at one go: a file of the program takes less than a millisecond, while an answer in its turn behind everything
 * that is to be done at the start would keep the page waiting for twenty.
 */
const fileAnswer = ({ path, type }: PageFile): ProtocolResponse => {
  try {
    return answer(200, type, readFileSync(path))
  } catch {
    return NOT_HERE
  }
}

/** The plain page that says what is wrong; null for every other address. */
const errorPageAnswer = ({ pathname, searchParams }: URL): ProtocolResponse | null => {
  if (pathname === '/trouble.css') return answer(200, 'text/css; charset=utf-8', errorPageStyle)
  if (pathname !== ERROR_PAGE_PATH) return null
  const problem = searchParams.get('problem')
  return answer(200, 'text/html; charset=utf-8', errorPage(isErrorCause(problem) ? problem : 'unknown'))
}

/**
 * Serves the packed pages, and the plain page that says what is wrong when the desk cannot start.
 *
 * With the older of the runtime's two interfaces: `protocol.handle` speaks in web requests and answers, for which Node
 * first reads its whole HTTP client. That is the longest single piece of work on the way to the first page, and this
 * program never makes a request.
 * @param folder the built window (`build/renderer`)
 */
export const servePages = (session: Session, folder: string): void => {
  const files = listPageFiles(folder)
  session.protocol.registerBufferProtocol(SCHEME, (request, respond) => {
    const url = parseAddress(request.url)
    if (request.method !== 'GET' || url === null || !HOSTS.has(url.host)) return respond(NOT_HERE)
    const file = files.get(url.pathname)
    respond(file === undefined ? (errorPageAnswer(url) ?? NOT_HERE) : fileAnswer(file))
  })
}
