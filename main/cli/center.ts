/** Shared by the commands that speak to the center. */

import { fail, type Result } from '../../contract/result.ts'
import {
  type CenterAddress,
  openSession,
  problemOfError,
  readAddress,
  SCHEMA_VERSION,
  type Session,
  schemaVersion,
} from '../center/index.ts'
import { lookAtSettings } from '../desk/office/settings.ts'
import { type CommandLine, EXIT, type ExitCode } from './input.ts'

/** The address of `--database`, or of the settings of a home. */
export const addressOf = (database: string | undefined, home: string): Result<CenterAddress, string> => {
  if (database !== undefined) {
    const address = readAddress(database)
    return address.ok ? address : fail(`--database: ${address.problem}`)
  }
  const url = lookAtSettings(home).center?.url
  if (url === undefined)
    return fail('--database: the address of the center is needed, here or in the settings (center.url)')
  const address = readAddress(url)
  return address.ok ? address : fail(`center.url: ${address.problem}`)
}

/** Runs an act of the center's owner; what the server or the line causes is one line on standard error. */
export const withCenter = async (
  database: string,
  line: CommandLine,
  act: (session: Session) => Promise<ExitCode>,
): Promise<ExitCode> => {
  const address = readAddress(database)
  if (!address.ok) {
    line.say(`--database: ${address.problem}`)
    return EXIT.unusable
  }
  const opened = await openSession(address.value, undefined, { mostHeard: Number.POSITIVE_INFINITY })
  if (!opened.ok) {
    line.say(`--database: ${opened.problem.problem}: ${opened.problem.detail}`)
    return EXIT.unusable
  }
  try {
    return await act(opened.value)
  } catch (error) {
    const problem = problemOfError(error)
    if (problem === null) throw error
    line.say(`--database: ${problem.problem}: ${problem.detail}`)
    return EXIT.unusable
  } finally {
    await opened.value.close()
  }
}

/** Acts that need the schema as this program knows it. */
export const withSchema = (
  database: string,
  line: CommandLine,
  act: (session: Session) => Promise<ExitCode>,
): Promise<ExitCode> =>
  withCenter(database, line, async (session) => {
    const version = await schemaVersion(session)
    if (version === SCHEMA_VERSION) return act(session)
    line.say(
      version === 0
        ? '--database: there is no center in this database: center init'
        : version < SCHEMA_VERSION
          ? `--database: the center is of version ${version}, this program knows ${SCHEMA_VERSION}: center init`
          : `--database: the center is of version ${version}, which is newer than this program (${SCHEMA_VERSION})`,
    )
    return EXIT.unusable
  })
