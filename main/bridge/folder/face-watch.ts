/** Watches for face results: each is told once, when it is whole, with whether it acts. Nothing in the folder is changed. */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type WhyNot, whyNot } from '../judge.ts'
import { kindOf, type Reading } from '../read.ts'
import { createGate } from './gate.ts'
import { type Listing, watchListing } from './listing.ts'
import { inTime, type Patience } from './patience.ts'
import { lookAt, type TakenFile, takeWhole } from './whole-file.ts'

/** A face result that has come. */
export type Arrival = {
  readonly file: string
  /** SHA-256 of what the file says, in hex. */
  readonly hash: string
  /** When it was taken, in milliseconds since 1970. */
  readonly at: number
  readonly reading: Reading
  readonly acts: boolean
  readonly why: WhyNot | null
}

export type FaceWatchOptions = {
  /** Holds `face`, in any case. */
  readonly root: string
  readonly institution: string
  readonly patience: Patience
  /** Milliseconds since 1970. */
  readonly now: () => number
  /**
   * A watch before this one ended without notice: what was written since then and is none of these contents has come while
   * nobody watched, and is told if it acts. Absent: whatever stands there at the start is known.
   */
  readonly missed?: { readonly since: number; readonly known: ReadonlySet<string> } | undefined
  readonly onArrival: (arrival: Arrival) => void
  readonly onReachable: (reachable: boolean) => void
  /** Files that stood there at the start are known. */
  readonly onReady: () => void
}

/** The knowledge of a name. */
type Known = {
  /** Contents that were told, or stood there at the start. */
  readonly whole: Set<string>
  /** Contents that were told to be unreadable. */
  readonly unreadable: Set<string>
  /** When it was last written, as far as was seen. */
  writtenAt: number | null
}

/** So many of the newest files of the start are looked into: one of them may be half written. */
const LOOKED_INTO_AT_START = 200
/** So many calls at once reach the folder: the listing and one look. */
const AT_ONCE = 2
/** So many of the files that were told of are asked at each listing whether they have been written again. */
const ASKED_AGAIN = 20

/** The moment that a name ends in, for the order in which files are looked at. */
const stampIn = (name: string): string => /(\d{14})\.[a-z]+$/.exec(name)?.[1] ?? ''

/** @returns what ends the watch, and resolves when nothing of it goes on */
export const watchFaces = (options: FaceWatchOptions): (() => Promise<void>) => {
  const { root, institution, patience, now, missed, onArrival, onReachable, onReady } = options
  const startedAt = now()
  const stop = new AbortController()
  const { signal } = stop
  const gate = createGate(AT_ONCE)
  const known = new Map<string, Known>()
  /** Names that stood there at the start, which nobody has looked into. */
  const unseen = new Set<string>()
  const followed = new Set<string>()
  const again = new Set<string>()
  /** Names that went before they were whole: with the folder, perhaps, and they come back with it. */
  const gone = new Set<string>()
  let names: ReadonlySet<string> | null = null
  let turn = known.entries()
  let asking = false

  const knownOf = (name: string): Known => {
    const found = known.get(name) ?? { whole: new Set(), unreadable: new Set(), writtenAt: null }
    known.set(name, found)
    return found
  }

  const keep = (name: string, { reading, hash, writtenAt }: TakenFile): void => {
    const about = knownOf(name)
    about.writtenAt = writtenAt
    const { whole, unreadable } = about
    ;(reading.problem === 'UNREADABLE' ? unreadable : whole).add(hash)
  }

  const tell = (name: string, taken: TakenFile): void => {
    const { reading, hash, writtenAt } = taken
    const about = knownOf(name)
    const isUnreadable = reading.problem === 'UNREADABLE'
    const of = {
      institution,
      now: now(),
      startedAt,
      writtenAt,
      conflict: !isUnreadable && about.whole.size > 0,
    }
    keep(name, taken)
    const stoodThere = unseen.delete(name)
    // A file that stood there at the start and is from before it has only been touched.
    if (stoodThere && whyNot(reading, of) === 'old') return
    const why = whyNot(reading, stoodThere ? { ...of, conflict: true } : of)
    onArrival({ file: name, hash, at: of.now, reading, acts: why === null, why })
  }

  const follow = async (path: string, name: string): Promise<void> => {
    if (followed.has(name)) {
      again.add(name)
      return
    }
    followed.add(name)
    try {
      do {
        again.delete(name)
        const about = knownOf(name)
        const taken = await takeWhole(join(path, name), name, {
          patience,
          signal,
          known: new Set([...about.whole, ...about.unreadable]),
          gate: (act) => gate(act, stampIn(name)),
        })
        if (taken !== null && !signal.aborted) tell(name, taken)
        if (taken === null && about.whole.size + about.unreadable.size === 0) gone.add(name)
        if (taken?.hash === '') again.add(name)
      } while (again.has(name) && !signal.aborted)
    } finally {
      followed.delete(name)
    }
  }

  /** Looks into the newest of what stands there at the start; what is not whole yet is still arriving. */
  const begin = async ({ path, names: first }: Listing): Promise<void> => {
    for (const name of first) unseen.add(name)
    const newest = [...first].sort((one, other) => (stampIn(one) < stampIn(other) ? 1 : -1))
    for (const name of newest.slice(0, LOOKED_INTO_AT_START)) {
      if (signal.aborted) return
      const look = await gate(() => lookAt(join(path, name), name))
      if (look.is !== 'read' || !unseen.delete(name)) continue
      const { reading, hash, writtenAt } = look.taken
      const isNew = missed !== undefined && (writtenAt ?? 0) >= missed.since && !missed.known.has(hash)
      const acts =
        whyNot(reading, { institution, now: now(), startedAt, writtenAt, conflict: false }) === null
      if (reading.problem === 'UNREADABLE' || (isNew && acts)) void follow(path, name)
      else keep(name, look.taken)
    }
  }

  /** Follows what was told of and has been written again, of which a share may give no hint. */
  const askAgain = async ({ path, names: present }: Listing): Promise<void> => {
    if (asking) return
    asking = true
    for (let asked = 0; asked < ASKED_AGAIN && !signal.aborted; asked += 1) {
      const next = turn.next()
      if (next.done) turn = known.entries()
      if (next.done || signal.aborted) break
      const [name, { writtenAt }] = next.value
      if (writtenAt === null || !present.has(name) || followed.has(name)) continue
      const written = await gate(() => stat(join(path, name))).catch(() => null)
      if (written !== null && written.mtimeMs !== writtenAt) void follow(path, name)
    }
    asking = false
  }

  const onList = (listing: Listing): void => {
    const before = names
    names = listing.names
    if (before === null) {
      onReady()
      void begin(listing)
      return
    }
    for (const name of listing.names)
      if (gone.delete(name) || !before.has(name)) void follow(listing.path, name)
    // A file that is not in this list is new when it comes back.
    gone.clear()
    void askAgain(listing)
  }

  const ended = watchListing({
    root,
    folder: 'face',
    wanted: (name) => kindOf(name) === 'face',
    patience,
    signal,
    gate,
    onList,
    onHint: (path, name) => {
      if (names !== null) void follow(path, name)
    },
    onReachable,
  })
  return async () => {
    stop.abort()
    await inTime(ended, patience.end)
  }
}
