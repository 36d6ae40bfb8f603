import { readFile } from 'node:fs/promises'
import { protocol, type Session } from 'electron'
import { isTrouble, TROUBLE_PATH, troublePage, troubleStyle } from '../trouble/page.ts'
import { listPageFiles } from './files.ts'
import { HEADERS, ORIGINS, SCHEME } from './policy.ts'

/** Must run before the program is ready. A standard, secure scheme has origins; it gets no other privilege. */
export const declareScheme = (): void =>
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }])

const HOSTS: ReadonlySet<string> = new Set(
  Object.values(ORIGINS).map((origin) => origin.slice(`${SCHEME}://`.length)),
)

const answer = (status: number, type: string, body: string | Uint8Array<ArrayBuffer> | null): Response =>
  new Response(body, { status, headers: { ...HEADERS, 'Content-Type': type } })

/**
 * Serves the packed pages, and the plain page that says what is wrong when the desk cannot start.
 * @param folder the built window (`build/renderer`)
 */
export const servePages = (session: Session, folder: string): void => {
  const files = listPageFiles(folder)
  session.protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url)
    if (request.method !== 'GET' || !HOSTS.has(url.host)) return answer(404, 'text/plain', null)
    if (url.pathname === TROUBLE_PATH) {
      const problem = url.searchParams.get('problem')
      return answer(200, 'text/html; charset=utf-8', troublePage(isTrouble(problem) ? problem : 'unknown'))
    }
    if (url.pathname === '/trouble.css') return answer(200, 'text/css; charset=utf-8', troubleStyle)
    const file = files.get(url.pathname)
    if (!file) return answer(404, 'text/plain', null)
    return answer(200, file.type, new Uint8Array(await readFile(file.path)))
  })
}
