import { useEffect, useRef } from 'react'
import { SECOND_TAP_MS } from './second-taps.ts'

/**
 * Tells whether a press can be meant for what stands there now, and not for what stood there just before: a second tap does
 * not take away what has moved up, and a finger on its way does not take away what has come in between.
 * @param shown tells one thing shown from another
 */
export const useMeantPress = (shown: string): (() => boolean) => {
  const since = useRef(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another thing shown begins anew.
  useEffect(() => {
    since.current = performance.now()
  }, [shown])
  return () => performance.now() - since.current >= SECOND_TAP_MS
}
