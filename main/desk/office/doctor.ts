/** Checks what works on this machine, each with what to do about it: for the window and for the command line. */
import { constants } from 'node:fs'
import { access, mkdir, statfs } from 'node:fs/promises'
import type { CenterStatus } from '../../../contract/center.ts'
import type { ClockDoubt } from '../../../contract/journal.ts'
import type { Diagnosis } from '../../../contract/office.ts'
import type { Result } from '../../../contract/result.ts'
import type { Care } from '../../journal/index.ts'
import { type BridgeCheck, bridgeFinding } from './bridge-check.ts'
import { centerFinding } from './center-check.ts'
import { finding } from './finding.ts'
import { backupFinding, type JournalCheck, journalFinding, keySheetFinding } from './journal-check.ts'
import type { SettingsProblem } from './settings.ts'

/** Questions to the machine: passed in, so that each answer has a test. */
export type Probes = {
  readonly home: string
  /** Names of the readers, or why the service cannot be asked. */
  readers(): Promise<Result<readonly string[], 'no-service' | 'no-library'>>
  /** Names of the scanners, and of those that refuse us. */
  scanners(): Promise<{
    readonly usable: readonly string[]
    readonly refused: readonly string[]
    readonly udevRule: string | null
  }>
  /** The settings file, and a fault in it. */
  settings(): { readonly file: string; readonly problem: Omit<SettingsProblem, 'file'> | null }
  /** The official bridge's folders, as far as it is set; null where it is not used. */
  bridge(): Promise<BridgeCheck | null>
  /** The center, as far as it is set; null where it is not used. */
  center(): Promise<CenterStatus | null>
  /** The journal's own check. */
  verify(): JournalCheck
  /** Backups, clock and key sheet. */
  care(): Care
  /** The runtime's N-API version, and what it calls itself. */
  readonly runtime: { readonly napi: number; readonly name: string }
  /** The system, whose words the advice is in. */
  readonly platform: NodeJS.Platform
  /** The machine's zone, as it names it: `Asia/Tokyo`. */
  readonly zone: string
}

/** better-sqlite3 13 needs this much. */
const NEEDED_NAPI = 10

const runtime = ({ runtime: { napi, name } }: Probes): Diagnosis =>
  napi >= NEEDED_NAPI
    ? finding('runtime', 'ok', [`実行環境: ${name}`, `runtime: ${name}`])
    : finding(
        'runtime',
        'fail',
        [`実行環境が古すぎます: ${name}`, `the runtime is too old: ${name}`],
        ['公式の配布版を使ってください', 'use the distributed program'],
      )

/** The service of card readers, by the name that the person finds it under. */
const serviceAdvice = (platform: NodeJS.Platform): readonly [ja: string, en: string] => {
  switch (platform) {
    case 'win32':
      return [
        'リーダーをつなぎ、「サービス」で「Smart Card」（スマート カード、SCardSvr）が実行中か確認してください',
        'connect the reader, and see in Services that “Smart Card” (SCardSvr) is running',
      ]
    case 'darwin':
      return ['リーダーをつなぎ直してください', 'connect the reader again']
    default:
      return [
        'pcscd を起動してください: systemctl start pcscd.socket',
        'start pcscd: systemctl start pcscd.socket',
      ]
  }
}

/** The advice where the system does not let us open a scanner. */
const refusedAdvice = (
  platform: NodeJS.Platform,
  udevRule: string | null,
): readonly [ja: string, en: string] => {
  const line = udevRule === null ? '' : `: ${udevRule}`
  return platform === 'win32'
    ? [
        'ほかのプログラムがスキャナーを使っていないか、スキャナーが HID POS モードかを確認して、差し直してください',
        'see that no other program has the scanner and that it is in HID POS mode, and plug it in again',
      ]
    : [`udev の規則を入れて、差し直してください${line}`, `install the udev rule and plug it in again${line}`]
}

const cardReader = async (probes: Probes): Promise<Diagnosis> => {
  const found = await probes.readers()
  if (!found.ok) {
    return finding(
      'card-reader',
      'fail',
      ['カードリーダーのサービス（PC/SC）が動いていません', 'the PC/SC service is not running'],
      serviceAdvice(probes.platform),
    )
  }
  return found.value.length > 0
    ? finding('card-reader', 'ok', [
        `カードリーダー: ${found.value.join('、')}`,
        `card reader: ${found.value.join(', ')}`,
      ])
    : finding(
        'card-reader',
        'fail',
        ['カードリーダーがつながっていません', 'no card reader is connected'],
        [
          'USB ケーブルを差し直してください。手入力での受付はできます',
          'plug the reader in again; entry by hand works without it',
        ],
      )
}

const scanner = async (probes: Probes): Promise<Diagnosis> => {
  const { usable, refused, udevRule } = await probes.scanners()
  if (refused.length > 0) {
    return finding(
      'scanner',
      'fail',
      [
        `スキャナーを開く権限がありません: ${refused.join('、')}`,
        `no permission to open the scanner: ${refused.join(', ')}`,
      ],
      refusedAdvice(probes.platform, udevRule),
    )
  }
  return usable.length > 0
    ? finding('scanner', 'ok', [`スキャナー: ${usable.join('、')}`, `scanner: ${usable.join(', ')}`])
    : finding(
        'scanner',
        'warn',
        ['スキャナーが見つかりません', 'no scanner was found'],
        [
          'HID POS モードのスキャナーをつなぐと、コードを読み取れます。手入力での受付はできます',
          'connect a scanner in HID POS mode to read codes; entry by hand works without it',
        ],
      )
}

const home = async (probes: Probes): Promise<Diagnosis> => {
  try {
    await mkdir(probes.home, { recursive: true, mode: 0o700 })
    await access(probes.home, constants.R_OK | constants.W_OK)
    return finding('home', 'ok', [`保存先: ${probes.home}`, `home folder: ${probes.home}`])
  } catch {
    return finding(
      'home',
      'fail',
      [`保存先に書き込めません: ${probes.home}`, `the home folder cannot be written: ${probes.home}`],
      [
        'フォルダーの権限を確認するか、--home で別の場所を指定してください',
        'look at the folder’s permissions, or name another with --home',
      ],
    )
  }
}

/** A line of a list has room for so much of what the parser says. */
const MAX_MESSAGE = 120

const settings = (probes: Probes): Diagnosis => {
  const { file, problem } = probes.settings()
  if (problem === null) return finding('settings', 'ok', [`設定ファイル: ${file}`, `settings file: ${file}`])
  const { line, message } = problem
  return finding(
    'settings',
    'fail',
    [
      `設定ファイルの ${line} 行目を使えません`,
      `line ${line} of the settings file cannot be used: ${message.slice(0, MAX_MESSAGE)}`,
    ],
    [
      `${file} のその行を直して、起動し直してください。それまでは、最後に使えた設定で動きます`,
      `correct that line of ${file} and start again; until then the last good settings are in force`,
    ],
  )
}

const doubtedClock = (why: ClockDoubt): Diagnosis =>
  finding(
    'clock',
    'fail',
    ['端末の時計が正しくないようです', `the clock of this machine cannot be right (${why})`],
    [
      '時計を直すか、受付の画面で今日の日付を確かめてください',
      'set the clock, or confirm the day in the window (journal confirm-day on the command line)',
    ],
  )

const clock = ({ zone }: Probes, doubt: ClockDoubt | null): Diagnosis =>
  doubt !== null
    ? doubtedClock(doubt)
    : zone === 'Asia/Tokyo'
      ? finding('clock', 'ok', ['時計: 日本時間', 'clock: Japan time'])
      : finding(
          'clock',
          'warn',
          [
            `この端末の時間帯は日本時間ではありません (${zone})`,
            `this machine’s zone is ${zone}, not Asia/Tokyo`,
          ],
          [
            '受付の日付は日本時間で数えます。端末の時間帯も日本に合わせてください',
            'days are counted in Japan time all the same; set the machine to Asia/Tokyo',
          ],
        )

const GIBIBYTE = 1024 ** 3
/** A year of a busy desk's journal takes well under this; below the second figure the next backup may fail. */
const COMFORTABLE_BYTES = 2 * GIBIBYTE
const MIN_BYTES = GIBIBYTE / 4

const disk = async (probes: Probes): Promise<Diagnosis> => {
  try {
    const { bavail, bsize } = await statfs(probes.home)
    const free = bavail * bsize
    const text = (free / GIBIBYTE).toFixed(1)
    const status = free >= COMFORTABLE_BYTES ? 'ok' : free >= MIN_BYTES ? 'warn' : 'fail'
    return finding(
      'disk',
      status,
      [`空き容量: ${text} GiB`, `free disk space: ${text} GiB`],
      status === 'ok' ? undefined : ['不要なファイルを整理してください', 'make room on the disk'],
    )
  } catch {
    return finding('disk', 'warn', ['空き容量を確認できません', 'the free disk space cannot be read'])
  }
}

/** Asks everything once. Takes as long as the PC/SC service does: under a second. */
export const diagnose = async (probes: Probes): Promise<Diagnosis[]> => {
  const { backupOverdueDays, clockDoubt, hasKeySheet } = probes.care()
  return [
    runtime(probes),
    await home(probes),
    settings(probes),
    await cardReader(probes),
    await scanner(probes),
    journalFinding(probes.verify()),
    backupFinding(backupOverdueDays),
    ...keySheetFinding(hasKeySheet),
    clock(probes, clockDoubt),
    await disk(probes),
    ...bridgeFinding(await probes.bridge()),
    ...centerFinding(await probes.center()),
  ]
}
