/** The lines of `doctor` about the journal: whether it verifies, is backed up, and has a key sheet. */
import type { Diagnosis } from '../../../contract/office.ts'
import { unreachable } from '../../../contract/result.ts'
import { finding } from './finding.ts'

/**
 * The result of looking at the journal. `keys-elsewhere`: it is there, and its keys are sealed by the system's key store.
 * `keys-lost`: they are nowhere, or they are not its own.
 */
export type JournalCheck =
  | {
      readonly state: 'verified'
      readonly ok: boolean
      readonly entries: number
      readonly problem: string | null
    }
  | { readonly state: 'none' | 'keys-elsewhere' | 'keys-lost' }
  | { readonly state: 'not-opened'; readonly problem: string }

const spoiledJournal = (problem: string): Diagnosis =>
  finding(
    'journal',
    'fail',
    ['記録の検査で問題が見つかりました', `the journal does not verify: ${problem}`],
    [
      '管理者に連絡し、backups フォルダーを残しておいてください',
      'tell the administrator and keep the folder “backups”',
    ],
  )

/** The line about the journal itself. */
export const journalFinding = (found: JournalCheck): Diagnosis => {
  switch (found.state) {
    case 'none':
      return finding('journal', 'ok', ['記録はまだありません', 'there is no journal yet'])
    case 'keys-elsewhere':
      return finding(
        'journal',
        'warn',
        [
          '記録はここでは検査できません（鍵がファイルにありません）',
          'the journal cannot be verified here: its keys are in no file',
        ],
        [
          '受付の画面の「設定」→「記録」で検査してください。鍵はこのパソコンの鍵の保管場所にあります',
          'verify it in the window, under Settings → Journal; the keys are in this machine’s key store',
        ],
      )
    case 'keys-lost':
      return finding(
        'journal',
        'fail',
        ['記録の鍵が見つからないか、合いません', 'the journal’s keys are missing, or are not its own'],
        [
          '何も消さず、管理者に連絡してください。鍵を戻すか、バックアップと復旧用の紙で復元できます',
          'delete nothing and tell the administrator: put the keys back, or restore with a backup and the key sheet',
        ],
      )
    case 'not-opened':
      return spoiledJournal(found.problem)
    case 'verified':
      return found.ok
        ? finding('journal', 'ok', [
            `記録 ${found.entries} 件、改ざんの跡はありません`,
            `${found.entries} journal entries, none altered`,
          ])
        : spoiledJournal(found.problem ?? 'unknown')
    default:
      return unreachable(found)
  }
}

/** The line about backups. @param days without a verified one, where there are too many */
export const backupFinding = (days: number | null): Diagnosis =>
  days === null
    ? finding('backup', 'ok', ['バックアップ: 新しいものがあります', 'backup: there is a recent one'])
    : finding(
        'backup',
        'warn',
        [
          `${days}日間、確かめたバックアップがありません`,
          `there has been no verified backup for ${days} days`,
        ],
        [
          '「設定」→「記録」でバックアップの保存先を確かめ、「今すぐバックアップをとる」を押してください',
          'look at the backup folder under Settings → Journal, and make one now',
        ],
      )

/**
 * The line about the key sheet: a clinic whose only computer breaks has nothing but this sheet and a backup.
 * @param isThere null where there is no journal that can be read: then there is no line
 */
export const keySheetFinding = (isThere: boolean | null): Diagnosis[] =>
  isThere === null
    ? []
    : isThere
      ? [finding('key-sheet', 'ok', ['復旧用の紙: 作ってあります', 'key sheet: one was made'])]
      : [
          finding(
            'key-sheet',
            'warn',
            [
              '復旧用の紙がまだありません（端末が壊れると、バックアップだけでは開けません）',
              'there is no key sheet: without one, no backup opens once this machine is broken',
            ],
            [
              '管理者が「設定」→「記録」で作り、端末とは別の場所にしまってください',
              'let an administrator make one under Settings → Journal, and keep it away from this machine',
            ],
          ),
        ]
