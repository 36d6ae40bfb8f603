/** Puts an open journal together from its parts; opening and restoring both end here. */
import { randomBytes } from 'node:crypto'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { Day } from '../../contract/day.ts'
import { exists, makeFolder } from '../files/folder.ts'
import { moveFile } from '../files/whole-file.ts'
import type { Opened } from './access.ts'
import { type Anchors, openAnchorFile } from './anchors.ts'
import { type Chains, generationAt } from './chain.ts'
import type { ClockReading } from './clock-reading.ts'
import { readEnd, readPragma, readValue } from './database.ts'
import { referenceIn } from './doubt.ts'
import type { FindsIndividualNumber } from './entry.ts'
import { openHeadFile } from './head.ts'
import { digestAt, signBeginning } from './heads.ts'
import type { JournalHome } from './home.ts'
import { derive, fingerprint } from './mac.ts'
import { MIGRATIONS, migrate } from './migrate.ts'
import { openSigner } from './signing.ts'
import { createWriter, type End, type Writer } from './writer.ts'

export type Circumstances = {
  readonly now: () => ClockReading
  /** This terminal's name in the rows. */
  readonly terminal: string
  readonly findsIndividualNumber: FindsIndividualNumber
  /** Given by the command line, whose rows say so. */
  readonly channel?: 'command-line'
  /** The day on which the program was made: an earlier one cannot be right. Absent or null: nothing is known of that. */
  readonly built?: Day | null
}

/** The journal's own name, in every anchor file and slip. */
export const journalName = ({ connection: { database } }: Opened): string =>
  readValue(database, `SELECT value FROM meta WHERE name = 'journal'`, z.string()) ?? ''

/** Digits of an instant, for names of files: `20261122090000000`. */
export const stampOf = (at: string): string => at.replaceAll(/\D/g, '').slice(0, 17)

/** Moves a file to where it can still be looked at; nothing of a journal is ever overwritten. */
export const putAside = (home: JournalHome, path: string, at: string): void => {
  if (!exists(path)) return
  makeFolder(home.aside)
  moveFile(path, join(home.aside, `${stampOf(at)}-${basename(path)}`))
}

/** Makes the writer, with its head file and its anchor file. */
export const assembleWriter = (
  home: JournalHome,
  chains: Chains,
  opened: Opened,
  beginning: { readonly end: End; readonly anchors: Anchors | null; readonly lostAnchors: number },
  { now, terminal, findsIndividualNumber, channel, built }: Circumstances,
): Writer => {
  const { connection, dataKey } = opened
  const { database } = connection
  // A backup that was made by an older version has just been put in place: it is still there as it was.
  if (readPragma(database, 'user_version') <= MIGRATIONS.length) migrate(database, MIGRATIONS)
  const chain = generationAt(database, chains, Number.MAX_SAFE_INTEGER)
  const journal = journalName(opened)
  const signer = openSigner(database, chains, chain)
  signBeginning(database, journal, signer, now().iso)
  if (beginning.anchors === null) putAside(home, home.anchors, now().iso)
  const anchorFile = openAnchorFile(home.anchors, beginning.anchors, {
    journal,
    chain,
    dataKey: fingerprint(dataKey),
    lost: beginning.lostAnchors,
  })
  return createWriter({
    path: home.database,
    connection,
    fileKey: derive(dataKey, 'file'),
    chain,
    end: beginning.end,
    journal,
    digest: digestAt(database, journal, readEnd(database)?.seq ?? 0).digest,
    signer,
    reference: referenceIn(database, built ?? null),
    headFile: openHeadFile(home.head, { ...beginning.end, anchors: anchorFile.count() }, chain.head),
    anchorFile,
    author: {
      terminal,
      session: randomBytes(4).toString('hex'),
      ...(channel === undefined ? {} : { channel }),
    },
    now,
    findsIndividualNumber,
  })
}
