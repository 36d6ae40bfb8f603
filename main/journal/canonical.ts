/** A value with exactly one text. */
export type Canonical = string | number | boolean | null | readonly Canonical[] | Fields
type Fields = { readonly [name: string]: Canonical | undefined }

/** Whole runs: a Japanese word is escaped in one go. */
const OUTSIDE_ASCII = /[\u007f-\uffff]+/g
const escaped = (run: string): string => {
  let text = ''
  for (let at = 0; at < run.length; at += 1) text += `\\u${run.charCodeAt(at).toString(16).padStart(4, '0')}`
  return text
}
const escapeOutsideAscii = (json: string): string => json.replace(OUTSIDE_ASCII, escaped)

/** JavaScript keeps such names in an order of its own, before all others, whatever order they are set in. */
const NUMERAL = /^\d+$/
const inOrder = (names: readonly string[]): readonly string[] => {
  const numeral = names.find((name) => NUMERAL.test(name))
  if (numeral !== undefined) throw new Error(`a name that is a number: ${numeral}`)
  return names.toSorted()
}

/** Tells whether nothing in a value can stand in another order. */
const isSimple = (value: Canonical | undefined): boolean =>
  typeof value === 'number' ? Number.isSafeInteger(value) : typeof value !== 'object' || value === null

const isOrdered = (names: readonly string[]): boolean =>
  !NUMERAL.test(names[0] ?? '') &&
  names.every((name, place) => place === 0 || (names[place - 1] ?? '') < name)

/** The value with all names in order: itself, when they are. */
const ordered = (value: Canonical): Canonical => {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new Error(`not a whole number: ${value}`)
  if (typeof value !== 'object' || value === null) return value
  if (isList(value)) return value.every(isSimple) ? value : value.map(ordered)
  const names = Object.keys(value)
  if (isOrdered(names) && names.every((name) => isSimple(value[name]))) return value
  return fieldsInOrder(names)(value)
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

/** Texts that JSON and {@link canonicalText} write as they are. */
const PLAIN = /^[ !#-[\]-~]*$/

const textOf = (value: Canonical): string => {
  if (typeof value === 'string' && PLAIN.test(value)) return `"${value}"`
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new Error(`not a whole number: ${value}`)
  return typeof value === 'object' && value !== null
    ? canonicalText(value)
    : escapeOutsideAscii(JSON.stringify(value))
}

/**
 * {@link canonicalText} of the fields of one object or two, which have no other names than these: the order of the names
 * is found once, not for each row. The text is put together field by field, which takes a third of the time that one
 * object of all fields took.
 */
export const canonicalTextOf = (names: readonly string[]): ((fields: Fields, more?: Fields) => string) => {
  const places = inOrder(names).map((name) => ({
    name,
    label: `${escapeOutsideAscii(JSON.stringify(name))}:`,
  }))
  return (fields, more) => {
    let text = ''
    for (const { name, label } of places) {
      const given = more?.[name]
      const value = given === undefined ? fields[name] : given
      if (value !== undefined) text += `${text === '' ? '{' : ','}${label}${textOf(value)}`
    }
    return text === '' ? '{}' : `${text}}`
  }
}
