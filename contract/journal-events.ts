// Written by scripts/journal-docs.ts from journal-events.json. Change that file, not this one.
// biome-ignore-all format: written by a program
import { z } from 'zod'
import { fieldKinds, freeText } from './journal-fields.ts'

export const journalEventSchema = z.discriminatedUnion('event', [
  /** A patient stands at the desk. */
  z.strictObject({
    event: z.literal('check-in-opened'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    checkIn: fieldKinds.id,
    visitDate: fieldKinds.day,
    outageMode: fieldKinds.flag,
  }),
  /** Something was shown, read or typed; written again when it is corrected or confirmed. */
  z.strictObject({
    event: z.literal('evidence-added'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    checkIn: fieldKinds.id,
    evidence: fieldKinds.id,
    document: fieldKinds.document,
    source: z.enum(['card-reader', 'scanner', 'manual']),
    confirmed: fieldKinds.flag,
    expiresOn: fieldKinds.day.optional(),
    insured: fieldKinds.insured.optional(),
  }),
  /** A card's certificate leads to none of the authorities in the settings: the card does not count as confirmed. */
  z.strictObject({
    event: z.literal('card-untrusted'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    checkIn: fieldKinds.id,
  }),
  /** Evidence was taken back. */
  z.strictObject({
    event: z.literal('evidence-removed'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    checkIn: fieldKinds.id,
    evidence: fieldKinds.id,
    document: fieldKinds.document,
  }),
  /** The rules have answered on the evidence as it stood. */
  z.strictObject({
    event: z.literal('decided'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    checkIn: fieldKinds.id,
    visitDate: fieldKinds.day,
    patientNumber: fieldKinds['patient-number'].optional(),
    outcome: fieldKinds.outcome,
    reasons: z.array(fieldKinds.reason).min(1).max(100),
    road: fieldKinds.road,
    reader: fieldKinds.reader,
    readerFailure: fieldKinds['reader-failure'].optional(),
    online: fieldKinds.online,
    documents: z.array(fieldKinds.document).max(100),
    expiresOn: fieldKinds.day.optional(),
    notes: z.array(fieldKinds.note).max(100),
    needs: z.array(fieldKinds.need).max(100),
    ruleSet: fieldKinds.name,
  }),
  /** The official bridge's answer was taken for this visit. */
  z.strictObject({
    event: z.literal('official-answer'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    checkIn: fieldKinds.id,
    by: z.enum(['card', 'number']),
    online: fieldKinds.online,
    file: fieldKinds.file,
    hash: fieldKinds.hash,
    entitlements: fieldKinds.count,
  }),
  /** Staff decided otherwise, with a reason. */
  z.strictObject({
    event: z.literal('overridden'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    checkIn: fieldKinds.id,
    from: fieldKinds.outcome,
    reason: fieldKinds.reason,
    to: fieldKinds.outcome,
    why: freeText(400),
  }),
  /** The check-in is finished: the row that today's list, search and statistics count. */
  z.strictObject({
    event: z.literal('concluded'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']),
    checkIn: fieldKinds.id,
    visitDate: fieldKinds.day,
    patientNumber: fieldKinds['patient-number'].optional(),
    outcome: fieldKinds.outcome,
    reasons: z.array(fieldKinds.reason).min(1).max(100),
    road: fieldKinds.road,
    reader: fieldKinds.reader,
    readerFailure: fieldKinds['reader-failure'].optional(),
    online: fieldKinds.online,
    documents: z.array(fieldKinds.document).max(100),
    expiresOn: fieldKinds.day.optional(),
    insured: fieldKinds.insured.optional(),
    notesOpen: z.array(fieldKinds.note).max(100),
    overridden: fieldKinds.flag,
    ruleSet: fieldKinds.name,
  }),
  /** A note that a visit left open has been done. */
  z.strictObject({
    event: z.literal('task-done'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    visitSeq: fieldKinds.count,
    note: fieldKinds.note,
  }),
  /** The check-in was given up without a result. */
  z.strictObject({
    event: z.literal('cancelled'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    checkIn: fieldKinds.id,
    cause: z.enum(['asked', 'idle', 'replaced']),
  }),
  /** The terminal started. */
  z.strictObject({
    event: z.literal('started'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    version: fieldKinds.name,
    ruleSet: fieldKinds.name,
    staffing: z.enum(['reception', 'staff']),
    settings: fieldKinds.fingerprint.optional(),
  }),
  /** The terminal was closed in order. */
  z.strictObject({
    event: z.literal('stopped'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    cause: z.enum(['asked', 'system', 'update']),
  }),
  /** A process ended without being asked to. */
  z.strictObject({
    event: z.literal('crashed'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    process: z.enum(['window', 'desk', 'shell']),
    cause: fieldKinds.name,
  }),
  /** The process is back, with the check-in that was open, if any. */
  z.strictObject({
    event: z.literal('recovered'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    process: z.enum(['window', 'desk', 'shell']),
    checkIn: fieldKinds.id.optional(),
  }),
  /** A staff member signed in. */
  z.strictObject({
    event: z.literal('staff-signed-in'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    role: fieldKinds.role,
    by: z.enum(['pin', 'card']),
  }),
  /** A staff member signed out. */
  z.strictObject({
    event: z.literal('staff-signed-out'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    cause: z.enum(['asked', 'idle', 'stopped']),
  }),
  /** A sign-in or an act that the role does not allow was refused. */
  z.strictObject({
    event: z.literal('staff-refused'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    cause: z.enum(['wrong', 'waiting', 'no-right']),
    right: fieldKinds.right.optional(),
  }),
  /** A staff member was added, changed or removed. */
  z.strictObject({
    event: z.literal('staff-changed'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    member: fieldKinds.name,
    change: z.enum(['added', 'removed', 'role', 'pin', 'card']),
    role: fieldKinds.role.optional(),
  }),
  /** A setting was changed. */
  z.strictObject({
    event: z.literal('settings-changed'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    setting: fieldKinds.name,
    old: freeText(400),
    new: freeText(400),
    byHand: fieldKinds.flag.optional(),
  }),
  /** The journal was looked at (guideline 6.0, 17 章: which information was accessed). */
  z.strictObject({
    event: z.literal('searched'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    by: z.array(z.enum(['day', 'staff', 'outcome', 'road', 'reason', 'patient-number', 'last-characters', 'number', 'statistics'])).max(100),
    rows: fieldKinds.count,
  }),
  /** Rows left the journal. */
  z.strictObject({
    event: z.literal('exported'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    format: z.enum(['csv', 'jsonl']),
    from: fieldKinds.day.optional(),
    to: fieldKinds.day.optional(),
    rows: fieldKinds.count,
  }),
  /** The signed tombstone of rows older than the retention. */
  z.strictObject({
    event: z.literal('purged'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    throughSeq: fieldKinds.count,
    throughMac: fieldKinds.mac,
    rows: fieldKinds.count,
    beforeDay: fieldKinds.day,
    years: fieldKinds.count,
    throughDigest: fieldKinds.mac.optional(),
    chainKey: fieldKinds.fingerprint,
  }),
  /** A verified backup was made. */
  z.strictObject({
    event: z.literal('backed-up'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    throughSeq: fieldKinds.count,
  }),
  /** The database was replaced by a backup; rows in between are gone and named. */
  z.strictObject({
    event: z.literal('restored'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    fromSeq: fieldKinds.count,
    toSeq: fieldKinds.count,
    anchors: fieldKinds.count,
    why: freeText(400),
  }),
  /** On opening, the journal did not fit its head file or its anchors; where rows are missing, numbering goes on behind them. */
  z.strictObject({
    event: z.literal('loss-found'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    what: z.enum(['rows-missing', 'rows-differ', 'head-missing', 'head-altered', 'anchors-missing', 'anchors-altered']),
    fromSeq: fieldKinds.count,
    toSeq: fieldKinds.count,
  }),
  /** An administrator has looked at what was found and put it on record; verification goes on behind it. */
  z.strictObject({
    event: z.literal('loss-acknowledged'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    throughSeq: fieldKinds.count,
    anchors: fieldKinds.count,
    why: freeText(400),
  }),
  /** New keys are in use from the next row on. */
  z.strictObject({
    event: z.literal('key-rotated'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    chainKey: fieldKinds.fingerprint,
    dataKey: fieldKinds.fingerprint,
  }),
  /** After the first backup, an administrator was asked for a key sheet; it is asked for once. */
  z.strictObject({
    event: z.literal('key-sheet-asked'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
  }),
  /** A key sheet was made: backups from here on can be opened with it. */
  z.strictObject({
    event: z.literal('key-sheet-made'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    sheet: fieldKinds.fingerprint,
    passphrase: fieldKinds.flag,
  }),
  /** The database was brought to a newer form, after a backup. */
  z.strictObject({
    event: z.literal('migrated'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    from: fieldKinds.count,
    to: fieldKinds.count,
  }),
  /** Wall clock and monotonic clock disagree, or the clock is behind the last row. */
  z.strictObject({
    event: z.literal('clock-jumped'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    milliseconds: fieldKinds.milliseconds,
  }),
  /** The public key that this terminal signs heads with, from here on. */
  z.strictObject({
    event: z.literal('signing-key'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    publicKey: fieldKinds['public-key'],
    cause: z.enum(['made', 'lost']),
  }),
  /** The clock cannot be right: rows from here on are marked until it can be, or somebody confirms the day. */
  z.strictObject({
    event: z.literal('clock-doubted'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    why: z.enum(['behind', 'before-build', 'ahead']),
    newest: fieldKinds.instant.optional(),
  }),
  /** Somebody has looked at the day and says that it is today's: the clock is measured against this row from here on. */
  z.strictObject({
    event: z.literal('clock-confirmed'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    today: fieldKinds.day,
  }),
  /** Rows past the retention will be removed on a later day, unless somebody takes it back. */
  z.strictObject({
    event: z.literal('purge-announced'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    years: fieldKinds.count,
    beforeDay: fieldKinds.day,
    rows: fieldKinds.count,
    oldest: fieldKinds.day,
    newest: fieldKinds.day,
    on: fieldKinds.day,
  }),
  /** An announced removal was taken back. */
  z.strictObject({
    event: z.literal('purge-cancelled'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
  }),
  /** The machine's time zone is not Japan's, or is again. Days are counted in Asia/Tokyo all the same.. */
  z.strictObject({
    event: z.literal('zone-changed'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    zone: fieldKinds.name,
    right: fieldKinds.flag,
  }),
  /** The day changed while a check-in was open. The check-in keeps the day on which it began.. */
  z.strictObject({
    event: z.literal('day-changed'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    checkIn: fieldKinds.id,
    visitDate: fieldKinds.day,
    today: fieldKinds.day,
  }),
  /** A device went away. */
  z.strictObject({
    event: z.literal('device-lost'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    device: z.enum(['card-reader', 'scanner', 'card-service']),
    name: fieldKinds.device.optional(),
  }),
  /** A device came, or came back. */
  z.strictObject({
    event: z.literal('device-found'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    device: z.enum(['card-reader', 'scanner', 'card-service']),
    name: fieldKinds.device.optional(),
  }),
  /** The journal could not be written for a time; what was decided meanwhile is counted. */
  z.strictObject({
    event: z.literal('journal-gap'),
    staff: fieldKinds.name,
    channel: z.enum(['desk', 'command-line']).optional(),
    from: fieldKinds.instant,
    to: fieldKinds.instant,
    why: fieldKinds.failure,
    events: fieldKinds.count,
    concluded: fieldKinds.count,
  }),
])
/** Every event, as the journal records it. */
export type JournalEvent = z.infer<typeof journalEventSchema>
export type JournalEventName = JournalEvent['event']

/** The events' names on screen and in print. */
export const JOURNAL_EVENT_LABELS = {
  'check-in-opened': '受付開始',
  'evidence-added': '資料の追加',
  'card-untrusted': 'カードの証明書が未確認',
  'evidence-removed': '資料の取消',
  decided: '判定',
  'official-answer': '連携からの回答',
  overridden: '職員による変更',
  concluded: '受付完了',
  'task-done': '宿題の完了',
  cancelled: '受付中止',
  started: '端末の起動',
  stopped: '端末の終了',
  crashed: '異常終了',
  recovered: '復帰',
  'staff-signed-in': 'サインイン',
  'staff-signed-out': 'サインアウト',
  'staff-refused': 'サインイン失敗',
  'staff-changed': '職員の登録変更',
  'settings-changed': '設定変更',
  searched: '記録の閲覧',
  exported: '書き出し',
  purged: '保存期間満了による削除',
  'backed-up': 'バックアップ',
  restored: '復元',
  'loss-found': '欠落・不一致の検出',
  'loss-acknowledged': '欠落・不一致の確認',
  'key-rotated': '鍵の更新',
  'key-sheet-asked': '復旧用の紙のお願い',
  'key-sheet-made': '復旧用の紙',
  migrated: '形式の更新',
  'clock-jumped': '時計の変化',
  'signing-key': '署名鍵',
  'clock-doubted': '時計の疑い',
  'clock-confirmed': '日付の確認',
  'purge-announced': '削除の予告',
  'purge-cancelled': '削除の取りやめ',
  'zone-changed': '時差設定の変化',
  'day-changed': '日付の変化',
  'device-lost': '機器の切断',
  'device-found': '機器の接続',
  'journal-gap': '記録の中断',
} as const satisfies Record<JournalEventName, string>

/** The free-text fields: what people type, and where an individual number could hide. */
export const FREE_TEXT_FIELDS: readonly string[] = [
  'checkIn',
  'evidence',
  'patientNumber',
  'ruleSet',
  'why',
  'version',
  'cause',
  'member',
  'setting',
  'old',
  'new',
  'zone',
  'name',
  'staff',
]
