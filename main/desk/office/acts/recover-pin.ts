import type { Act } from '../act.ts'

/** Gives an administrator a new PIN by the key sheet, and signs them in. Whoever holds the sheet can open the backups anyway. */
export const recoverPin: Act<'recover-pin'> = ({ person: id, sheet, passphrase, secret: pin }, office) => {
  const { journal, staff } = office
  if (journal === null) return
  const opensSheet = (): boolean => {
    // A passphrase is made costly to guess, which takes a second or two on a slow machine.
    if (passphrase !== null) office.goesSilent()
    return journal.opensKeySheet({ sheet, passphrase }).ok
  }
  void staff.recover({ id, pin, opensSheet }, office)
}
