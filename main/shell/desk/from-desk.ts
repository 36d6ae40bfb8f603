/**
 * Reads what a desk says. Imported when the first desk has said something: the schemas take a few milliseconds to load, and
 * neither the first page nor the start of the desk waits for them.
 */
import '../../../contract/zod-jitless.ts'
import { z } from 'zod'

export { fromDeskSchema } from '../../../contract/from-desk.ts'

const messagesSchema = z.looseObject({ messages: z.array(z.looseObject({ id: z.number() })) })

/** Adds to a state, as text, the message that something asked for was neither done nor kept. */
export const withRefusal = (text: string): string => {
  const state = messagesSchema.parse(JSON.parse(text))
  const id = Math.max(0, ...state.messages.map((message) => message.id)) + 1
  const refusal = { id, code: 'INPUT_REFUSED', tone: 'problem', details: {} }
  return JSON.stringify({ ...state, messages: [...state.messages, refusal] })
}

/** The module itself, as its importers hold it. */
export type FromDeskReader = typeof import('./from-desk.ts')
