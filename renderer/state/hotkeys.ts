import { useEffect, useRef } from 'react'

/**
 * The keys of the desk. Function keys work wherever the focus is, in a field too; a bare letter or digit never does
 * anything by itself, because a scanner in keyboard mode types those.
 */
export type Hotkey = 'f1' | 'f2' | 'f3' | 'f4' | 'f5' | 'f6' | 'f7' | 'f8' | 'f9' | 'f10' | 'f11' | 'f12'

/** Listens while mounted. A held key counts once; an open dialog keeps the keys to itself. */
export const useHotkeys = (keys: Partial<Record<Hotkey, () => void>>): void => {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.repeat || event.altKey || event.ctrlKey || event.metaKey) return
      const act = Object.entries(latest.current).find(([key]) => key === event.key.toLowerCase())?.[1]
      if (act === undefined) return
      event.preventDefault()
      if (document.querySelector('[role="dialog"]') !== null && event.key !== 'F1') return
      act()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
