import type { z } from 'zod'

/** A key as it can stand in a path on one line. Long runs of digits are left out: a key is never a place for a number. */
const keyText = (key: string): string => {
  const short = key.length > 40 ? `${key.slice(0, 40)}…` : key
  return /^[\w-]+$/.test(key)
    ? short.replace(/\d{4,}/g, '…')
    : JSON.stringify(short.replace(/[\d０-９]{4,}/g, '…'))
}

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    const key = keyText(String(part))
    return text === '' ? key : `${text}.${key}`
  }, '')

/** Of a union's branches the one that got furthest into the value speaks: `online.code`, not `online`. */
const deepest = (issue: z.core.$ZodIssue): z.core.$ZodIssue => {
  if (issue.code !== 'invalid_union') return issue
  const inner = issue.errors.flatMap(([first]) => (first === undefined ? [] : [deepest(first)]))
  const furthest = inner.reduce<z.core.$ZodIssue | undefined>(
    (best, next) => (best === undefined || next.path.length > best.path.length ? next : best),
    undefined,
  )
  return furthest === undefined || furthest.path.length === 0
    ? issue
    : { ...furthest, path: [...issue.path, ...furthest.path] }
}

/**
 * One line that names the offending value: `[3].presented[0].expiresOn: expected an existing day …`; `$` is the whole
 * document. The first issue speaks; an unknown key is named as if it were the value.
 */
export const describeIssues = (error: z.ZodError): string => {
  const [first] = error.issues
  if (!first) return '$: the input cannot be used'
  const issue = deepest(first)
  if (issue.code === 'unrecognized_keys')
    return `${pathText([...issue.path, issue.keys[0] ?? ''])}: unknown key`
  const path = pathText(issue.path)
  return `${path === '' ? '$' : path}: ${issue.message}`
}
