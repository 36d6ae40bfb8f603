import { type RefObject, useEffect } from 'react'

/**
 * Begins at the top again whenever something else is shown: a page, a step, a decision. Whatever scrolls around the
 * element goes back to its beginning, however the window is laid out.
 * @param shows tells one thing shown from another
 */
export const useBeginAtTop = (inside: RefObject<HTMLElement | null>, shows: string): void => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another thing shown begins at its top.
  useEffect(() => {
    for (let element = inside.current; element !== null; element = element.parentElement)
      element.scrollTo(0, 0)
  }, [shows])
}
