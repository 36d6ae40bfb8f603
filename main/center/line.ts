/** Connects as this terminal. */
import { hostname } from 'node:os'
import { z } from 'zod'
import type { ForwardingJournal } from '../journal/index.ts'
import type { CenterAddress } from './address.ts'
import { enrolByOwner, roleOf } from './enrol.ts'
import { SCHEMA_VERSION } from './init.ts'
import { type CenterProblem, openSession, problemOfError, type Session } from './session.ts'

/** A terminal at the center, let in. */
export type Line = {
  readonly terminal: string
  /** The terminal's role: everything is done under it, also by the schema's owner. */
  readonly role: string
  readonly session: Session
  /** The form of the center's schema: an older one knows less, and is spoken to as it is. */
  readonly form: number
  /** The server's clock was another than the one here when the line was made: days count wrongly at one of the two. */
  readonly isClockOff: boolean
}

/** The role of this session, and its standing as the owner. */
const standingSchema = z.tuple([
  z.tuple([z.string(), z.enum(['true', 'false']), z.enum(['true', 'false']), z.coerce.number()]),
])
/** Milliseconds by which clocks may differ before it is said. */
const CLOCKS_AGREE = 3_600_000
const versionSchema = z.tuple([z.tuple([z.coerce.number().int()])])
/** The form before which the center did not say which it has. */
const FIRST_FORMS = 4
const terminalSchema = z.array(
  z.tuple([z.string(), z.string().nullable(), z.string().nullable(), z.string().nullable()]),
)

const refused = (detail: string): CenterProblem => ({ problem: 'REFUSED', detail })

/** Looks whether the center knows this terminal, as what it is. */
const findTerminal = async (
  { session, role, terminal }: Line,
  journal: ForwardingJournal,
): Promise<CenterProblem | null> => {
  const known = terminalSchema.parse(
    await session.within(role, (ask) =>
      ask('SELECT id::text, journal, public_key, replaced_at::text FROM uketsuke.terminal'),
    ),
  )
  const own = known.find(([id]) => id === terminal)
  if (own === undefined) return refused('the center does not know this terminal')
  const [, name, key, replacedAt] = own
  if (replacedAt !== null) return refused('another terminal has been enrolled in the place of this one')
  if (name !== journal.journal) return refused('the center knows this terminal with another journal')
  return key === journal.publicKey
    ? null
    : refused('the signing key of the journal is not the one that was enrolled: enrol it anew')
}

/**
 * Connects as this terminal. The schema's owner acts for the terminal that is enrolled, and enrols it where it is not.
 * @param how `mayEnrol`: false for whoever only looks; `heard` takes what the center sends by itself; `ended` is called when the
 * line falls, also while nothing is asked
 * @returns the line; or why there is none
 */
export const openLine = async (
  address: CenterAddress,
  journal: ForwardingJournal,
  {
    mayEnrol = true,
    heard = () => {},
    ended = () => {},
  }: {
    readonly mayEnrol?: boolean
    readonly heard?: (channel: string, text: string) => void
    readonly ended?: () => void
  } = {},
): Promise<Line | CenterProblem> => {
  const enrolment = journal.enrolment()
  const own = enrolment !== null && address.user === null ? enrolment : null
  const opened = await openSession(
    address,
    { user: own?.role ?? null, password: own?.password ?? null },
    { onNotify: heard, onEnded: ended },
  )
  if (!opened.ok) return opened.problem
  const session = opened.value
  const close = async <Value>(value: Value): Promise<Value> => {
    await session.close()
    return value
  }
  try {
    if (!(await hasSchema(session)))
      return await close(refused('there is no center in this database: center init'))
    const [[user, isOwner, saysForm, itsClock]] = standingSchema.parse(
      await session.ask(
        `SELECT session_user::text, pg_has_role(nspowner, 'MEMBER')::text,
           (to_regprocedure('uketsuke.form()') IS NOT NULL)::text, (extract(epoch FROM now()) * 1000)::text
         FROM pg_namespace WHERE nspname = 'uketsuke'`,
      ),
    )
    const form =
      saysForm === 'true'
        ? versionSchema.parse(await session.ask('SELECT uketsuke.form()::text'))[0][0]
        : FIRST_FORMS
    if (isOwner === 'true' && form > SCHEMA_VERSION)
      return await close(refused('the center is of a newer version than this program'))
    const terminal = enrolment?.terminal ?? journal.journal
    const role = enrolment?.role ?? roleOf(journal.journal)
    if (isOwner === 'true' && enrolment === null && mayEnrol)
      await enrolByOwner(session, {
        journal: journal.journal,
        publicKey: journal.publicKey,
        name: (hostname() || 'terminal').slice(0, 80),
      })
    if (isOwner === 'false' && user !== role)
      return await close(
        refused(
          enrolment === null
            ? 'this terminal is not enrolled: center invite, then forward enrol'
            : `${user} is neither this terminal nor the owner of the center`,
        ),
      )
    const isClockOff = Math.abs(itsClock - Date.now()) > CLOCKS_AGREE
    const line = { terminal, role, session, form, isClockOff }
    const problem = await findTerminal(line, journal)
    if (problem !== null) return await close(problem)
    await session.within(role, (ask) => ask('SELECT uketsuke.make_months()::text'))
    return line
  } catch (error) {
    const problem = problemOfError(error)
    await session.close()
    if (problem === null) throw error
    return problem
  }
}

/** Looks whether the schema is there, with no right in it. */
const hasSchema = async ({ ask }: Session): Promise<boolean> => {
  const [[there] = []] = await ask(`SELECT count(*)::text FROM pg_namespace WHERE nspname = 'uketsuke'`)
  return there === '1'
}
