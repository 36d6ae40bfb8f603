import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { JournalOpenFailure, Steps, Verification } from '../../contract/journal.ts'
import { fail, ok, type Result } from '../../contract/result.ts'
import type { SignedHead } from '../../contract/signed-head.ts'
import { exists } from '../files/folder.ts'
import { type Anchors, anchorsHold, readAnchors } from './anchors.ts'
import { type Chains, chainsOf } from './chain.ts'
import { readPragma, readValue } from './database.ts'
import { problemOf } from './failure.ts'
import { type Second, walkChain } from './halves.ts'
import { type Head, readHead } from './head.ts'
import type { JournalHome } from './home.ts'
import { restoringNotEnded } from './pending-restore.ts'
import { type OpenForReading, openJournalForReading, readerKeys } from './read.ts'
import { expectedStructure, FORM, indexProblem, structureOf } from './schema.ts'
import { headHolds } from './signed-head.ts'
import { type AlteredKey, alteredKey, ownKeys } from './signing.ts'
import { atOnce } from './steps.ts'
import { type Bad, type Known, span, type Walk } from './walk.ts'

/** An end of the chain from elsewhere: a printed slip. `head`: what the terminal has signed beside it, on newer slips. */
export type Witness = {
  readonly journal: string
  readonly seq: number
  readonly mac: string
  readonly from: string
  readonly head: SignedHead | null
}

/**
 * Reads the files beside the database. They are read before it, so that a terminal that goes on writing meanwhile is
 * no contradiction.
 */
type Outside = {
  readonly head: Result<Head, 'missing' | 'altered'>
  readonly anchors: Result<Anchors, 'missing' | 'altered'>
}

const readOutside = (home: JournalHome, chains: Chains): Outside => {
  const anchors = readAnchors(home.anchors)
  return {
    head: readHead(
      home.head,
      chains.all.map(({ head }) => head),
    ),
    anchors: anchors.ok && !anchorsHold(anchors.value, chains.all) ? fail('altered') : anchors,
  }
}

const knownFrom = ({ head, anchors }: Outside, witnesses: readonly Witness[]): Known[] => [
  ...(head.ok ? [{ seq: head.value.seq, mac: head.value.mac, line: Infinity, from: 'the head file' }] : []),
  ...(anchors.ok
    ? anchors.value.lines.map(({ seq, mac, line }) => ({
        seq,
        mac,
        line,
        from: `line ${line} of the anchor file`,
      }))
    : []),
  ...witnesses.map(({ seq, mac, from }) => ({ seq, mac, from, line: Infinity, isWitness: true })),
]

/** Rows that something outside has seen and the database does not have. */
const tailProblems = (walk: Walk, known: readonly Known[]): Bad[] => {
  const counted = known.filter(({ line }) => line > walk.anchorsAcknowledged)
  const furthest = counted.reduce((most, { seq }) => Math.max(most, seq), 0)
  return furthest > walk.last
    ? [{ seq: walk.last + 1, problem: `${span(walk.last + 1, furthest)} at the end missing` }]
    : []
}

const lossProblems = (walk: Walk): Bad[] =>
  walk.losses
    .filter(({ seq }) => seq > walk.acknowledgedThrough)
    .map(({ seq, what, from }) => ({
      seq: from > 0 ? from : seq,
      problem: `${what}: found when the journal was opened, see row ${seq}`,
    }))

const contradictions = (walk: Walk): Bad[] =>
  walk.contradicted
    .filter(({ line }) => line > walk.anchorsAcknowledged)
    .map(({ seq, from }) =>
      seq === 0
        ? { seq: 1, problem: `the journal does not begin where ${from} has seen it begin` }
        : { seq, problem: `row ${seq} is not the one that ${from} has seen` },
    )

const outsideProblems = ({ head, anchors }: Outside): Bad[] => [
  ...(head.ok ? [] : [{ seq: null, problem: `the head file is ${head.problem}` }]),
  ...(anchors.ok ? [] : [{ seq: null, problem: `the anchor file is ${anchors.problem}` }]),
  ...(head.ok && anchors.ok && (anchors.value.lines.at(-1)?.line ?? 0) < head.value.anchors
    ? [{ seq: null, problem: `lines at the end of the anchor file are missing` }]
    : []),
]

/** Compares the structure, and reads every index, so that damage where no row is does not stay hidden. */
function* databaseProblems(database: Database.Database, entries: number): Steps<Bad[]> {
  try {
    if (readPragma(database, 'user_version') !== FORM) return []
    if (structureOf(database) !== expectedStructure())
      return [{ seq: null, problem: 'the tables of the database were changed' }]
    const index = yield* indexProblem(database, entries)
    return index === null ? [] : [{ seq: null, problem: `the index ${index} leaves rows out` }]
  } catch (error) {
    return [{ seq: null, problem: `the database is damaged (${problemOf(error).detail})` }]
  }
}

/** The finding that comes first; those without a row come after those with one. */
const firstOf = (findings: readonly Bad[]): Bad | undefined =>
  [...findings].sort((one, other) => (one.seq ?? Infinity) - (other.seq ?? Infinity))[0]

/** Losses that an administrator has put on record: no longer a finding, and still said. */
const remarks = ({ gaps, losses }: Walk): string | null => {
  const lines = [
    ...gaps.map(({ from, to, by }) => `${span(from, to)} missing, as row ${by} records`),
    ...losses
      .filter(({ what }) => what !== 'rows-missing')
      .map(({ seq, what }) => `${what}, as row ${seq} records`),
  ]
  return lines.length === 0 ? null : lines.join('; ')
}

/** The answer about the witnesses, and why one could not be compared. */
type Testimony = { readonly witness: Verification['witness']; readonly why: string | null }

/** Why there is no row to compare a witness with; null where the rows end before it, which is a finding. */
const notCompared = ({ seq, from }: Witness, walk: Walk): string | null => {
  const gap = walk.gaps.find((one) => one.from <= seq && seq <= one.to)
  if (gap) return `${from} could not be compared: row ${seq} is missing, as row ${gap.by} records`
  if (seq < walk.begins) return `${from} could not be compared: the retention has removed row ${seq}`
  return walk.bad ? `${from} could not be compared: the rows hold only up to row ${walk.last}` : null
}

/** Reads what the terminal itself says of a witness whose row is gone. */
const signatureSays = ({ head }: Witness, keys: readonly string[]): string => {
  if (head === null) return ''
  return keys.includes(head.key) && headHolds(head, head.key)
    ? '; what it says was signed by this terminal'
    : '; its signature is not this terminal’s'
}

const signedBySchema = z.array(z.strictObject({ seq: z.number().int(), key: z.string() }))

/** The terminal's own public keys, the newest head of each key that has signed one, and a public half that was put in. */
type Signatures = {
  readonly own: readonly string[]
  readonly heads: z.infer<typeof signedBySchema>
  readonly altered: AlteredKey | null
}

/** Form 1 had no signatures, and rows that do not hold name no keys; damage is said by what looks for it. */
const signaturesIn = (database: Database.Database, chains: Chains, walk: Walk): Signatures => {
  try {
    if (walk.bad === null && readPragma(database, 'user_version') >= 2)
      return {
        own: ownKeys(database, chains),
        heads: signedBySchema.parse(
          database.prepare('SELECT max(seq) AS seq, key FROM heads GROUP BY key').all(),
        ),
        altered: alteredKey(database, chains),
      }
  } catch (error) {
    problemOf(error)
  }
  return { own: [], heads: [], altered: null }
}

/**
 * Heads under a key that no row names and that the terminal does not have: somebody else has signed them. Whoever could put them
 * there knows the digests, so that only the key tells.
 */
const foreignHeads = ({ own, heads }: Signatures, { acknowledgedThrough }: Walk): Bad[] =>
  heads
    .filter(({ seq, key }) => !own.includes(key) && seq > acknowledgedThrough)
    .map(({ seq }) => ({
      seq: null,
      problem: `the head of row ${seq} is signed with a key that is not this terminal’s`,
    }))

/** Nothing is signed with a public half that somebody has put there, and no slip shows it. */
const alteredKeys = ({ altered }: Signatures): Bad[] =>
  altered === null
    ? []
    : [
        {
          seq: null,
          problem: `the public key ${altered.stands} stands beside the signing key, which is ${altered.own}: somebody has put it there`,
        },
      ]

/** Tells whether the witnesses agree: a witness that could not be compared is no agreement. */
const testimony = (walk: Walk, witnesses: readonly Witness[], keys: readonly string[]): Testimony => {
  if (witnesses.length === 0) return { witness: null, why: null }
  const without = witnesses.filter(({ seq }) => !walk.compared.some((one) => one.seq === seq))
  const reasons = without.map((witness) => ({ witness, why: notCompared(witness, walk) }))
  const contradicts = walk.contradicted.some(({ isWitness }) => isWitness === true)
  if (contradicts || reasons.some(({ why }) => why === null)) return { witness: 'disagrees', why: null }
  if (reasons.length === 0) return { witness: 'agrees', why: null }
  const lines = reasons.map(({ witness, why }) => `${why}${signatureSays(witness, keys)}`)
  return { witness: 'not-compared', why: lines.join('; ') }
}

/** The journal's own name; null where the file is damaged there, which the walk says. */
const nameIn = (database: Database.Database): string | null => {
  try {
    return readValue(database, `SELECT value FROM meta WHERE name = 'journal'`, z.string())
  } catch (error) {
    problemOf(error)
    return null
  }
}

/** Another journal's slip says that this is not the journal that it was made of: one may have been begun anew. */
const otherJournal = (database: Database.Database, witnesses: readonly Witness[]): Bad[] => {
  const journal = nameIn(database)
  return witnesses
    .filter((witness) => journal !== null && witness.journal !== journal)
    .map((witness) => ({ seq: null, problem: `${witness.from} is of another journal (${witness.journal})` }))
}

/** Verifies a journal through an open connection; the whole answer is about one moment. */
function* verifyDatabase(
  database: Database.Database,
  chains: Chains,
  outside: Outside,
  witnesses: readonly Witness[],
  second: Second | null,
): Steps<Verification> {
  database.exec('BEGIN')
  try {
    const foreign = otherJournal(database, witnesses)
    const known = knownFrom(outside, foreign.length > 0 ? [] : witnesses)
    const walk = yield* walkChain(database, chains, known, second)
    const signatures = signaturesIn(database, chains, walk)
    const { witness, why }: Testimony =
      foreign.length > 0 ? { witness: 'disagrees', why: null } : testimony(walk, witnesses, signatures.own)
    const bad = firstOf([
      ...(walk.bad
        ? [walk.bad]
        : [...tailProblems(walk, known), ...(yield* databaseProblems(database, walk.entries))]),
      ...contradictions(walk),
      ...lossProblems(walk),
      ...(walk.headProblem === null ? [] : [{ seq: null, problem: walk.headProblem }]),
      ...foreignHeads(signatures, walk),
      ...alteredKeys(signatures),
      ...foreign,
      ...outsideProblems(outside),
    ])
    if (bad) return { entries: walk.entries, ok: false, firstBad: bad.seq, problem: bad.problem, witness }
    const said = [remarks(walk), why].filter((text) => text !== null).join('; ')
    return { entries: walk.entries, ok: true, firstBad: null, problem: said === '' ? null : said, witness }
  } finally {
    if (database.inTransaction) database.exec('ROLLBACK')
  }
}

/** Gives a large journal a thread for the second half of its rows (main/journal/second-walk.ts). */
export type SecondFor = (of: Required<OpenForReading>) => Second

/**
 * Verifies the journal in a folder: every row's code, the chain, the head file, the anchors, and what else is known of
 * its end. The terminal may go on writing meanwhile.
 * @param witnesses ends of the chain that were kept elsewhere
 * @param secondFor null where the other core is somebody else's: at the desk, the window's
 * @returns the verdict; or why there is nothing that could be verified (no journal, no key)
 */
export function* verifyInSteps(
  options: OpenForReading,
  witnesses: readonly Witness[] = [],
  secondFor: SecondFor | null = null,
): Steps<Result<Verification, JournalOpenFailure>> {
  const keys = readerKeys(options)
  if (!keys.ok) return keys
  const { home, ring } = keys.value
  const found = (problem: string): Result<Verification, never> =>
    ok({
      entries: 0,
      ok: false,
      firstBad: null,
      problem,
      witness: witnesses.length === 0 ? null : 'not-compared',
    })
  // Neither the old journal nor the new one stands there meanwhile.
  const notEnded = restoringNotEnded(home)
  if (notEnded !== null) return found(notEnded)
  const outside = readOutside(home, chainsOf(ring))
  const reader = openJournalForReading(options)
  if (!reader.ok) {
    const { why, message } = reader.problem
    const isFinding = why === 'damaged' || why === 'half-written' || (why === 'foreign' && exists(home.head))
    return isFinding ? found(message) : reader
  }
  try {
    return ok(
      yield* verifyDatabase(
        reader.value.connection.database,
        reader.value.chains,
        outside,
        witnesses,
        secondFor?.({ home: options.home, keys: ring }) ?? null,
      ),
    )
  } finally {
    reader.value.close()
  }
}

/** {@link verifyInSteps}, at once. */
export const verifyJournal = (
  options: OpenForReading,
  witnesses: readonly Witness[] = [],
  progress: (rows: number) => void = () => {},
  secondFor: SecondFor | null = null,
): Result<Verification, JournalOpenFailure> => atOnce(verifyInSteps(options, witnesses, secondFor), progress)
