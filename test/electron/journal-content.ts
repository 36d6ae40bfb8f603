/** Everything that a home's journal holds, opened with its keys: for tests of what must not be in it. */
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { JournalRow } from '../../contract/journal.ts'
import { exists } from '../../main/files/folder.ts'
import { connectExisting } from '../../main/journal/access.ts'
import { COMPANIONS, journalHome } from '../../main/journal/home.ts'
import { openJournalForReading } from '../../main/journal/index.ts'
import { readKeyFiles } from '../../main/journal/key-files.ts'
import { rowOf } from '../../main/journal/row.ts'

const namesSchema = z.array(z.string())
const rowsSchema = z.array(z.record(z.string(), z.unknown()))

/** The rows of a journal that nobody has open for writing, oldest first. */
export const journalRows = (home: string): JournalRow[] => {
  const opened = openJournalForReading({ home })
  if (!opened.ok) throw new Error(opened.problem.message)
  try {
    const { database } = opened.value.connection
    return database.prepare('SELECT seq, body FROM entries ORDER BY seq').raw().all().map(rowOf)
  } finally {
    opened.value.close()
  }
}

/** All rows of all tables as text; the program may be running. */
export const journalContent = async (home: string): Promise<string> => {
  const from = journalHome(home)
  const keys = readKeyFiles(from, true)
  const [found] = keys.rings
  if (found === undefined) throw new Error('the journal has no key files')
  const copy = await mkdtemp(join(tmpdir(), 'uketsuke-copy-'))
  try {
    for (const companion of COMPANIONS) {
      const file = `${from.database}${companion}`
      if (exists(file)) await copyFile(file, join(copy, basename(file)))
    }
    const opened = connectExisting(journalHome(copy), found.ring, { readonly: false })
    if (!opened.ok) throw new Error(opened.problem.message)
    const { database } = opened.value.connection
    try {
      const tables = namesSchema.parse(
        database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all(),
      )
      const contents = tables.map((table) =>
        rowsSchema
          .parse(database.prepare(`SELECT * FROM "${table}"`).all())
          .flatMap((row) => Object.values(row))
          .map((value) => (Buffer.isBuffer(value) ? value.toString('utf8') : String(value)))
          .join('\n'),
      )
      return contents.join('\n')
    } finally {
      database.close()
    }
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
}
