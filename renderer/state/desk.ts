/** The state of the desk for whoever draws it: each component is drawn again only for the parts of it that it reads. */
import { type Context, createContext, createElement, type ReactNode, use } from 'react'
import { type DeskState, deskStateSchema } from '../../contract/desk.ts'

/** The value of a part where no state is given. */
const OUTSIDE = Symbol('outside')

const PARTS: ReadonlyMap<string, Context<unknown>> = new Map(
  Object.keys(deskStateSchema.shape).map((part) => [part, createContext<unknown>(OUTSIDE)]),
)

/** A state that holds nothing: each part is read from where it is drawn. */
const inParts: DeskState = new Proxy(Object.create(null), {
  get: (_, name): unknown => {
    const part = PARTS.get(String(name))
    const value = part === undefined ? undefined : use(part)
    if (value === OUTSIDE) throw new Error('useDesk outside of DeskProvider')
    return value
  },
})

/** Gives a state to everything in it. A part that is the same object as before draws nothing again. */
export const DeskProvider = ({ value, children }: { value: DeskState; children?: ReactNode }): ReactNode => {
  let given = children
  for (const [name, part] of PARTS) given = createElement(part, { value: Reflect.get(value, name) }, given)
  return given
}

/**
 * The state that is being drawn: `const { office } = useDesk()` asks for the part `office` alone. Parts may be read in drawings
 * only, not later in an effect or when a key is pressed.
 */
export const useDesk = (): DeskState => inParts

/**
 * Has its component drawn again with every state, also with one that says the same again.
 * @returns the number of the state, another one each time
 */
export const useEveryState = (): number => inParts.revision
