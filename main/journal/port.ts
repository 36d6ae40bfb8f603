import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type {
  BackupProblem,
  JournalPort,
  JournalProblem,
  JournalStatistics,
  JournalWarning,
  MadeBackup,
  PurgePlan,
  Steps,
  Verification,
} from '../../contract/journal.ts'
import { fail, ok, type Result } from '../../contract/result.ts'
import { RECEPTION, type StaffPort, TERMINAL } from '../../contract/staff.ts'
import { NO_VISITS, type VisitsOfDay } from '../../contract/visit-row.ts'
import { apartFolder, keepApartFolder } from './apart-folder.ts'
import { type BackupFolder, backUp, clearUnfinished } from './backup.ts'
import { backupsIn, removePurged, type Whose } from './backups-in-folder.ts'
import { chainsOf } from './chain.ts'
import { type ClockReading, dayOf } from './clock-reading.ts'
import { coverTracesOf } from './cover-trace.ts'
import { readValue } from './database.ts'
import { encloseSettings } from './enclosed.ts'
import { createCenterStore, enrolmentIn } from './enrolment.ts'
import type { FindsIndividualNumber } from './entry.ts'
import { countRows, type ExportRange, exportPieces } from './export.ts'
import { problemOf } from './failure.ts'
import { openFollowUps } from './follow-ups.ts'
import { headsIn } from './heads.ts'
import type { JournalHome } from './home.ts'
import { insuredOf } from './insured.ts'
import { extendedRing, type KeyRing, keyRingText, mayReplace, parseKeyRing } from './keys.ts'
import { keepLastSettings, lastSettings, noteComing } from './last-settings.ts'
import { createLookUpStore } from './look-ups.ts'
import { monthItems } from './month-list.ts'
import { settleIn, standingOf } from './places.ts'
import { cancelPurge, pendingPurge, purge, purgedThrough } from './purge.ts'
import { openJournalForReading } from './read.ts'
import { makeKeySheet, recoveryKeyOf, type SealedRing, sealRing, sheetNumber } from './recovery.ts'
import { keptKeyIn, recoveryKeyIn, storeRecoveryKey } from './recovery-key.ts'
import { changeKeys, isChangePending, roomProblem } from './rotate.ts'
import { type InsuredOf, searchIn } from './search.ts'
import { searchVisits } from './search-visits.ts'
import { keyRow } from './signing.ts'
import { parseSlip, slipOf } from './slip.ts'
import { createStaff } from './staff.ts'
import { statisticsInSteps } from './statistics.ts'
import { atOnce } from './steps.ts'
import { verifyInSteps, type Witness } from './verify.ts'
import { visitAt, visitsOfDay } from './visit-reads.ts'
import type { Writer } from './writer.ts'

export type PortParts = {
  readonly home: JournalHome
  readonly ring: KeyRing
  /** The data key that opened the file. */
  readonly dataKey: string
  readonly writer: Writer
  /** This terminal's name in the rows. */
  readonly terminal: string
  readonly now: () => ClockReading
  readonly findsIndividualNumber: FindsIndividualNumber
  readonly pinCost: number
  readonly warnings: readonly JournalWarning[]
  /** Gives the lock back. */
  readonly release: () => void
}

const problemFrom = (message: string): JournalProblem => ({ why: 'unknown', detail: message })

/** Verifies through a connection of its own; that it cannot be opened is a finding here, for it is open already. */
function* verifyOpen(home: JournalHome, ring: KeyRing, witnesses: readonly Witness[]): Steps<Verification> {
  const verification = yield* verifyInSteps({ home: home.folder, keys: ring }, witnesses)
  return verification.ok
    ? verification.value
    : {
        entries: 0,
        ok: false,
        firstBad: null,
        problem: verification.problem.message,
        witness: witnesses.length === 0 ? null : 'not-compared',
      }
}

/** Rows in pieces through a connection of its own, so that the journal can be written between two pieces. */
function* piecesOf(
  parts: { readonly home: JournalHome; readonly ring: KeyRing },
  request: Parameters<JournalPort['export']>[0],
  through: number,
  staffName: (id: string) => string,
): Generator<string> {
  const reader = openJournalForReading({ home: parts.home.folder, keys: parts.ring })
  if (!reader.ok) throw new Error(reader.problem.message)
  try {
    const { database } = reader.value.connection
    yield* exportPieces(database, request.format, request, through, request.progress, request.rows, staffName)
  } finally {
    reader.value.close()
  }
}

/** The name behind each id in the rows of an export, looked up once; 受付 where nobody was signed in. */
const staffNames = ({ nameOf }: StaffPort): ((id: string) => string) => {
  const names = new Map<string, string>([[RECEPTION, '受付']])
  return (id) => {
    const name = names.get(id) ?? nameOf(id) ?? id
    names.set(id, name)
    return name
  }
}

/** The open journal as the desk and the command line see it. */
export const createPort = ({
  home,
  writer,
  terminal,
  now,
  findsIndividualNumber,
  pinCost,
  warnings,
  release,
  ...initial
}: PortParts): JournalPort => {
  let { ring, dataKey } = initial
  let chains = chainsOf(ring)
  /** New keys that were asked for and may be kept somewhere by now. */
  let prepared: KeyRing | null = null
  const database = () => writer.connection().database
  /** Looking at a damaged file gives what `otherwise` gives, and says why; only a bug is thrown. */
  const reading = <Value>(look: () => Value, otherwise: (problem: JournalProblem) => Value): Value => {
    try {
      return look()
    } catch (error) {
      return otherwise(problemOf(error))
    }
  }
  const staff = createStaff({ writer, chains: () => chains, now, findsIndividualNumber, pinCost })
  /** The settings go into the copy of the database, and the keys, sealed to the key sheet, behind it. */
  const enclose = (copy: Database): SealedRing | null => {
    encloseSettings(copy, home)
    const recovery = recoveryKeyIn(copy, ring)
    return recovery === null ? null : sealRing(ring, recovery.public)
  }
  function* backUpInto(staff: string, folder: BackupFolder): Steps<Result<MadeBackup, BackupProblem>> {
    const reader = openJournalForReading({ home: home.folder, keys: ring })
    if (!reader.ok) return fail({ why: reader.problem.status, detail: reader.problem.message })
    try {
      const end = writer.end()
      const made = yield* backUp(reader.value.connection.database, folder, {
        ...whose(),
        at: now().iso,
        dataKey,
        dataKeys: ring.data,
        chains,
        end,
        enclose,
        home: home.folder,
        wasApart: apartFolder(database()) === folder.path,
        mayPrune: writer.clockDoubt() === null,
      })
      if (!made.ok) return made
      const written = writer.append(
        { event: 'backed-up', staff, throughSeq: end.seq },
        { within: (connection) => keepApartFolder(connection.database, home.folder, folder) },
      )
      if (!written.ok) return written
      const through = writer.clockDoubt() === null ? purgedThrough(database()) : 0
      if (through > 0) for (const one of new Set([home.backups, folder.path])) forgetPurged(one, through)
      return made
    } finally {
      reader.value.close()
    }
  }
  /** Removes the backups of this journal that hold rows which a purge has removed. A folder that is not there now comes later. */
  const forgetPurged = (folder: string, through: number): void =>
    reading(
      () => removePurged(backupsIn(folder, journalName(), ring.data), whose(), through),
      () => {},
    )
  const whose = (): Whose => ({ journal: journalName(), terminal, ...standingOf(database(), home.folder) })
  const ownFolder: BackupFolder = { path: home.backups, isOwn: true }
  /** Before the first signed head leaves the terminal, a row names the key that it is signed with. */
  const nameKey = (): Result<void, JournalProblem> => {
    for (const event of keyRow(database(), writer.publicKey())) {
      const written = writer.append(event)
      if (!written.ok) return written
    }
    return ok(undefined)
  }
  const insuredUnderAll: InsuredOf = (parts) =>
    chains.all.map((one) => insuredOf(parts, one.insured)).filter((insured) => insured !== null)
  const journalName = (): string =>
    readValue(database(), `SELECT value FROM meta WHERE name = 'journal'`, z.string()) ?? ''
  return {
    warnings,
    staff,
    append: writer.append,
    get lookUps() {
      // The oldest key stays when the keys change, and with it what was asked today.
      return createLookUpStore(writer, ring.data[0] ?? dataKey, `${journalName()} ${terminal}`)
    },
    get center() {
      return createCenterStore(writer, journalName(), keyRingText(ring), home.folder, nameKey)
    },
    insured: (parts) => insuredOf(parts, writer.chain().insured),
    coverTraces: (facts) => [writer.chain(), ...chains.all].map((one) => coverTracesOf(facts, one.insured)),
    visits: (day, most) =>
      reading<VisitsOfDay>(
        () => visitsOfDay(database(), day, most),
        () => NO_VISITS,
      ),
    visit: (key) =>
      reading(
        () => visitAt(database(), key),
        () => null,
      ),
    openFollowUps: () =>
      reading(
        () => openFollowUps(database()),
        () => [],
      ),
    search: (query) =>
      reading<ReturnType<JournalPort['search']>>(
        () => searchIn(database(), query, insuredUnderAll),
        (problem) => ({ rows: [], found: 0, problem }),
      ),
    monthItems: (month) =>
      reading<ReturnType<JournalPort['monthItems']>>(() => ok(monthItems(database(), month)), fail),
    searchVisits: (query) =>
      reading<ReturnType<JournalPort['searchVisits']>>(
        () => searchVisits(database(), query, insuredUnderAll),
        (problem) => ({ visits: [], found: 0, problem }),
      ),
    statistics: function* (range): Steps<JournalStatistics | null> {
      try {
        return yield* statisticsInSteps(database(), range)
      } catch (error) {
        problemOf(error)
        return null
      }
    },
    saveWorking: writer.saveWorking,
    loadWorking: () => reading(writer.loadWorking, () => null),
    lastSettings: () =>
      reading(
        () => lastSettings(database()),
        () => ({ text: null, coming: null, isRestored: false }),
      ),
    noteComingSettings: (text) => writer.change((connection) => noteComing(connection.database, text)),
    keepLastSettings: (text) => writer.change((connection) => keepLastSettings(connection.database, text)),
    export: (request) => {
      const { staff: by, format, from, to } = request
      const through = writer.end().seq
      const rows = reading(
        () => countRows(database(), request, request.rows),
        () => null,
      )
      if (rows === null) return fail(problemFrom('the rows cannot be read'))
      const written = writer.append({ event: 'exported', staff: by, format, ...rangeOf({ from, to }), rows })
      return written.ok
        ? ok({ rows, pieces: piecesOf({ home, ring }, request, through, staffNames(staff)) })
        : written
    },
    *verify(slip) {
      if (slip === undefined) return ok(yield* verifyOpen(home, ring, []))
      const witness = parseSlip(slip)
      if (!witness.ok) return fail('no-slip')
      if (witness.value.journal !== journalName()) return fail('other-journal')
      return ok(yield* verifyOpen(home, ring, [witness.value]))
    },
    backUp: ({ staff, folder }) =>
      backUpInto(staff, folder === undefined ? ownFolder : { path: folder, isOwn: false }),
    // A drive that cannot be looked at now is looked at again by the next backup, which says so.
    clearUnfinished: (folder) =>
      reading(
        () => clearUnfinished(folder, whose(), false),
        () => {},
      ),
    purge: ({ staff, years, minimum, folders = [] }) => {
      const purged = purge(writer, chains, { staff, years, minimum, now: now() })
      if (!purged.ok || purged.value.throughSeq === undefined) return purged
      const { throughSeq, ...answer } = purged.value
      // Backups that still hold the rows go once there is one without them: by now, or with the next one that is made.
      if (atOnce(backUpInto(TERMINAL, ownFolder)).ok)
        for (const folder of folders) forgetPurged(folder, throughSeq)
      return ok(answer)
    },
    pendingPurge: () =>
      reading(
        () => planOf(pendingPurge(database())),
        () => null,
      ),
    cancelPurge: ({ staff }) => cancelPurge(writer, staff),
    firstAt: () =>
      reading(
        () => readValue(database(), `SELECT body ->> '$.at' FROM entries ORDER BY seq LIMIT 1`, z.string()),
        () => null,
      ),
    clockDoubt: writer.clockDoubt,
    isElsewhere: () =>
      reading(
        () => standingOf(database(), home.folder).isElsewhere,
        () => false,
      ),
    takeOver: ({ staff, why }) => {
      if (!standingOf(database(), home.folder).isElsewhere)
        return fail(problemFrom('this journal is at home here: nothing is taken over'))
      const counter = enrolmentIn(database(), 'done')?.terminal
      const written = writer.append(
        { event: 'taken-over', staff, why, ...(counter === undefined ? {} : { counter }) },
        { within: (connection) => settleIn(connection.database, home.folder) },
      )
      return written.ok ? ok(undefined) : written
    },
    confirmDay: ({ staff, today }) => {
      if (today !== dayOf(now().iso)) return fail(problemFrom('the clock shows another day by now'))
      const written = writer.append({ event: 'clock-confirmed', staff, today }, { isConfirmed: true })
      return written.ok ? ok(undefined) : written
    },
    keySheet: () =>
      reading(
        () => {
          const key = keptKeyIn(database(), ring)
          return key === null ? null : { number: sheetNumber(key.public), at: key.at }
        },
        () => null,
      ),
    opensKeySheet: ({ sheet, passphrase }) => {
      const key = reading(
        () => recoveryKeyIn(database(), ring),
        () => null,
      )
      if (key === null) return fail('no-sheet')
      const found = recoveryKeyOf(sheet, passphrase, sheetNumber(key.public))
      return found.ok && found.value.recovery === key.public ? ok(undefined) : fail('other')
    },
    makeKeySheet: ({ staff, passphrase, isKept = true }) => {
      const { recovery, ...sheet } = makeKeySheet(passphrase)
      const at = now().iso
      const written = writer.append(
        { event: 'key-sheet-made', staff, sheet: sheet.number, passphrase: sheet.hasPassphrase },
        {
          within: ({ database: stored }) =>
            storeRecoveryKey(stored, ring, { public: recovery, at, ...(isKept ? {} : { shown: true }) }),
        },
      )
      return written.ok ? ok({ ...sheet, at }) : written
    },
    keepKeySheet: ({ staff, sheet }) => {
      const key = recoveryKeyIn(database(), ring)
      if (key === null || sheetNumber(key.public) !== sheet)
        return fail(problemFrom('this sheet is not the newest: what it opens is no backup to come'))
      if (key.shown !== true) return ok(undefined)
      const kept = { public: key.public, at: key.at }
      const written = writer.append(
        { event: 'key-sheet-kept', staff, sheet },
        { within: (connection) => storeRecoveryKey(connection.database, ring, kept) },
      )
      return written.ok ? ok(undefined) : written
    },
    keys: () => keyRingText(ring),
    roomForNewKeys: () => roomProblem(home),
    extendedKeys: () => {
      // One that was begun is ended with the same keys: they may be safe somewhere, and in use by half.
      if (!isChangePending(writer, { ring, dataKey })) prepared ??= extendedRing(ring)
      return keyRingText(prepared ?? ring)
    },
    rotateKeys: ({ staff, keys }) => {
      const next = parseKeyRing(keys)
      if (!next.ok) return fail(problemFrom(next.problem))
      if (!mayReplace(next.value, ring))
        return fail(problemFrom('these keys do not follow those that are in use'))
      // They are kept by now: from here on they are the ring, whatever becomes of the change.
      ring = next.value
      chains = chainsOf(ring)
      prepared = null
      const changed = changeKeys(writer, home, { ring, staff, dataKey })
      dataKey = changed.dataKey
      return changed.problem === null ? ok(undefined) : fail(changed.problem)
    },
    acknowledgeLosses: ({ staff, why }) => {
      const written = writer.append({
        event: 'loss-acknowledged',
        staff,
        throughSeq: writer.end().seq,
        anchors: writer.anchors(),
        why,
      })
      return written.ok ? ok(undefined) : written
    },
    slip: () => {
      nameKey()
      writer.anchor('asked')
      return slipOf(writer.end(), writer.signedHead())
    },
    signedHeads: () =>
      reading(
        () => headsIn(database(), journalName()),
        () => [],
      ),
    signHead: () => {
      const named = nameKey()
      if (!named.ok) return named
      const anchored = writer.anchor('asked')
      return anchored.ok ? ok(writer.signedHead()) : anchored
    },
    close: () => {
      writer.close()
      release()
    },
  }
}

/** An announced purge, as others see it. */
const planOf = (pending: ReturnType<typeof pendingPurge>): PurgePlan | null => {
  if (pending === null) return null
  const { years, rows, oldest, newest, on } = pending
  return { years, rows, oldest, newest, on }
}

const rangeOf = ({ from, to }: ExportRange): ExportRange => ({
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
})
