/** The pages on a runtime that has only the newer of the two interfaces by which a program serves its scheme. */
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { launch } from '../../fixtures/terminal/launch.ts'

const ROOT = join(import.meta.dirname, '..', '..')

/** A program folder whose sessions lack `registerBufferProtocol`, and count what `handle` serves. */
const programWithoutOlder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-handle-'))
  for (const name of ['build', 'node_modules']) symlinkSync(join(ROOT, name), join(folder, name))
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'uketsuke', version: '0.1.0', main: 'main.cjs' }),
  )
  writeFileSync(
    join(folder, 'main.cjs'),
    `globalThis.handled = 0
    require('electron').app.on('session-created', ({ protocol }) => {
      Object.defineProperty(protocol, 'registerBufferProtocol', { value: undefined })
      const handle = protocol.handle.bind(protocol)
      protocol.handle = (scheme, serve) => handle(scheme, (request) => { globalThis.handled += 1; return serve(request) })
    })
    require('./build/shell/main.cjs')`,
  )
  return folder
}

it('are served by protocol.handle, under the same policy', async () => {
  const terminal = await launch({ program: programWithoutOlder() })
  await terminal.until('a reader', ({ cardReader }) => cardReader.state === 'ready')
  const served = await terminal.page.evaluate(async () => {
    const [first] = performance.getEntriesByType('resource').map(({ name }) => name)
    return { first, origin: location.origin, styled: getComputedStyle(document.body).margin }
  })
  expect(served).toMatchObject({ origin: 'uketsuke://desk', styled: '0px' })
  const refused = await terminal.page.evaluate(() =>
    fetch('uketsuke://desk/index.html').then(
      () => false,
      () => true,
    ),
  )
  expect(refused).toBe(true)
  expect(await terminal.application.evaluate(() => Reflect.get(globalThis, 'handled'))).toBeGreaterThan(3)
  await terminal.close()
})
