import type { z } from 'zod'

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`,
    '',
  )

/**
 * One line that names the offending value: `[3].presented[0].expiresOn: expected an existing day …`.
 * The first issue speaks; an unknown key is named as if it were the value.
 */
export const describeIssues = (error: z.ZodError): string => {
  const issue = error.issues[0]
  if (!issue) return 'the input cannot be used'
  if (issue.code === 'unrecognized_keys')
    return `${pathText([...issue.path, issue.keys[0] ?? ''])}: unknown key`
  const path = pathText(issue.path)
  return path === '' ? issue.message : `${path}: ${issue.message}`
}
