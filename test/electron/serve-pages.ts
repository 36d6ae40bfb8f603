/** Serves built pages to this machine alone, under the headers of the product. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { listPageFiles } from '../../main/shell/page/files.ts'
import { HEADERS } from '../../main/shell/page/policy.ts'

export type Served = {
  /** `http://127.0.0.1:40123` */
  readonly origin: string
  close(): Promise<void>
}

/**
 * Serves every file of a folder by its address; anything else is not there.
 * @param more headers beside the product's, or in place of them
 */
export const servePages = async (
  folder: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Served> => {
  const files = listPageFiles(folder)
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://pages')
    const file = files.get(pathname)
    if (file === undefined) {
      // A browser asks for an icon by itself; the product's windows do not.
      if (pathname === '/favicon.ico') {
        response.writeHead(204).end()
        return
      }
      response.writeHead(404).end()
      return
    }
    readFile(file.path).then(
      (body) => {
        response.writeHead(200, { ...HEADERS, ...more, 'content-type': file.type })
        response.end(body)
      },
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('the pages have no port')
  return {
    origin: `http://127.0.0.1:${at.port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
