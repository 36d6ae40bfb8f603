const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/**
 * The new value, in which everything that equals the old one is the old one itself, so that `===` tells what has changed. Both
 * are plain data, as JSON has it; the new one is altered.
 */
export const keepEqual = <Value>(before: Value, now: Value): Value => {
  if (!isObject(before) || !isObject(now) || Array.isArray(before) !== Array.isArray(now)) return now
  const names = Object.keys(now)
  let isEqual = names.length === Object.keys(before).length
  for (const name of names) {
    const was: unknown = Reflect.get(before, name)
    const is = keepEqual<unknown>(was, Reflect.get(now, name))
    if (is !== was || !Object.hasOwn(before, name)) isEqual = false
    Reflect.set(now, name, is)
  }
  return isEqual ? before : now
}
