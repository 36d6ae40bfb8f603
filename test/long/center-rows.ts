/** Stands for the center: a file with what it would hold of a home, its rows, the public key, and the sealed copy. */
import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { openForForwarding } from '../../main/journal/forwarding.ts'
import { restoreFromRows } from '../../main/journal/restore-rows.ts'

const sentSchema = z.object({
  journal: z.string(),
  publicKey: z.string(),
  copy: z.string(),
  rows: z.array(z.object({ seq: z.number(), body: z.string(), mac: z.string() })),
})

/** Writes what a home has sent by now. */
export const keepSent = (home: string, file: string): void => {
  const opened = openForForwarding({ home })
  if (!opened.ok) throw new Error(opened.problem.message)
  const { journal, publicKey, beginning, rowsAfter, sealedCopy, close } = opened.value
  const rows = rowsAfter(beginning(), 100_000, 100_000_000)
  writeFileSync(file, JSON.stringify({ journal, publicKey, copy: sealedCopy().text, rows }))
  close()
}

type Circumstances = Pick<Parameters<typeof restoreFromRows>[0], 'now' | 'terminal' | 'findsIndividualNumber'>

/** Restores a home from such a file. @returns what kept it from that; null where the home holds every row now */
export const restoreSent = (home: string, file: string, circumstances: Circumstances): string | null => {
  const { journal, publicKey, copy, rows } = sentSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const begun = restoreFromRows({
    ...circumstances,
    ...{ home, journal, backup: null, sealedCopy: copy, staff: 'staff-1', why: '見本' },
    counter: '00000000-0000-4000-8000-000000000001',
  })
  if (!begun.ok) return begun.problem.message
  try {
    for (const row of rows) begun.value.add(row)
  } catch (error) {
    begun.value.giveUp()
    throw error
  }
  const done = begun.value.finish([publicKey])
  return done.ok || done.problem.message.includes('holds every row') ? null : done.problem.message
}
