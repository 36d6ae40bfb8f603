import { readFileSync } from 'node:fs'
import { type ProtocolRequest, type ProtocolResponse, protocol, type Session } from 'electron'
import { ERROR_PAGE_PATH, errorPage, errorPageStyle, isErrorCause } from '../error-page/page.ts'
import { listPageFiles, type PageFile } from './files.ts'
import { HEADERS, ORIGINS, parseAddress, SCHEME } from './policy.ts'

/** Must run before the program is ready. A standard, secure scheme has origins; it gets no other privilege. */
export const declareScheme = (): void =>
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }])

const HOSTS: ReadonlySet<string> = new Set(
  Object.values(ORIGINS).map((origin) => origin.slice(`${SCHEME}://`.length)),
)

/** One answer, as both of the runtime's interfaces can give it. */
type Answer = { readonly status: 200 | 404; readonly type: string; readonly body: Buffer }

const answer = (status: Answer['status'], type: string, body: Buffer | string): Answer => ({
  status,
  type,
  body: typeof body === 'string' ? Buffer.from(body) : body,
})

const NOT_HERE = answer(404, 'text/plain', '')

/**
 * Read at one go: a file of the program takes less than a millisecond, while an answer in its turn behind everything
 * that is to be done at the start would keep the page waiting for twenty.
 */
const fileAnswer = ({ path, type }: PageFile): Answer => {
  try {
    return answer(200, type, readFileSync(path))
  } catch {
    return NOT_HERE
  }
}

/** The plain page that says what is wrong; null for every other address. */
const errorPageAnswer = ({ pathname, searchParams }: URL): Answer | null => {
  if (pathname === '/trouble.css') return answer(200, 'text/css; charset=utf-8', errorPageStyle)
  if (pathname !== ERROR_PAGE_PATH) return null
  const problem = searchParams.get('problem')
  return answer(200, 'text/html; charset=utf-8', errorPage(isErrorCause(problem) ? problem : 'unknown'))
}

const answerTo = (
  files: () => ReadonlyMap<string, PageFile>,
  { method, url: address }: { readonly method: string; readonly url: string },
): Answer => {
  const url = parseAddress(address)
  if (method !== 'GET' || url === null || !HOSTS.has(url.host)) return NOT_HERE
  const file = files().get(url.pathname)
  return file === undefined ? (errorPageAnswer(url) ?? NOT_HERE) : fileAnswer(file)
}

const asBuffer = ({ status, type, body }: Answer): ProtocolResponse => {
  const [mimeType = '', charset] = type.split('; charset=')
  return {
    statusCode: status,
    mimeType,
    ...(charset === undefined ? {} : { charset }),
    headers: { ...HEADERS },
    data: body,
  }
}

const asResponse = ({ status, type, body }: Answer): Response =>
  new Response(new Uint8Array(body), { status, headers: { ...HEADERS, 'Content-Type': type } })

/**
 * Serves the packed pages, and the plain page that says what is wrong when the desk cannot start.
 *
 * With the older of the runtime's two interfaces, as long as the runtime has it: `protocol.handle` speaks in web requests and
 * answers, for which Node first reads its whole HTTP client. That is the longest single piece of work on the way to the first
 * page, and this program never makes a request. The typings call the older one deprecated, so it is asked for by name.
 * @param folder the built window (`build/renderer`)
 */
export const servePages = ({ protocol }: Session, folder: string): void => {
  // Listed with the first request: until then the page's process is on its way, and this one has nothing to do.
  let listed: ReadonlyMap<string, PageFile> | null = null
  const files = (): ReadonlyMap<string, PageFile> => {
    listed ??= listPageFiles(folder)
    return listed
  }
  const older: unknown = Reflect.get(protocol, 'registerBufferProtocol')
  if (typeof older === 'function')
    older.call(protocol, SCHEME, (request: ProtocolRequest, respond: (answer: ProtocolResponse) => void) =>
      respond(asBuffer(answerTo(files, request))),
    )
  else protocol.handle(SCHEME, (request) => asResponse(answerTo(files, request)))
}
