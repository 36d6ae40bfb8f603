/**
 * Lets only a few calls at once reach a folder: a share that does not answer holds each of them for half a minute, and the
 * process has few threads for all its files (four, or sixteen at the desk).
 */
export type Gate = <Value>(act: () => Promise<Value>) => Promise<Value>

/**
 * A gate for so many calls at once. Of those that wait the last to come goes first: a new result waits for none of a thousand
 * old files that somebody puts there at once.
 */
export const createGate = (most: number): Gate => {
  let inside = 0
  const waiting: (() => void)[] = []
  return async (act) => {
    if (inside >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else inside += 1
    try {
      return await act()
    } finally {
      const next = waiting.pop()
      // The place goes to the next one.
      if (next) next()
      else inside -= 1
    }
  }
}
