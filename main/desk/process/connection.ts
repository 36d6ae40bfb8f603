/** The desk's end of the line to the shell: the same messages in a utility process and in a child process. */
import type { FromDesk } from '../../../contract/from-desk.ts'
import { type ToDesk, toDeskSchema } from '../../../contract/process.ts'

export type Connection = {
  send(message: FromDesk): void
  /** Messages that do not have the contract's shape are dropped: the shell checks what it sends. */
  listen(hear: (message: ToDesk) => void, closed: () => void): void
}

/** Electron's `process.parentPort`, as far as the desk uses it. */
type ParentPort = {
  postMessage(message: unknown): void
  on(event: 'message', hear: (event: { data: unknown }) => void): void
}

const isParentPort = (value: unknown): value is ParentPort =>
  typeof value === 'object' && value !== null && 'postMessage' in value && 'on' in value

const parsed = (hear: (message: ToDesk) => void) => (value: unknown) => {
  const message = toDeskSchema.safeParse(value)
  if (message.success) hear(message.data)
}

/** The line to whoever started this process, or null when nobody listens (started by hand). */
export const connectToShell = (): Connection | null => {
  const port: unknown = Reflect.get(process, 'parentPort')
  if (isParentPort(port)) {
    return {
      send: (message) => port.postMessage(message),
      // A utility process ends with the shell; nobody has to tell it.
      listen: (hear) => port.on('message', ({ data }) => parsed(hear)(data)),
    }
  }
  if (process.send === undefined) return null
  return {
    // A shell that has gone closes the channel; what was meant for it has no reader.
    send: (message) => {
      if (process.connected) process.send?.(message)
    },
    listen: (hear, closed) => {
      process.on('message', parsed(hear))
      process.on('disconnect', closed)
    },
  }
}
