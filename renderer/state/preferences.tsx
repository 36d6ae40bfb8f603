/**
 * How the window looks and sounds: the desk's settings, and what somebody changed for one patient. The second lasts
 * until that check-in ends.
 */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { DeskState } from '../../contract/desk.ts'
import type { Settings } from '../../contract/office.ts'

export type Preferences = Pick<Settings, 'theme' | 'textSize' | 'sounds' | 'volume'>

type Value = { preferences: Preferences; change: (part: Partial<Preferences>) => void }
const PreferencesContext = createContext<Value | null>(null)

export const usePreferences = (): Value => {
  const value = useContext(PreferencesContext)
  if (value === null) throw new Error('usePreferences outside of PreferencesProvider')
  return value
}

export const PreferencesProvider = ({ state, children }: { state: DeskState; children: ReactNode }) => {
  const visit = state.checkIn?.id ?? null
  const { theme, textSize, sounds, volume } = state.office.settings
  const [changed, setChanged] = useState<{ visit: string | null; part: Partial<Preferences> }>({
    visit,
    part: {},
  })
  // With another patient, or none, what was changed for the last one is gone before anything is drawn.
  if (changed.visit !== visit && changed.visit !== null) setChanged({ visit, part: {} })
  else if (changed.visit !== visit) setChanged({ visit, part: changed.part })
  const value = useMemo<Value>(
    () => ({
      preferences: { theme, textSize, sounds, volume, ...changed.part },
      change: (part) => setChanged((before) => ({ ...before, part: { ...before.part, ...part } })),
    }),
    [theme, textSize, sounds, volume, changed.part],
  )
  useEffect(() => {
    document.documentElement.dataset.theme = value.preferences.theme
    document.documentElement.dataset.textSize = value.preferences.textSize
  }, [value.preferences.theme, value.preferences.textSize])
  return <PreferencesContext value={value}>{children}</PreferencesContext>
}
