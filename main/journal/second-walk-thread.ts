/** The thread that walks the second half of a large journal (main/journal/second-walk.ts). */
import { workerData } from 'node:worker_threads'
import { z } from 'zod'
import { chainsOf } from './chain.ts'
import { readValue } from './database.ts'
import { isPlain } from './halves.ts'
import { headsIn } from './heads.ts'
import { parseKeyRing } from './keys.ts'
import { openJournalForReading } from './read.ts'
import { AGAIN, SIGNS, secondWalkSchema, WORD } from './second-walk.ts'
import { type Known, rowWalker } from './walk.ts'

const { home, keys, start, through, known, shared } = secondWalkSchema.parse(workerData)
const numbers = new Int32Array(shared)

/** How many rows hold behind the start; null where there is anything to say about them. */
const walked = (): number | null => {
  const ring = parseKeyRing(keys)
  const reader = ring.ok ? openJournalForReading({ home, keys: ring.value }) : null
  if (!ring.ok || !reader?.ok) return null
  const { database } = reader.value.connection
  try {
    database.exec('BEGIN')
    const chains = chainsOf(ring.value)
    const chain = chains.all.find(({ fingerprint }) => fingerprint === start.chain)
    if (!chain) return null
    const journal = readValue(database, `SELECT value FROM meta WHERE name = 'journal'`, z.string()) ?? ''
    const heads = headsIn(database, journal).filter(({ seq }) => seq >= start.seq)
    const ends = known.map((end): Known => ({ ...end, line: Infinity, from: 'outside' }))
    const walker = rowWalker(database, chains, ends, { ...start, chain }, heads)
    const steps = walker.through({ from: start.seq + 1, through })
    for (;;) {
      const step = steps.next()
      if (step.done === true)
        return isPlain(step.value) && step.value.last === through ? step.value.entries : null
      Atomics.add(numbers, SIGNS, 1)
    }
  } finally {
    reader.value.close()
  }
}

const tell = (word: number): void => {
  Atomics.store(numbers, WORD, word)
  Atomics.notify(numbers, WORD)
}

try {
  const entries = walked()
  tell(entries === null ? AGAIN : entries + 1)
} catch {
  // The walk of the other thread finds it again and names it, whatever it is.
  tell(AGAIN)
}
