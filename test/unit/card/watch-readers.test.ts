/** The wait for the readers' events, over a library whose calls end as the test says. */
import { expect, test } from 'vitest'
import { fail, ok } from '../../../contract/result.ts'
import type { Library } from '../../../native/card/pcsc/system/library.ts'
import { watchReaders } from '../../../native/card/pcsc/system/watch.ts'

const never = new Promise<never>(() => undefined)
const unused = () => {
  throw new Error('not called while readers are watched')
}

const library = (parts: Pick<Library, 'wait'> & Partial<Library>): Library => ({
  notifiesOfReaders: true,
  establish: unused,
  release: async () => undefined,
  cancel: async () => undefined,
  readers: async () => ok(['Reader 00 00']),
  connect: unused,
  answerToReset: unused,
  disconnect: unused,
  begin: unused,
  end: unused,
  transmit: unused,
  ...parts,
})
const nobody = { readerChanged: () => undefined, readerGone: () => undefined, lost: () => undefined }

test.each([
  ['fails at once', () => fail('80100011')],
  [
    'names a reader that cannot be used',
    (states: { name: string; current: number }[]) =>
      ok(states.map((state) => ({ ...state, event: state.name.startsWith('Reader') ? 0xa : 0 }))),
  ],
  [
    'calls a reader unavailable and held at once',
    (states: { name: string; current: number }[]) =>
      ok(states.map((state) => ({ ...state, event: state.name.startsWith('Reader') ? 0x8a : 0 }))),
  ],
  [
    'says that the readers have changed although none has',
    (states: { name: string; current: number }[]) =>
      ok(states.map((state) => ({ ...state, event: state.name.startsWith('Reader') ? state.current : 0x2 }))),
  ],
] as const)('a wait that %s is not begun again at once', async (_, answer) => {
  let waits = 0
  const watch = watchReaders(
    library({
      wait: async (_context, states) => {
        waits += 1
        return answer([...states])
      },
    }),
    1,
    nobody,
  )
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(waits).toBeLessThanOrEqual(2)
  await watch.end()
})

test('a service that hangs does not keep whoever ends the watch', async () => {
  let begun = (): void => undefined
  const waits = new Promise<void>((resolve) => {
    begun = resolve
  })
  const wait = (): Promise<never> => {
    begun()
    return never
  }
  const watch = watchReaders(library({ wait, cancel: () => never }), 1, nobody)
  await waits
  await watch.end()
})
