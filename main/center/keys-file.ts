/**
 * Reads a file that pins public keys: which key each terminal is believed to have, kept by whoever does not administer the center.
 * A line each, `TERMINAL KEY` or `KEY` alone (believed of any terminal), `#` begins a remark; or JSON: an object of keys by
 * terminal, a list of keys, or what `journal heads` prints.
 */
import { z } from 'zod'
import { fail, ok, type Result } from '../../contract/result.ts'

const keySchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'expected a public key, 43 characters')
const keysSchema = z.union([keySchema, z.array(keySchema)])

export type PinnedKeys = {
  /** By terminal. */
  readonly own: ReadonlyMap<string, readonly string[]>
  /** Believed of any terminal. */
  readonly any: readonly string[]
}

const entrySchema = z.union([
  keySchema.transform((key) => ({ terminal: null, key })),
  z.looseObject({ terminal: z.string(), key: keySchema }),
  z
    .looseObject({ terminal: z.string(), publicKey: keySchema })
    .transform(({ terminal, publicKey }) => ({ terminal, key: publicKey })),
])

const listed = (
  entries: readonly { readonly terminal: string | null; readonly key: string }[],
): PinnedKeys => {
  const own = new Map<string, string[]>()
  for (const { terminal, key } of entries)
    if (terminal !== null) own.set(terminal.toLowerCase(), [...(own.get(terminal.toLowerCase()) ?? []), key])
  return { own, any: entries.flatMap(({ terminal, key }) => (terminal === null ? [key] : [])) }
}

const fromJson = (value: unknown): PinnedKeys | null => {
  const heads = z.looseObject({ key: keySchema, heads: z.array(z.unknown()) }).safeParse(value)
  if (heads.success) return { own: new Map(), any: [heads.data.key] }
  const list = z.array(entrySchema).safeParse(value)
  if (list.success) return listed(list.data)
  const map = z.record(z.string(), keysSchema).safeParse(value)
  return map.success
    ? listed(
        Object.entries(map.data).flatMap(([terminal, keys]) =>
          [keys].flat().map((key) => ({ terminal, key })),
        ),
      )
    : null
}

const fromLines = (text: string): Result<PinnedKeys, string> => {
  const entries: { terminal: string | null; key: string }[] = []
  for (const [index, line] of text.split('\n').entries()) {
    const words = line
      .replace(/#.*$/, '')
      .trim()
      .split(/\s+/)
      .filter((word) => word !== '')
    if (words.length === 0) continue
    const key = keySchema.safeParse(words.at(-1))
    if (!key.success || words.length > 2) return fail(`line ${index + 1}: expected TERMINAL KEY, or KEY`)
    entries.push({ terminal: words.length === 2 ? (words[0] ?? null) : null, key: key.data })
  }
  return ok(listed(entries))
}

/** Reads the text of such a file. */
export const readPinnedKeys = (text: string): Result<PinnedKeys, string> => {
  const plain = text.replace(/^\uFEFF/, '')
  let keys: Result<PinnedKeys, string>
  if (/^\s*[[{]/.test(plain)) {
    try {
      const found = fromJson(JSON.parse(plain))
      keys = found === null ? fail('expected public keys by terminal') : ok(found)
    } catch {
      keys = fail('not JSON')
    }
  } else keys = fromLines(plain)
  if (keys.ok && keys.value.own.size === 0 && keys.value.any.length === 0)
    return fail('there is no key in it')
  return keys
}
