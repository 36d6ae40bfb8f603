import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { ClockDoubt, JournalEvent, JournalFailure, JournalProblem } from '../../contract/journal.ts'
import { fail, ok, type Result } from '../../contract/result.ts'
import type { SignedHead } from '../../contract/signed-head.ts'
import { type AnchorFile, type AnchorKind, ROWS_PER_ANCHOR } from './anchors.ts'
import type { Chain } from './chain.ts'
import { type ClockReading, dayOf } from './clock-reading.ts'
import { type Connection, connect, readEnd, readValue, WRITING_PATIENCE } from './database.ts'
import { doubtOf, type Reference } from './doubt.ts'
import { type Author, bodyOf, type FindsIndividualNumber } from './entry.ts'
import { problemOf } from './failure.ts'
import { watchFileIdentity } from './file-identity.ts'
import type { HeadFile } from './head.ts'
import { digestThrough, keepHead, type Place } from './heads.ts'
import { nextDigest } from './signed-head.ts'
import type { Signer } from './signing.ts'

/** The last row's number and code. */
export type End = { readonly seq: number; readonly mac: string }

export type WriterParts = {
  /** The database file. */
  readonly path: string
  readonly connection: Connection
  /** The key of the file, hex. */
  readonly fileKey: string
  readonly chain: Chain
  /**
   * The place at which the chain goes on; behind missing rows, the number of the last of them with the code of the last
   * row there is.
   */
  readonly end: End
  /** The journal's own name. */
  readonly journal: string
  /** The chain of digests behind the last row that is there. */
  readonly digest: string
  readonly signer: Signer
  readonly reference: Reference
  readonly headFile: HeadFile
  readonly anchorFile: AnchorFile
  readonly author: Author
  readonly now: () => ClockReading
  readonly findsIndividualNumber: FindsIndividualNumber
}

/** The names and keys under which a row is written. */
export type ChainParts = Pick<WriterParts, 'chain' | 'headFile' | 'anchorFile'>

/** Written in the transaction of a row, besides the row. */
export type Also = {
  /** Replaces the check-in in progress, or removes it with null. */
  readonly working?: string | null
  /** Anything else; what it throws undoes the row. */
  readonly within?: (connection: Connection) => void
  /** Rows behind this one are written under another chain key. */
  readonly thenUnder?: ChainParts
  /** Somebody says that the clock is right: the row is not marked, and the clock is measured against it. */
  readonly isConfirmed?: boolean
}

/** Adds rows at the end of the chain, one transaction each. */
export type Writer = {
  connection(): Connection
  end(): End
  /** Why the clock cannot be right now. */
  clockDoubt(): ClockDoubt | null
  /** The generation of the chain key that rows are written with. */
  chain(): Chain
  /** How many lines the anchor file has. */
  anchors(): number
  append(event: JournalEvent, also?: Also): Result<{ readonly seq: number }, JournalProblem>
  /** Changes what stands beside the chain, by one statement. */
  change(act: (connection: Connection) => void): Result<void, JournalProblem>
  saveWorking(json: string | null): Result<void, JournalProblem>
  loadWorking(): string | null
  /** The present end, or another place, signed. */
  signedHead(place?: Place): SignedHead
  /** Base64url. */
  publicKey(): string
  /** Writes an anchor line now, and keeps a signed head. */
  anchor(kind: AnchorKind): Result<void, { readonly why: JournalFailure; readonly detail: string }>
  /** Rows after this one are written under another chain key. */
  changeChain(parts: ChainParts): void
  /** Closes the database, lets `replace` put another file with another key in its place, and opens what is there then. */
  replaceFile(fileKey: string, replace: () => Result<void, JournalProblem>): Result<void, JournalProblem>
  close(): void
}

type Statements = {
  readonly insert: Database.Statement<[number, string, Buffer]>
  readonly keep: Database.Statement<[string]>
  readonly drop: Database.Statement<[]>
}

const prepare = ({ database }: Connection): Statements => ({
  insert: database.prepare('INSERT INTO entries (seq, body, mac) VALUES (?, ?, ?)'),
  keep: database.prepare(
    'INSERT INTO working (id, json) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json',
  ),
  drop: database.prepare('DELETE FROM working'),
})

const REPLACED: JournalProblem = {
  why: 'damaged',
  detail: 'the database was removed or replaced while the journal was open',
}
const CUT: JournalProblem = { why: 'damaged', detail: 'rows at the end of the journal are gone' }

export const createWriter = (initial: WriterParts): Writer => {
  let parts = initial
  let connection = parts.connection
  let statements = prepare(connection)
  let end = parts.end
  /** The last row that is in the database; less than `end` only behind missing rows. */
  let stored = readEnd(connection.database)?.seq ?? 0
  let digest = parts.digest
  let { reference } = parts
  const inPlace = watchFileIdentity(parts.path)
  let anchored = end.seq
  let suspect = false
  /** A row that changes the chain key, and of which nobody knows yet whether it is on the disk. */
  let undecided: { readonly seq: number; readonly parts: ChainParts } | null = null
  /** The code of the row that is being written, 32 bytes. */
  const code = Buffer.alloc(32)

  /** Opens the file again; until that has worked, the connection that there is goes on serving those who read. */
  const reconnect = (): void => {
    const next = connect(parts.path, parts.fileKey, { patience: WRITING_PATIENCE })
    const before = connection
    try {
      statements = prepare(next)
      readEnd(next.database)
      connection = next
    } catch (error) {
      next.database.close()
      throw error
    }
    before.database.close()
    inPlace.renew()
  }

  const changeChain = (changed: ChainParts): void => {
    const before = parts.headFile
    parts = { ...parts, ...changed }
    try {
      before.close()
    } catch (error) {
      // Its content is in the new one.
      problemOf(error)
    }
  }

  /**
   * After a failed write nobody knows what reached the disk, and a failed sync may have dropped pages that were
   * thought written: the file is opened again, and what is there decides. A row whose commit failed halfway may
   * be there after all; the chain then goes on behind it.
   */
  const recover = (): JournalProblem | null => {
    reconnect()
    const found = readEnd(connection.database)
    if ((found?.seq ?? 0) < stored || (found?.seq === end.seq && found.mac !== end.mac)) return CUT
    if (found && found.seq > end.seq) {
      digest = digestThrough(connection.database, { seq: stored, digest }, found.seq).digest
      end = found
      stored = found.seq
      if (undecided?.seq === found.seq) changeChain(undecided.parts)
      writeHead()
    } else undecided?.parts.headFile.close()
    undecided = null
    suspect = false
    return null
  }

  /** Runs one write; whatever SQLite or the file system throws becomes a value. */
  const attempt = <Value>(act: () => Value): Result<Value, JournalProblem> => {
    try {
      if (suspect) {
        const problem = recover()
        if (problem) return fail(problem)
      }
      if (!inPlace.holds()) {
        suspect = true
        return fail(REPLACED)
      }
      return ok(act())
    } catch (error) {
      suspect = true
      return fail(problemOf(error))
    }
  }

  const setWorking = (json: string | null): void => {
    if (json === null) statements.drop.run()
    else statements.keep.run(json)
  }

  const inTransaction = (act: () => void): void => {
    connection.database.exec('BEGIN IMMEDIATE')
    act()
    connection.database.exec('COMMIT')
  }

  const sealed = (at: End): string =>
    parts.headFile.seal({ seq: at.seq, mac: at.mac, anchors: parts.anchorFile.count() })

  /** The row is durable already: a head that cannot be written is only older, which is harmless. */
  const writeHead = (head = sealed(end)): void => {
    try {
      parts.headFile.write(head)
    } catch (error) {
      problemOf(error)
    }
  }

  const signedHead = (place: Place = { seq: stored, digest }): SignedHead =>
    parts.signer.sign({ journal: parts.journal, ...place, at: parts.now().iso })

  const anchor: Writer['anchor'] = (kind) => {
    try {
      parts.anchorFile.append(kind, end, parts.now().iso)
      anchored = end.seq
      writeHead()
    } catch (error) {
      return fail(problemOf(error))
    }
    // With the row that made a line due, its head was kept. One that cannot be kept now comes with the next line.
    if (kind !== 'counted') attempt(() => keepHead(connection.database, signedHead()))
    return ok(undefined)
  }

  return {
    connection: () => {
      if (!connection.database.open) reconnect()
      return connection
    },
    end: () => end,
    chain: () => parts.chain,
    anchors: () => parts.anchorFile.count(),
    clockDoubt: () => doubtOf(parts.now().iso, reference),
    signedHead,
    publicKey: () => parts.signer.publicKey,
    append: (event, also) => {
      const moment = parts.now()
      const isConfirmed = also?.isConfirmed === true
      const isInDoubt = !isConfirmed && doubtOf(moment.iso, reference) !== null
      const body = bodyOf(event, moment, parts.author, parts.findsIndividualNumber, isInDoubt)
      if (!body.ok) return fail({ why: 'refused', detail: body.problem })
      let seq = 0
      const written = attempt(() => {
        seq = end.seq + 1
        const mac = parts.chain.row(seq, end.mac, body.value)
        const behind = { seq, digest: nextDigest(digest, seq, body.value) }
        const isAnchorDue = seq - anchored >= ROWS_PER_ANCHOR
        // The head is authenticated before the commit: the code and its data are still in the cache.
        const head = sealed({ seq, mac })
        const insert = (): void => {
          code.write(mac, 'hex')
          statements.insert.run(seq, body.value, code)
        }
        // A single statement is a transaction of its own.
        if (also === undefined && !isAnchorDue) insert()
        else
          inTransaction(() => {
            also?.within?.(connection)
            insert()
            if (also?.working !== undefined) setWorking(also.working)
            if (isAnchorDue) keepHead(connection.database, signedHead(behind))
          })
        end = { seq, mac }
        stored = seq
        digest = behind.digest
        writeHead(head)
        return { seq }
      })
      if (also?.thenUnder !== undefined && seq > 0) {
        if (written.ok) changeChain(also.thenUnder)
        else undecided = { seq, parts: also.thenUnder }
      }
      if (written.ok && !isInDoubt) {
        const { earliest } = reference
        const today = isConfirmed ? dayOf(moment.iso) : null
        reference = {
          newest: Date.parse(moment.iso),
          earliest: today !== null && earliest !== null && today < earliest ? today : earliest,
        }
      }
      // A line that cannot be written now is due again at the next row.
      if (written.ok && end.seq - anchored >= ROWS_PER_ANCHOR) anchor('counted')
      return written
    },
    change: (act) => attempt(() => act(connection)),
    saveWorking: (json) => attempt(() => setWorking(json)),
    loadWorking: () =>
      connection.database.open
        ? readValue(connection.database, 'SELECT json FROM working', z.string())
        : null,
    anchor,
    changeChain,
    replaceFile: (fileKey, replace) => {
      connection.database.pragma('wal_checkpoint(TRUNCATE)')
      connection.database.close()
      suspect = true
      try {
        const replaced = replace()
        if (replaced.ok) parts = { ...parts, fileKey }
        return replaced
      } finally {
        reconnect()
        suspect = false
      }
    },
    close: () => {
      anchor('closed')
      for (const part of [connection.database, parts.headFile]) {
        try {
          part.close()
        } catch (error) {
          // Every row is durable already; a disk that fails now takes nothing with it.
          problemOf(error)
        }
      }
    },
  }
}
