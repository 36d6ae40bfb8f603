/**
 * The part of a journal that the center is told, read from the journal itself: there is no second queue that could say
 * something else. Takes no lock and writes nothing; the terminal may go on meanwhile.
 */
import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Enrolment } from '../../contract/center.ts'
import { ok } from '../../contract/result.ts'
import { readEnd, readPragma, readValue } from './database.ts'
import { enrolmentIn } from './enrolment.ts'
import { type Failing, failure } from './failure.ts'
import { beginningOfDigests, digestAt, type Place } from './heads.ts'
import { standingOf } from './places.ts'
import { type OpenForReading, openJournalForReading } from './read.ts'
import { makeSealedCopy, type SealedCopy } from './sealed-copy.ts'
import { nextDigest } from './signed-head.ts'
import { readSigner } from './signing.ts'

/** A row as it is forwarded. `digest`: where the chain of digests stands behind it. */
export type ForwardedRow = {
  readonly seq: number
  readonly body: string
  /** Hex. */
  readonly mac: string
  readonly digest: string
}

/** A journal, to be forwarded. */
export type ForwardingJournal = {
  /** The journal's own name, a UUID. */
  readonly journal: string
  readonly publicKey: string
  /** Signs a text, ASCII; base64url. */
  sign(text: string): string
  enrolment(): Enrolment | null
  /** This copy lies elsewhere than where the journal is at home: it is not the terminal. */
  readonly isElsewhere: boolean
  /** Sealed, for the center to keep: this terminal needs it to be restored beside its rows. */
  sealedCopy(): SealedCopy
  /** The last row that is there; 0 where there is none. */
  end(): number
  /** The beginning of the rows: behind row 0, or behind the last one that the retention has removed. */
  beginning(): Place
  /** The code of a row that is there, or of the last one that the retention has removed; null for any other. */
  macAt(seq: number): string | null
  /** The chain of digests behind a row. */
  placeAt(seq: number): Place
  /** How many rows lie behind one. */
  countAfter(seq: number): number
  /** The next rows behind a place, in order: at most so many, and so many characters of bodies; at least one where there is one. */
  rowsAfter(place: Place, rows: number, characters: number): readonly ForwardedRow[]
  close(): void
}

const rowSchema = z.tuple([z.number().int(), z.string(), z.string()])
const purgedSchema = z.tuple([z.number().int(), z.string()])

const readRows = (
  database: Database.Database,
  from: Place,
  most: number,
  characters: number,
): ForwardedRow[] => {
  const stored = database
    .prepare('SELECT seq, body, lower(hex(mac)) FROM entries WHERE seq > ? ORDER BY seq LIMIT ?')
    .raw()
    .iterate(from.seq, most)
  const rows: ForwardedRow[] = []
  let { digest } = from
  let length = 0
  for (const one of stored) {
    const [seq, body, mac] = rowSchema.parse(one)
    length += body.length
    if (rows.length > 0 && length > characters) break
    digest = nextDigest(digest, seq, body)
    rows.push({ seq, body, mac, digest })
  }
  return rows
}

/** Opens a journal to forward it. The keys are needed: rows are encrypted, and heads are signed. */
export const openForForwarding = (options: OpenForReading): Failing<ForwardingJournal> => {
  const reader = openJournalForReading(options)
  if (!reader.ok) return reader
  const { database } = reader.value.connection
  const close = reader.value.close
  const signer = readPragma(database, 'user_version') < 2 ? null : readSigner(database, reader.value.chains)
  if (signer === null) {
    close()
    return failure(
      'unknown',
      'unknown',
      `${options.home}: the journal has no signing key that can be used yet; start the program once`,
    )
  }
  const journal = readValue(database, `SELECT value FROM meta WHERE name = 'journal'`, z.string()) ?? ''
  const macOf = database.prepare('SELECT lower(hex(mac)) FROM entries WHERE seq = ?').pluck()
  return ok({
    journal,
    publicKey: signer.publicKey,
    sign: signer.signText,
    enrolment: () => enrolmentIn(database, 'done'),
    isElsewhere: standingOf(database, reader.value.home.folder).isElsewhere,
    sealedCopy: () => makeSealedCopy(database, reader.value.home, reader.value.ring, reader.value.chains),
    end: () => readEnd(database)?.seq ?? 0,
    beginning: () => beginningOfDigests(database, journal),
    macAt: (seq) => {
      const stored = z.string().safeParse(macOf.get(seq))
      if (stored.success) return stored.data
      const purged = purgedSchema.safeParse(
        database
          .prepare(
            `SELECT body ->> '$.throughSeq', body ->> '$.throughMac' FROM entries WHERE event = 'purged' ORDER BY seq DESC LIMIT 1`,
          )
          .raw()
          .get(),
      )
      return purged.success && purged.data[0] === seq ? purged.data[1] : null
    },
    placeAt: (seq) => digestAt(database, journal, seq),
    countAfter: (seq) =>
      readValue(database, 'SELECT count(*) FROM entries WHERE seq > ?', z.number().int(), seq) ?? 0,
    rowsAfter: (place, rows, characters) => readRows(database, place, rows, characters),
    close,
  })
}
