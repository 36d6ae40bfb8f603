import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { JournalEvent } from '../../contract/journal.ts'
import { fail, ok, type Result } from '../../contract/result.ts'
import {
  isCardCodeStrong,
  pinProblem,
  RECEPTION,
  type Role,
  roleSchema,
  type StaffMember,
  type StaffPort,
  type StaffProblem,
} from '../../contract/staff.ts'
import type { Chains } from './chain.ts'
import type { ClockReading } from './clock-reading.ts'
import { type Connection, readValue } from './database.ts'
import type { FindsIndividualNumber } from './entry.ts'
import { problemOf } from './failure.ts'
import { createLockWait } from './lock-wait.ts'
import { costOf, hashPin, pinMatches } from './pin.ts'
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
  readonly now: () => ClockReading
  readonly findsIndividualNumber: FindsIndividualNumber
  /** The cost of a PIN's hash, see `PIN_COST`. */
  readonly pinCost: number
}

const leftSchema = z.array(z.strictObject({ id: z.string(), name: z.string() }))

const MAX_NAME = 60

const shown = ({ id, name, role, card }: Stored): StaffMember => ({ id, name, role, hasCard: card !== null })

/** The name, in the table of single values, of the number of failures in a row at the terminal's lock. */
const LOCK_FAILURES = 'lock-failures'

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

  const keptFailures = (): Parameters<typeof createLockWait>[0] => {
    try {
      const terminal = readValue(
        database(),
        `SELECT value FROM meta WHERE name = '${LOCK_FAILURES}'`,
        z.string(),
      )
      return {
        terminal: Number(terminal ?? 0),
        people: new Map(present().map(({ id, failures }) => [id, failures])),
      }
    } catch (error) {
      // A damaged file is said where it is read for its own sake.
      problemOf(error)
      return { terminal: 0, people: new Map() }
    }
  }
  const lock = createLockWait(keptFailures(), () => now().monotonicMs)
  const keepLockFailures = (connection: Connection, failures: number): void => {
    connection.database
      .prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)')
      .run(LOCK_FAILURES, String(failures))
  }
  /** PINs are checked one after the other: each check takes a hundred megabytes, and the next one may have to wait. */
  let checking: Promise<unknown> = Promise.resolve()

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

  /** A wrong PIN, or a card that is nobody's (`id` null). */
  const refuse = (id: string | null): Result<never, StaffProblem> => {
    const failures = lock.failed(id)
    const written = write(
      { event: 'staff-refused', staff: id ?? RECEPTION, cause: 'wrong' },
      (connection) => {
        keepLockFailures(connection, failures.terminal)
        if (id !== null)
          connection.database
            .prepare('UPDATE staff SET failures = ?, failed_at = ? WHERE id = ?')
            .run(failures.person, now().iso, id)
      },
    )
    return written.ok ? fail('wrong') : written
  }
  const tellToWait = (id: string | null): Result<never, StaffProblem> => {
    if (!lock.isFirstToWait()) return fail('waiting')
    const written = write({ event: 'staff-refused', staff: id ?? RECEPTION, cause: 'waiting' }, () => {})
    return written.ok ? fail('waiting') : written
  }

  /** @param pin its hash anew, where the one that is kept costs less than is usual now */
  const admit = (
    stored: Stored,
    by: 'pin' | 'card',
    pin: string | null = null,
  ): Result<StaffMember, StaffProblem> => {
    const written = write(
      { event: 'staff-signed-in', staff: stored.id, role: stored.role, by },
      (connection) => {
        keepLockFailures(connection, 0)
        connection.database
          .prepare('UPDATE staff SET failures = 0, failed_at = NULL, pin = coalesce(?, pin) WHERE id = ?')
          .run(pin, stored.id)
      },
    )
    if (!written.ok) return written
    lock.admitted(stored.id)
    return ok(shown(stored))
  }

  const signInByPin = async ({ id, pin }: Parameters<StaffPort['signIn']>[0]) => {
    const before = find(id)
    if (lock.waits(before?.id ?? null)) return tellToWait(before?.id ?? null)
    const matches = await pinMatches(pin, before?.pin ?? null, pinCost)
    const stronger = before && matches && costOf(before.pin) < pinCost ? await hashPin(pin, pinCost) : null
    // Asked again: others may have tried, or changed the staff, while the PIN was being checked.
    const stored = find(id)
    if (lock.waits(stored?.id ?? null)) return tellToWait(stored?.id ?? null)
    if (stored && matches && stored.pin === before?.pin) return admit(stored, 'pin', stronger)
    return refuse(stored?.id ?? null)
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

  /** @param byKeySheet the key sheet stood for the right to do it */
  const change = async (
    { by, id, role, pin, card }: Parameters<StaffPort['change']>[0],
    byKeySheet: boolean,
  ): ReturnType<StaffPort['change']> => {
    const stored = find(id)
    if (!stored) return fail('unknown-person')
    const problem = pin === undefined ? null : pinProblem(pin)
    if (problem) return fail(problem)
    if (role !== undefined && role !== 'administrator' && isLastAdministrator(stored))
      return fail('last-administrator')
    const holder = typeof card === 'string' ? byCard(card) : null
    if (holder && holder.id !== id) return fail('card-in-use')
    if (typeof card === 'string' && !isCardCodeStrong(card)) return fail('card-too-simple')
    const hash = pin === undefined ? null : await hashPin(pin, pinCost)
    const set = (column: 'role' | 'pin' | 'card', value: string | null) => (connection: Connection) => {
      connection.database.prepare(`UPDATE staff SET ${column} = ? WHERE id = ?`).run(value, id)
    }
    const steps: Result<void, StaffProblem>[] = []
    if (role !== undefined) steps.push(write(changed(by, id, 'role', role), set('role', role)))
    const proof = byKeySheet ? { byKeySheet } : {}
    if (hash !== null) steps.push(write({ ...changed(by, id, 'pin'), ...proof }, set('pin', hash)))
    if (card !== undefined)
      steps.push(write(changed(by, id, 'card'), set('card', card === null ? null : cardHashes(card)[0])))
    return steps.find((step) => !step.ok) ?? ok(shown(find(id) ?? stored))
  }

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
      if (name.trim() === '' || name.length > MAX_NAME || findsIndividualNumber(name, 'name'))
        return fail('name-refused')
      const problem = pinProblem(pin)
      if (problem) return fail(problem)
      if (present().length === 0 && role !== 'administrator') return fail('first-is-administrator')
      if (card !== undefined && byCard(card)) return fail('card-in-use')
      if (card !== undefined && !isCardCodeStrong(card)) return fail('card-too-simple')
      const hash = await hashPin(pin, pinCost)
      const id = `staff-${randomBytes(4).toString('hex')}`
      const written = write(changed(by, id, 'added', role), (connection) => {
        connection.database
          .prepare('INSERT INTO staff (id, name, role, pin, card) VALUES (?, ?, ?, ?, ?)')
          .run(id, name.trim(), role, hash, card === undefined ? null : cardHashes(card)[0])
      })
      return written.ok ? ok({ id, name: name.trim(), role, hasCard: card !== undefined }) : written
    },
    change: (request) => change(request, false),
    recover: async ({ id, pin, opensSheet }) => {
      const stored = find(id)
      if (stored?.role !== 'administrator') return fail('unknown-person')
      if (lock.waits(id)) return tellToWait(id)
      return opensSheet() ? change({ by: id, id, pin }, true) : refuse(id)
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
    signIn: (attempt) => {
      const answer = checking.then(() => signInByPin(attempt))
      checking = answer.catch(() => {})
      return answer
    },
    signInByCard: (code) => {
      if (lock.waits(null)) return tellToWait(null)
      const stored = byCard(code)
      if (!stored) return refuse(null)
      if (lock.waits(stored.id)) return tellToWait(stored.id)
      if (stored.role === 'administrator') return ok({ member: shown(stored), needsPin: true })
      const admitted = admit(stored, 'card')
      return admitted.ok ? ok({ member: admitted.value, needsPin: false }) : admitted
    },
    signOut: ({ id, cause }) => write({ event: 'staff-signed-out', staff: id, cause }, () => {}),
  }
}
