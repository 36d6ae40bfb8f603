/** Walks the second half of a large journal in a thread of its own: begins it, and waits for its word without a loop of events. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { SecondWalk } from './halves.ts'
import { keyRingText } from './keys.ts'
import type { SecondFor } from './verify.ts'

/** The thread's task. */
export const secondWalkSchema = z.strictObject({
  home: z.string(),
  keys: z.string(),
  start: z.strictObject({
    seq: z.number().int(),
    mac: z.string(),
    digest: z.string(),
    /** The generation's name. */
    chain: z.string(),
  }),
  through: z.number().int(),
  /** Ends that are known from outside: the second half only says whether all of them fit. */
  known: z.array(z.strictObject({ seq: z.number().int(), mac: z.string() })),
  shared: z.instanceof(SharedArrayBuffer),
})

/** The places of the numbers that both threads see: signs of life, and the word in the end. */
export const SIGNS = 0
export const WORD = 1

/** Words: none yet, or that these rows are to be walked again. Any number above says how many rows hold: 7 says 6. */
export const NO_WORD = 0
export const AGAIN = -1

/** Milliseconds without a sign of life after which nobody waits any longer. */
const PATIENCE = 5_000
/** Milliseconds that a step of waiting takes. */
const MOMENT = 10

/** Rows that one thread walks in twice the time that a second one takes to begin: 0.5 s against 0.2 s and some spare. */
const WORTH = 150_000

/** The thread's module, beside this one: as a source, or built. */
const module = (): string => {
  const here = fileURLToPath(import.meta.url)
  const source = join(dirname(here), 'second-walk-thread.ts')
  return existsSync(source) ? source : join(dirname(here), 'second-walk.mjs')
}

/** Starts the thread for a journal's second half. */
export const secondWalkFor: SecondFor = ({ home, keys }) => ({
  worth: WORTH,
  start: ({ start, through }, known): SecondWalk => {
    const shared = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)
    const numbers = new Int32Array(shared)
    const worker = new Worker(module(), {
      workerData: {
        home,
        keys: keyRingText(keys),
        start: { ...start, chain: start.chain.fingerprint },
        through,
        known: known.map(({ seq, mac }) => ({ seq, mac })),
        shared,
      } satisfies z.infer<typeof secondWalkSchema>,
      stdin: false,
    })
    worker.unref()
    // A thread that has failed gives no sign, and the rows are walked here.
    worker.on('error', () => {})
    return {
      *answer(walked) {
        let seen = Atomics.load(numbers, SIGNS)
        let since = performance.now()
        for (;;) {
          const word = Atomics.load(numbers, WORD)
          if (word !== NO_WORD) return word === AGAIN ? null : { entries: word - 1 }
          const signs = Atomics.load(numbers, SIGNS)
          if (signs !== seen) since = performance.now()
          seen = signs
          if (performance.now() - since > PATIENCE) return null
          Atomics.wait(numbers, WORD, NO_WORD, MOMENT)
          yield walked
        }
      },
      stop: () => void worker.terminate(),
    }
  },
})
