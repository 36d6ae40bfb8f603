/** Parts of the window that the first screen does not need: their code comes while the person looks at it. */
import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react'

const loads: (() => Promise<unknown>)[] = []

/**
 * A component whose module is imported apart from the rest: by {@link loadParts} beforehand, or when it is drawn.
 * Once it is there it is drawn at once, like any other; until then its place is empty for the moment that it takes.
 */
export const later = <Props extends object>(
  importing: () => Promise<ComponentType<Props>>,
): ((props: Props) => ReactNode) => {
  let here: ComponentType<Props> | null = null
  const load = async (): Promise<ComponentType<Props>> => {
    here ??= await importing()
    return here
  }
  loads.push(load)
  const Coming = lazy(async () => ({ default: await load() }))
  return (props) => {
    // Kept for as long as it is on the screen: changing from the one to the other would lose what was entered.
    const [Here] = useState(() => here)
    if (Here !== null) return <Here {...props} />
    return (
      <Suspense fallback={null}>
        <Coming {...props} />
      </Suspense>
    )
  }
}

/** Loads every such part, in the order in which they were named; nothing that is pressed afterwards waits for its code. */
export const loadParts = async (): Promise<void> => {
  for (const load of loads) await load()
}
