/** Checks a message before anything looks into it. Pure: tests feed it everything. */
import type { z } from 'zod'
import { describeIssues } from '../../../contract/problem.ts'
import { fail, ok, type Result } from '../../../contract/result.ts'
import { DOCUMENTS, ORIGINS, type Page, parseAddress } from '../page/policy.ts'
import { MAX_MESSAGE } from './channels.ts'

/** The sender of a message. */
export type Sender = {
  /** The page that this program opened in those web contents; null for contents it does not know. */
  readonly page: Page | null
  /** The sending frame is the top one and still there. */
  readonly mainFrame: boolean
  /** The address of the sending frame. */
  readonly address: string
}

/** Tells whether the sender is the very page that we opened, in its top frame, at its own address. */
export const trustedPage = ({ page, mainFrame, address }: Sender): Page | null => {
  const url = parseAddress(address)
  if (page === null || !mainFrame || url === null) return null
  return `${url.protocol}//${url.host}` === ORIGINS[page] && url.pathname === DOCUMENTS[page] ? page : null
}

/**
 * Opens a message: JSON text of bounded length and of exactly the expected shape.
 * @returns what it says, or why it is refused, without a word of its contents beyond the path
 */
export const openMessage = <Schema extends z.ZodType>(
  schema: Schema,
  message: unknown,
): Result<z.output<Schema>, string> => {
  if (typeof message !== 'string') return fail('not a text')
  if (message.length > MAX_MESSAGE) return fail('too long')
  let value: unknown
  try {
    value = JSON.parse(message)
  } catch {
    return fail('not JSON')
  }
  const parsed = schema.safeParse(value)
  return parsed.success ? ok(parsed.data) : fail(describeIssues(parsed.error))
}
