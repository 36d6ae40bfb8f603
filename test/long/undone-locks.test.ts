/** Undoes each lock of the window in turn and sees that the test of that item of the checklist fails. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')

type Undone = { readonly file: string; readonly from: string; readonly to: string }
const inShell = (from: string, to: string): Undone => ({ file: 'main.cjs', from, to })

const run = (item: string, undone: readonly Undone[]): { failed: boolean; said: string } => {
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [vitest, 'run', '--project', 'electron', 'test/electron/security.test.ts', '-t', `^${item}`],
    { cwd: ROOT, encoding: 'utf8', env: { ...process.env, UKETSUKE_UNDO: JSON.stringify(undone) } },
  )
  return { failed: status !== 0, said: `${stdout}${stderr}` }
}

test('with nothing undone, all pass', () => {
  const { failed, said } = run('', [])
  expect(failed, said).toBe(false)
})

test.each<[string, string, Undone[]]>([
  ['1 ', 'requests are not cancelled', [inShell('cancel: !', 'cancel: false && ')]],
  ['2 ', 'a page has Node', [inShell('nodeIntegration: false', 'nodeIntegration: true')]],
  ['3 ', 'no context of its own', [inShell('contextIsolation: true', 'contextIsolation: false')]],
  ['4 ', 'no sandbox', [inShell('sandbox: true', 'sandbox: false')]],
  ['5 ', 'permissions given when asked', [inShell('answer(false)', 'answer(true)')]],
  [
    '5 ',
    'permissions given when looked up',
    [inShell('setPermissionCheckHandler(() => false)', 'setPermissionCheckHandler(() => true)')],
  ],
  ['6 ', 'no web security', [inShell('webSecurity: true', 'webSecurity: false')]],
  ['7 ', 'inline scripts', [inShell("script-src 'self'", "script-src 'self' 'unsafe-inline'")]],
  ['7 ', 'inline styles', [inShell("style-src 'self'", "style-src 'self' 'unsafe-inline'")]],
  ['7 ', 'no policy at all', [inShell('"Content-Security-Policy"', '"X-Nothing"')]],
  [
    '8',
    'insecure content',
    [inShell('allowRunningInsecureContent: false', 'allowRunningInsecureContent: true')],
  ],
  ['8', 'experimental features', [inShell('experimentalFeatures: false', 'experimentalFeatures: true')]],
  [
    '8',
    'Blink features',
    [
      inShell(
        'experimentalFeatures: false',
        'experimentalFeatures: false, enableBlinkFeatures: "CSSVariables2"',
      ),
    ],
  ],
  ['11', 'web views', [inShell('webviewTag: false', 'webviewTag: true')]],
  ['11', 'web views attach', [inShell('"will-attach-webview"', '"nothing"')]],
  [
    '13 ',
    'navigation',
    [inShell('"will-navigate"', '"nothing"'), inShell('"will-frame-navigate"', '"nothing"')],
  ],
  ['14 ', 'windows', [inShell('action: "deny"', 'action: "allow"')]],
  ['17 ', 'strangers are heard', [inShell('?.page ?? null', '?.page ?? "desk"')]],
  [
    '17 ',
    'any shape is heard',
    [inShell('const parsed = schema.safeParse(value);', 'const parsed = { success: true, data: value };')],
  ],
  [
    '18 ',
    'addresses are paths',
    [
      inShell(
        'const file = files.get(url.pathname)',
        'const file = files.get(url.pathname) ?? { path: folder + decodeURIComponent(url.pathname), type: "text/plain" }',
      ),
    ],
  ],
  [
    '20 ',
    'Electron in the page',
    [
      {
        file: 'preload-desk.cjs',
        from: 'exposeInMainWorld("uketsuke", {',
        to: 'exposeInMainWorld("uketsuke", { raw: electron.ipcRenderer.send,',
      },
    ],
  ],
  ['developer tools', 'developer tools', [inShell('devTools: developer', 'devTools: true')]],
])('%s fails: %s', (item, _what, undone) => {
  const { failed, said } = run(item, undone)
  expect(said).not.toContain('not to be undone')
  expect(failed, `the test of item ${item} passes with its lock undone`).toBe(true)
  // By an assertion, or because the program cannot even be driven without its lock (3 and 4: the preload).
  expect(said).toMatch(/(failed|Failed Suites)/)
})
