import type { JournalPort, JournalWarning } from '../contract/journal.ts'
import { chainsOf } from './chain.ts'
import type { JournalHome } from './home.ts'
import { insuredOf } from './insured.ts'
import type { KeyRing } from './keys.ts'
import type { Moment } from './moment.ts'
import { openTasksOf, searchIn, visitsOf } from './search.ts'
import type { Writer } from './writer.ts'

export type PortParts = {
  readonly home: JournalHome
  readonly ring: KeyRing
  readonly writer: Writer
  readonly now: () => Moment
  readonly warnings: readonly JournalWarning[]
  /** Gives the lock back. */
  readonly release: () => void
}

/** The open journal as the desk sees it. */
export const createPort = ({ ring, writer, warnings, release }: PortParts): JournalPort => {
  const chains = chainsOf(ring)
  const database = () => writer.connection().database
  return {
    warnings,
    append: writer.append,
    insured: (parts) => insuredOf(parts, chains.current.insured),
    visits: (day) => visitsOf(database(), day),
    openTasks: () => openTasksOf(database()),
    search: (query) =>
      searchIn(database(), query, (parts) =>
        chains.all.map((chain) => insuredOf(parts, chain.insured)).filter((insured) => insured !== null),
      ),
    saveWorking: writer.saveWorking,
    loadWorking: writer.loadWorking,
    close: () => {
      writer.close()
      release()
    },
  }
}
