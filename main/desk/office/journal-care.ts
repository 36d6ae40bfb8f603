/** The care for the journal: one long act at a time, its outcome, and the day's backup. */
import type { Timers } from '../../../contract/clock.ts'
import type { JournalPort, JournalProblem, PurgePlan, Steps } from '../../../contract/journal.ts'
import type { CareAct, CareOutcome, JournalCare } from '../../../contract/journal-care.ts'
import type { Result } from '../../../contract/result.ts'
import { TERMINAL } from '../../../contract/staff.ts'
import { clearOut } from '../../files/clear-out.ts'
import { overdueDays } from '../../journal/index.ts'
import type { OfficeContext } from '../ports.ts'
import { createLongActs } from './long-act.ts'
import type { SettingsStore } from './settings-store.ts'

type Failure = Extract<CareOutcome, { act: 'failed' }>['why']
type LongAct = NonNullable<JournalCare['work']>['act']

/** A backup is made so often by itself, where nobody has made one meanwhile. */
const BACKUP_EVERY_MS = 24 * 60 * 60 * 1_000
/** After a failed one it is tried again so much later. */
const RETRY_BACKUP_MS = BACKUP_EVERY_MS / 24

/** The outcome of an act that was not done. */
export const failed = (what: CareAct, why: Failure): CareOutcome => ({ act: 'failed', what, why })

/** The outcome of an act that the journal has answered at once. */
export const outcomeOf = (
  what: CareAct,
  answer: Result<unknown, JournalProblem>,
  outcome: CareOutcome,
): CareOutcome => (answer.ok ? outcome : failed(what, answer.problem.why))

/** How many rows the journal has. */
export const rowsOf = (journal: JournalPort): number =>
  journal.search({ events: [], limit: 1 }).rows[0]?.seq ?? 0

export type JournalCareRoom = {
  /** Does something with the journal; where it cannot be read, or a long act is under way, the act has failed. */
  withJournal(what: CareAct, context: OfficeContext, act: (journal: JournalPort) => void): void
  /** The same for what is one row: nobody has to wait for a backup to confirm the day. */
  besideWork(what: CareAct, context: OfficeContext, act: (journal: JournalPort) => void): void
  /** Begins a long act. @param of how many rows there are, where that is known. @param done gives the outcome */
  begin<Value>(
    act: LongAct,
    of: number | null,
    steps: Steps<Value>,
    context: OfficeContext,
    done: (value: Value) => CareOutcome,
  ): void
  /** Shows the outcome of an act. */
  end(outcome: CareOutcome, context: OfficeContext): void
  /** Makes a backup. @param quietly a success is not shown as an outcome: nobody has asked for it */
  backUp(journal: JournalPort, by: string, context: OfficeContext, quietly?: boolean): void
  /** Ends the long act under way, if there is one; nothing of it stays. */
  giveUp(context: OfficeContext): void
  /** When the last backup was made, as the journal says; null where it has none or cannot be read. */
  lastBackupAt(): string | null
  /** Days without a verified backup, where there are too many. */
  backupOverdueDays(): number | null
  /** Shows the purge that is announced, if one is. */
  showPurge(context: OfficeContext): void
  pendingPurge(): PurgePlan | null
  /** Makes the day's backup by itself, when it is time and nothing else is under way. */
  watch(context: OfficeContext): void
  /** Gives up what is under way: the terminal is closing. */
  stop(): void
}

const ASKED = ['key-sheet-asked', 'key-sheet-made']

/** Puts the room together. */
export const createJournalCare = (parts: {
  readonly home: string
  readonly journal: JournalPort | null
  readonly settings: Pick<SettingsStore, 'now'>
  /** The folder for backups; null for the home's own. */
  readonly backupFolder: () => string | null
  /** ISO 8601 with offset. */
  readonly instant: () => string
  readonly clock: Timers
}): JournalCareRoom => {
  const { journal } = parts
  const acts = createLongActs(parts.clock)
  let underWay: LongAct | null = null
  let failedBackupAt: number | null = null
  /** Undefined until the journal was asked. */
  let backedUpAt: string | null | undefined

  const show = (context: OfficeContext, care: Partial<JournalCare>): void =>
    context.tell({ type: 'journal-care', care })
  const finish = (context: OfficeContext, change: Partial<JournalCare>): void => {
    underWay = null
    show(context, { work: null, ...change })
  }
  const run = <Value>(
    act: LongAct,
    of: number | null,
    steps: Steps<Value>,
    context: OfficeContext,
    done: (value: Value) => void,
  ): void => {
    underWay = act
    show(context, { work: { act, rows: 0, of }, outcome: null })
    acts.begin(steps, { progress: (rows) => show(context, { work: { act, rows, of } }), done })
  }

  const backUp: JournalCareRoom['backUp'] = (port, by, context, quietly = false) => {
    const folder = parts.backupFolder()
    const steps = port.backUp({ staff: by, ...(folder === null ? {} : { folder }) })
    run('back-up', rowsOf(port), steps, context, (made) => {
      failedBackupAt = made.ok ? null : parts.clock.monotonic()
      if (!made.ok) {
        const code = made.problem.why === 'folder-missing' ? 'BACKUP_DRIVE_MISSING' : 'BACKUP_FAILED'
        context.tell({ type: 'say', code, tone: 'problem' })
        finish(context, { outcome: failed('back-up', made.problem.why) })
        return
      }
      const { path: file, rows, others } = made.value
      if (others > 0)
        context.tell({ type: 'say', code: 'BACKUPS_OF_ANOTHER', tone: 'look', details: { others } })
      backedUpAt = parts.instant()
      const outcome: CareOutcome = { act: 'back-up', file, rows, others }
      finish(context, { ...(quietly ? {} : { outcome }), lastBackupAt: backedUpAt, backupOverdueDays: null })
      askForKeySheet(port, context)
    })
  }

  /**
   * Once there is a backup, asks once for the sheet that opens it on another machine; that it did is on record. Whoever has made
   * one knows of it: a sheet that was only shown is missing in the guide and in the diagnosis.
   */
  const askForKeySheet = (port: JournalPort, context: OfficeContext): void => {
    if (port.keySheet() !== null || port.search({ events: ASKED, limit: 1 }).found > 0) return
    if (!port.append({ event: 'key-sheet-asked', staff: TERMINAL }).ok) return
    context.tell({ type: 'say', code: 'KEY_SHEET_WANTED', tone: 'look' })
  }

  const lastBackupAt = (): string | null => {
    backedUpAt ??= journal?.search({ events: ['backed-up'], limit: 1 }).rows[0]?.stamp.at ?? null
    return backedUpAt
  }

  /** The first row stands for the backup that a journal has never had. */
  const backupOverdueDays = (): number | null => {
    if (journal === null || journal.clockDoubt() !== null) return null
    return overdueDays(lastBackupAt() ?? journal.firstAt(), parts.instant())
  }
  /** Monotonic milliseconds of the last look at what has reached its end. */
  let clearedAt: number | null = null
  const clearOld = (port: JournalPort): void => {
    const now = parts.clock.monotonic()
    if (port.clockDoubt() !== null || (clearedAt !== null && now - clearedAt < BACKUP_EVERY_MS)) return
    const { retentionYears } = parts.settings.now()
    const backupFolder = parts.backupFolder()
    if (clearedAt === null && backupFolder !== null) port.clearUnfinished(backupFolder)
    clearedAt = now
    clearOut(parts.home, { now: Date.parse(parts.instant()), retentionYears, isPurged: false })
  }
  let shownOverdue = backupOverdueDays()
  const showOverdue = (context: OfficeContext): void => {
    const days = backupOverdueDays()
    if (days === shownOverdue) return
    shownOverdue = days
    show(context, { backupOverdueDays: days })
  }

  const pendingPurge = (): PurgePlan | null => journal?.pendingPurge() ?? null

  const besideWork: JournalCareRoom['besideWork'] = (what, context, act) => {
    if (journal === null) show(context, { outcome: failed(what, 'unknown') })
    else act(journal)
  }

  return {
    withJournal: (what, context, act) => {
      if (acts.isWorking()) show(context, { outcome: failed(what, 'already-working') })
      else besideWork(what, context, act)
    },
    besideWork,
    begin: (act, of, steps, context, done) =>
      run(act, of, steps, context, (value) => finish(context, { outcome: done(value) })),
    end: (outcome, context) => (acts.isWorking() ? show(context, { outcome }) : finish(context, { outcome })),
    backUp,
    giveUp: (context) => {
      if (underWay === null) return
      acts.giveUp()
      finish(context, { outcome: { act: 'given-up', what: underWay } })
    },
    lastBackupAt,
    backupOverdueDays,
    pendingPurge,
    showPurge: (context) => show(context, { pendingPurge: pendingPurge() }),
    watch: (context) => {
      if (journal === null || acts.isWorking()) return
      showOverdue(context)
      clearOld(journal)
      const triedLately =
        failedBackupAt !== null && parts.clock.monotonic() - failedBackupAt < RETRY_BACKUP_MS
      const last = lastBackupAt()
      const age = last === null ? Infinity : Date.parse(parts.instant()) - Date.parse(last)
      // A backup of tomorrow says that the clock was wrong then: it is no reason to wait.
      const isDue = age >= BACKUP_EVERY_MS || age < 0
      if (isDue && !triedLately) backUp(journal, TERMINAL, context, true)
    },
    stop: () => acts.giveUp(),
  }
}
