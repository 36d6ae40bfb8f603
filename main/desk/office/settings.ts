/** The settings file: one file in the home folder, safe defaults, and the last good one when somebody has broken it. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ParseError, parseTree } from 'jsonc-parser'
import { z } from 'zod'
import { NEW_GUIDE } from '../../../contract/guide.ts'
import { SETTINGS_FILE } from '../../../contract/home-files.ts'
import { type Settings, settingsSchema } from '../../../contract/office.ts'
import { describeIssues } from '../../../contract/problem.ts'
import { fail, ok, type Result } from '../../../contract/result.ts'
import { exists, makeFolder } from '../../files/folder.ts'
import { readTextFile } from '../../files/text.ts'
import { writeWhole } from '../../files/whole-file.ts'
import { containsIndividualNumber } from '../../rules/fields/individual-number.ts'
import { INSURERS_WITHOUT_NUMBER } from '../../rules/insurers.ts'

/** The settings until an administrator changes them. */
export const DEFAULT_SETTINGS: Settings = {
  clinicName: '',
  place: 'clinic',
  language: 'ja',
  theme: 'light',
  textSize: '100',
  sounds: true,
  volume: 60,
  patientWindow: false,
  asksPatient: true,
  phoneReader: false,
  acceptsKnownPatients: false,
  deskApp: false,
  cardReader: null,
  cardFace: false,
  patientCard: null,
  templates: [],
  insurerRules: {},
  trustAnchorsFile: null,
  typingScanner: { on: true, prefix: null },
  scanners: { models: [], profiles: {}, serial: [] },
  bridge: null,
  center: null,
  retentionYears: 5,
  backupFolder: null,
  guide: NEW_GUIDE,
  lockAfterMinutes: 15,
}

const LAST_GOOD = 'settings.last-good.json'

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** The line of a place in a text, counted from 1. */
const lineAt = (text: string, place: number): number => text.slice(0, place).split('\n').length

/** The line of the first fault in a text that is not JSON. */
const lineOfFault = (text: string): number => {
  const faults: ParseError[] = []
  parseTree(text, faults, { disallowComments: true })
  return lineAt(text, faults[0]?.offset ?? 0)
}

/**
 * The line of the value at a path, as far as there is one. Where a name stands twice, `JSON.parse` takes the last, and so does
 * this; the parser's own search takes the first.
 */
const lineOfPath = (text: string, path: readonly PropertyKey[]): number => {
  let value = parseTree(text)
  let place = 0
  for (const key of path) {
    const found =
      typeof key === 'number'
        ? value?.children?.[key]
        : value?.children?.findLast(({ children }) => children?.[0]?.value === key)
    if (!found) break
    place = found.offset
    value = found.type === 'property' ? found.children?.[1] : found
  }
  return lineAt(text, place)
}

/** A rule's name that no rule has, in the insurers that the clinic has given a number; undefined where there is none. */
const unknownRule = ({ insurerRules }: Settings): string | undefined =>
  Object.keys(insurerRules).find(
    (number) => !Object.hasOwn(INSURERS_WITHOUT_NUMBER, insurerRules[number] ?? ''),
  )

/** The name, of the clinic or of a template, that holds an individual number; undefined where there is none. */
export const nameWithIndividualNumber = ({
  clinicName,
  templates,
}: Settings): readonly PropertyKey[] | undefined => {
  const named = [
    { path: ['clinicName'], name: clinicName },
    ...templates.map(({ name }, place) => ({ path: ['templates', place, 'name'], name })),
  ]
  return named.find(({ name }) => containsIndividualNumber(name) === 'valid')?.path
}

/** A fault of a settings file, and in which of its lines (from 1). */
export type SettingsProblem = { readonly file: string; readonly line: number; readonly message: string }

/**
 * Parses a settings file. Keys that are absent keep their default; an unknown key is an error.
 * @returns the settings, or the line of the file and what is wrong there
 */
export const parseSettings = (text: string): Result<Settings, Omit<SettingsProblem, 'file'>> => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return fail({ line: lineOfFault(text), message: 'not JSON' })
  }
  const parsed = settingsSchema.partial().safeParse(value)
  if (parsed.success) {
    const given = Object.entries(parsed.data).filter(([, one]) => one !== undefined)
    const settings = settingsSchema.parse({ ...DEFAULT_SETTINGS, ...Object.fromEntries(given) })
    const name = nameWithIndividualNumber(settings)
    if (name !== undefined)
      return fail({
        line: lineOfPath(text, name),
        message: `${name.join('.')}: an individual number is kept nowhere`,
      })
    const number = unknownRule(settings)
    if (number === undefined) return ok(settings)
    const path = ['insurerRules', number]
    const names = Object.keys(INSURERS_WITHOUT_NUMBER).join(', ')
    return fail({ line: lineOfPath(text, path), message: `${path.join('.')}: expected one of ${names}` })
  }
  const issue = parsed.error.issues[0]
  const path = [
    ...(issue?.path ?? []),
    ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []),
  ]
  return fail({ line: lineOfPath(text, path), message: describeIssues(parsed.error) })
}

/**
 * Keeps of the last good settings what is still good: rules become stricter from one version to the next, and a key that no
 * longer passes falls to its default alone.
 */
const stillGood = (path: string): Settings => {
  try {
    return stillGoodIn(readFileSync(path, 'utf8'))
  } catch {
    return DEFAULT_SETTINGS
  }
}

const stillGoodIn = (text: string): Settings => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return DEFAULT_SETTINGS
  }
  const whole = z.record(z.string(), z.unknown()).safeParse(value)
  let kept = DEFAULT_SETTINGS
  for (const [key, one] of Object.entries(whole.success ? whole.data : {})) {
    const parsed = parseSettings(JSON.stringify({ ...kept, [key]: one }))
    if (parsed.ok) kept = parsed.value
  }
  return kept
}

const read = (path: string): ReturnType<typeof parseSettings> | null => {
  try {
    const text = readTextFile(path)
    return text === null ? fail({ line: 1, message: 'no text' }) : parseSettings(text)
  } catch (error) {
    return isMissing(error) ? null : fail({ line: 1, message: 'cannot be read' })
  }
}

/**
 * The settings that were in force when the program ran last, to find what somebody has edited since; null before the
 * first start. Asked before {@link readSettings}, which puts today's in their place.
 * @param kept the journal's own memory of them; without one (a version before, no journal) the file beside the settings tells
 */
export const settingsOfLastRun = (home: string, kept: string | null): Settings | null => {
  if (kept !== null) return stillGoodIn(kept)
  return exists(join(home, LAST_GOOD)) ? stillGood(join(home, LAST_GOOD)) : null
}

/** The settings as the `started` row names them: the first 16 digits of the SHA-256 of their text. */
export const settingsFingerprint = (settings: Settings): string =>
  createHash('sha256').update(settingsText(settings)).digest('hex').slice(0, 16)

/** The settings file of a home folder. */
export const settingsFile = (home: string): string => join(home, SETTINGS_FILE)

/** Looks for a fault in the settings file of a home folder; null where it is good, or absent. Nothing is written. */
export const checkSettings = (home: string): SettingsProblem | null => {
  const found = read(settingsFile(home))
  return found === null || found.ok ? null : { file: settingsFile(home), ...found.problem }
}

/** The settings of a home folder as they hold, for a look: nothing is written. */
export const lookAtSettings = (home: string): Settings => {
  const found = read(settingsFile(home))
  if (found === null) return DEFAULT_SETTINGS
  return found.ok ? found.value : stillGood(join(home, LAST_GOOD))
}

/** The settings as they are written. */
export const settingsText = (settings: Settings): string => `${JSON.stringify(settings, null, 2)}\n`

/** Keeps the settings for the day on which somebody breaks the file. */
const keepLastGood = (home: string, settings: Settings): void => {
  const path = join(home, LAST_GOOD)
  try {
    if (!exists(path) || readFileSync(path, 'utf8') !== settingsText(settings))
      writeWhole(path, settingsText(settings))
  } catch {
    // A home that cannot be written has a message of its own; the settings are good all the same.
  }
}

/**
 * Reads the settings of a home folder. A broken file is left as it is and named; the last good one holds meanwhile.
 * @returns the settings, and what is wrong with the file, if anything
 */
export const readSettings = (
  home: string,
): { readonly settings: Settings; readonly problem: SettingsProblem | null } => {
  const found = read(settingsFile(home))
  if (found === null) return { settings: DEFAULT_SETTINGS, problem: null }
  if (found.ok) {
    keepLastGood(home, found.value)
    return { settings: found.value, problem: null }
  }
  return {
    settings: stillGood(join(home, LAST_GOOD)),
    problem: { file: settingsFile(home), ...found.problem },
  }
}

/** Writes the settings, whole or not at all. */
export const writeSettings = (home: string, settings: Settings): Result<void, string> => {
  try {
    makeFolder(home)
    writeWhole(settingsFile(home), settingsText(settings))
    keepLastGood(home, settings)
    return ok(undefined)
  } catch (error) {
    return fail(error instanceof Error ? error.message : 'cannot be written')
  }
}
