import { parseArgs } from 'node:util'
import { fail, ok, type Result } from '../../contract/result.ts'

/** Options and positionals of a command, or one line that says which argument cannot be used. */
export const readOptions = <Name extends string>(
  args: readonly string[],
  names: readonly Name[],
  most: { readonly positionals: number },
): Result<{ options: Readonly<Partial<Record<Name, string>>>; positionals: readonly string[] }, string> => {
  const options: Partial<Record<Name, string>> = {}
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
      allowPositionals: true,
      strict: true,
    })
    for (const name of names) {
      const value = values[name]
      if (typeof value === 'string') options[name] = value
    }
    const extra = positionals[most.positionals]
    return extra === undefined ? ok({ options, positionals }) : fail(`${extra}: one argument too many`)
  } catch (error) {
    return fail(
      (error instanceof Error ? error.message : 'the arguments cannot be used').replaceAll('\n', ' '),
    )
  }
}
