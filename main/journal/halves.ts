/**
 * Walks a whole chain; a large one in two halves at once, where there is a thread for the second. A row's code is made from
 * the code before it, which is stored, and the digests can be taken up at every signed head: so the second half can begin
 * before the first has come to it. The second half's word counts only when it holds, has nothing to tell, and begins
 * exactly where the first half has ended; otherwise its rows are walked again from there.
 */
import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Steps } from '../../contract/journal.ts'
import type { SignedHead } from '../../contract/signed-head.ts'
import { type Chains, generationAt } from './chain.ts'
import { readValue } from './database.ts'
import { beginningOfDigests, headBefore, headsIn } from './heads.ts'
import {
  ALL,
  beginningOf,
  damagedBehind,
  type Known,
  type RowWalker,
  rowWalker,
  type Start,
  type Walk,
} from './walk.ts'

/** The second half: where it begins, and its last row. */
export type Half = { readonly start: Start; readonly through: number }

/** The second half as it was walked elsewhere: how many rows hold; null where it has to be walked again here. */
export type SecondWalk = {
  /** Waits for the end, a moment at each step; `walked` rows are walked already. */
  answer(walked: number): Steps<{ readonly entries: number } | null>
  stop(): void
}

export type Second = {
  /** The number of rows from which it is worth its start. */
  readonly worth: number
  /** Begins to walk the second half. `known` are the ends from elsewhere that lie in it. */
  start(half: Half, known: readonly Known[]): SecondWalk
}

/** True where a walk has found nothing that anybody needs to hear: of such halves the sum is the whole. */
export const isPlain = ({ bad, losses, gaps, contradicted, headProblem, ...walk }: Walk): boolean =>
  bad === null &&
  headProblem === null &&
  losses.length + gaps.length + contradicted.length === 0 &&
  walk.acknowledgedThrough === 0 &&
  walk.anchorsAcknowledged === 0

/** The second half, behind the last signed head before the middle; null where it is not worth it. */
const secondHalf = (
  database: Database.Database,
  chains: Chains,
  begins: number,
  heads: readonly SignedHead[],
  worth: number,
): Half | null => {
  const through = readValue(database, 'SELECT max(seq) FROM entries', z.number().int()) ?? 0
  if (through - begins < worth) return null
  const middle = begins + (through - begins) / 2
  const head = heads.length === 0 ? null : headBefore(database, Math.floor(middle))
  if (head === null || head.seq <= begins) return null
  const { seq, digest } = head
  const mac = readValue(database, 'SELECT lower(hex(mac)) FROM entries WHERE seq = ?', z.string(), seq)
  return mac === null
    ? null
    : { start: { seq, mac, digest, chain: generationAt(database, chains, seq + 1) }, through }
}

/** Walks the first half here, and then takes the word of the second or walks that as well. */
function* inHalves(walker: RowWalker, half: Half, known: readonly Known[], second: SecondWalk): Steps<Walk> {
  const { seq, chain } = half.start
  const first = yield* walker.through({ from: ALL.from, through: seq })
  const fits = isPlain(first) && first.last === seq && walker.chain().fingerprint === chain.fingerprint
  const other = fits ? yield* second.answer(first.entries) : null
  second.stop()
  if (first.bad !== null) return first
  // A signed head that is not of these rows is named by the walk of all rows.
  if (other === null) return yield* walker.through({ from: first.last + 1, through: ALL.through })
  const within = known.filter((one) => one.isWitness === true && one.seq > seq && one.seq <= half.through)
  return {
    ...first,
    entries: first.entries + other.entries,
    last: half.through,
    compared: [...first.compared, ...within],
  }
}

/**
 * Walks the chain from its beginning to its end, up to the first row that does not hold. Memory does not grow with the
 * journal.
 * @param second walks the second half meanwhile; null where everything is walked here, as it is of a copy
 */
export function* walkChain(
  database: Database.Database,
  chains: Chains,
  known: readonly Known[],
  second: Second | null = null,
): Steps<Walk> {
  let begins = 0
  const endedBy = (bad: Walk['bad']): Walk => ({
    entries: 0,
    last: begins,
    bad,
    losses: [],
    gaps: [],
    acknowledgedThrough: 0,
    anchorsAcknowledged: 0,
    contradicted: [],
    compared: [],
    begins,
    headProblem: null,
  })
  try {
    const beginning = beginningOf(database, chains)
    if ('problem' in beginning) return endedBy(beginning)
    begins = beginning.seq
    const journal = readValue(database, `SELECT value FROM meta WHERE name = 'journal'`, z.string()) ?? ''
    const { digest } = beginningOfDigests(database, journal)
    const heads = headsIn(database, journal)
    const walker = rowWalker(database, chains, known, { ...beginning, digest }, heads)
    const half = second === null ? null : secondHalf(database, chains, begins, heads, second.worth)
    if (second === null || half === null) return yield* walker.through(ALL)
    const inSecond = known.filter(({ seq }) => seq > half.start.seq)
    return yield* inHalves(walker, half, known, second.start(half, inSecond))
  } catch (error) {
    return endedBy(damagedBehind(begins, error))
  }
}
