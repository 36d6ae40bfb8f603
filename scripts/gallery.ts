/**
 * `npm run gallery`: serves every screen on this machine, each at `#NAME` of one page, without a desk. A change of the
 * window is seen at once.
 */
import { join } from 'node:path'
import { createServer } from 'vite'

const server = await createServer({
  configFile: join(import.meta.dirname, '..', 'vite.config.ts'),
  mode: 'gallery',
})
await server.listen()
server.printUrls()
