/** Verifies what the center holds with public keys alone, terminal by terminal. */
import { z } from 'zod'
import { centerHeadHolds } from './center-head.ts'
import type { PinnedKeys } from './keys-file.ts'
import type { Ask, Session } from './session.ts'
import { Bad, headsOf, monthsHeld, type Remarks, span, type Terminal, walkTerminal } from './walk.ts'

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
/** Ends of the journal that the terminal has signed and that are not what is held: it was set back, or there are two of it. */
const claimsOf = async (ask: Ask, terminal: Terminal): Promise<string[]> => {
  const found: string[] = []
  for await (const head of headsOf(ask, terminal.id, 'claim'))
    if (terminal.keys.includes(head.key) && centerHeadHolds(head, head.key))
      found.push(`diverged: the terminal has signed another end, row ${head.seq}, at ${head.at}`)
  return found
}

const verifyTerminal = async (
  ask: Ask,
  terminal: Terminal,
  months: ReadonlySet<string>,
): Promise<CenterVerification> => {
  let entries = 0
  const remarks: Remarks = { aged: [], unsent: [] }
  try {
    if (terminal.keys.length === 0) throw new Bad(1, 'no public key is believed of this terminal')
    await walkTerminal(
      ask,
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
      ...(await claimsOf(ask, terminal)).slice(0, 5),
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

/** Ids that have rows or heads and are in no list: each is found by one look at an index. */
const STRANGERS = `
  WITH RECURSIVE known (id) AS (
    (SELECT terminal FROM uketsuke.row ORDER BY terminal LIMIT 1)
    UNION ALL
    SELECT (SELECT r.terminal FROM uketsuke.row r WHERE r.terminal > known.id ORDER BY r.terminal LIMIT 1)
    FROM known WHERE known.id IS NOT NULL
  )
  SELECT id::text, (SELECT min(seq) FROM uketsuke.row WHERE terminal = id)::text,
    (SELECT count(*) FROM uketsuke.row WHERE terminal = id)::text
  FROM known WHERE id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM uketsuke.terminal t WHERE t.id = known.id AND t.enrolled_at IS NOT NULL)`

const strangersSchema = z.array(z.tuple([z.string(), number, number]))

/**
 * Verifies every terminal at one moment; the terminals may go on sending.
 * @param pinned public keys that are believed; without them those of the center's own table are
 */
export const verifyCenter = (session: Session, pinned: PinnedKeys | null): Promise<CenterVerification[]> =>
  session.within(
    null,
    async (ask) => {
      await ask('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
      const stored = terminalsSchema.parse(
        await ask(
          `SELECT t.id::text, t.journal, t.public_key, p.seq::text FROM uketsuke.terminal t
           LEFT JOIN uketsuke.place p ON p.terminal = t.id WHERE t.enrolled_at IS NOT NULL ORDER BY t.site, t.name, t.id`,
        ),
      )
      const months = await monthsHeld(ask)
      const found: CenterVerification[] = []
      for (const [id, journal, key, held] of stored) {
        const own =
          pinned === null ? (key === null ? [] : [key]) : [...(pinned.own.get(id) ?? []), ...pinned.any]
        found.push(await verifyTerminal(ask, { id, journal, keys: own, held: held ?? 0 }, months))
      }
      for (const [terminal, firstBad, entries] of strangersSchema.parse(await ask(STRANGERS)))
        found.push({
          terminal,
          entries,
          ok: false,
          firstBad,
          problem: 'rows of a terminal that nobody has enrolled',
        })
      const known = new Set(found.map(({ terminal }) => terminal))
      for (const terminal of pinned?.own.keys() ?? [])
        if (!known.has(terminal))
          found.push({
            terminal,
            entries: 0,
            ok: false,
            firstBad: null,
            problem: 'this terminal’s key is pinned, and the center does not know it',
          })
      return found
    },
    'no deadline',
  )
