import type { Act } from '../act.ts'
import { failed, outcomeOf } from '../journal-care.ts'

/** Encrypts the journal with new keys, once they are safe; the desk does not answer meanwhile. */
export const rotateKeys: Act<'rotate-keys'> = (_, office) =>
  office.care.withJournal('rotate-keys', office, (journal) => {
    const staff = office.staff.actor()
    const noRoom = journal.roomForNewKeys()
    if (noRoom !== null) return office.care.end(failed('rotate-keys', noRoom.why), office)
    const keys = journal.extendedKeys()
    office.keys.keep(keys, (kept) => {
      if (!kept) return office.care.end(failed('rotate-keys', 'keys-not-kept'), office)
      office.goesSilent()
      const rotated = journal.rotateKeys({ staff, keys })
      office.care.end(outcomeOf('rotate-keys', rotated, { act: 'rotate-keys' }), office)
    })
  })
