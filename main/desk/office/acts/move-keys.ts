import type { Act } from '../act.ts'
import { failed } from '../journal-care.ts'
import { moveKeysTo } from '../key-move.ts'

/** Moves the journal's keys into the system's key store, or out of it into files. */
export const moveKeys: Act<'move-keys'> = ({ to }, office) =>
  office.care.withJournal('move-keys', office, (journal) => {
    const move = { journal, keeper: office.keys, staff: office.staff.actor() }
    moveKeysTo(to, move, (failure) => {
      office.tell({ type: 'journal-care', care: { keyPlace: office.keys.place() } })
      office.care.end(failure === null ? { act: 'move-keys', to } : failed('move-keys', failure), office)
    })
  })
