/** The door to the program: whole states in, intents out, both parsed. */
import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react'
import { type Bridge, type RuntimeFacts, runtimeFactsSchema } from '../../contract/bridge.ts'
import { type DeskState, deskStateSchema } from '../../contract/desk.ts'
import type { Intent } from '../../contract/intents.ts'
import { readJson } from '../../contract/json-text.ts'
import { describeIssues } from '../../contract/problem.ts'
import { keepEqual } from './keep-equal.ts'

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

/**
 * Takes a new value from the program. States older than the one shown (by `revision`) are left aside; what is equal in both is
 * the same object.
 */
const next = (before: Connection, text: string): Connection => {
  const parsed = deskStateSchema.safeParse(readJson(text))
  if (!parsed.success) return { phase: 'unreadable', problem: describeIssues(parsed.error) }
  if (before.phase !== 'ready') return { phase: 'ready', state: parsed.data }
  return before.state.revision > parsed.data.revision
    ? before
    : { phase: 'ready', state: keepEqual(before.state, parsed.data) }
}

/**
 * Listens for as long as the page lives. What the program has said by now is in the very first drawing. After that the last of
 * the states that have come is drawn: while one is drawn the desk may have sent several, as when a card is read. They come in
 * the order in which they were sent.
 */
export const listen = (onState: Bridge['onState']) => {
  let connection: Connection = { phase: 'waiting' }
  let newest: string | null = null
  const listeners = new Set<() => void>()
  const take = (): void => {
    if (newest === null) return
    connection = next(connection, newest)
    newest = null
    for (const listener of listeners) listener()
  }
  // A message to ourselves comes after those that wait already, and is not held back where the window cannot be seen.
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = take
  onState((text) => {
    const isAsked = newest !== null
    newest = text
    if (connection.phase === 'waiting') take()
    else if (!isAsked) port2.postMessage(null)
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

/** The visit on the screen; null where there is none, undefined before anything is drawn. */
let shown: string | null | undefined

/** The present state of the desk. */
export const useConnection = (): Connection => {
  const [{ subscribe, present }] = useState(() => listen(window.uketsuke.onState))
  const connection = useSyncExternalStore(subscribe, present)
  useLayoutEffect(() => {
    shown = connection.phase === 'ready' ? (connection.state.checkIn?.id ?? null) : undefined
  }, [connection])
  return connection
}

/** Says what the person at the desk wants, and which visit they had before them. */
export const send = (intent: Intent): void =>
  window.uketsuke.send(shown === undefined ? intent : { ...intent, shown })

/** The same for a row of steps that go through visits without looking: each is for whichever visit there is then. */
export const sendAll = (intents: readonly Intent[]): void => {
  for (const intent of intents) window.uketsuke.send(intent)
}

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
