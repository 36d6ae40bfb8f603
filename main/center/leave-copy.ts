/** Leaves the terminal's sealed copy at the center, where something in it has changed. */
import type { ForwardingJournal } from '../journal/index.ts'
import type { Line } from './line.ts'
import { type CenterProblem, problemOfError } from './session.ts'

/** The form of the center from which it keeps such copies. */
const WITH_COPIES = 5

/** @returns null where the center has it, or is older and keeps none */
export const leaveCopy = async (
  { session, role, form }: Line,
  journal: ForwardingJournal,
): Promise<CenterProblem | null> => {
  if (form < WITH_COPIES) return null
  const { name, text } = journal.sealedCopy()
  try {
    await session.within(role, async (ask) => {
      const [[has] = []] = await ask('SELECT uketsuke.has_copy($1)::text', [name])
      if (has !== 'true') await ask('SELECT uketsuke.leave_copy($1, $2)::text', [name, text])
    })
    return null
  } catch (error) {
    const problem = problemOfError(error)
    if (problem === null) throw error
    return problem
  }
}
