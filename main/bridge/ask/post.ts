/**
 * Puts a request into `req`: whole under a temporary name first, then renamed, so that nobody ever sees half of one. The
 * temporary name is also the evidence after a kill: while it is there, nothing was asked.
 */
import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { nameAway, writeAway } from '../../files/away.ts'
import { codeOf } from '../folder/file.ts'
import { findFolder } from '../folder/find.ts'
import { type RequestNames, TEMPORARY_PREFIX } from '../layout.ts'

const temporaryOf = (req: string, { request }: RequestNames): string =>
  join(req, `${TEMPORARY_PREFIX}${request}.tmp`)

/** Every file that may come in answer to a request. */
export const answersTo = ({ request, answer, refusal }: RequestNames): readonly string[] => [
  request,
  answer,
  answer.replace(/xml$/, 'zip'),
  refusal,
]

const folder = async (root: string, which: 'req' | 'res'): Promise<string> => {
  const found = await findFolder(root, which)
  if (found === null) throw new Error(`${which} is not there`)
  return found
}

/** Tells whether anything has this name: a link that leads nowhere has it too. */
const stands = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return false
      throw error
    },
  )

/**
 * Tells whether something of these names lies in `req` or `res` already.
 * @throws what the system says where the folders cannot be reached
 */
export const isTaken = async (root: string, names: RequestNames): Promise<boolean> => {
  const [req, res] = [await folder(root, 'req'), await folder(root, 'res')]
  const paths = [
    join(req, names.request),
    temporaryOf(req, names),
    ...answersTo(names).map((file) => join(res, file)),
  ]
  for (const path of paths) if (await stands(path)) return true
  return false
}

/** Writes the request under its temporary name; durable when it resolves. */
export const writeRequest = async (root: string, names: RequestNames, text: string): Promise<void> =>
  writeAway(temporaryOf(await folder(root, 'req'), names), text)

/** Gives the request its name. One that has no temporary name any more has got it already. */
export const showRequest = async (root: string, names: RequestNames): Promise<void> => {
  const req = await folder(root, 'req')
  try {
    await nameAway(temporaryOf(req, names), join(req, names.request))
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || !(await stands(req))) throw error
  }
}
