import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { JournalEvent } from '../../contract/journal.ts'
import { fail, ok, type Result } from '../../contract/result.ts'
import {
  pinProblem,
  type Role,
  roleSchema,
  type StaffMember,
  type StaffPort,
  type StaffProblem,
  waitAfter,
} from '../../contract/staff.ts'
import type { Chains } from './chain.ts'
import type { Connection } from './database.ts'
import type { FindsIndividualNumber } from './entry.ts'
import { problemOf } from './failure.ts'
import type { Moment } from './moment.ts'
import { hashPin, pinMatches } from './pin.ts'
import type { Writer } from './writer.ts'

const storedSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  pin: z.string(),
  card: z.string().nullable(),
  failures: z.number().int(),
  failed_at: z.string().nullable(),
  left_at: z.string().nullable(),
})
type Stored = z.infer<typeof storedSchema>

export type StaffParts = {
  readonly writer: Writer
  readonly chains: () => Chains
  readonly now: () => Moment
  readonly findsIndividualNumber: FindsIndividualNumber
  /** The cost of a PIN's hash, see `PIN_COST`. */
  readonly pinCost: number
}

const leftSchema = z.array(z.strictObject({ id: z.string(), name: z.string() }))

const LONGEST_NAME = 60

const shown = ({ id, name, role, card }: Stored): StaffMember => ({ id, name, role, hasCard: card !== null })

/** How long somebody still has to wait. A clock that was set back does not shorten it. */
const waiting = ({ failures, failed_at: failedAt }: Stored, now: Moment): boolean => {
  if (failedAt === null) return false
  const passed = Math.max(0, Date.parse(now.iso) - Date.parse(failedAt))
  return passed < waitAfter(failures)
}

/** The staff, kept in the journal's encrypted database; every act and its row are one transaction. */
export const createStaff = ({
  writer,
  chains,
  now,
  findsIndividualNumber,
  pinCost,
}: StaffParts): StaffPort => {
  const database = () => writer.connection().database
  const all = (): Stored[] =>
    z.array(storedSchema).parse(database().prepare('SELECT * FROM staff ORDER BY name, id').all())
  const present = (): Stored[] => all().filter(({ left_at: leftAt }) => leftAt === null)
  const find = (id: string): Stored | null => present().find((one) => one.id === id) ?? null

  /** All hashes that a card's code may be kept under: one a generation of the chain key, the newest first. */
  const cardHashes = (code: string): [string, ...string[]] => {
    const { oldest, all: generations } = chains()
    const [newest, ...others] = generations.map(({ staffCard }) => staffCard(code.trim())).reverse()
    return [newest ?? oldest.staffCard(code.trim()), ...others]
  }
  const byCard = (code: string): Stored | null => {
    const hashes = cardHashes(code)
    return present().find(({ card }) => card !== null && hashes.includes(card)) ?? null
  }

  /** Writes the row and the change together. */
  const write = (
    event: JournalEvent,
    change: (connection: Connection) => void,
  ): Result<void, StaffProblem> =>
    writer.append(event, { within: change }).ok ? ok(undefined) : fail('not-written')

  const refuse = (
    member: string,
    cause: 'wrong' | 'waiting',
    change: (connection: Connection) => void = () => {},
  ) => {
    const written = write({ event: 'staff-refused', staff: member, cause }, change)
    return written.ok ? fail(cause) : written
  }

  const admit = (stored: Stored, by: 'pin' | 'card'): Result<StaffMember, StaffProblem> => {
    const written = write(
      { event: 'staff-signed-in', staff: stored.id, role: stored.role, by },
      (connection) => {
        connection.database
          .prepare('UPDATE staff SET failures = 0, failed_at = NULL WHERE id = ?')
          .run(stored.id)
      },
    )
    return written.ok ? ok(shown(stored)) : written
  }

  const isLastAdministrator = ({ id, role }: Stored): boolean =>
    role === 'administrator' && present().every((one) => one.id === id || one.role !== 'administrator')

  const changed = (
    by: string,
    member: string,
    change: 'added' | 'removed' | 'role' | 'pin' | 'card',
    role?: Role,
  ) =>
    ({
      event: 'staff-changed',
      staff: by,
      member,
      change,
      ...(role === undefined ? {} : { role }),
    }) as const

  return {
    members: () => present().map(shown),
    left: () => {
      try {
        return leftSchema.parse(
          database()
            .prepare(
              `SELECT id, name FROM staff
                WHERE left_at IS NOT NULL AND EXISTS
                      (SELECT 1 FROM entries INDEXED BY entries_staff WHERE entries.staff = id AND event = 'concluded')
                ORDER BY name, id`,
            )
            .all(),
        )
      } catch (error) {
        // Looking at a damaged file is no exception: the search says so.
        problemOf(error)
        return []
      }
    },
    nameOf: (id) => all().find((one) => one.id === id)?.name ?? null,
    add: async ({ by, name, role, pin, card }) => {
      if (name.trim() === '' || name.length > LONGEST_NAME || findsIndividualNumber(name, 'name'))
        return fail('name-refused')
      const problem = pinProblem(pin)
      if (problem) return fail(problem)
      if (present().length === 0 && role !== 'administrator') return fail('first-is-administrator')
      if (card !== undefined && byCard(card)) return fail('card-in-use')
      const hash = await hashPin(pin, pinCost)
      const id = `staff-${randomBytes(4).toString('hex')}`
      const written = write(changed(by, id, 'added', role), (connection) => {
        connection.database
          .prepare('INSERT INTO staff (id, name, role, pin, card) VALUES (?, ?, ?, ?, ?)')
          .run(id, name.trim(), role, hash, card === undefined ? null : cardHashes(card)[0])
      })
      return written.ok ? ok({ id, name: name.trim(), role, hasCard: card !== undefined }) : written
    },
    change: async ({ by, id, role, pin, card }) => {
      const stored = find(id)
      if (!stored) return fail('unknown-person')
      const problem = pin === undefined ? null : pinProblem(pin)
      if (problem) return fail(problem)
      if (role !== undefined && role !== 'administrator' && isLastAdministrator(stored))
        return fail('last-administrator')
      const holder = typeof card === 'string' ? byCard(card) : null
      if (holder && holder.id !== id) return fail('card-in-use')
      const hash = pin === undefined ? null : await hashPin(pin, pinCost)
      const set = (column: 'role' | 'pin' | 'card', value: string | null) => (connection: Connection) => {
        connection.database.prepare(`UPDATE staff SET ${column} = ? WHERE id = ?`).run(value, id)
      }
      const steps: Result<void, StaffProblem>[] = []
      if (role !== undefined) steps.push(write(changed(by, id, 'role', role), set('role', role)))
      if (hash !== null) steps.push(write(changed(by, id, 'pin'), set('pin', hash)))
      if (card !== undefined)
        steps.push(write(changed(by, id, 'card'), set('card', card === null ? null : cardHashes(card)[0])))
      return steps.find((step) => !step.ok) ?? ok(shown(find(id) ?? stored))
    },
    remove: ({ by, id }) => {
      const stored = find(id)
      if (!stored) return fail('unknown-person')
      if (isLastAdministrator(stored) && present().length > 1) return fail('last-administrator')
      return write(changed(by, id, 'removed'), (connection) => {
        connection.database
          .prepare(`UPDATE staff SET left_at = ?, card = NULL, pin = '' WHERE id = ?`)
          .run(now().iso, id)
      })
    },
    signIn: async ({ id, pin }) => {
      const before = find(id)
      if (before && waiting(before, now())) return refuse(id, 'waiting')
      const matches = await pinMatches(pin, before?.pin ?? null, pinCost)
      // Asked again: others may have tried, or changed the staff, while the PIN was being checked.
      const stored = find(id)
      if (!stored) return fail('wrong')
      if (waiting(stored, now())) return refuse(id, 'waiting')
      if (matches && stored.pin === before?.pin) return admit(stored, 'pin')
      return refuse(id, 'wrong', (connection) => {
        connection.database
          .prepare('UPDATE staff SET failures = failures + 1, failed_at = ? WHERE id = ?')
          .run(now().iso, id)
      })
    },
    signInByCard: (code) => {
      const stored = byCard(code)
      return stored ? admit(stored, 'card') : fail('wrong')
    },
    signOut: ({ id, cause }) => write({ event: 'staff-signed-out', staff: id, cause }, () => {}),
  }
}
