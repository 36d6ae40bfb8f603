/** Verifies what the center holds with public keys alone: all rows and heads in one reading, terminal by terminal. */
import { z } from 'zod'
import { centerHeadHolds } from './center-head.ts'
import type { PinnedKeys } from './keys-file.ts'
import type { Ask, Session } from './session.ts'
import {
  Bad,
  type Head,
  type Held,
  heldOf,
  monthsHeld,
  type Remarks,
  type Row,
  span,
  type Terminal,
  walkTerminal,
} from './walk.ts'

export type CenterVerification = {
  readonly terminal: string
  readonly entries: number
  readonly ok: boolean
  /** The first row that is not as it was signed; null where no row can be named. */
  readonly firstBad: number | null
  /** Not ok: what is wrong. Ok: what is missing and why, as it is recorded. */
  readonly problem: string | null
}

const number = z.coerce.number().int()
const terminalsSchema = z.array(
  z.tuple([z.string(), z.string().nullable(), z.string().nullable(), number.nullable()]),
)
/** Takes from things that are in order by terminal as long as their terminal is a wanted one; the next one stays. */
const takerOf = <Item extends { readonly terminal: string }>(all: AsyncGenerator<Item>) => {
  let next: Promise<IteratorResult<Item>> | null = null
  return async function* (isWanted: (terminal: string) => boolean): AsyncGenerator<Item> {
    for (;;) {
      next ??= all.next()
      const one = await next
      if (one.done === true || !isWanted(one.value.terminal)) return
      next = null
      yield one.value
    }
  }
}

/**
 * Sets aside the ends of the journal that the terminal has signed and that are not what is held: it was set back, or there are two
 * of it.
 */
async function* setAsideClaims(
  heads: AsyncGenerator<Head>,
  { keys }: Terminal,
  claims: string[],
): AsyncGenerator<Head> {
  for await (const head of heads)
    if (head.kind !== 'claim') yield head
    else if (keys.includes(head.key) && centerHeadHolds(head, head.key))
      claims.push(`diverged: the terminal has signed another end, row ${head.seq}, at ${head.at}`)
}

const verifyTerminal = async (
  held: Held,
  terminal: Terminal,
  months: ReadonlySet<string>,
): Promise<CenterVerification> => {
  let entries = 0
  const remarks: Remarks = { aged: [], unsent: [] }
  try {
    if (terminal.keys.length === 0) throw new Bad(1, 'no public key is believed of this terminal')
    const claims: string[] = []
    await walkTerminal(
      { ...held, heads: setAsideClaims(held.heads, terminal, claims) },
      terminal,
      months,
      () => {
        entries += 1
      },
      remarks,
    )
    const { aged, unsent } = remarks
    const [firstAged, lastAged] = [aged[0], aged.at(-1)]
    const said = [
      ...(firstAged && lastAged
        ? [`${span(firstAged[0], lastAged[1])} removed with their month by the retention`]
        : []),
      ...unsent.map(([from, to]) => `${span(from, to)} were not sent before the terminal removed them`),
      ...claims.slice(0, 5),
    ]
    return {
      terminal: terminal.id,
      entries,
      ok: true,
      firstBad: null,
      problem: said.length === 0 ? null : said.join('; '),
    }
  } catch (error) {
    if (!(error instanceof Bad)) throw error
    return { terminal: terminal.id, entries, ok: false, firstBad: error.row, problem: error.message }
  }
}

/** Rows of a terminal that nobody has enrolled. */
const strangersOf = async (rows: AsyncGenerator<Row>): Promise<CenterVerification[]> => {
  const found = new Map<string, { readonly firstBad: number; entries: number }>()
  for await (const { terminal, seq } of rows) {
    const one = found.get(terminal) ?? { firstBad: seq, entries: 0 }
    one.entries += 1
    found.set(terminal, one)
  }
  return [...found].map(([terminal, { firstBad, entries }]) => ({
    terminal,
    entries,
    ok: false,
    firstBad,
    problem: 'rows of a terminal that nobody has enrolled',
  }))
}

const drain = async (all: AsyncGenerator<unknown>): Promise<void> => {
  for await (const _ of all);
}

const verifyAll = async (ask: Ask, pinned: PinnedKeys | null): Promise<CenterVerification[]> => {
  await ask('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
  const listed = terminalsSchema.parse(
    await ask(
      `SELECT t.id::text, t.journal, t.public_key, p.seq::text FROM uketsuke.terminal t
       LEFT JOIN uketsuke.place p ON p.terminal = t.id WHERE t.enrolled_at IS NOT NULL ORDER BY t.site, t.name, t.id`,
    ),
  )
  const months = await monthsHeld(ask)
  const all = await heldOf(ask, null)
  const [rows, heads] = [takerOf(all.rows), takerOf(all.heads)]
  const found = new Map<string, CenterVerification>()
  const strangers: CenterVerification[] = []
  // The database orders ids as their text is ordered.
  for (const [id, journal, key, held] of listed.toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    strangers.push(...(await strangersOf(rows((terminal) => terminal < id))))
    await drain(heads((terminal) => terminal < id))
    const keys =
      pinned === null ? (key === null ? [] : [key]) : [...(pinned.own.get(id) ?? []), ...pinned.any]
    const isOwn = (terminal: string): boolean => terminal === id
    found.set(
      id,
      await verifyTerminal(
        { rows: rows(isOwn), heads: heads(isOwn) },
        { id, journal, keys, held: held ?? 0 },
        months,
      ),
    )
    // A terminal with a bad row is not read to its end.
    await drain(rows(isOwn))
    await drain(heads(isOwn))
  }
  strangers.push(...(await strangersOf(rows(() => true))))
  const known = [...listed.flatMap(([id]) => found.get(id) ?? []), ...strangers]
  const names = new Set(known.map(({ terminal }) => terminal))
  return [
    ...known,
    ...[...(pinned?.own.keys() ?? [])]
      .filter((terminal) => !names.has(terminal))
      .map((terminal) => ({
        terminal,
        entries: 0,
        ok: false,
        firstBad: null,
        problem: 'this terminal’s key is pinned, and the center does not know it',
      })),
  ]
}

/**
 * Verifies every terminal at one moment; the terminals may go on sending.
 * @param pinned public keys that are believed; without them those of the center's own table are
 */
export const verifyCenter = (session: Session, pinned: PinnedKeys | null): Promise<CenterVerification[]> =>
  session.within(null, (ask) => verifyAll(ask, pinned), 'no deadline')
