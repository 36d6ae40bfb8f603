import { useEffect, useState } from 'react'
import { usePreferences } from './preferences.tsx'

/** The least width and height of the window, in rem, where everything has its usual place (renderer/frame/app.module.css). */
const ROOM = { width: 48, height: 40 }

/**
 * Tells whether the text is large for the window: all of it scrolls then, and what matters most has to come first. Pure.
 * @param rem pixels of one rem
 */
export const isCrampedAt = (width: number, height: number, rem: number): boolean =>
  width < ROOM.width * rem || height < ROOM.height * rem

const now = (): boolean =>
  isCrampedAt(
    window.innerWidth,
    window.innerHeight,
    Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
  )

/** The same for this window, at every change of its size and of the text's. */
export const useIsCramped = (): boolean => {
  const { textSize } = usePreferences().preferences
  const [isCramped, setCramped] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the size of the text changes what one rem is.
  useEffect(() => {
    const look = () => setCramped(now())
    // The root takes its size of text after this.
    const frame = requestAnimationFrame(look)
    window.addEventListener('resize', look)
    return () => {
      cancelAnimationFrame(frame)
      window.removeEventListener('resize', look)
    }
  }, [textSize])
  return isCramped
}
