/** Waits for the answers to requests in `res`: by hint and by listing, each taken once it is whole. */
import { join } from 'node:path'
import type { Gate } from '../folder/gate.ts'
import { watchListing } from '../folder/listing.ts'
import { inTime, type Patience } from '../folder/patience.ts'
import { type TakenFile, takeWhole } from '../folder/whole-file.ts'
import type { RequestNames } from '../layout.ts'
import { answersTo } from './post.ts'

/** Takes a file that came under a name. @returns whether the waiting is over */
export type OnAnswer = (file: TakenFile) => boolean

export type Answers = {
  /** Waits for what comes under this name, from now on and from before. @returns what ends the waiting */
  expect(name: string, onAnswer: OnAnswer): () => void
  close(): Promise<void>
}

/** The files that end a request; the request itself, given back beside its refusal, does not. */
const endsOf = (names: RequestNames): readonly string[] =>
  answersTo(names).filter((file) => file !== names.request)

export const awaitAnswers = (options: {
  readonly root: string
  readonly patience: Patience
  readonly gate: Gate
  readonly onReachable: (reachable: boolean) => void
  /** The files of a request, by the end of its name. */
  readonly names: (name: string) => RequestNames
}): Answers => {
  const { root, patience, gate, onReachable, names: namesOf } = options
  /** `OQSsiquc01res_261130k3f001.xml` → `261130k3f001`; null for a name that is none of ours. */
  const nameIn = (file: string): string | null => {
    const name = /_([0-9A-Za-z]+)\.(?:xml|zip|err)$/.exec(file)?.[1]
    return name !== undefined && endsOf(namesOf(name)).includes(file) ? name : null
  }
  const stop = new AbortController()
  const { signal } = stop
  const expected = new Map<string, { readonly onAnswer: OnAnswer; readonly seen: Set<string> }>()
  const followed = new Set<string>()
  const again = new Set<string>()
  let folder: string | null = null

  const follow = async (path: string, file: string): Promise<void> => {
    const name = nameIn(file)
    if (name === null || signal.aborted) return
    if (followed.has(file)) {
      again.add(file)
      return
    }
    followed.add(file)
    do {
      again.delete(file)
      const waiting = expected.get(name)
      if (!waiting) break
      const taken = await takeWhole(join(path, file), file, { patience, signal, known: waiting.seen, gate })
      if (taken === null) continue
      waiting.seen.add(taken.hash)
      if (expected.get(name) === waiting && waiting.onAnswer(taken)) expected.delete(name)
      // One behind a lock gives no sign when the lock is gone.
      else if (taken.hash === '') again.add(file)
    } while (again.has(file))
    followed.delete(file)
  }

  const ended = watchListing({
    root,
    folder: 'res',
    wanted: (file) => {
      const name = nameIn(file)
      return name !== null && expected.has(name)
    },
    patience,
    signal,
    gate,
    onList: ({ path, names }) => {
      folder = path
      for (const file of names) void follow(path, file)
    },
    onHint: (path, file) => void follow(path, file),
    onReachable,
  })

  return {
    expect: (name, onAnswer) => {
      expected.set(name, { onAnswer, seen: new Set() })
      if (folder !== null) for (const file of endsOf(namesOf(name))) void follow(folder, file)
      return () => {
        expected.delete(name)
      }
    },
    close: async () => {
      stop.abort()
      await inTime(ended, patience.end)
    },
  }
}
