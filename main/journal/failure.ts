import Database from 'better-sqlite3'
import { z } from 'zod'
import type { JournalFailure, JournalOpenFailure, JournalProblem } from '../../contract/journal.ts'
import { fail, type Result } from '../../contract/result.ts'

/** The result of opening a journal, or why it does not open. */
export type Failing<Value> = Result<Value, JournalOpenFailure>

export const failure = (
  why: JournalOpenFailure['why'],
  status: JournalOpenFailure['status'],
  message: string,
): { readonly ok: false; readonly problem: JournalOpenFailure } => fail({ why, status, message })

const systemErrorSchema = z.looseObject({ code: z.string(), message: z.string() })

/**
 * The reason behind an error of SQLite (result codes, https://www.sqlite.org/rescode.html) or of the file system.
 * Extended codes begin with their primary one: `SQLITE_READONLY_DBMOVED`.
 */
export const failureOf = (code: string): JournalFailure => {
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC' || code === 'EDQUOT') return 'disk-full'
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED') || code === 'EBUSY') return 'locked'
  if (/^SQLITE_(READONLY|CANTOPEN|PERM)/.test(code) || ['EACCES', 'EPERM', 'EROFS'].includes(code))
    return 'read-only'
  if (/^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ)/.test(code)) return 'damaged'
  return 'unknown'
}

/**
 * Tells whether a code is one of the file system. Node calls an error `UNKNOWN` that it has no name for: on Windows those of a
 * share that cannot be reached are among them (ERROR_BAD_NETPATH, ERROR_BAD_NET_NAME, ERROR_LOGON_FAILURE).
 */
const isOfFileSystem = (code: string): boolean => /^E[A-Z0-9]+$/.test(code) || code === 'UNKNOWN'

/**
 * Turns what SQLite or the file system threw into a value.
 * @throws the error again when it is neither: a bug
 */
export const problemOf = (error: unknown): { readonly why: JournalFailure; readonly detail: string } => {
  const parsed = systemErrorSchema.safeParse(error)
  if (error instanceof TypeError || error instanceof RangeError || !parsed.success) throw error
  const { code, message } = parsed.data
  const isOurs = error instanceof Database.SqliteError || isOfFileSystem(code)
  if (!isOurs) throw error
  return { why: failureOf(code), detail: `${code}: ${message}` } satisfies JournalProblem
}
