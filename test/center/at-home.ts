/** A copied home that takes itself for the terminal, as one does that was put back in its own place. */
import { connectExisting } from '../../main/journal/access.ts'
import { journalHome } from '../../main/journal/home.ts'
import { findKeys } from '../../main/journal/key-search.ts'
import { settleIn } from '../../main/journal/places.ts'

/** Makes a copied home the journal's own place, and writes no row. */
export const beAtHome = (folder: string): void => {
  const home = journalHome(folder)
  const keys = findKeys(home, null)
  if (!keys.ok || keys.value === null) throw new Error(`${folder}: no keys`)
  const opened = connectExisting(home, keys.value.ring, { readonly: false })
  if (!opened.ok) throw new Error(opened.problem.message)
  settleIn(opened.value.connection.database, folder)
  opened.value.connection.database.close()
}
