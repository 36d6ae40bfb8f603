/**
 * Puts a request into `req`: whole under a temporary name first, then renamed, so that nobody ever sees half of one. The
 * temporary name is also the evidence after a kill: while it is there, nothing was asked.
 */
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { nameAway, writeAway } from '../../files/away.ts'
import { codeOf } from '../folder/file.ts'
import { findFolder } from '../folder/find.ts'
import { lookUpNames, TEMPORARY_PREFIX } from '../layout.ts'

const temporaryOf = (req: string, name: string): string =>
  join(req, `${TEMPORARY_PREFIX}${lookUpNames(name).request}.tmp`)

const folder = async (root: string, name: 'req' | 'res'): Promise<string> => {
  const found = await findFolder(root, name)
  if (found === null) throw new Error(`${name} is not there`)
  return found
}

const stands = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return false
      throw error
    },
  )

/**
 * Tells whether something of this name lies in `req` or `res` already.
 * @throws what the system says where the folders cannot be reached
 */
export const isTaken = async (root: string, name: string): Promise<boolean> => {
  const { request, answer, refusal } = lookUpNames(name)
  const [req, res] = [await folder(root, 'req'), await folder(root, 'res')]
  const paths = [
    join(req, request),
    temporaryOf(req, name),
    ...[request, answer, answer.replace(/xml$/, 'zip'), refusal].map((file) => join(res, file)),
  ]
  for (const path of paths) if (await stands(path)) return true
  return false
}

/** Writes the request under its temporary name; durable when it resolves. */
export const writeRequest = async (root: string, name: string, text: string): Promise<void> =>
  writeAway(temporaryOf(await folder(root, 'req'), name), text)

/** Gives the request its name. One that has no temporary name any more has got it already. */
export const showRequest = async (root: string, name: string): Promise<void> => {
  const req = await folder(root, 'req')
  try {
    await nameAway(temporaryOf(req, name), join(req, lookUpNames(name).request))
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || !(await stands(req))) throw error
  }
}
