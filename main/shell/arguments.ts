import { resolve } from 'node:path'
import { isDay } from '../../contract/calendar.ts'
import type { Day } from '../../contract/day.ts'
import { fail, ok, type Result } from '../../contract/result.ts'
import { WINDOW } from '../cli/table.ts'

/** The program's own command line, parsed. */
export type Arguments = {
  /** The folder of journal, settings and keys; null for the person's own (see folders.ts). */
  readonly home: string | null
  /** Simulated devices with the dock. */
  readonly simulated: boolean
  /** Full screen, with no way out but an administrator's. */
  readonly kiosk: boolean
  /** Developer tools and the keys to reload. Never in a package. */
  readonly developer: boolean
  /** The day on which simulated devices begin; null for the machine's own. Never in a package. */
  readonly today: Day | null
}

/** Switches that Chromium and the test driver put among the arguments of a program that is not a release. */
const RUNTIME_SWITCH =
  /^--(no-sandbox|disable-gpu|disable-dev-shm-usage|inspect|remote-debugging-port|ozone-platform|lang|force-device-scale-factor)(=|$)/

/**
 * Reads the arguments after the program's name.
 * @param release a released program takes neither developer tools nor another day than today, nor any of Chromium's
 *   switches: one of them could open a door for whoever stands at the machine (`--remote-debugging-port`)
 * @returns the arguments, or one line that names the one which cannot be used
 */
export const parseArguments = (args: readonly string[], release: boolean): Result<Arguments, string> => {
  let home: string | null = null
  let today: Day | null = null
  const given = new Set<string>()
  const rest = [...args]
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--home' || arg.startsWith('--home=')) {
      const value = arg === '--home' ? rest.shift() : arg.slice('--home='.length)
      if (value === undefined || value === '' || value.startsWith('--'))
        return fail(`--home: a folder is missing; ${WINDOW}`)
      home = value
    } else if (!release && (arg === '--today' || arg.startsWith('--today='))) {
      const value = arg === '--today' ? rest.shift() : arg.slice('--today='.length)
      if (value === undefined || !isDay(value))
        return fail(`--today: a day as YYYY-MM-DD is missing; ${WINDOW}`)
      today = value
    } else if (arg === '--simulated' || arg === '--kiosk' || (arg === '--developer' && !release)) {
      given.add(arg)
    } else if (release || !RUNTIME_SWITCH.test(arg)) {
      return fail(`${arg}: unknown argument; ${WINDOW}`)
    }
  }
  if (today !== null && !given.has('--simulated')) return fail(`--today: only with --simulated; ${WINDOW}`)
  return ok({
    home,
    simulated: given.has('--simulated'),
    kiosk: given.has('--kiosk'),
    developer: given.has('--developer'),
    today,
  })
}

/**
 * Why a package does not start as asked, or null. A release has no simulated devices; a package on the development
 * stand-in has nothing else, because nobody may take it to a real desk.
 */
export const refusalOf = ({ simulated }: Arguments, packaged: boolean, standIn: boolean): string | null => {
  if (!packaged) return null
  if (standIn && !simulated)
    return 'this package stands on a development stand-in of its runtime and reads no real card; for a trial, add --simulated'
  if (!standIn && simulated) return '--simulated: there are no simulated devices in a release'
  return null
}

/**
 * The program's own arguments: in a package all of them, in a checkout (`electron [switches] FOLDER …`) those after
 * the program's folder, because those before are Electron's.
 */
export const argumentsOf = (
  argv: readonly string[],
  programFolder: string,
  packaged: boolean,
): readonly string[] => {
  if (packaged) return argv.slice(1)
  const at = argv.findIndex((arg, index) => index > 0 && resolve(arg) === programFolder)
  return argv.slice(at + 1)
}
