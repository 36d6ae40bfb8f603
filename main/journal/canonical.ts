/** A value with exactly one text. */
export type Canonical = string | number | boolean | null | readonly Canonical[] | Fields
type Fields = { readonly [name: string]: Canonical | undefined }

const OUTSIDE_ASCII = /[\u007f-\uffff]/g
const escapeOutsideAscii = (json: string): string =>
  json.replace(OUTSIDE_ASCII, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

const inOrder = (names: readonly string[]): readonly string[] => {
  const numeral = names.find((name) => /^\d+$/.test(name))
  // JavaScript keeps such names in an order of its own, whatever order they are set in.
  if (numeral !== undefined) throw new Error(`a name that is a number: ${numeral}`)
  return names.toSorted()
}

/** The value with all names in order. */
const ordered = (value: Canonical): Canonical => {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new Error(`not a whole number: ${value}`)
  if (typeof value !== 'object' || value === null) return value
  return isList(value) ? value.map(ordered) : fieldsInOrder(Object.keys(value))(value)
}

const isList = (value: Canonical): value is readonly Canonical[] => Array.isArray(value)

/** Puts the fields of one object or two, which have no other names than these, in order. */
const fieldsInOrder = (names: readonly string[]): ((fields: Fields, more?: Fields) => Fields) => {
  const order = inOrder(names)
  // A copy keeps the order in which names were first set: with all of them there, values fall into their places.
  const places: Fields = Object.fromEntries(order.map((name) => [name, undefined]))
  return (fields, more) => {
    const copy: Record<string, Canonical | undefined> = { ...places, ...fields, ...more }
    for (const name of order) {
      const value = copy[name]
      if (typeof value === 'object' || typeof value === 'number') copy[name] = ordered(value)
    }
    return copy
  }
}

/**
 * The one text of a value: JSON without spaces, names in code-unit order, absent fields left out, whole numbers only,
 * and every character outside ASCII escaped, so that characters and bytes are the same and no Unicode
 * normalisation or encoding can come between a row and its authentication code.
 * `{ b: 1, a: '見' }` is `{"a":"\u898b","b":1}`.
 * @throws for a number that is not whole, and for a name that is one
 */
export const canonicalText = (value: Canonical): string => escapeOutsideAscii(JSON.stringify(ordered(value)))

/**
 * {@link canonicalText} of the fields of one object or two, which have no other names than these: the order of the names
 * is found once, not for each row.
 */
export const canonicalTextOf = (names: readonly string[]): ((fields: Fields, more?: Fields) => string) => {
  const put = fieldsInOrder(names)
  return (fields, more) => escapeOutsideAscii(JSON.stringify(put(fields, more)))
}
