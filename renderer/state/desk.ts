/** The state of the desk for whoever draws it: each component is drawn again only for the parts of it that it reads. */
import { type Context, createContext, createElement, type ReactNode, use, useState } from 'react'
import { type DeskState, deskStateSchema } from '../../contract/desk.ts'

const PARTS: ReadonlyMap<string, Context<unknown>> = new Map(
  Object.keys(deskStateSchema.shape).map((part) => [part, createContext<unknown>(undefined)]),
)

/** A state whose parts are read from where it is drawn: `desk.office` in a drawing asks for the part `office` alone. */
const partly = (state: DeskState): DeskState =>
  new Proxy(state, {
    get: (_, name): unknown => {
      const part = PARTS.get(String(name))
      return part === undefined ? undefined : use(part)
    },
  })

const DeskInParts = createContext<DeskState | null>(null)

/** Gives a state to everything in it. A part that is the same object as before draws nothing again. */
export const DeskProvider = ({ value, children }: { value: DeskState; children?: ReactNode }): ReactNode => {
  const [parts] = useState(() => partly(value))
  let given: ReactNode = createElement(DeskInParts, { value: parts }, children)
  for (const [name, part] of PARTS) given = createElement(part, { value: Reflect.get(value, name) }, given)
  return given
}

/**
 * The state that is being drawn. Its parts may be read in drawings only, not later in an effect or when a key is pressed: take
 * out of it what is needed then.
 */
export const useDesk = (): DeskState => {
  const parts = use(DeskInParts)
  if (parts === null) throw new Error('useDesk outside of DeskProvider')
  return parts
}
