import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { Day } from '../../contract/day.ts'
import type { JournalEvent, JournalFailure, JournalPort, JournalWarning } from '../../contract/journal.ts'
import { fail, ok, type Result, unreachable } from '../../contract/result.ts'
import { TERMINAL } from '../../contract/staff.ts'
import { instantInTokyo } from '../../contract/tokyo.ts'
import { removeUnfinished } from '../files/clear-out.ts'
import { makeFolder, sizeOf } from '../files/folder.ts'
import { putInPlace, unfinishedName } from '../files/whole-file.ts'
import { connectExisting, dataKeyOf, type Opened, openingProblem } from './access.ts'
import { assembleWriter, type Circumstances, journalName, stampOf } from './assemble.ts'
import { clearUnfinished, dropLookUps } from './backup.ts'
import { chainsOf } from './chain.ts'
import type { ClockReading } from './clock-reading.ts'
import { connect, endOpeningPatience, readPragma } from './database.ts'
import { doubtOf, referenceIn } from './doubt.ts'
import { appendSealedRing, encloseSettings } from './enclosed.ts'
import { type Failing, failure } from './failure.ts'
import { type Finding, lookAround } from './findings.ts'
import { type JournalHome, journalHome, makeHomeReady, touch } from './home.ts'
import { forgetPreviousKeyFiles, writeKeyFiles } from './key-files.ts'
import { type FoundKeys, givenOrFound, hasTraces } from './key-search.ts'
import { createKeyRing, type KeyRing } from './keys.ts'
import { takeLock } from './lock.ts'
import { derive } from './mac.ts'
import { forgetMigration, MIGRATIONS, type Migration, migrate, migratedFrom } from './migrate.ts'
import { PIN_COST } from './pin.ts'
import { adopt, standingOf } from './places.ts'
import { createPort } from './port.ts'
import { sealRing } from './recovery.ts'
import { recoveryKeyIn } from './recovery-key.ts'
import { endRestore } from './restore.ts'
import { changeKeys, isChangePending } from './rotate.ts'
import { createForm } from './schema.ts'
import { keyRow, mendKey, recordedKey } from './signing.ts'
import type { Writer } from './writer.ts'

export type OpenJournal = Circumstances & {
  /** The folder that holds everything. */
  readonly home: string
  /** The keys that the system's key store has given out; without them, the key files in the folder are used. */
  readonly keys?: KeyRing
  /** Other steps than the released ones: for tests. */
  readonly migrations?: readonly Migration[]
  /** Called before what takes seconds where there are a million rows. */
  readonly takesLong?: () => void
  /** Another cost of a PIN's hash: for tests. */
  readonly pinCost?: number
}

/** The keys for writing: a new home gets new ones; half of a pair that a cut off start has left is made whole. */
const keysForWriting = (home: JournalHome, given: KeyRing | undefined): Failing<FoundKeys> => {
  const keys = givenOrFound(home, given)
  if (!keys.ok) return keys
  if (keys.value?.whole === true) return ok(keys.value)
  const ring = keys.value?.ring ?? createKeyRing()
  writeKeyFiles(home, ring)
  const warnings = [...(keys.value?.warnings ?? []), { code: 'key-file', path: home.dataKey } as const]
  return ok({ ring, from: 'files', whole: true, warnings })
}

/** Makes the tables in a database that has none yet: a new file, or one whose making was interrupted. */
const makeTables = ({ connection: { database } }: Opened): void => {
  database.exec('BEGIN IMMEDIATE')
  createForm(database)
  database.prepare('INSERT INTO meta (name, value) VALUES (?, ?)').run('journal', randomUUID())
  database.exec('COMMIT')
}

/** Opens the encrypted file, and makes it when it is new. */
const openDatabase = (home: JournalHome, ring: KeyRing, form: number): Failing<Opened> => {
  if (sizeOf(home.database) === 0) {
    if (hasTraces(home))
      return failure(
        'half-written',
        'damaged',
        `${home.database}: the database is missing, and files that belong to it, or its backups, are here`,
      )
    touch(home.database)
    const dataKey = dataKeyOf(ring)
    const opened = { connection: connect(home.database, derive(dataKey, 'file')), dataKey }
    makeTables(opened)
    return ok(opened)
  }
  const opened = connectExisting(home, ring, { readonly: false, form })
  if (!opened.ok) return opened
  if (readPragma(opened.value.connection.database, 'user_version') === 0) makeTables(opened.value)
  return opened
}

/** Makes a backup of a copy of the whole file: without look-ups, with the settings, and with the keys sealed to the key sheet. */
const completeCopy = (home: JournalHome, path: string, ring: KeyRing, dataKey: string): void => {
  const fileKey = derive(dataKey, 'file')
  dropLookUps(path, fileKey)
  const { database } = connect(path, fileKey, { journalMode: 'DELETE' })
  let recovery: ReturnType<typeof recoveryKeyIn> = null
  try {
    encloseSettings(database, home)
    recovery = recoveryKeyIn(database, ring)
  } finally {
    database.close()
  }
  if (recovery !== null) appendSealedRing(path, sealRing(ring, recovery.public))
}

/** Brings an older journal to the present form; a copy of the file as it was is put beside the backups first. */
const bringUpToDate = (
  home: JournalHome,
  ring: KeyRing,
  { connection: { database }, dataKey }: Opened,
  at: string,
  steps: readonly Migration[],
  takesLong: () => void,
): JournalWarning[] => {
  const to = steps.length + 1
  if (readPragma(database, 'user_version') < to) {
    takesLong()
    makeFolder(home.backups)
    const copy = join(home.backups, `before-form-${to}-${stampOf(at)}.db`)
    const unfinished = unfinishedName(copy)
    touch(unfinished)
    database.prepare('VACUUM INTO ?').run(unfinished)
    completeCopy(home, unfinished, ring, dataKey)
    putInPlace(unfinished, copy)
    migrate(database, steps)
  }
  const from = migratedFrom(database)
  return from === null ? [] : [{ code: 'migrated', from, to }]
}

/** That the clock cannot be right is known before the first row of this opening. */
const clockWarnings = (database: Database, now: ClockReading, built: Day | null): JournalWarning[] => {
  const reference = referenceIn(database, built)
  const why = doubtOf(now.iso, reference)
  if (why === null) return []
  const { newest } = reference
  return [{ code: 'clock-doubted', why, newest: newest === null ? null : instantInTokyo(newest) }]
}

const asWarning = (finding: Finding): JournalWarning => ({ code: 'loss-found', ...finding })

/** The row that a warning leaves; what concerns the key files leaves none. */
const eventOf = (warning: JournalWarning): JournalEvent | null => {
  switch (warning.code) {
    case 'loss-found':
      return {
        event: 'loss-found',
        staff: TERMINAL,
        what: warning.what,
        fromSeq: warning.fromSeq,
        toSeq: warning.toSeq,
      }
    case 'clock-doubted':
      return {
        event: 'clock-doubted',
        staff: TERMINAL,
        why: warning.why,
        ...(warning.newest === null ? {} : { newest: warning.newest }),
      }
    case 'migrated':
      return { event: 'migrated', staff: TERMINAL, from: warning.from, to: warning.to }
    case 'key-file':
    case 'key-file-was-open':
    case 'keys-pending':
      return null
    default:
      return unreachable(warning)
  }
}

/** The row that names the signing key, where opening has made one: at the migration, and after the key before was lost. */
const keyMade = (database: Database, writer: Writer, migrated: boolean): JournalEvent[] =>
  migrated || recordedKey(database) !== null ? keyRow(database, writer.publicKey()) : []

/**
 * Puts on record what opening has found, and the opening itself in the anchor file. Missing rows come first: that row
 * stands right behind the hole that it explains.
 */
const record = (
  writer: Writer,
  warnings: readonly JournalWarning[],
  more: readonly JournalEvent[],
): Result<void, { why: JournalFailure; detail: string }> => {
  const isHole = (warning: JournalWarning): boolean =>
    warning.code === 'loss-found' && warning.what === 'rows-missing'
  const found = [...warnings.filter(isHole), ...warnings.filter((one) => !isHole(one))].map(eventOf)
  for (const event of [...found.filter((one) => one !== null), ...more]) {
    const written = writer.append(event)
    if (written.ok) continue
    const { why, detail } = written.problem
    if (why === 'refused') throw new Error(detail)
    return fail({ why, detail })
  }
  const anchored = writer.anchor('opened')
  return anchored
}

const openLocked = (options: OpenJournal, home: JournalHome, release: () => void): Failing<JournalPort> => {
  const keys = keysForWriting(home, options.keys)
  if (!keys.ok) return keys
  const { ring } = keys.value
  const restored = endRestore(home, ring, options)
  if (!restored.ok) return restored
  const migrations = options.migrations ?? MIGRATIONS
  const opened = openDatabase(home, ring, migrations.length + 1)
  if (!opened.ok) return opened
  try {
    const chains = chainsOf(ring)
    const { database } = opened.value.connection
    const migrated = bringUpToDate(
      home,
      ring,
      opened.value,
      options.now().iso,
      migrations,
      options.takesLong ?? (() => {}),
    )
    const beginning = lookAround(home, database, chains, chains.oldest.genesis(journalName(opened.value)))
    const writer = assembleWriter(home, chains, opened.value, beginning, options)
    const warnings = [
      ...migrated,
      ...clockWarnings(database, options.now(), options.built ?? null),
      ...beginning.findings.map(asWarning),
    ]
    for (const folder of [home.folder, home.exports]) removeUnfinished(folder)
    clearUnfinished(
      home.backups,
      {
        journal: journalName(opened.value),
        terminal: options.terminal,
        ...standingOf(database, home.folder),
      },
      true,
    )
    const recorded = record(writer, warnings, keyMade(database, writer, migrated.length > 0))
    if (!recorded.ok) {
      writer.close()
      return failure('not-writable', recorded.problem.why, recorded.problem.detail)
    }
    mendKey(database, chains)
    adopt(database, home.folder)
    endOpeningPatience(database)
    if (migrated.length > 0) forgetMigration(database)
    const change = { ring, staff: TERMINAL, dataKey: opened.value.dataKey }
    const isPending = isChangePending(writer, change)
    if (isPending) options.takesLong?.()
    const { dataKey, problem } = isPending
      ? changeKeys(writer, home, change)
      : { dataKey: change.dataKey, problem: null }
    if (problem === null && keys.value.from === 'files') forgetPreviousKeyFiles(home)
    return ok(
      createPort({
        home,
        ring,
        dataKey,
        writer,
        terminal: options.terminal,
        now: options.now,
        findsIndividualNumber: options.findsIndividualNumber,
        pinCost: options.pinCost ?? PIN_COST,
        warnings: [
          ...keys.value.warnings,
          ...warnings,
          ...(problem === null ? [] : [{ code: 'keys-pending', detail: problem.detail } as const]),
        ],
        release,
      }),
    )
  } catch (error) {
    opened.value.connection.database.close()
    throw error
  }
}

/**
 * Opens the journal in a folder for writing, and makes it when there is none. One process at a time.
 * @returns the journal, or why it cannot be opened, in one line for people
 */
export const openJournal = (options: OpenJournal): Failing<JournalPort> => {
  const home = journalHome(options.home)
  try {
    const ready = makeHomeReady(home)
    if (!ready.ok) return ready
    const lock = takeLock(home.lock)
    if (!lock.ok) return failure('in-use', 'locked', `${home.folder}: another process has this journal open`)
    const { release } = lock.value
    try {
      const journal = openLocked(options, home, release)
      if (!journal.ok) release()
      return journal
    } catch (error) {
      release()
      throw error
    }
  } catch (error) {
    return { ok: false, problem: openingProblem(options.home, error) }
  }
}
