/** Writes an export into a file of the home or of a folder that somebody has chosen; it has its name only when it is whole. */
import { isAbsolute, join } from 'node:path'
import type { JournalFailure, JournalPort, JournalProblem, Steps } from '../../../contract/journal.ts'
import { fail, ok, type Result } from '../../../contract/result.ts'
import { folderProblem, makeFolder } from '../../files/folder.ts'
import { beginWhole, type Unfinished } from '../../files/whole-file.ts'
import { problemOf } from '../../journal/index.ts'

type Request = Omit<Parameters<JournalPort['export']>[0], 'progress'> & {
  readonly from: string
  readonly to: string
}

export type Exported = { readonly file: string; readonly rows: number }

/** Somewhere to write. @property folder chosen by the person; null for the folder `exports` of the home */
export type ExportPlace = {
  readonly home: string
  readonly instant: string
  readonly folder: string | null
}

type Problem = { readonly why: JournalFailure | 'folder-missing' }

/** `…+09:00` instants to the second, digits alone: two exports of the same days do not meet. */
const stampOf = (instant: string): string => instant.replaceAll(/\D/g, '').slice(0, 14)

/**
 * The folder to write into. One that was chosen has to be there: a stick that was pulled out meanwhile is not made anew on
 * the disk below it.
 */
const folderOf = ({ home, folder }: ExportPlace): Result<string, Problem> => {
  if (folder === null) {
    const own = join(home, 'exports')
    makeFolder(own)
    return ok(own)
  }
  const problem = isAbsolute(folder) ? folderProblem(folder) : 'not-a-folder'
  if (problem === null) return ok(folder)
  return fail({ why: problem === 'not-writable' ? 'read-only' : 'folder-missing' })
}

/** Puts the export on record, then writes it piece by piece. What was begun and given up leaves no file. */
export function* exportToFile(
  journal: JournalPort,
  request: Request,
  place: ExportPlace,
): Steps<Result<Exported, Problem | JournalProblem>> {
  const { from, to, format } = request
  let written: Unfinished | null = null
  let rows = 0
  try {
    const folder = folderOf(place)
    if (!folder.ok) return folder
    const name = request.rows === 'visits' ? 'visits' : 'journal'
    const file = join(folder.value, `${name}-${from}-${to}-${stampOf(place.instant)}.${format}`)
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

/** Writes a text as a file. @returns its path */
export const writeExport = (
  { name, format, text }: { readonly name: string; readonly format: string; readonly text: string },
  place: ExportPlace,
): Result<string, Problem> => {
  let written: Unfinished | null = null
  try {
    const folder = folderOf(place)
    if (!folder.ok) return folder
    const file = join(folder.value, `${name}-${stampOf(place.instant)}.${format}`)
    written = beginWhole(file)
    written.write(text)
    written.finish()
    return ok(file)
  } catch (error) {
    return fail(problemOf(error))
  } finally {
    written?.giveUp()
  }
}
