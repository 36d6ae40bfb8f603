import type { Act } from '../act.ts'

/** Gives an administrator a new PIN by the key sheet, and signs them in. Whoever holds the sheet can open the backups anyway. */
export const recoverPin: Act<'recover-pin'> = ({ person: id, sheet, passphrase, secret: pin }, office) => {
  const { journal, staff } = office
  const member = staff.view().people.find((one) => one.id === id)
  if (journal === null || member?.role !== 'administrator') return
  // A passphrase is made costly to guess, which takes a second or two on a slow machine.
  if (passphrase !== null) office.goesSilent()
  if (!journal.opensKeySheet({ sheet, passphrase }).ok) {
    office.record({ event: 'staff-refused', cause: 'wrong' })
    staff.refuse('wrong-sheet', office)
    return
  }
  void staff
    .change((port) => port.change({ by: id, id, pin, byKeySheet: true }), office)
    .then(() => staff.signIn({ id, pin }, office))
}
