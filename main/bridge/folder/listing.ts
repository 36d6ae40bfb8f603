/**
 * Tells of names in one of the bridge's folders: by the system's hints, which a share may not give, and by listing, which
 * is the truth. The folder may go and come back at any time.
 */
import { type FSWatcher, watch } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { type FolderName, findFolder } from './find.ts'
import type { Gate } from './gate.ts'
import { type Patience, pause } from './patience.ts'

export type Listing = {
  /** The folder as it was found. */
  readonly path: string
  /** Every name in it that is wanted. */
  readonly names: ReadonlySet<string>
}

export type ListingOptions = {
  readonly root: string
  readonly folder: FolderName
  readonly wanted: (name: string) => boolean
  readonly patience: Patience
  readonly signal: AbortSignal
  readonly gate: Gate
  /** A list that differs from the one before, and the first one. */
  readonly onList: (listing: Listing) => void
  /** The system says that something is the matter with this name. */
  readonly onHint: (path: string, name: string) => void
  /** Called at every change, and the first time. */
  readonly onReachable: (reachable: boolean) => void
}

/** A list of ten thousand names costs ten milliseconds; with so many, it is made so many times less often. */
const LARGE = { names: 2000, times: 3 } as const

/** The folder's own time, which changes when a name comes or goes. */
const stampOf = async (path: string): Promise<string> => {
  const { mtimeNs, ctimeNs } = await stat(path, { bigint: true })
  return `${mtimeNs} ${ctimeNs}`
}

/** Watches until the signal comes. */
export const watchListing = async (options: ListingOptions): Promise<void> => {
  const { root, folder, wanted, patience, signal, gate, onList, onHint, onReachable } = options
  let path: string | null = null
  let hints: FSWatcher | null = null
  let hinted = new AbortController()
  let reachable: boolean | null = null
  let stamp = ''
  let isLarge = false
  let listedAt = Number.NEGATIVE_INFINITY
  const say = (value: boolean): void => {
    if (value === reachable || signal.aborted) return
    reachable = value
    onReachable(value)
  }
  const forget = (): void => {
    hints?.close()
    hints = null
    path = null
    stamp = ''
  }
  const listen = (at: string): void => {
    try {
      hints = watch(at, { persistent: false }, (_, name) => {
        if (name !== null && !wanted(name)) return
        if (name !== null) onHint(at, name)
        else hinted.abort()
      })
      // The folder is gone, or the system has no more hints to give: the listing goes on.
      hints.on('error', () => {
        hints?.close()
        hints = null
      })
    } catch {
      hints = null
    }
  }
  /** One turn: asks the folder's time, and lists it where that has changed or the last list is old. */
  const turn = async (): Promise<void> => {
    path ??= await findFolder(root, folder)
    if (path === null) throw new Error(`${folder} is not there`)
    const now = await stampOf(path)
    const due = performance.now() - listedAt >= patience.scan * (isLarge ? LARGE.times : 1)
    if (now === stamp && !due && !hinted.signal.aborted) return
    hinted = new AbortController()
    if (hints === null) listen(path)
    const all = await readdir(path)
    const names = new Set(all.filter(wanted))
    isLarge = all.length > LARGE.names
    stamp = now
    listedAt = performance.now()
    onList({ path, names })
  }
  while (!signal.aborted) {
    const late = setTimeout(() => say(false), patience.reachable)
    try {
      await gate(turn)
      say(true)
    } catch {
      forget()
      say(false)
    } finally {
      clearTimeout(late)
    }
    await pause(patience.ask, signal)
  }
  forget()
}
