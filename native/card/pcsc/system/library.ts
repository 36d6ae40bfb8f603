import type { Result } from '../../../../contract/result.ts'
import { fail, ok } from '../../../../contract/result.ts'
import { type Code, hexCode } from './codes.ts'
import { ATR_ROOM, type Layout, layoutOf } from './layout.ts'

/** A context or a card handle as the library gives it: opaque, handed back as it came. */
export type Handle = number | bigint

/** One reader in a wait: what is known of it, and what the service says. */
export type ReaderState = {
  readonly name: string
  /** `dwCurrentState`: the state that the caller knows, with the event count in the upper half. */
  readonly current: number
  /** `dwEventState`: the state that the service reports. */
  readonly event: number
}

/**
 * The calls of PC/SC that the card room uses, over the system's own library. Each runs in a thread of libuv's pool and
 * has buffers of its own. A failed call gives the library's code (`SCARD_E_…`).
 */
export type Library = {
  /** True when a wait can be told of readers that come and go. */
  readonly notifiesOfReaders: boolean
  establish(): Promise<Result<Handle, Code>>
  release(context: Handle): Promise<void>
  /** Ends a wait of this context. A wait that has not begun yet is not ended. */
  cancel(context: Handle): Promise<void>
  readers(context: Handle): Promise<Result<readonly string[], Code>>
  /** Waits until a reader differs from its `current`, for at most so many milliseconds. */
  wait(
    context: Handle,
    states: readonly ReaderState[],
    milliseconds: number,
  ): Promise<Result<readonly ReaderState[], Code>>
  connect(context: Handle, reader: string, share: 'shared' | 'exclusive'): Promise<Result<Connected, Code>>
  /** The card's answer to reset. */
  answerToReset(card: Handle): Promise<Result<Uint8Array, Code>>
  disconnect(card: Handle, disposition: Disposition): Promise<void>
  /** Begins a transaction; waits while another program has one. */
  begin(card: Handle): Promise<Result<null, Code>>
  end(card: Handle): Promise<void>
  /** Sends a command and gives the answer with its status word. */
  transmit(connected: Connected, command: Uint8Array): Promise<Result<Uint8Array, Code>>
}

export type Connected = { readonly card: Handle; readonly protocol: number }
export type Disposition = 'leave' | 'unpower'

const SCOPE_SYSTEM = 2
const SHARE = { exclusive: 1, shared: 2 } as const
const DISPOSITION = { leave: 0, unpower: 2 } as const
/** T=0 or T=1, whichever the card speaks. */
const ANY_PROTOCOL = 3
/** Bytes for one answer: the longest short one has 258. */
const ANSWER_ROOM = 512
/** Bytes for the name of one reader. */
const NAME_ROOM = 512
/** Bytes for the names of all readers: each has at most 128, and a machine has at most some tens. */
const NAMES_ROOM = 16_384

type Koffi = typeof import('koffi')
type Type = string | import('koffi').TypeObject
type Parameter = Type | ReturnType<Koffi['out']>
type Out = (number | bigint)[]
/** A native call in a thread of the pool; koffi types what it gives as `any`. */
type Native = (args: readonly unknown[]) => Promise<unknown>

/** The code of a call as an unsigned number of 32 bits, however wide the platform's LONG is. */
const codeOf = (returned: unknown): number => Number(BigInt.asUintN(32, BigInt(Number(returned))))

const declare = (koffi: Koffi, layout: Layout) => {
  const library = koffi.load(layout.library)
  const { dword, long, context, card, text } = layout.types
  const record = layout.packed ? koffi.pack : koffi.struct
  const ioRequest = record({ protocol: dword, length: dword })
  const readerState = record({
    name: text,
    user: 'void *',
    current: dword,
    event: dword,
    atrLength: dword,
    atr: koffi.array('uint8_t', ATR_ROOM[layout.platform], 'Typed'),
  })
  const pointer = (type: Type) => koffi.pointer(type)
  const native = (name: string, parameters: Parameter[]): Native => {
    const call = library.func(layout.wide.includes(name) ? `${name}W` : name, long, parameters)
    return (args) =>
      new Promise((resolve, reject) =>
        call.async(...args, (error: unknown, returned: unknown) =>
          error ? reject(error) : resolve(returned),
        ),
      )
  }
  const bytes = pointer('uint8_t')
  return {
    ioRequestLength: ioRequest.size,
    establish: native('SCardEstablishContext', [dword, 'void *', 'void *', koffi.out(pointer(context))]),
    release: native('SCardReleaseContext', [context]),
    cancel: native('SCardCancel', [context]),
    readers: native('SCardListReaders', [context, 'void *', bytes, koffi.inout(pointer(dword))]),
    wait: native('SCardGetStatusChange', [context, dword, koffi.inout(pointer(readerState)), dword]),
    connect: native('SCardConnect', [
      context,
      text,
      dword,
      dword,
      koffi.out(pointer(card)),
      koffi.out(pointer(dword)),
    ]),
    status: native('SCardStatus', [
      card,
      bytes,
      koffi.inout(pointer(dword)),
      koffi.out(pointer(dword)),
      koffi.out(pointer(dword)),
      bytes,
      koffi.inout(pointer(dword)),
    ]),
    disconnect: native('SCardDisconnect', [card, dword]),
    begin: native('SCardBeginTransaction', [card]),
    end: native('SCardEndTransaction', [card, dword]),
    transmit: native('SCardTransmit', [
      card,
      pointer(ioRequest),
      bytes,
      dword,
      'void *',
      bytes,
      koffi.inout(pointer(dword)),
    ]),
  }
}

const first = (out: Out): Handle => {
  const [value] = out
  if (value === undefined) throw new Error('a native call took its result away')
  return value
}

/** Names that follow each other, each ended by a zero and the last by two. */
const splitNames = (text: string): string[] => text.split('\0').filter((name) => name !== '')

/**
 * Loads the system's PC/SC library.
 * @returns the calls, or null where this machine has no such library
 */
const openLibrary = async (platform: NodeJS.Platform): Promise<Library | null> => {
  const layout = layoutOf(platform)
  if (!layout) return null
  let native: ReturnType<typeof declare>
  try {
    native = declare(await import('koffi'), layout)
  } catch {
    return null
  }
  const call = async <Value>(
    run: Native,
    args: readonly unknown[],
    value: () => Value,
  ): Promise<Result<Value, Code>> => {
    const code = codeOf(await run(args))
    return code === 0 ? ok(value()) : fail(hexCode(code))
  }
  const nothing = () => null
  return {
    notifiesOfReaders: layout.notifiesOfReaders,
    establish: () => {
      const out: Out = [0]
      return call(native.establish, [SCOPE_SYSTEM, null, null, out], () => first(out))
    },
    release: async (context) => void (await native.release([context])),
    cancel: async (context) => void (await native.cancel([context])),
    readers: (context) => {
      const names = new Uint8Array(NAMES_ROOM)
      const length: Out = [NAMES_ROOM / layout.characterBytes]
      return call(native.readers, [context, null, names, length], () => {
        const used = names.subarray(0, Number(first(length)) * layout.characterBytes)
        return splitNames(Buffer.from(used).toString(layout.encoding))
      })
    },
    wait: (context, states, milliseconds) => {
      const rows = states.map(({ name, current }) => ({
        name,
        user: null,
        current,
        event: 0,
        atrLength: 0,
        atr: new Uint8Array(ATR_ROOM[layout.platform]),
      }))
      return call(native.wait, [context, milliseconds, rows, rows.length], () =>
        states.map(({ name, current }, index) => ({
          name,
          current,
          event: Number(rows[index]?.event ?? 0),
        })),
      )
    },
    connect: (context, reader, share) => {
      const card: Out = [0]
      const protocol: Out = [0]
      return call(native.connect, [context, reader, SHARE[share], ANY_PROTOCOL, card, protocol], () => ({
        card: first(card),
        protocol: Number(first(protocol)),
      }))
    },
    answerToReset: (card) => {
      const names = new Uint8Array(NAME_ROOM)
      const nameLength: Out = [NAME_ROOM / layout.characterBytes]
      const atr = new Uint8Array(Math.max(...Object.values(ATR_ROOM)))
      const length: Out = [atr.length]
      return call(native.status, [card, names, nameLength, [0], [0], atr, length], () =>
        atr.slice(0, Number(first(length))),
      )
    },
    disconnect: async (card, disposition) => void (await native.disconnect([card, DISPOSITION[disposition]])),
    begin: (card) => call(native.begin, [card], nothing),
    end: async (card) => void (await native.end([card, DISPOSITION.leave])),
    transmit: ({ card, protocol }, command) => {
      const answer = new Uint8Array(ANSWER_ROOM)
      const length: Out = [ANSWER_ROOM]
      const request = [{ protocol, length: native.ioRequestLength }]
      return call(native.transmit, [card, request, command, command.length, null, answer, length], () =>
        answer.slice(0, Number(first(length))),
      )
    },
  }
}

/** The library of this process: its types are declared once. */
let loading: Promise<Library | null> | null = null

/** The system's PC/SC library, loaded once; null where this machine has none. */
export const loadLibrary = (): Promise<Library | null> => {
  loading ??= openLibrary(process.platform)
  return loading
}
