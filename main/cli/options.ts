import { parseArgs } from 'node:util'
import { fail, ok, type Result } from '../../contract/result.ts'
import { type CommandName, type Shape, TABLE } from './table.ts'

type OptionsIn<Shapes> = {
  readonly [Name in keyof Shapes]: Shapes[Name] extends { readonly value: null }
    ? boolean
    : Shapes[Name] extends { readonly needed: string }
      ? string
      : string | undefined
}

/** The options of a command as the table names them: a needed one is there, a flag is true or false. */
export type OptionsOf<Name extends CommandName> = OptionsIn<(typeof TABLE)[Name]['options']>

export type Arguments<Name extends CommandName> = {
  readonly options: OptionsOf<Name>
  readonly files: readonly string[]
}

const read = (
  shape: Shape,
  args: readonly string[],
): Result<Readonly<{ options: Record<string, string | boolean | undefined>; files: string[] }>, string> => {
  const kinds = Object.entries(shape.options).map(
    ([name, { value }]) => [name, { type: value === null ? 'boolean' : 'string' }] as const,
  )
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: Object.fromEntries(kinds),
      allowPositionals: true,
      strict: true,
    })
    const extra = positionals[shape.most]
    if (extra !== undefined) return fail(`${extra}: one argument too many`)
    const options: Record<string, string | boolean | undefined> = {}
    for (const [name, { value, needed }] of Object.entries(shape.options)) {
      const given = values[name]
      if (needed !== undefined && (given === undefined || given === '')) return fail(`--${name}: ${needed}`)
      options[name] = value === null ? given === true : typeof given === 'string' ? given : undefined
    }
    return ok({ options, files: positionals })
  } catch (error) {
    return fail(
      (error instanceof Error ? error.message : 'the arguments cannot be used').replaceAll('\n', ' '),
    )
  }
}

/**
 * Reads the arguments of a command by its row of the table.
 * @returns options and files, or one line that says which argument cannot be used
 */
export const readArguments = <Name extends CommandName>(
  name: Name,
  args: readonly string[],
): Result<Arguments<Name>, string> => {
  const found = read(TABLE[name], args)
  // The one place that gives the options their types: `read` has just filled them by the same row.
  return found.ok ? ok(found.value as Arguments<Name>) : found
}
