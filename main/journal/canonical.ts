/** A value with exactly one text. */
export type Canonical =
  | string
  | number
  | boolean
  | null
  | readonly Canonical[]
  | { readonly [name: string]: Canonical | undefined }

const escapeNonAscii = (json: string): string =>
  json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** ASCII without quotation mark, backslash and control characters: nothing to escape, which is most texts. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/

/**
 * The one text of a value: JSON without spaces, names in code-unit order, absent fields left out, whole numbers only,
 * and every character outside ASCII escaped, so that characters and bytes are the same and no Unicode
 * normalisation or encoding can come between a row and its authentication code.
 * `{ b: 1, a: '見' }` is `{"a":"\u898b","b":1}`.
 */
export const canonicalText = (value: Canonical): string => {
  if (typeof value === 'string')
    return PLAIN.test(value) ? `"${value}"` : escapeNonAscii(JSON.stringify(value))
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Error(`not a whole number: ${value}`)
    return String(value)
  }
  if (value === null || typeof value === 'boolean') return String(value)
  if (isList(value)) return `[${value.map(canonicalText).join(',')}]`
  let parts = ''
  for (const name of Object.keys(value).sort()) {
    const part = value[name]
    if (part !== undefined) parts += `${parts === '' ? '' : ','}${canonicalText(name)}:${canonicalText(part)}`
  }
  return `{${parts}}`
}

const isList = (value: Canonical): value is readonly Canonical[] => Array.isArray(value)
