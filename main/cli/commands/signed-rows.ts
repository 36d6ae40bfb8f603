/** Checks exported rows against signed heads with the public key alone: for whoever must not be able to write. */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import { z } from 'zod'
import { describeIssues } from '../../../contract/problem.ts'
import { fail, ok, type Result } from '../../../contract/result.ts'
import { type SignedHead, signedHeadSchema } from '../../../contract/signed-head.ts'
import { checkHeads, type HeadCheck, type PlainRow } from '../../journal/index.ts'

/** The output of `journal heads`. */
const headsFileSchema = z.strictObject({ key: z.string(), heads: z.array(signedHeadSchema) })

const readHeads = (path: string): Result<readonly SignedHead[], string> => {
  try {
    const parsed = headsFileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    return parsed.success ? ok(parsed.data.heads) : fail(`${path}: ${describeIssues(parsed.error)}`)
  } catch {
    return fail(`${path}: not JSON, or it cannot be read`)
  }
}

const CHUNK = 64 * 1024

function* linesOf(path: string): Generator<string> {
  const handle = openSync(path, 'r')
  const decoder = new StringDecoder('utf8')
  const chunk = Buffer.alloc(CHUNK)
  let rest = ''
  try {
    for (let length = readSync(handle, chunk); length > 0; length = readSync(handle, chunk)) {
      const lines = (rest + decoder.write(chunk.subarray(0, length))).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
    if (rest !== '') yield rest
  } finally {
    closeSync(handle)
  }
}

/** A line of `journal export`: the row's number in front of its body. */
const LINE = /^\{"seq":(\d+),(.*\})$/

class NoRow extends Error {}

function* rowsOf(path: string): Generator<PlainRow> {
  let number = 0
  for (const line of linesOf(path)) {
    number += 1
    const [, seq, rest] = LINE.exec(line) ?? []
    if (seq === undefined)
      throw new NoRow(`${path}: line ${number}: not a row of journal export --format jsonl`)
    yield { seq: Number(seq), body: `{${rest}` }
  }
}

/**
 * Checks the rows of a file of `journal export` against a file of `journal heads`.
 * @param key the terminal's public key as its slip has it; without one, the newest head's own is believed
 */
export const checkRows = (
  headsPath: string,
  rowsPath: string,
  key: string | undefined,
): Result<HeadCheck, string> => {
  const heads = readHeads(headsPath)
  if (!heads.ok) return heads
  const keys = key === undefined ? heads.value.slice(-1).map((head) => head.key) : key.split(',')
  try {
    return ok(checkHeads(rowsOf(rowsPath), heads.value, keys))
  } catch (error) {
    return fail(error instanceof NoRow ? error.message : `${rowsPath}: cannot be read`)
  }
}
