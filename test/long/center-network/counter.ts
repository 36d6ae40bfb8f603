/** A terminal's process in its place of the network, as whoever started it sees it: what it has written, and what it was told is held. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Clock } from './clocks.ts'
import type { Place } from './namespaces.ts'
import { type Order, type Word, wordSchema } from './words.ts'

const PROGRAM = fileURLToPath(new URL('terminal.ts', import.meta.url))

export type Counter = {
  readonly home: string
  readonly place: Place
  /** The last row that it knows to be durable in its own journal, over all its processes. */
  written(): number
  /** The last row that it was told the center holds. */
  acknowledged(): number
  order(order: Order): void
  /** Starts its process, and waits until it is at work. */
  start(): Promise<void>
  /** Ends its process; `SIGKILL` as a power cut would. */
  end(how: 'in peace' | 'SIGKILL'): Promise<void>
  /** Waits for a word. @throws where none comes in time */
  hears(what: string, seconds: number, isIt: (word: Word) => boolean): Promise<Word>
  /** The outcome of its last round, for a message. */
  lastRound(): string
  /** Times that the driver tripped over what a server said. */
  tripped(): number
}

export const createCounter = (home: string, place: Place, url: string, clock: Clock | null): Counter => {
  let child: ChildProcess | null = null
  let written = 0
  let acknowledged = 0
  let tripped = 0
  let most = 0
  let isMeantToEnd = false
  let said = ''
  let lastRound = ''
  const listeners = new Set<(word: Word) => void>()
  const hear = (message: unknown): void => {
    const word = wordSchema.parse(message)
    if (word.what === 'written') written = Math.max(written, word.seq)
    if (word.what === 'not-written')
      throw new Error(`the journal of a terminal takes no rows: ${word.detail}`)
    if (word.what === 'round') lastRound = JSON.stringify(word)
    if (word.what === 'round' && word.through !== null) acknowledged = Math.max(acknowledged, word.through)
    for (const listener of [...listeners]) listener(word)
  }
  const hears: Counter['hears'] = (what, seconds, isIt) =>
    new Promise((resolve, reject) => {
      const listener = (word: Word): void => {
        if (!isIt(word)) return
        clearTimeout(timer)
        listeners.delete(listener)
        resolve(word)
      }
      const timer = setTimeout(() => {
        listeners.delete(listener)
        reject(new Error(`${place.address}, not within ${seconds} s: ${what} ${said.slice(-500)}`))
      }, seconds * 1_000)
      listeners.add(listener)
    })
  const start = async (): Promise<void> => {
    isMeantToEnd = false
    const started = spawn('ip', ['netns', 'exec', place.namespace, process.execPath, PROGRAM, home, url], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, ...clock?.env, NODE_NO_WARNINGS: '1' },
    })
    child = started
    started.stderr?.on('data', (data) => {
      said += String(data)
    })
    started.on('message', hear)
    started.once('exit', (code) => {
      if (child !== started) return
      child = null
      if (isMeantToEnd) return
      // The desk, too, starts a forwarder anew that a server has brought down.
      if (code === 3) {
        tripped += 1
        void start()
      } else throw new Error(`a terminal has ended with ${code}: ${said.slice(-1_000)}`)
    })
    await hears('ready', 60, ({ what }) => what === 'ready')
    if (most > 0) started.send({ order: 'write', most })
  }
  return {
    home,
    place,
    written: () => written,
    acknowledged: () => acknowledged,
    tripped: () => tripped,
    lastRound: () => lastRound,
    order: (order) => {
      if (order.order === 'write') most = order.most
      child?.send(order)
    },
    start,
    end: async (how) => {
      const ending = child
      if (ending === null) return
      isMeantToEnd = true
      const ended = new Promise<void>((resolve) => {
        ending.once('exit', () => resolve())
      })
      if (how === 'SIGKILL') ending.kill('SIGKILL')
      else ending.send({ order: 'end' })
      await ended
      child = null
    },
    hears,
  }
}
