/** Writes an export into a file of the home, in steps; the file has its name only when it is whole. */
import { join } from 'node:path'
import type { JournalFailure, JournalPort, JournalProblem, Steps } from '../../../contract/journal.ts'
import { fail, ok, type Result } from '../../../contract/result.ts'
import { makeFolder } from '../../files/folder.ts'
import { beginWhole, type Unfinished } from '../../files/whole-file.ts'
import { problemOf } from '../../journal/index.ts'

type Request = Omit<Parameters<JournalPort['export']>[0], 'progress'> & {
  readonly from: string
  readonly to: string
}

export type Exported = { readonly file: string; readonly rows: number }

/** `…+09:00` instants to the second, digits alone: two exports of the same days do not meet. */
const stampOf = (instant: string): string => instant.replaceAll(/\D/g, '').slice(0, 14)

/** Puts the export on record, then writes it piece by piece. What was begun and given up leaves no file. */
export function* exportToFile(
  journal: JournalPort,
  request: Request,
  place: { readonly home: string; readonly instant: string },
): Steps<Result<Exported, { why: JournalFailure } | JournalProblem>> {
  const { from, to, format } = request
  const folder = join(place.home, 'exports')
  const file = join(folder, `journal-${from}-${to}-${stampOf(place.instant)}.${format}`)
  let written: Unfinished | null = null
  let rows = 0
  try {
    makeFolder(folder)
    written = beginWhole(file)
    const exported = journal.export({
      ...request,
      progress: (done) => {
        rows = done
      },
    })
    if (!exported.ok) return exported
    for (const piece of exported.value.pieces) {
      written.write(piece)
      yield rows
    }
    written.finish()
    return ok({ file, rows: exported.value.rows })
  } catch (error) {
    return fail(problemOf(error))
  } finally {
    written?.giveUp()
  }
}
