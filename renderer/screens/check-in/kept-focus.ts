import { type RefObject, useEffect } from 'react'
import { useEveryState } from '../../state/desk.ts'

/**
 * Keeps the keyboard and the screen reader where the work is: when what had the focus has gone from the screen, this
 * place takes it, so that Tab goes on from here and not from the top of the page. It is no button, so that an Enter
 * pressed twice answers nothing.
 */
export const useKeptFocus = (place: RefObject<HTMLElement | null>): void => {
  // Any state may have taken away what had the focus, here or beside this place.
  useEveryState()
  useEffect(() => {
    // A dialog that has closed gives the focus back in the next frame; what asked for it comes before this place.
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) place.current?.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  })
}
