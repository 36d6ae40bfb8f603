/** The long run undoes each lock in the built text. A lock that is written otherwise by now must not slip through it. */
import { expect, test } from 'vitest'
import { LOCKS } from '../../electron/fixture/locks.ts'
import { builtShell } from './built-shell.ts'

test('every lock that is to be undone stands in the built shell', async () => {
  const texts = [...(await builtShell()).values()]
  const missing = LOCKS.flatMap(([, , undone]) => undone)
    .map(({ from }) => from)
    .filter((from) => !texts.some((text) => text.includes(from)))
  expect(missing).toEqual([])
})
