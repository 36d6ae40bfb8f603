import { unreachable } from '../../contract/result.ts'
import type { ApplicationName, FileName, Generation } from './applications.ts'
import { digitsOf, type VerificationNumber } from './verification-number.ts'

/**
 * The allow-list: which instruction may be sent to which file, by flow. A command can only be written through the
 * types made from it, and {@link createGate} looks at the bytes of each once more before they leave.
 */
export const ALLOWED = {
  /** The commands for every card: the certificate, without any PIN. */
  certificate: {
    jpki: { token: ['select', 'read'], certificate: ['select', 'read'], authority: ['select', 'read'] },
  },
  /** Off unless the clinic turns it on: the four facts on the card's face, opened by 照合番号B. */
  'verification-number': {
    text: { 'verification-number': ['select', 'count-attempts', 'verify'], 'basic-four': ['select', 'read'] },
  },
} as const satisfies Record<
  string,
  { readonly [A in ApplicationName]?: { readonly [F in FileName[A]]?: readonly FileInstruction[] } }
>

export type Flow = keyof typeof ALLOWED
export type FileInstruction = 'select' | 'read' | 'count-attempts' | 'verify'

type Parameters = {
  select: unknown
  /** `by`: the file that is selected, or the one that the short id names (offset at most 255), which then is. */
  read: { readonly by: 'selection' | 'short-id'; readonly offset: number; readonly length: number }
  'count-attempts': unknown
  verify: { readonly number: VerificationNumber }
}

type InstructionOf<Instructions> = Instructions extends readonly (infer Instruction extends FileInstruction)[]
  ? Instruction
  : never

/** The commands to files: for each file of `Files` and each of its instructions, the one with its parameters. */
type FileCommand<Application, Files> = {
  [File in keyof Files]: {
    [Instruction in InstructionOf<Files[File]>]: {
      readonly application: Application
      readonly file: File
      readonly instruction: Instruction
    } & Parameters[Instruction]
  }[InstructionOf<Files[File]>]
}[keyof Files]

type ApplicationCommand<Applications> = {
  [Application in keyof Applications]:
    | { readonly application: Application; readonly instruction: 'select-application' }
    | FileCommand<Application, Applications[Application]>
}[keyof Applications]

type CommandOf = { [F in Flow]: ApplicationCommand<(typeof ALLOWED)[F]> }

/** Every command that a flow may send. GET RESPONSE is not among them: the channel alone sends it, after `61xx`. */
export type Command<F extends Flow> = CommandOf[F]

const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'))

/** A file's id in a generation's table. */
export const fileId = (generation: Generation, application: string, file: string): number | undefined => {
  for (const [name, { files }] of Object.entries(generation.applications))
    if (name === application) return Object.entries(files).find(([key]) => key === file)?.[1]
  return undefined
}

/** Writes a command as a short APDU (ISO 7816-4). `00 B0 8A 00 00` reads 256 bytes of the file with short id 0A. */
export const encode = (command: Command<Flow>, generation: Generation): Uint8Array => {
  if (command.instruction === 'select-application') {
    const id = bytesOf(generation.applications[command.application].id)
    return Uint8Array.of(0x00, 0xa4, 0x04, 0x0c, id.length, ...id)
  }
  const id = fileId(generation, command.application, command.file)
  if (id === undefined) throw new Error(`no file ${command.file} in ${command.application}`)
  switch (command.instruction) {
    case 'select':
      return Uint8Array.of(0x00, 0xa4, 0x02, 0x0c, 0x02, id >> 8, id & 0xff)
    case 'read': {
      const { by, offset, length } = command
      if (offset < 0 || offset > (by === 'short-id' ? 0xff : 0x7fff) || length < 1 || length > 256)
        throw new Error(`READ BINARY cannot say offset ${offset}, length ${length}`)
      const high = by === 'short-id' ? 0x80 | (id & 0x1f) : offset >> 8
      return Uint8Array.of(0x00, 0xb0, high, offset & 0xff, length & 0xff)
    }
    case 'count-attempts':
      return Uint8Array.of(0x00, 0x20, 0x00, 0x80)
    case 'verify': {
      const digits = digitsOf(command.number)
      return Uint8Array.of(0x00, 0x20, 0x00, 0x80, digits.length, ...digits)
    }
    default:
      return unreachable(command)
  }
}

/** GET RESPONSE for so many bytes, after `61xx`. */
export const encodeGetResponse = (length: number): Uint8Array =>
  Uint8Array.of(0x00, 0xc0, 0x00, 0x00, length & 0xff)
