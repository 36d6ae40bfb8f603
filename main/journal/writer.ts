import { statSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { JournalEvent, JournalProblem } from '../contract/journal.ts'
import { fail, ok, type Result } from '../contract/result.ts'
import type { Chain } from './chain.ts'
import { type Connection, readEnd, readValue } from './database.ts'
import { type Author, bodyOf, type FindsIndividualNumber } from './entry.ts'
import { problemOf } from './failure.ts'
import type { Head, HeadFile } from './head.ts'
import type { Moment } from './moment.ts'

export type WriterParts = {
  readonly path: string
  readonly connect: () => Connection
  readonly connection: Connection
  readonly chain: Chain
  readonly head: Head
  readonly headFile: HeadFile
  readonly author: Author
  readonly now: () => Moment
  readonly findsIndividualNumber: FindsIndividualNumber
}

/** Adds rows at the end of the chain, one transaction each. */
export type Writer = {
  connection(): Connection
  head(): Head
  append(
    event: JournalEvent,
    also?: { readonly working: string | null },
  ): Result<{ readonly seq: number }, JournalProblem>
  saveWorking(json: string | null): Result<void, JournalProblem>
  loadWorking(): string | null
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

/** Which file stands at a path: SQLite goes on writing into a file that was removed or replaced under it. */
const identityOf = (path: string): string => {
  const status = statSync(path, { throwIfNoEntry: false })
  return status ? `${status.dev}:${status.ino}` : 'gone'
}

const REPLACED: JournalProblem = {
  why: 'damaged',
  detail: 'the database was removed or replaced while the journal was open',
}
const CUT: JournalProblem = { why: 'damaged', detail: 'rows at the end of the journal are gone' }

export const createWriter = (parts: WriterParts): Writer => {
  const { path, chain, headFile, author, now, findsIndividualNumber } = parts
  let connection = parts.connection
  let statements = prepare(connection)
  let head = parts.head
  let identity = ''
  let suspect = false

  const remember = (): void => {
    identity = `${identityOf(path)} ${identityOf(`${path}-wal`)}`
  }
  remember()

  /**
   * After a failed write nobody knows what reached the disk, and a failed sync may have dropped pages that were
   * thought written: the file is opened again, and what is there decides. A row whose commit failed halfway may
   * be there after all; the chain then goes on behind it.
   */
  const recover = (): JournalProblem | null => {
    connection.database.close()
    connection = parts.connect()
    statements = prepare(connection)
    const end = readEnd(connection.database)
    if (end === null ? head.seq > 0 : end.seq < head.seq) return CUT
    if (end?.seq === head.seq && end.mac !== head.mac) return CUT
    if (end !== null && end.seq > head.seq) {
      head = { ...head, ...end }
      headFile.write(head)
    }
    remember()
    suspect = false
    return null
  }

  /** Runs one transaction; whatever SQLite or the file system throws becomes a value. */
  const attempt = <Value>(act: () => Value): Result<Value, JournalProblem> => {
    try {
      if (suspect) {
        const problem = recover()
        if (problem) return fail(problem)
      }
      if (`${identityOf(path)} ${identityOf(`${path}-wal`)}` !== identity) {
        suspect = true
        return fail(REPLACED)
      }
      return ok(act())
    } catch (error) {
      suspect = true
      return fail(problemOf(error))
    }
  }

  const together = (act: () => void): void => {
    connection.database.exec('BEGIN IMMEDIATE')
    act()
    connection.database.exec('COMMIT')
  }

  const setWorking = (json: string | null): void => {
    if (json === null) statements.drop.run()
    else statements.keep.run(json)
  }

  return {
    connection: () => connection,
    head: () => head,
    append: (event, also) => {
      const body = bodyOf(event, now(), author, findsIndividualNumber)
      if (!body.ok) return fail({ why: 'refused', detail: body.problem })
      return attempt(() => {
        const seq = head.seq + 1
        const mac = chain.row(seq, head.mac, body.value)
        const insert = (): void => {
          statements.insert.run(seq, body.value, Buffer.from(mac, 'hex'))
        }
        if (also === undefined) insert()
        else
          together(() => {
            insert()
            setWorking(also.working)
          })
        head = { ...head, seq, mac }
        headFile.write(head)
        return { seq }
      })
    },
    saveWorking: (json) => attempt(() => setWorking(json)),
    loadWorking: () => readValue(connection.database, 'SELECT json FROM working', z.string()),
    close: () => {
      connection.database.close()
      headFile.close()
    },
  }
}
