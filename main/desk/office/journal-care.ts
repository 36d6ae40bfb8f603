/** The journal as a whole: exports, verification, backups, retention, keys, slips. What may take long goes in steps. */

import type { JournalPort, JournalProblem, Steps } from '../../../contract/journal.ts'
import type { CareAct, CareOutcome, JournalCare, JournalCareIntent } from '../../../contract/journal-care.ts'
import type { Settings } from '../../../contract/office.ts'
import { type Result, unreachable } from '../../../contract/result.ts'
import { type Right, TERMINAL } from '../../../contract/staff.ts'
import type { Clock, Hands, KeepKeys } from '../ports.ts'
import { exportToFile } from './export-file.ts'
import { createLongActs } from './long-act.ts'

type Failure = Extract<CareOutcome, { act: 'failed' }>['why']
type LongAct = NonNullable<JournalCare['work']>['act']

/** What each act asks for. Whoever may not begin may still end what is under way. */
export const RIGHT_OF_CARE: Readonly<Record<JournalCareIntent['type'], Right | null>> = {
  'export-journal': 'export',
  'verify-journal': 'verify',
  'back-up-now': 'export',
  'make-journal-slip': 'verify',
  'give-up-work': null,
  'purge-journal': 'purge',
  'rotate-keys': 'rotate-keys',
  'acknowledge-losses': 'restore',
}

/** The name of the act behind an intent, where it can fail. */
const ACT_OF: Readonly<Record<Exclude<JournalCareIntent['type'], 'give-up-work'>, CareAct>> = {
  'export-journal': 'export',
  'verify-journal': 'verify',
  'back-up-now': 'back-up',
  'make-journal-slip': 'slip',
  'purge-journal': 'purge',
  'rotate-keys': 'rotate-keys',
  'acknowledge-losses': 'acknowledge',
}

/** A backup is made so often by itself, where nobody has made one meanwhile. */
const BACKUP_EVERY_MS = 24 * 60 * 60 * 1_000

export type CareParts = {
  readonly home: string
  readonly journal: JournalPort | null
  readonly settings: () => Settings
  /** The staff member for the journal's rows. */
  readonly actor: () => string
  /** ISO 8601 with offset. */
  readonly instant: () => string
  readonly clock: Pick<Clock, 'monotonic' | 'after'>
  readonly keepKeys: KeepKeys
  /** Says to whoever watches over the desk that it will not answer for a while. */
  readonly goesSilent: () => void
}

export type JournalCareRoom = {
  perform(intent: JournalCareIntent, hands: Hands): void
  /** When the last backup was made, as the journal says; null where it has none or cannot be read. */
  lastBackupAt(): string | null
  /** Makes the day's backup by itself, when it is time and nothing else is under way. */
  watch(hands: Hands): void
  /** Gives up what is under way: the terminal is closing. */
  stop(): void
}

/** Puts the room together. */
export const createJournalCare = (parts: CareParts): JournalCareRoom => {
  const { journal } = parts
  const acts = createLongActs(parts.clock)
  let underWay: LongAct | null = null
  let failedBackupAt: number | null = null
  /** Undefined until the journal was asked. */
  let backedUpAt: string | null | undefined

  const show = (hands: Hands, care: Partial<JournalCare>): void => hands.tell({ type: 'journal-care', care })
  const end = (hands: Hands, outcome: CareOutcome | null, more: Partial<JournalCare> = {}): void => {
    underWay = null
    show(hands, { work: null, ...(outcome === null ? {} : { outcome }), ...more })
  }
  const failed = (what: CareAct, why: Failure): CareOutcome => ({ act: 'failed', what, why })

  const begin = <Value>(
    act: LongAct,
    of: number | null,
    steps: Steps<Value>,
    hands: Hands,
    done: (value: Value) => void,
  ): void => {
    underWay = act
    show(hands, { work: { act, rows: 0, of }, outcome: null })
    acts.begin(steps, {
      progress: (rows) => show(hands, { work: { act, rows, of } }),
      done,
    })
  }

  const rowsNow = (port: JournalPort): number => port.search({ events: [], limit: 1 }).rows[0]?.seq ?? 0

  const backUp = (port: JournalPort, by: string, hands: Hands, quietly: boolean): void => {
    const folder = parts.settings().backupFolder
    const steps = port.backUp({ staff: by, ...(folder === null ? {} : { folder }) })
    begin('back-up', rowsNow(port), steps, hands, (made) => {
      failedBackupAt = made.ok ? null : parts.clock.monotonic()
      if (!made.ok) {
        hands.tell({ type: 'say', code: 'BACKUP_FAILED', tone: 'problem' })
        end(hands, failed('back-up', made.problem.why))
        return
      }
      const { path: file, rows } = made.value
      backedUpAt = parts.instant()
      end(hands, quietly ? null : { act: 'back-up', file, rows }, { lastBackupAt: backedUpAt })
    })
  }

  const answered = (
    hands: Hands,
    act: CareAct,
    answer: Result<unknown, JournalProblem>,
    outcome: CareOutcome,
  ): void => end(hands, answer.ok ? outcome : failed(act, answer.problem.why))

  const perform = (
    port: JournalPort,
    intent: Exclude<JournalCareIntent, { type: 'give-up-work' }>,
    hands: Hands,
  ): void => {
    const staff = parts.actor()
    switch (intent.type) {
      case 'export-journal': {
        const { from, to, format } = intent
        const steps = exportToFile(
          port,
          { staff, from, to, format },
          { home: parts.home, instant: parts.instant() },
        )
        begin('export', null, steps, hands, (made) =>
          end(hands, made.ok ? { act: 'export', ...made.value } : failed('export', made.problem.why)),
        )
        return
      }
      case 'verify-journal': {
        const { slip } = intent
        begin('verify', rowsNow(port), port.verify(slip ?? undefined), hands, (answer) =>
          end(
            hands,
            answer.ok
              ? { act: 'verify', at: parts.instant(), withSlip: slip !== null, ...answer.value }
              : failed('verify', answer.problem),
          ),
        )
        return
      }
      case 'back-up-now':
        backUp(port, staff, hands, false)
        return
      case 'make-journal-slip': {
        const { payload, lines } = port.slip()
        show(hands, { slip: { payload, lines: [...lines] }, outcome: null })
        return
      }
      case 'purge-journal': {
        const years = parts.settings().retentionYears
        parts.goesSilent()
        const purged = port.purge({ staff, years })
        const rows = purged.ok ? purged.value.rows : 0
        answered(hands, 'purge', purged, { act: 'purge', rows, years })
        return
      }
      case 'rotate-keys': {
        const keys = port.extendedKeys()
        parts.keepKeys(keys, (kept) => {
          if (!kept) {
            end(hands, failed('rotate-keys', 'keys-not-kept'))
            return
          }
          parts.goesSilent()
          answered(hands, 'rotate-keys', port.rotateKeys({ staff, keys }), { act: 'rotate-keys' })
        })
        return
      }
      case 'acknowledge-losses':
        answered(hands, 'acknowledge', port.acknowledgeLosses({ staff, why: intent.why }), {
          act: 'acknowledge',
        })
        return
      default:
        unreachable(intent)
    }
  }

  const giveUp = (hands: Hands | null): void => {
    if (underWay === null) return
    const what = underWay
    acts.giveUp()
    if (hands !== null) end(hands, { act: 'given-up', what })
  }

  const lastBackupAt = (): string | null => {
    backedUpAt ??= journal?.search({ events: ['backed-up'], limit: 1 }).rows[0]?.stamp.at ?? null
    return backedUpAt
  }

  return {
    perform: (intent, hands) => {
      if (intent.type === 'give-up-work') giveUp(hands)
      else if (journal === null) show(hands, { outcome: failed(ACT_OF[intent.type], 'unknown') })
      else if (acts.isWorking()) show(hands, { outcome: failed(ACT_OF[intent.type], 'already-working') })
      else perform(journal, intent, hands)
    },
    lastBackupAt,
    watch: (hands) => {
      if (journal === null || acts.isWorking()) return
      const triedLately =
        failedBackupAt !== null && parts.clock.monotonic() - failedBackupAt < BACKUP_EVERY_MS / 24
      const last = lastBackupAt()
      const age = last === null ? Infinity : Date.parse(parts.instant()) - Date.parse(last)
      if (age >= BACKUP_EVERY_MS && !triedLately) backUp(journal, TERMINAL, hands, true)
    },
    stop: () => giveUp(null),
  }
}
