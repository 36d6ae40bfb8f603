/** The plain page for a desk that cannot start. Whole by itself: it needs no script and none of the window's files. */
import type { DeskFatal } from '../../../contract/from-desk.ts'

/** `not-coming-up`: the desk ends again and again, before or soon after it has shown a state. */
export type ErrorCause = DeskFatal | 'not-coming-up'

type Words = { readonly title: string; readonly what: string; readonly todo: readonly string[] }

const WORDS: Readonly<Record<ErrorCause, Words>> = {
  'home-unwritable': {
    title: '記録の保存先に書き込めません',
    what: '受付の記録を保存するフォルダーに書き込めないため、受付を始められません。',
    todo: [
      'ディスクの空き容量と、保存先フォルダーの書き込みの許可をご確認ください。',
      '外付けのディスクやネットワークの保存先をお使いの場合は、つながっているかご確認ください。',
    ],
  },
  'second-desk': {
    title: '受付がすでに動いています',
    what: '同じ保存先を使う受付が、この端末でもうひとつ動いています。記録が混ざらないよう、こちらは待っています。',
    todo: ['先に開いている受付の画面をお使いください。', '先の受付を終えると、この画面は自動で始まります。'],
  },
  'journal-held': {
    title: '記録のファイルが使われています',
    what: '同期やバックアップなど、ほかのプログラムが記録のファイルを使っているため、受付を始められません。終わるのを待っています。',
    todo: [
      '同期やバックアップが終わると、この画面は自動で受付に変わります。',
      '長く続くときは、受付の保存先を、同期・バックアップ・ウイルス検査の対象から外してください。受付には、バックアップをとる機能があります。',
    ],
  },
  'newer-journal': {
    title: '記録が新しい版のものです',
    what: 'この記録は、より新しい版の受付で作られています。記録を守るため、この版では開きません。',
    todo: ['新しい版の受付を入れ直してください。', '記録はそのまま残っています。'],
  },
  'not-coming-up': {
    title: '受付を立ち上げ直しています',
    what: '受付の処理が続けて止まったため、少し間を空けて立ち上げ直しています。',
    todo: [
      'このまましばらくお待ちください。10秒つづけて動いたら、この画面は受付に戻ります。',
      '何度も止まるときは、端末を再起動してください。',
      'それでも続くときは、管理担当の方にご連絡ください。（管理担当の方へ：uketsuke doctor で状態を確認できます）',
    ],
  },
  unknown: {
    title: '受付を始められません',
    what: '原因が分からない問題で、受付を始められません。',
    todo: ['端末を再起動してください。', 'それでも始まらないときは、管理担当の方にご連絡ください。'],
  },
}

export const ERROR_PAGE_PATH = '/trouble.html'

/** Narrows the text of an address to a {@link ErrorCause}. */
export const isErrorCause = (text: string | null): text is ErrorCause =>
  text !== null && Object.hasOwn(WORDS, text)

/** The page as HTML. */
export const errorPage = (cause: ErrorCause): string => {
  const { title, what, todo } = WORDS[cause]
  return `<!doctype html>
<html lang="ja">
<head><meta charset="utf-8"><title>受付</title><link rel="stylesheet" href="/trouble.css"></head>
<body data-trouble="${cause}"><main>
<h1>${title}</h1>
<p>${what}</p>
<h2>していただくこと</h2>
<ul>${todo.map((line) => `<li>${line}</li>`).join('')}</ul>
<p class="meanwhile">直りしだい、この画面は自動で受付に戻ります。その間は、ふだんの紙の手順で受付をお続けください。</p>
<p class="code">確認用の番号: ${cause}</p>
</main></body></html>`
}

export const errorPageStyle = `
html { color-scheme: light; background: #f4f6f8; color: #1c2733; }
body { margin: 0; font: 22px/1.8 'Noto Sans JP', 'Noto Sans CJK JP', 'Yu Gothic UI', 'Hiragino Sans', sans-serif; }
main { max-width: 40em; margin: 12vh auto 0; padding: 40px 48px; background: #fff; border-radius: 12px; }
h1 { font-size: 32px; margin: 0 0 16px; }
h2 { font-size: 22px; margin: 28px 0 8px; }
ul { margin: 0; padding-left: 1.4em; }
.meanwhile { margin-top: 28px; }
.code { margin: 0; color: #55606c; font-size: 16px; }
`
