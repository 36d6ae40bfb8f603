/** Reads what visits have left to do. Asked at every start and every midnight of a terminal that is waited for. */
import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { FollowUp } from '../../contract/follow-up.ts'
import { followUpKind } from '../../contract/follow-up.ts'
import { leftOpenSchema } from '../../contract/follow-up-kinds.ts'
import { rowOf } from './row.ts'
import { changedVisits, visitsOfRows } from './visit-reads.ts'

const settledSchema = z.array(
  z.tuple([z.number().int(), z.string(), z.number().int(), z.string().nullable(), z.string().nullable()]),
)

/** `41/recheck` for everything that was done and not undone since, in rows of today and of the time before follow-ups. */
const settledOf = (database: Database.Database): Set<string> => {
  const rows = settledSchema.parse(
    database
      .prepare(
        `SELECT seq, event, body ->> '$.visitSeq', body ->> '$.followUp', body ->> '$.note'
           FROM entries INDEXED BY entries_event
          WHERE event IN ('task-done', 'follow-up-done', 'follow-up-undone')`,
      )
      .raw()
      .all(),
  )
  const settled = new Set<string>()
  for (const [, event, visitSeq, followUp, note] of rows.sort(([one], [other]) => one - other)) {
    const what = note === null ? followUp : followUpKind(leftOpenSchema.parse(note))
    if (event === 'follow-up-undone') settled.delete(`${visitSeq}/${what}`)
    else settled.add(`${visitSeq}/${what}`)
  }
  return settled
}

const leftSchema = z.array(z.tuple([z.number().int(), z.string()]))

/**
 * Lists what visits have left open, the oldest first. Visits that left nothing are not read; of those whose things are
 * all done no more than what they left.
 */
export const openFollowUps = (database: Database.Database): FollowUp[] => {
  const settled = settledOf(database)
  const left = leftSchema.parse(
    database
      .prepare(
        `SELECT seq, body ->> '$.notesOpen' FROM entries INDEXED BY entries_open_note WHERE open_note IS NOT NULL`,
      )
      .raw()
      .all(),
  )
  const open = left.flatMap(([seq, codes]) => {
    const some = z.array(leftOpenSchema).parse(JSON.parse(codes))
    return some.some((one) => !settled.has(`${seq}/${followUpKind(one)}`)) ? [seq] : []
  })
  // A correction may have left something that the visit's own row does not name.
  const changed = changedVisits(database, {}).filter(({ followUps }) =>
    followUps.some(({ done }) => done === null),
  )
  const rows = database
    .prepare('SELECT seq, body FROM entries WHERE seq IN (SELECT value FROM json_each(?))')
    .raw()
    .all(JSON.stringify(open))
    .map(rowOf)
  const visits = new Map([...changed, ...visitsOfRows(database, rows)].map((visit) => [visit.row.seq, visit]))
  return [...visits.values()]
    .sort((one, other) => one.row.seq - other.row.seq)
    .flatMap(({ followUps }) => followUps.filter(({ done }) => done === null))
}
