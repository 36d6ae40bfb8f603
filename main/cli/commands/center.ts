import { existsSync } from 'node:fs'
import { z } from 'zod'
import { describeIssues } from '../../../contract/problem.ts'
import { publishedContentSchema } from '../../../contract/publication.ts'
import { fail, ok, type Result } from '../../../contract/result.ts'
import {
  initialise,
  invite,
  newPublishingKey,
  type PinnedKeys,
  publish,
  readPinnedKeys,
  statusOf,
  verifyCenter,
} from '../../center/index.ts'
import { writeWhole } from '../../files/whole-file.ts'
import { withCenter, withSchema } from '../center.ts'
import { type Command, type CommandLine, EXIT, type ExitCode, readText } from '../input.ts'
import { type OptionsOf, readArguments } from '../options.ts'
import type { ActOf } from '../table.ts'

type ActName = ActOf<'center'>
type Act<Name extends ActName> = (
  options: OptionsOf<`center ${Name}`>,
  line: CommandLine,
) => Promise<ExitCode>

const unusable = (line: CommandLine, problem: string): ExitCode => {
  line.say(problem)
  return EXIT.unusable
}

const print = (line: CommandLine, value: unknown): Promise<void> => line.out(`${JSON.stringify(value)}\n`)

const init: Act<'init'> = ({ database }, line) =>
  withCenter(database, line, async (session) => {
    const done = await initialise(session)
    if ('newer' in done)
      return unusable(
        line,
        `--database: the center is of version ${done.newer}, which is newer than this program`,
      )
    const make = 'createdb --template template0 --encoding UTF8'
    if ('refusedEncoding' in done)
      return unusable(
        line,
        `--database: its encoding is ${done.refusedEncoding}, a center needs UTF8: ${make}`,
      )
    if (done.encoding !== undefined)
      line.say(
        `--database: warning: its encoding is ${done.encoding}: it keeps every row, but its views lack visits with Japanese words; invite the terminals to a new one: ${make}`,
      )
    await print(line, done)
    return EXIT.done
  })

/** A name as people give it: one line. */
const nameSchema = z
  .string()
  .trim()
  .min(1, 'expected a name')
  .max(80, 'at most 80 characters')
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u, 'expected one line without control characters')

const inviteTerminal: Act<'invite'> = async ({ database, name, site, replaces }, line) => {
  for (const [option, text] of Object.entries({ name, site })) {
    const parsed = nameSchema.safeParse(text)
    if (!parsed.success) return unusable(line, `--${option}: ${parsed.error.issues[0]?.message}`)
  }
  if (replaces !== undefined && !z.uuid().safeParse(replaces).success)
    return unusable(line, '--replaces: expected the id of a terminal, as center status gives it')
  return withSchema(database, line, async (session) => {
    if (replaces !== undefined) {
      const known = await session.ask('SELECT 1::text FROM uketsuke.terminal WHERE id = $1::text::uuid', [
        replaces,
      ])
      if (known.length === 0) return unusable(line, '--replaces: the center does not know this terminal')
    }
    await print(
      line,
      await invite(session, { name: name.trim(), site: site.trim(), replaces: replaces ?? null }),
    )
    return EXIT.done
  })
}

const status: Act<'status'> = ({ database }, line) =>
  withSchema(database, line, async (session) => {
    await print(line, await statusOf(session))
    return EXIT.done
  })

const verify: Act<'verify'> = async ({ database, keys: file }, line) => {
  let pinned: PinnedKeys | null = null
  if (file !== undefined) {
    const text = await readText(file, line)
    const keys = text.ok ? readPinnedKeys(text.value) : text
    if (!keys.ok) return unusable(line, `--keys: ${keys.problem}`)
    pinned = keys.value
  }
  return withSchema(database, line, async (session) => {
    if (pinned === null)
      line.say('the public keys of the center’s own table are believed: pin them with --keys FILE')
    const found = await verifyCenter(session, pinned)
    await print(line, found)
    return found.every(({ ok }) => ok) ? EXIT.done : EXIT.bad
  })
}

const publishingKey: Act<'publishing-key'> = async ({ file }, line) => {
  if (existsSync(file)) return unusable(line, `${file}: is there already`)
  const { pem, publicKey } = newPublishingKey()
  try {
    writeWhole(file, pem)
  } catch (error) {
    return unusable(
      line,
      `${file}: cannot be written (${error instanceof Error ? error.message : 'unknown'})`,
    )
  }
  await print(line, { publicKey })
  line.say(`${file}: whoever has this file sets the settings and the staff of every terminal that trusts it`)
  return EXIT.done
}

/** The content of a publication, as it will be signed. */
const contentIn = async (file: string, line: CommandLine): Promise<Result<string, string>> => {
  const text = await readText(file, line)
  if (!text.ok) return text
  let json: unknown
  try {
    json = JSON.parse(text.value.replace(/^\uFEFF/, ''))
  } catch {
    return fail(`${file}: not JSON`)
  }
  const content = publishedContentSchema.safeParse(json)
  if (!content.success) return fail(`${file}: ${describeIssues(content.error)}`)
  return content.data.settings === undefined && content.data.staff === undefined
    ? fail(`${file}: neither settings nor staff`)
    : ok(JSON.stringify(content.data))
}

const publishFor: Act<'publish'> = async ({ database, site, key: keyFile, content: file }, line) => {
  const [pem, content] = [await readText(keyFile, line), await contentIn(file, line)]
  if (!pem.ok) return unusable(line, `--key: ${pem.problem}`)
  if (!content.ok) return unusable(line, `--content: ${content.problem}`)
  return withSchema(database, line, async (session) => {
    const published = await publish(session, { site: site.trim(), content: content.value, pem: pem.value })
    if (!published.ok) return unusable(line, published.problem)
    const { number, at, key: publicKey } = published.value
    await print(line, { site: site.trim(), number, at, publicKey })
    return EXIT.done
  })
}

const ACTS: { readonly [Name in ActName]: Act<Name> } = {
  init,
  invite: inviteTerminal,
  status,
  verify,
  'publishing-key': publishingKey,
  publish: publishFor,
}

const isAct = (name: string | undefined): name is ActName => name !== undefined && Object.hasOwn(ACTS, name)

const run = async <Name extends ActName>(
  name: Name,
  args: readonly string[],
  line: CommandLine,
): Promise<ExitCode> => {
  const read = readArguments<`center ${Name}`>(`center ${name}`, args)
  return read.ok ? ACTS[name](read.value.options, line) : unusable(line, read.problem)
}

/** `center init|invite|status|verify|publish --database URL`, `center publishing-key`: what many terminals share (docs/center.md). */
export const centerCommand: Command = async ([name, ...rest], line) =>
  isAct(name)
    ? run(name, rest, line)
    : unusable(line, `center ${name ?? ''}: there are: ${Object.keys(ACTS).join(', ')}`)
