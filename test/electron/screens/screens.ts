import { PATIENT_STATES } from '../../../fixtures/states/patient-states.ts'
import { STATES } from '../../../fixtures/states/states.ts'

type Step =
  | { readonly press: string; readonly role?: never; readonly name?: never; readonly exact?: never }
  | {
      readonly press?: undefined
      readonly role: 'button' | 'tab' | 'menuitem'
      readonly name: string | RegExp
      readonly exact?: boolean
    }

/** A screen: the state that brings it up, and what is pressed on it. */
export type Screen = { readonly name: string; readonly state: string; readonly steps: readonly Step[] }

const press = (key: string): Step => ({ press: key })
const button = (name: string | RegExp): Step => ({ role: 'button', name })
const tab = (name: string): Step => ({ role: 'tab', name })
const screen = (name: string, state: string, ...steps: Step[]): Screen => ({ name, state, steps })

/** Every screen of the receptionist's window. */
export const DESK_SCREENS: readonly Screen[] = [
  // The desk behind the back office is one of those above, however its journal is.
  ...Object.keys(STATES)
    .filter((name) => !name.startsWith('office-'))
    .map((name) => screen(name, name)),
  screen('dialog-reader', 'fallback', press('F4')),
  screen('dialog-online', 'fallback', press('F3')),
  screen('dialog-who', 'fallback', press('F11')),
  screen('dialog-visit', 'fallback', press('F6')),
  screen('dialog-choose', 'fallback', press('F2')),
  screen('dialog-override', 'fallback', button('職員の判断で決める')),
  screen('dialog-cancel', 'fallback', button('受付を中止する')),
  screen(
    'dialog-outage-recheck',
    'outage-over',
    button('障害中の受付をもう一度確認'),
    button('すべて「有効」にする'),
  ),
  screen('dialog-outage', 'outage-ready', button('手順・復旧')),
  screen('dialog-outage-start', 'ready', button('窓口を障害中にする')),
  screen('sign-in-secret', 'sign-in', button(/見本 受付子/)),
  screen('dialog-tray', 'visit-with-tray', press('F10')),
  screen('dialog-help', 'ready', press('F1')),
  screen('dialog-messages', 'ready-unwritable', press('F12')),
  screen('dialog-clock-doubt', 'clock-in-doubt', press('F12')),
  screen('dialog-display', 'ready', press('F9')),
  screen('dialog-amend', 'visit-opened', button('訂正する')),
  screen('dialog-reopen', 'visit-opened', button('受付を再開する')),
  screen('dialog-result', 'ready-much-to-do', button(/^結果を記録/)),
  screen('dialog-refund', 'ready-much-to-do', button(/^戻ってきた/), button('3割')),
  screen('dialog-save-pdf', 'form-declaration', button('PDFで保存')),
  screen('dialog-leave-form', 'form-certificate', button('入力をやめる')),
  screen('show-patient', 'fallback', button('大きく見せる')),
  screen('why', 'noted', button('理由と根拠')),
  screen('fallback-second-road', 'fallback', button('見せられない')),
  screen('dock-cards', 'ready', button('カードを置く')),
  screen('dock-center', 'ready', button('センターの様子')),
  screen('dock-scenes', 'ready', button('故障・場面')),
  screen('curtain', 'curtain'),
  // The last thing on the page: what is before the first comes into sight with it.
  screen('ready-long-day-end', 'ready-long-day', press('Shift+Tab')),
  screen('follow-ups-all', 'ready-much-to-do', button('ほかの9件も見る')),
  screen('first-run', 'first-day', button('設定を続ける')),
  screen('first-run-administrator', 'first-day', button('設定を続ける'), button(/管理者/)),
  screen('first-run-card', 'first-day-card', button('設定を続ける'), button(/診察券/)),
  screen('first-run-backup', 'first-day', button('設定を続ける'), button(/バックアップ/)),
  screen(
    'first-run-bridge',
    'first-day-bridge',
    button('設定を続ける'),
    button(/オンライン資格確認との連携/),
  ),
  screen('history', 'office', button('履歴')),
  screen('history-filters', 'office', button('履歴'), button('くわしい条件')),
  screen('history-statistics', 'office', button('履歴'), tab('集計'), button(/資格確認書/)),
  screen('history-day-refused', 'office-day-refused', button('履歴')),
  screen('month-list', 'office-month', button('履歴'), tab('月のまとめ')),
  screen('history-export', 'office', button('履歴'), tab('書き出し')),
  screen('settings-desk', 'office', button('設定')),
  screen('settings-published', 'office-published', button('設定')),
  screen('settings-devices', 'office', button('設定'), tab('機器・コード')),
  screen('settings-teaching', 'teaching', button('設定'), tab('機器・コード')),
  screen('settings-scanner-refused', 'scanner-refused', button('設定'), tab('機器・コード')),
  screen('settings-serial', 'office-serial', button('設定'), tab('機器・コード'), button('ポートを調べる')),
  screen('settings-staff', 'office', button('設定'), tab('職員')),
  screen(
    'settings-staff-change',
    'office',
    button('設定'),
    tab('職員'),
    button(/受付子さんの役割・暗証番号/),
  ),
  screen('settings-journal', 'office', button('設定'), tab('記録')),
  // The key or button pressed last brings its part of the page into sight; nobody hears it.
  screen(
    'settings-journal-key-sheet',
    'office-key-sheet',
    button('設定'),
    tab('記録'),
    button('紙にしたので表示を消す'),
  ),
  screen('settings-journal-elsewhere', 'office-elsewhere', button('設定'), tab('記録')),
  screen('settings-journal-doubt', 'office-doubt', button('設定'), tab('記録')),
  screen('settings-journal-purge', 'office-purge', button('設定'), tab('記録'), button('取りやめる')),
  screen(
    'settings-journal-move-keys',
    'office',
    button('設定'),
    tab('記録'),
    button('鍵をパソコンの保管場所に移す'),
  ),
  screen('settings-journal-work', 'office-work', button('設定'), tab('記録')),
  screen('settings-diagnostics', 'office', button('設定'), tab('診断')),
  screen('settings-support', 'office', button('設定'), tab('問い合わせ用の資料')),
]

/** The patient's window and the papers, which have one look alone. */
export const OTHER_SCREENS: readonly Screen[] = [
  ...PATIENT_STATES.map(({ name }) => screen(name, name)),
  screen('paper-declaration', 'paper-declaration'),
  screen('paper-declaration-vi', 'paper-declaration-vi'),
  screen('paper-slip', 'paper-slip'),
  screen('paper-slip-unconfirmed', 'paper-slip-unconfirmed'),
  screen('paper-journal-slip', 'paper-journal-slip'),
  screen('paper-key-sheet', 'paper-key-sheet'),
  screen('paper-month-list', 'paper-month-list'),
]

const DAILY = new Set([
  'ready',
  'who',
  'seen-before',
  'end-to-ask',
  'end-unconfirmed',
  'reading',
  'accepted',
  'noted',
  'more',
  'not-eligible',
  'fallback',
  'compare-scan',
  'form-certificate-refused',
  'dialog-reader',
  'question-birth-date',
  'tray',
  'sign-in',
])

/** Those that everybody sees every day: they are looked at on every run, all others in the long runs. */
export const DAILY_SCREENS: readonly Screen[] = DESK_SCREENS.filter(({ name }) => DAILY.has(name))
