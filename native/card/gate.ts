import type { ApplicationName, Generation } from './applications.ts'
import { ALLOWED, type FileInstruction, type Flow, fileId } from './commands.ts'

/**
 * The last look at the bytes of a command. It reads them on its own, without the encoder, keeps count of what is
 * selected, and throws at anything that is not on the allow-list: to get here with such a command is a bug, and the
 * right thing is to stop before it leaves.
 */
export type Gate = {
  /** Throws unless the command is on the list for what is selected now. */
  admit(command: Uint8Array): void
  /** Takes note of the status word: only `9000` makes a selection one. */
  settle(status: number): void
}

type Selection = { readonly application: string | null; readonly file: string | null }
const NOTHING: Selection = { application: null, file: null }

export const createGate = (flow: Flow, generation: Generation): Gate => {
  const list: { readonly [application: string]: { readonly [file: string]: readonly FileInstruction[] } } =
    ALLOWED[flow]
  let selected: Selection = NOTHING
  let asked: Selection = NOTHING
  let more = false

  const refuse = (command: Uint8Array): never => {
    // Class, instruction and parameters only: the data of a command may be secret.
    throw new Error(`not on the allow-list: ${Buffer.from(command.slice(0, 4)).toString('hex')}`)
  }
  const isApplication = (name: string): name is ApplicationName =>
    Object.hasOwn(generation.applications, name)
  const applicationById = (id: string): string | undefined =>
    Object.keys(list).find((name) => isApplication(name) && generation.applications[name].id === id)
  const fileBy = (matches: (id: number) => boolean): string | undefined => {
    const { application } = selected
    if (application === null) return undefined
    return Object.keys(list[application] ?? {}).find((file) => {
      const id = fileId(generation, application, file)
      return id !== undefined && matches(id)
    })
  }
  const may = (file: string | null | undefined, instruction: FileInstruction): boolean =>
    typeof file === 'string' && (list[selected.application ?? '']?.[file]?.includes(instruction) ?? false)

  /**
   * The file or application that will be selected if the card answers 9000; undefined when the command is not allowed.
   */
  const judge = (command: Uint8Array): Selection | undefined => {
    const [cla, instruction, p1 = 0, p2 = 0, p3 = 0] = command
    const hex = Buffer.from(command).toString('hex')
    if (cla !== 0x00 || command.length < 4) return undefined
    switch (instruction) {
      case 0xa4: {
        if (p2 !== 0x0c || command.length !== 5 + p3) return undefined
        if (p1 === 0x04) {
          const application = applicationById(hex.slice(10))
          return application === undefined ? undefined : { application, file: null }
        }
        if (p1 !== 0x02 || p3 !== 2) return undefined
        const file = fileBy((id) => id === Number.parseInt(hex.slice(10), 16))
        return file !== undefined && may(file, 'select') ? { ...selected, file } : undefined
      }
      case 0xb0: {
        if (command.length !== 5) return undefined
        if (p1 < 0x80) return may(selected.file, 'read') ? selected : undefined
        const file = p1 < 0xa0 ? fileBy((id) => (id & 0x1f) === (p1 & 0x1f)) : undefined
        return file !== undefined && may(file, 'read') ? { ...selected, file } : undefined
      }
      case 0x20: {
        if (p1 !== 0x00 || p2 !== 0x80) return undefined
        if (command.length === 4) return may(selected.file, 'count-attempts') ? selected : undefined
        // Fourteen digits, never twelve: 照合番号A is the individual number itself.
        const digits = /^0e(3[0-9]){14}$/.test(hex.slice(8))
        return digits && may(selected.file, 'verify') ? selected : undefined
      }
      case 0xc0:
        return more && p1 === 0 && p2 === 0 && command.length === 5 ? selected : undefined
      default:
        return undefined
    }
  }

  return {
    admit: (command) => {
      asked = judge(command) ?? refuse(command)
    },
    settle: (status) => {
      more = status >> 8 === 0x61
      const good = status === 0x9000 || more || status === 0x6282
      if (good) selected = asked
      else if (asked !== selected)
        selected = {
          application: asked.application === selected.application ? selected.application : null,
          file: null,
        }
    },
  }
}
