import { fail, ok, type Result } from '../../../../contract/result.ts'
import type { PcscFault } from '../backend.ts'
import { type Code, faultOf } from './codes.ts'
import type { Handle, Library } from './library.ts'

/** Contexts for connections: one each, because pcsc-lite lets the calls of one context wait for each other. */
export type Contexts = {
  /** Runs a call in a context that nothing else uses, and keeps the context for what follows where it succeeds. */
  take<Value>(
    run: (context: Handle) => Promise<Result<Value, Code>>,
  ): Promise<Result<{ readonly context: Handle; readonly value: Value }, PcscFault>>
  /** For the next connection. A context whose call hangs is never given back. */
  giveBack(context: Handle): void
  /** Releases those that are in no use. */
  close(): Promise<void>
}

export const createContexts = (library: Library): Contexts => {
  const idle: Handle[] = []
  let isClosed = false
  return {
    take: async (run) => {
      for (;;) {
        const kept = idle.pop()
        const established = kept === undefined ? await library.establish() : ok(kept)
        if (!established.ok) return fail(faultOf(established.problem))
        const context = established.value
        const value = await run(context)
        if (value.ok) return ok({ context, value: value.value })
        const fault = faultOf(value.problem)
        if (fault !== 'no-service') {
          idle.push(context)
          return fail(fault)
        }
        // A context of a service that has died since is of no use; a new one tells whether the service is back.
        await library.release(context)
        if (kept === undefined) return fail(fault)
      }
    },
    giveBack: (context) => {
      if (isClosed) void library.release(context)
      else idle.push(context)
    },
    close: async () => {
      isClosed = true
      for (const context of idle.splice(0)) await library.release(context)
    },
  }
}
