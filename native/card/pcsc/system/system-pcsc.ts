import { fail, ok, type Result } from '../../../../contract/result.ts'
import type { PcscBackend, PcscConnection, PcscContext, PcscFault } from '../backend.ts'
import { faultOf } from './codes.ts'
import { type Contexts, createContexts } from './contexts.ts'
import type { Connected, Library } from './library.ts'
import { loadLibrary } from './library.ts'
import { watchReaders } from './watch.ts'

/**
 * PC/SC through the system's own library, called by koffi. The library is loaded when it is first needed: a machine
 * without one must still run the desk. Every call runs in a thread of libuv's pool, which the shell makes large enough
 * that calls which hang leave file access its own. Why so: docs/decisions/pcsc-binding.md.
 */
const connectionOn = (
  library: Library,
  contexts: Contexts,
  context: Parameters<Contexts['giveBack']>[0],
  connected: Connected & { readonly atr: Uint8Array },
): PcscConnection => {
  const { card } = connected
  let isHeld = false
  const faulty = <Value>(called: Result<Value, string>): Result<Value, PcscFault> =>
    called.ok ? called : fail(faultOf(called.problem))
  return {
    atr: connected.atr,
    hold: async () => {
      const begun = faulty(await library.begin(card))
      isHeld = begun.ok
      return begun
    },
    transmit: async (command) => faulty(await library.transmit(connected, command)),
    release: async (disposition) => {
      if (isHeld) await library.end(card)
      isHeld = false
      await library.disconnect(card, disposition)
      contexts.giveBack(context)
    },
  }
}

const connectIn =
  (library: Library, contexts: Contexts): PcscContext['connect'] =>
  async (reader, share) => {
    const taken = await contexts.take(async (context) => {
      const connected = await library.connect(context, reader, share)
      if (!connected.ok) return connected
      const atr = await library.answerToReset(connected.value.card)
      if (atr.ok) return ok({ ...connected.value, atr: atr.value })
      await library.disconnect(connected.value.card, 'leave')
      return atr
    })
    return taken.ok ? ok(connectionOn(library, contexts, taken.value.context, taken.value.value)) : taken
  }

/** The machine's own PC/SC service. */
export const systemBackend: PcscBackend = {
  open: async (listener) => {
    const library = await loadLibrary()
    if (!library) return fail('no-library')
    const context = await library.establish()
    if (!context.ok) return fail('no-service')
    const contexts = createContexts(library)
    const watch = watchReaders(library, context.value, listener)
    return ok({
      connect: connectIn(library, contexts),
      close: async () => {
        await watch.end()
        await contexts.close()
      },
    })
  },
}
