import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import type { z } from 'zod'
import { describeIssues } from '../../contract/problem.ts'
import { fail, ok, type Result } from '../../contract/result.ts'
import { textOf } from '../files/text.ts'

/** The command line's exit codes. */
export const EXIT = { done: 0, bad: 1, unusable: 2 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** The parts of the process that a command may touch: tests pass their own. */
export type CommandLine = {
  readonly stdin: NodeJS.ReadableStream
  /** Writes to standard output and resolves when the pipe has taken it. */
  out(text: string): Promise<void>
  /** One line to standard error. */
  say(line: string): void
}

/** A command: arguments after its name in, exit code out. */
export type Command = (args: readonly string[], line: CommandLine) => Promise<ExitCode>

const nameOf = (file: string): string => (file === '-' ? 'standard input' : file)

/** The text of FILE, or of standard input when it is `-`; or one line that says that it cannot be read. */
export const readText = async (file: string, line: CommandLine): Promise<Result<string, string>> => {
  try {
    const content = textOf(file === '-' ? await buffer(line.stdin) : await readFile(file))
    return content === null ? fail(`${nameOf(file)}: no text in UTF-8, UTF-16 or Shift_JIS`) : ok(content)
  } catch (error) {
    return fail(
      `${nameOf(file)}: cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown'})`,
    )
  }
}

/**
 * Reads FILE, or standard input when there is none or it is `-`, as JSON and parses it.
 * @returns the parsed value, or one line that says what cannot be used and where
 */
export const readJson = async <Schema extends z.ZodType>(
  file: string | undefined,
  schema: Schema,
  line: CommandLine,
): Promise<Result<z.output<Schema>, string>> => {
  const content = await readText(file ?? '-', line)
  if (!content.ok) return content
  let value: unknown
  try {
    value = JSON.parse(content.value.replace(/^\uFEFF/, ''))
  } catch (error) {
    // The place at which it stops being JSON, and nothing of its text: it could be an individual number.
    const place = /position \d+(?: \(line \d+ column \d+\))?/.exec(String(error))?.[0]
    return fail(`${file ?? 'standard input'}: not JSON${place === undefined ? '' : ` (at ${place})`}`)
  }
  const parsed = schema.safeParse(value)
  return parsed.success ? ok(parsed.data) : fail(describeIssues(parsed.error))
}
