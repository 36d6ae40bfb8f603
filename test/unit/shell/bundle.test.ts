/** Everything in the shell's first file is read before there is a window: a library that is loaded later stands in another. */
import { expect, test } from 'vitest'
import { builtShell } from './built-shell.ts'

test('the library of schemas is not in what the shell loads first', async () => {
  const withSchemas = [...(await builtShell())].filter(([, text]) => text.includes('ZodError'))
  expect(withSchemas.map(([file]) => file)).toEqual([expect.stringMatching(/^schemas-.*\.cjs$/)])
})
