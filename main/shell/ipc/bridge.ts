/** Gives a page its bridge. Runs in the page's sandbox: no Node, and nothing of Electron is handed on. */
import { ipcRenderer } from 'electron'
import type { Bridge } from '../../../contract/bridge.ts'
import { DOCUMENTS } from '../page/policy.ts'
import { CHANNELS, MAX_MESSAGE } from './channels.ts'

const messageText = (message: unknown): string => {
  const text = JSON.stringify(message)
  if (typeof text !== 'string') throw new TypeError('not a message')
  if (text.length > MAX_MESSAGE) throw new RangeError('the message is too long')
  return text
}

/** Tells whether it is one of the program's pages, and not the plain one that says what is wrong. */
const isPage = (path: string): boolean => Object.values<string>(DOCUMENTS).includes(path)

/** States for any number of listeners; the latest one is kept for those who come later. */
const openStates = (): Bridge['onState'] => {
  const listeners = new Set<(text: string) => void>()
  let latest: string | null = null
  ipcRenderer.on(CHANNELS.state, (_event, text: unknown) => {
    if (typeof text !== 'string') return
    latest = text
    for (const listener of listeners) listener(text)
  })
  // Asked for when the document is there, while the page's scripts are still being read: what the desk has said by then
  // is in the first thing that the page draws.
  if (isPage(location.pathname))
    document.addEventListener('readystatechange', () => ipcRenderer.send(CHANNELS.watch), { once: true })
  return (listener) => {
    if (typeof listener !== 'function') throw new TypeError('not a function')
    if (listeners.size === 0 && latest === null) ipcRenderer.send(CHANNELS.watch)
    listeners.add(listener)
    if (latest !== null) listener(latest)
    return () => {
      listeners.delete(listener)
    }
  }
}

/** Looking and sending; what every page may. */
export const openBridge = (): Omit<Bridge, 'print' | 'chooseFolder'> => ({
  onState: openStates(),
  send: (intent) => ipcRenderer.send(CHANNELS.send, messageText(intent)),
  runtime: () => ipcRenderer.invoke(CHANNELS.runtime),
})

/** Putting something on paper; for the receptionist's window alone. */
export const openPrint = (): Bridge['print'] => (request) =>
  ipcRenderer.invoke(CHANNELS.print, messageText(request))

/** Asking for a folder; for the receptionist's window alone. */
export const openChooseFolder = (): Bridge['chooseFolder'] => () => ipcRenderer.invoke(CHANNELS.chooseFolder)
