/** Reads the rows of a home as the center should hold them: `number code body`. */
import { z } from 'zod'
import { readValue } from '../../main/journal/database.ts'
import { openJournalForReading } from '../../main/journal/read.ts'

export const openForReadingRows = (
  home: string,
): { readonly journal: string; readonly rows: readonly string[] } => {
  const reader = openJournalForReading({ home })
  if (!reader.ok) throw new Error(reader.problem.message)
  const { database } = reader.value.connection
  try {
    return {
      journal: readValue(database, `SELECT value FROM meta WHERE name = 'journal'`, z.string()) ?? '',
      rows: z
        .array(z.string())
        .parse(
          database
            .prepare(`SELECT seq || ' ' || lower(hex(mac)) || ' ' || body FROM entries ORDER BY seq`)
            .pluck()
            .all(),
        ),
    }
  } finally {
    reader.value.close()
  }
}
