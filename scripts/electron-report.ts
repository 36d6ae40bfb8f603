import type { Count } from './vitest-run.ts'

/**
 * The text of a report that somebody else will read.
 * @param about its first lines
 * @param folders what stands in place of a folder of this computer; the first one that fits wins
 */
export const reportText = ({
  about,
  count,
  failures,
  folders,
}: {
  readonly about: readonly string[]
  readonly count: Count
  readonly failures: readonly { readonly name: string; readonly said: string }[]
  readonly folders: Readonly<Record<string, string>>
}): string => {
  const text = [
    ...about,
    `${count.passed} passed, ${count.failures.length} failed, ${count.skipped.length} skipped`,
    ...failures.map(({ name, said }) => `\nfailed: ${name}\n${said.replace(/^/gm, '  ')}`),
    ...(count.skipped.length > 0 ? ['', ...count.skipped.map((line) => `skipped: ${line}`)] : []),
    '',
  ].join('\n')
  return Object.entries(folders).reduce(
    (shown, [name, folder]) => (folder === '' ? shown : shown.replaceAll(folder, name)),
    // Colours of a terminal.
    text.replace(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g'), ''),
  )
}
