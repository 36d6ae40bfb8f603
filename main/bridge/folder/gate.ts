/**
 * Lets only a few calls at once reach a folder: a share that does not answer holds each of them for half a minute, and the
 * process has few threads for all its files (four, or sixteen at the desk).
 * @param rank of those that wait the highest goes first, as text is ordered; without one a call goes before all that have one
 */
export type Gate = <Value>(act: () => Promise<Value>, rank?: string) => Promise<Value>

type Waiting = { readonly rank: string | undefined; readonly go: () => void }

/** Tells whether the one that came later goes before the other. */
const goesBefore = (later: Waiting, other: Waiting): boolean =>
  later.rank === undefined || (other.rank !== undefined && later.rank >= other.rank)

/** Puts one that comes now among those that wait, of whom the last goes first. */
const queue = (waiting: Waiting[], one: Waiting): void => {
  let from = 0
  let to = waiting.length
  while (from < to) {
    const middle = (from + to) >> 1
    const other = waiting[middle]
    if (other !== undefined && goesBefore(one, other)) from = middle + 1
    else to = middle
  }
  waiting.splice(from, 0, one)
}

/**
 * A gate for so many calls at once. Of those that wait with one rank the last to come goes first: a new result waits for none of
 * a thousand old files that somebody puts there at once.
 */
export const createGate = (most: number): Gate => {
  let inside = 0
  const waiting: Waiting[] = []
  return async (act, rank) => {
    if (inside >= most) await new Promise<void>((go) => queue(waiting, { rank, go }))
    else inside += 1
    try {
      return await act()
    } finally {
      const next = waiting.pop()
      // The place goes to the next one.
      if (next) next.go()
      else inside -= 1
    }
  }
}
