import { type RefObject, useEffect } from 'react'

/** How far below the beginning of the window's frame the page begins, in CSS pixels. */
const topOf = (page: HTMLElement): number =>
  page.getBoundingClientRect().top - (page.parentElement?.getBoundingClientRect().top ?? 0)

/**
 * Keeps what a page shows in its place on the screen when something comes or goes above it, such as a message: the page
 * scrolls by as much as its top has moved, so that nothing slips away from under a finger. What is too short to scroll
 * moves.
 */
export const useStillPage = (page: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    const element = page.current
    if (element === null) return
    let top = topOf(element)
    const observer = new ResizeObserver(() => {
      const now = topOf(element)
      element.scrollTop += now - top
      top = now
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [page])
}
