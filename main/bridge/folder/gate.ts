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

/**
 * A gate for so many calls at once. Of those that wait with one rank the last to come goes first: a new result waits for none of
 * a thousand old files that somebody puts there at once.
 */
export const createGate = (most: number): Gate => {
  let inside = 0
  const waiting: Waiting[] = []
  const next = (): Waiting | undefined => {
    const [first, ...others] = waiting
    if (first === undefined) return undefined
    const chosen = others.reduce((best, one) => (goesBefore(one, best) ? one : best), first)
    waiting.splice(waiting.indexOf(chosen), 1)
    return chosen
  }
  return async (act, rank) => {
    if (inside >= most) await new Promise<void>((go) => waiting.push({ rank, go }))
    else inside += 1
    try {
      return await act()
    } finally {
      const following = next()
      // The place goes to the next one.
      if (following) following.go()
      else inside -= 1
    }
  }
}
