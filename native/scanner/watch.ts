/** The scanners of all sources as one port: found, opened, lost and found again while the desk runs. */
import type { Cancel, Timers } from '../../contract/clock.ts'
import type { ScannerStatus } from '../../contract/scanner.ts'
import type { ScannerListener, ScannerPort } from './port.ts'
import type { Candidate, OpenDevice, ScannerSource } from './source.ts'

/** How often a scanner that is missing is looked for. Enumerating costs some milliseconds: never while all are there. */
export const LOOK_AGAIN_MS = 1500
/** Draining ends when nothing has come for this long: a whole scan comes with a few milliseconds between reports. */
export const QUIET_MS = 60
/** A scanner that never stops does not hold up a check-in for longer. */
export const MAX_DRAIN_MS = 500

type Opened = { readonly candidate: Candidate; readonly device: OpenDevice; readonly name: string }

/** Puts the scanners of `sources` behind one port. */
export const createScannerPort = (sources: readonly ScannerSource[], time: Timers): ScannerPort => {
  let listener: ScannerListener | null = null
  let lookTimer: Cancel | null = null
  let looking: Promise<void> | null = null
  let said = ''
  /** False while looking still finds something new: where one has just been plugged in, another may follow. */
  let settled = false
  const opened = new Map<string, Opened>()
  const refused = new Map<string, Candidate>()
  const lost = new Map<string, Candidate>()
  /** While draining, when the last piece came; null otherwise. */
  let lastDrainedAt: number | null = null

  const status = (): ScannerStatus => {
    const [first] = refused.values()
    if (first) return { state: 'permission-refused', device: first.label, udevRule: first.udevRule }
    const [missing] = lost.values()
    if (missing) return { state: 'lost', device: missing.label }
    return opened.size === 0
      ? { state: 'none' }
      : { state: 'ready', devices: [...opened.values()].map(({ candidate }) => candidate.label) }
  }

  const say = (now: ScannerStatus): void => {
    const text = JSON.stringify(now)
    if (text === said) return
    said = text
    listener?.status(now)
  }

  /** `0c2e:0b81`, and `0c2e:0b81#2` for the second of the same kind. */
  const freeName = (wanted: string): string => {
    const taken = new Set([...opened.values()].map(({ name }) => name))
    let name = wanted
    for (let count = 2; taken.has(name); count += 1) name = `${wanted}#${count}`
    return name
  }

  const hear = (candidate: Candidate, name: string, piece: Uint8Array): void => {
    if (lastDrainedAt !== null) lastDrainedAt = time.monotonic()
    else listener?.event(candidate.event(time.monotonic(), name, piece))
  }

  const letGo = (path: string): void => {
    const entry = opened.get(path)
    if (!entry) return
    opened.delete(path)
    lost.set(entry.candidate.name, entry.candidate)
    void entry.device.close().catch(() => undefined)
    listener?.event({ kind: 'lost', at: time.monotonic(), device: entry.name })
    say(status())
    lookLater()
  }

  const openOne = async (candidate: Candidate): Promise<void> => {
    const name = freeName(candidate.name)
    let gone = false
    const result = await candidate.open({
      piece: (piece) => hear(candidate, name, piece),
      gone: () => {
        gone = true
        letGo(candidate.path)
      },
    })
    if (!result.ok) {
      if (result.problem === 'permission-refused') refused.set(candidate.path, candidate)
      return
    }
    if (gone || listener === null) return void result.value.close().catch(() => undefined)
    opened.set(candidate.path, { candidate, device: result.value, name })
    settled = false
    // Another scanner in the place of the one that broke is as good.
    lost.clear()
  }

  const lookOnce = async (): Promise<void> => {
    const found = (await Promise.all(sources.map((source) => source.find()))).flat()
    refused.clear()
    settled = true
    for (const candidate of found) {
      if (listener === null) return
      if (!opened.has(candidate.path)) await openOne(candidate)
    }
    say(status())
  }

  const look = (): Promise<void> => {
    looking ??= lookOnce().finally(() => {
      looking = null
      lookLater()
    })
    return looking
  }

  const lookLater = (): void => {
    const nothingMissing = settled && opened.size > 0 && lost.size === 0 && refused.size === 0
    if (listener === null || nothingMissing || lookTimer !== null) return
    lookTimer = time.after(LOOK_AGAIN_MS, () => {
      lookTimer = null
      void look()
    })
  }

  const untilQuiet = (since: number): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        const now = time.monotonic()
        const quiet = lastDrainedAt === null || now - lastDrainedAt >= QUIET_MS
        if (quiet || now - since >= MAX_DRAIN_MS) resolve()
        else time.after(QUIET_MS / 3, check)
      }
      check()
    })

  let draining: Promise<void> | null = null

  const drainOnce = async (): Promise<void> => {
    const since = time.monotonic()
    lastDrainedAt = since
    for (const { name } of opened.values()) listener?.event({ kind: 'lost', at: since, device: name })
    await untilQuiet(since)
    lastDrainedAt = null
    // A scanner that was added beside one that works is noticed here: nobody looks for it otherwise.
    void look()
  }

  return {
    start: (heard) => {
      listener = heard
      say({ state: 'starting' })
      void look()
    },
    drain: () => {
      draining ??= drainOnce().finally(() => {
        draining = null
      })
      return draining
    },
    stop: async () => {
      listener = null
      lookTimer?.()
      lookTimer = null
      await looking
      const devices = [...opened.values()].map(({ device }) => device)
      opened.clear()
      await Promise.all(devices.map((device) => device.close().catch(() => undefined)))
    },
  }
}
