/** Restores a terminal's own loss from what the center holds of it, as the center's owner: nobody else may read rows. */
import { z } from 'zod'
import { fail, ok, type Result } from '../../contract/result.ts'
import { type RestoredFromRows, type RestoreFromRows, restoreFromRows } from '../journal/index.ts'
import type { Ask, Session } from './session.ts'
import { Bad, heldOf, monthsHeld, type Remarks, span, type Terminal, walkTerminal } from './walk.ts'

const foundSchema = z.array(
  z.tuple([
    z.string(),
    z.string(),
    z.string(),
    z.coerce.number().int(),
    z.string().nullable(),
    z.string(),
    z.enum(['true', 'false']),
  ]),
)

type Found = Terminal & { readonly journal: string; readonly key: string; readonly copy: string | null }

/** The terminal that is meant: by its id, or the only one that was not replaced. */
const findTerminal = async (ask: Ask, wanted: string | null): Promise<Result<Found, string>> => {
  const known = foundSchema.parse(
    await ask(
      `SELECT t.id::text, t.journal, t.public_key, p.seq::text, c.copy, t.site || ' ' || t.name,
         (t.replaced_at IS NOT NULL)::text
       FROM uketsuke.terminal t JOIN uketsuke.place p ON p.terminal = t.id
       LEFT JOIN uketsuke.sealed_copy c ON c.terminal = t.id
       WHERE t.enrolled_at IS NOT NULL ORDER BY t.site, t.name, t.id`,
    ),
  )
  const fitting = known.filter(([id, , , , , , replaced]) =>
    wanted === null ? replaced === 'false' : id === wanted.toLowerCase(),
  )
  const [only] = fitting
  if (only === undefined)
    return fail(wanted === null ? 'the center knows no terminal' : 'the center does not know this terminal')
  if (fitting.length > 1)
    return fail(
      `the center knows several terminals, name one with --terminal: ${fitting
        .slice(0, 20)
        .map(([id, , , , , name]) => `${id} (${name})`)
        .join(', ')}`,
    )
  const [id, journal, key, held, copy] = only
  return ok({ id, journal, key, keys: [key], held, copy })
}

export type CenterRestore = Omit<RestoreFromRows, 'journal' | 'counter' | 'sealedCopy'> & {
  /** The terminal's id at the center; null: the only one that there is. */
  readonly counter: string | null
  /** The public key that is believed, from the journal's slip; null: the one that the journal's own rows name. */
  readonly publicKey: string | null
}

const restoreFrom = async (ask: Ask, options: CenterRestore): Promise<Result<RestoredFromRows, string>> => {
  await ask('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
  const found = await findTerminal(ask, options.counter)
  if (!found.ok) return found
  const { id, journal, key, copy } = found.value
  if (options.publicKey !== null && options.publicKey !== key)
    return fail(`the center knows the terminal with another key (${key}): nothing is restored`)
  const begun = restoreFromRows({ ...options, journal, counter: id, sealedCopy: copy })
  if (!begun.ok) return fail(begun.problem.message)
  const restore = begun.value
  const remarks: Remarks = { aged: [], unsent: [] }
  try {
    await walkTerminal(
      await heldOf(ask, id),
      found.value,
      await monthsHeld(ask),
      (row) => restore.add(row),
      remarks,
    )
  } catch (error) {
    restore.giveUp()
    if (error instanceof Bad)
      return fail(`what the center holds is not what the terminal has signed: ${error.message}`)
    throw error
  }
  const done = restore.finish([key])
  if (done.ok) return done
  const [first, last] = [remarks.aged[0], remarks.aged.at(-1)]
  const aged =
    first === undefined || last === undefined
      ? ''
      : `; the center’s retention has removed ${span(first[0], last[1])}: a backup that holds them is needed (--file)`
  return fail(`${done.problem.message}${aged}`)
}

/** @throws what the session throws */
export const restoreFromCenter = (
  session: Session,
  options: CenterRestore,
): Promise<Result<RestoredFromRows, string>> =>
  session.within(null, (ask) => restoreFrom(ask, options), 'no deadline')
