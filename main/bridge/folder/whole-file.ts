/**
 * Takes a file once it is whole: it parses to its end, and two looks some way apart found the same. A file that another
 * program has moved away after one whole look counts as whole, for whoever moved it had it whole.
 */
import { createHash } from 'node:crypto'
import { type Reading, readBridgeFile, unreadable } from '../read.ts'
import { codeOf, readBytes } from './file.ts'
import type { Gate } from './gate.ts'
import { type Patience, pause } from './patience.ts'

export type TakenFile = {
  readonly reading: Reading
  /** SHA-256 of what the file says, in hex; empty for one that could not be opened. */
  readonly hash: string
  readonly length: number
  /** When the file was last written, in milliseconds since 1970; null where nothing said so. */
  readonly writtenAt: number | null
}

type Look =
  | { readonly is: 'gone' }
  | { readonly is: 'closed' }
  | { readonly is: 'read'; readonly taken: TakenFile }

/** Codes of a file that is no longer there, on a disk and on a share. */
const GONE: readonly string[] = ['ENOENT', 'ENOTDIR', 'EISDIR', 'ESTALE']

const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

/** The sum of what a file says: a line's end that is written last makes no other file of it. */
export const contentHash = (bytes: Uint8Array): string => {
  let end = bytes.length
  while (end > 0 && isBlank(bytes[end - 1])) end -= 1
  return createHash('sha256').update(bytes.subarray(0, end)).digest('hex')
}

/** Looks at a file once. */
export const lookAt = async (path: string, name: string): Promise<Look> => {
  try {
    const { bytes, writtenAt } = await readBytes(path, name)
    const reading = await readBridgeFile(name, bytes)
    return { is: 'read', taken: { reading, hash: contentHash(bytes), length: bytes.length, writtenAt } }
  } catch (error) {
    // Anything but its absence may pass: a lock, a scanner, a share that comes and goes.
    return { is: GONE.includes(codeOf(error)) ? 'gone' : 'closed' }
  }
}

export type Following = {
  readonly patience: Patience
  readonly signal: AbortSignal
  /** Contents that are known already. */
  readonly known: ReadonlySet<string>
  readonly gate: Gate
}

type Since = { readonly taken: TakenFile; readonly at: number }

/** Tells whether a file that is not whole is as it was: a blank at its end, and the time of its writing, are a change too. */
const isSame = (one: TakenFile, other: TakenFile): boolean =>
  one.hash === other.hash && one.length === other.length && one.writtenAt === other.writtenAt

/**
 * Follows one file until it is whole.
 * @returns the file; an unreadable one too, when it has stood still for long; null when it has gone before it was whole,
 *   when what it says is known, or at the signal
 */
export const takeWhole = async (
  path: string,
  name: string,
  { patience, signal, known, gate }: Following,
): Promise<TakenFile | null> => {
  let whole: Since | null = null
  let still: Since | null = null
  while (!signal.aborted) {
    const found = await gate(() => lookAt(path, name))
    const now = performance.now()
    if (found.is === 'gone') return whole === null ? null : whole.taken
    if (found.is === 'read' && found.taken.reading.problem !== 'UNREADABLE') {
      const { taken } = found
      if (known.has(taken.hash)) return null
      if (whole === null || whole.taken.hash !== taken.hash) whole = { taken, at: now }
      else if (now - whole.at >= patience.apart) return taken
      still = null
      await pause(patience.apart + 1, signal)
      continue
    }
    const taken =
      found.is === 'read' ? found.taken : { reading: unreadable(name), hash: '', length: 0, writtenAt: null }
    // A file that cannot be opened may be whole behind its lock; one that is read and is not whole was not.
    if (found.is === 'read') whole = null
    if (still === null || !isSame(still.taken, taken)) still = { taken, at: now }
    else if (now - still.at >= patience.unreadable) {
      if (!known.has(taken.hash)) return taken
      // One behind a lock that has been told of is waited for; it gives no sign when the lock is gone.
      if (found.is === 'read') return null
    }
    await pause(patience.look, signal)
  }
  return null
}
