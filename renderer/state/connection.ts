/** The door to the program: whole states in, intents out, both parsed. */
import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { type Bridge, type RuntimeFacts, runtimeFactsSchema } from '../../contract/bridge.ts'
import { type DeskState, deskStateSchema, type Intent } from '../../contract/desk.ts'
import { readJson } from '../../contract/json-text.ts'
import { describeIssues } from '../../contract/problem.ts'

declare global {
  interface Window {
    readonly uketsuke: Bridge
  }
}

/** `unreadable`: the program speaks another version of the contract than this window; nothing can be drawn. */
export type Connection =
  | { readonly phase: 'waiting' }
  | { readonly phase: 'unreadable'; readonly problem: string }
  | { readonly phase: 'ready'; readonly state: DeskState }

/** Takes a new value from the program. States older than the one shown (by `revision`) are left aside. */
const next = (before: Connection, text: string): Connection => {
  const parsed = deskStateSchema.safeParse(readJson(text))
  if (!parsed.success) return { phase: 'unreadable', problem: describeIssues(parsed.error) }
  return before.phase === 'ready' && before.state.revision > parsed.data.revision
    ? before
    : { phase: 'ready', state: parsed.data }
}

/** Listens for as long as the page lives. What the program has said by now is in the very first drawing. */
const listen = () => {
  let connection: Connection = { phase: 'waiting' }
  const listeners = new Set<() => void>()
  window.uketsuke.onState((text) => {
    connection = next(connection, text)
    for (const listener of listeners) listener()
  })
  return {
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    present: () => connection,
  }
}

/** The present state of the desk. */
export const useConnection = (): Connection => {
  const [{ subscribe, present }] = useState(listen)
  return useSyncExternalStore(subscribe, present)
}

/** Says what the person at the desk wants. */
export const send = (intent: Intent): void => window.uketsuke.send(intent)

/** The runtime of the program; null until it is known. */
export const useRuntimeFacts = (): RuntimeFacts | null => {
  const [facts, setFacts] = useState<RuntimeFacts | null>(null)
  useEffect(() => {
    let wanted = true
    void window.uketsuke.runtime().then((value) => {
      const parsed = runtimeFactsSchema.safeParse(value)
      if (wanted && parsed.success) setFacts(parsed.data)
    })
    return () => {
      wanted = false
    }
  }, [])
  return facts
}

const DeskContext = createContext<DeskState | null>(null)
export const DeskProvider = DeskContext.Provider

/** The state that is being drawn. */
export const useDesk = (): DeskState => {
  const state = useContext(DeskContext)
  if (state === null) throw new Error('useDesk outside of DeskProvider')
  return state
}
