/**
 * Electron's security checklist, item by item, against the real shell with its real preload: the runtime's list has 20
 * items, and each has a test here (19, the fuses, is read from the packaged binary in package.test.ts). That each of
 * them fails when its lock is undone is tried by test/long/undone-locks.test.ts.
 */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { intentSchema } from '../../contract/intents.ts'
import { pressKeys, type Terminal } from '../../fixtures/terminal/launch.ts'
import packageLock from '../../package-lock.json' with { type: 'json' }
import { heardBy } from './fixture/program.ts'
import {
  DESK,
  type LockedTerminal,
  loadDirectly,
  openLockedTerminal,
  preferencesOf,
  shellSources,
} from './locked-terminal.ts'

let locked: LockedTerminal
let terminal: Terminal

beforeAll(async () => {
  locked = await openLockedTerminal()
  terminal = locked.terminal
})
afterAll(() => locked?.close())

/** The page's own finding when it tries something. */
const inPage = <Found>(look: () => Found | Promise<Found>): Promise<Found> => terminal.page.evaluate(look)

const countWindows = (): Promise<number> =>
  terminal.application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)

test('1 only the program’s own content is loaded: every other request is cancelled', async () => {
  locked.visits()
  expect(await loadDirectly(terminal, locked.outside)).toContain('ERR_BLOCKED_BY_CLIENT')
  expect(await loadDirectly(terminal, 'file:///etc/hostname')).not.toBe('loaded')
  expect(await loadDirectly(terminal, DESK)).toBe('loaded')
  expect(locked.visits()).toEqual([])
})

test('2 a page has no Node', async () => {
  const found = await inPage(() =>
    ['require', 'process', 'module', 'Buffer', 'global', '__dirname'].filter((name) => name in globalThis),
  )
  expect(found).toEqual([])
  for (const preference of await preferencesOf(terminal))
    expect([
      preference.nodeIntegration,
      preference.nodeIntegrationInSubFrames,
      preference.nodeIntegrationInWorker ?? false,
    ]).toEqual([false, false, false])
})

test('3 the preload runs in a context of its own', async () => {
  for (const preference of await preferencesOf(terminal)) expect(preference.contextIsolation).toBe(true)
  const leaked = await inPage(() =>
    Object.getOwnPropertyNames(globalThis).filter((name) =>
      /^(electron|ipcRenderer|contextBridge)$/i.test(name),
    ),
  )
  expect(leaked).toEqual([])
})

test('4 every page is sandboxed', async () => {
  expect((await preferencesOf(terminal)).length).toBeGreaterThan(1)
  for (const preference of await preferencesOf(terminal)) expect(preference.sandbox).toBe(true)
})

test('5 permissions are refused when asked for and when looked up', async () => {
  const looked = await inPage(async () => {
    const states: string[] = []
    for (const name of ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'])
      states.push(
        await navigator.permissions
          .query({ name: name as PermissionName })
          .then(({ state }) => state)
          .catch(() => 'denied'),
      )
    return states
  })
  expect(new Set(looked)).toEqual(new Set(['denied']))
  const asked = await inPage(async () => ({
    notification: await Notification.requestPermission(),
    pointer: await new Promise<string>((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('given'),
        (error) => resolve(error.code === error.PERMISSION_DENIED ? 'refused' : 'unavailable'),
      )
    }),
    clipboard: await navigator.clipboard.readText().then(
      () => 'given',
      (error: DOMException) => error.name,
    ),
  }))
  expect(asked).toEqual({ notification: 'denied', pointer: 'refused', clipboard: 'NotAllowedError' })
})

test('6 web security is on, also between the program’s own pages', async () => {
  for (const preference of await preferencesOf(terminal)) expect(preference.webSecurity).toBe(true)
  const read = await terminal.page.evaluate(() =>
    fetch('uketsuke://patient/patient.html').then(
      () => 'read',
      () => 'refused',
    ),
  )
  expect(read).toBe('refused')
})

test('7 the content policy allows the program’s files and nothing inline, evaluated or from elsewhere', async () => {
  const policy = await terminal.application.evaluate(async ({ session }) => {
    const answers = ['index.html', 'page.js', 'trouble.html', 'missing'].map((file) =>
      Reflect.get(session.fromPartition('uketsuke'), 'fetch').call(
        session.fromPartition('uketsuke'),
        `uketsuke://desk/${file}`,
      ),
    )
    const headers: unknown[] = []
    for (const answer of await Promise.all(answers))
      headers.push(answer.headers.get('content-security-policy'))
    return headers
  })
  expect(new Set(policy).size).toBe(1)
  expect(policy[0]).toContain("default-src 'none'")
  expect(policy[0]).toContain("script-src 'self'")
  expect(policy[0] ?? '').not.toMatch(/unsafe-|\*|data:|blob:|https?:/)
  const tried = await inPage(async () => {
    const script = document.createElement('script')
    script.textContent = 'globalThis.inlineRan = true'
    document.body.append(script)
    const style = document.createElement('style')
    style.textContent = 'body { outline: 9px solid red }'
    document.head.append(style)
    document.body.setAttribute('onclick', 'globalThis.handlerRan = true')
    document.body.click()
    // A page that is driven may evaluate; a timer's text is the page's own.
    setTimeout('globalThis.evaluatedRan = true')
    await new Promise((resolve) => setTimeout(resolve, 50))
    return {
      inline: 'inlineRan' in globalThis,
      handler: 'handlerRan' in globalThis,
      evaluated: 'evaluatedRan' in globalThis,
      style: getComputedStyle(document.body).outlineWidth === '9px',
    }
  })
  expect(tried).toEqual({ inline: false, handler: false, evaluated: false, style: false })
})

test('8–10 no insecure content, no experimental and no Blink features', async () => {
  for (const preference of await preferencesOf(terminal)) {
    expect(preference).toMatchObject({ allowRunningInsecureContent: false, experimentalFeatures: false })
    expect(preference.enableBlinkFeatures ?? '').toBe('')
  }
})

test('11–12 there are no web views', async () => {
  for (const preference of await preferencesOf(terminal)) expect(preference.webviewTag).toBe(false)
  const refused = await terminal.application.evaluate(async ({ BrowserWindow, session }) => {
    // Even a window that were opened with web views by mistake attaches none.
    const window = new BrowserWindow({
      show: false,
      webPreferences: { session: session.fromPartition('uketsuke'), webviewTag: true, sandbox: true },
    })
    let attached = false
    window.webContents.on('did-attach-webview', () => {
      attached = true
    })
    await window.loadURL('uketsuke://desk/index.html')
    await window.webContents.executeJavaScript(
      'const view = document.createElement("webview"); view.src = "uketsuke://patient/patient.html"; document.body.append(view); new Promise((resolve) => setTimeout(resolve, 300))',
    )
    window.destroy()
    return !attached
  })
  expect(refused).toBe(true)
})

test('13 a page stays where it is', async () => {
  locked.visits()
  const attempts = [
    () => document.querySelector<HTMLAnchorElement>('#out')?.click(),
    () => location.assign('https://example.invalid/'),
    () => location.assign('uketsuke://patient/patient.html'),
    () => location.assign('uketsuke://desk/print.html'),
    () => location.assign('file:///etc/hostname'),
    () => document.querySelector<HTMLFormElement>('#form')?.submit(),
    () =>
      document.body.append(
        Object.assign(document.createElement('iframe'), { src: 'uketsuke://patient/patient.html' }),
      ),
  ]
  await inPage(() => Reflect.set(globalThis, 'stayed', true))
  for (const attempt of attempts) await terminal.page.evaluate(attempt)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(terminal.page.url()).toBe(DESK)
  expect(await inPage(() => Reflect.get(globalThis, 'stayed'))).toBe(true)
  expect(terminal.page.frames().filter((frame) => frame.url().includes('patient'))).toEqual([])
  expect(locked.visits()).toEqual([])
})

test('14 no page opens a window', async () => {
  const before = await countWindows()
  const opened = await inPage(() => {
    document.querySelector<HTMLAnchorElement>('#window')?.click()
    return [
      window.open('https://example.invalid/'),
      window.open('about:blank'),
      window.open('uketsuke://desk/index.html'),
    ]
  })
  expect(opened).toEqual([null, null, null])
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(await countWindows()).toBe(before)
})

test('15 nothing is handed to the system to be opened', () => {
  expect(shellSources()).not.toMatch(/openExternal|openPath|showItemInFolder|setAsDefaultProtocolClient/)
})

test('16 the runtime that ships is the current major', () => {
  const { version } = packageLock.packages['node_modules/electron']
  expect(Number(version.split('.')[0])).toBeGreaterThanOrEqual(45)
})

test('17 a message is heard only from the page that the program opened, in its top frame', async () => {
  const sent = await terminal.application.evaluate(
    async ({ BrowserWindow, session }, preload) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { session: session.fromPartition('uketsuke'), sandbox: true, preload },
      })
      await window.loadURL('uketsuke://desk/index.html')
      const runtime: unknown = await window.webContents.executeJavaScript(
        'uketsuke.send({ type: "set-patient-number", patientNumber: "stranger" }); uketsuke.runtime()',
      )
      window.destroy()
      return runtime
    },
    join(locked.folder, 'build', 'shell', 'preload-desk.cjs'),
  )
  expect(sent).toBeNull()
  await terminal.send({ type: 'set-patient-number', patientNumber: 'known' })
  await terminal.until('the answer', ({ messages }) => messages[0]?.details.said === 'known')
  expect(JSON.stringify(await heardBy(terminal.home))).not.toContain('stranger')
  expect(terminal.said()).toContain('refused: a message from a stranger')
})

test('17 a message of another shape, or too long, is refused', async () => {
  const tried = await inPage(() => {
    const { send } = (globalThis as unknown as { uketsuke: { send(value: unknown): void } }).uketsuke
    const thrown: string[] = []
    for (const value of [undefined, () => {}, Symbol('x'), 'x'.repeat(70_000), 7n])
      try {
        send(value)
      } catch (error) {
        thrown.push(error instanceof Error ? error.name : 'unknown')
      }
    for (const value of [null, 7, [], {}, { type: 'open-check-in', more: 1 }, { type: '__proto__' }])
      send(value)
    return thrown.length
  })
  expect(tried).toBe(5)
  await terminal.send({ type: 'set-patient-number', patientNumber: 'after' })
  await terminal.until('the answer', ({ messages }) => messages[0]?.details.said === 'after')
  const heard = z
    .array(z.looseObject({ type: z.string(), intent: z.unknown().optional() }))
    .parse(await heardBy(terminal.home))
  const strange = heard.filter(
    ({ type, intent }) => type === 'intent' && !intentSchema.safeParse(intent).success,
  )
  expect(strange).toEqual([])
})

test('18 pages come by the program’s own scheme, from a list of files', async () => {
  expect(terminal.page.url()).toBe(DESK)
  expect(shellSources()).not.toMatch(/loadFile\(|file:\/\//)
  const status = await terminal.application.evaluate(async ({ session }) => {
    const found: number[] = []
    for (const path of [
      'desk/index.html',
      'desk/../../package.json',
      'desk/%2e%2e/%2e%2e/package.json',
      'desk/..%2f..%2fpackage.json',
      'desk//etc/hostname',
      'desk/assets/..%5c..%5cpackage.json',
      'stranger/index.html',
    ]) {
      const own = session.fromPartition('uketsuke')
      const answer = await Reflect.get(own, 'fetch').call(own, `uketsuke://${path}`)
      found.push(answer.status)
    }
    return found
  })
  expect(status).toEqual([200, 404, 404, 404, 404, 404, 404])
})

test('20 the page gets five functions and nothing of Electron', async () => {
  const found = await inPage(() => {
    const bridge: unknown = Reflect.get(globalThis, 'uketsuke')
    const given = Object.entries(Object(bridge)).map(([name, value]) => `${name}: ${typeof value}`)
    return given.sort()
  })
  expect(found).toEqual([
    'chooseFolder: function',
    'onState: function',
    'print: function',
    'runtime: function',
    'send: function',
  ])
  const heard = await inPage(
    () =>
      new Promise<number>((resolve) => {
        Reflect.get(
          Reflect.get(globalThis, 'uketsuke'),
          'onState',
        )((...values: unknown[]) => resolve(values.length))
      }),
  )
  expect(heard).toBe(1)
})

test('developer tools, reloading and zooming are not there', async () => {
  await inPage(() => Reflect.set(globalThis, 'stayed', true))
  await pressKeys(
    terminal.application,
    ...[
      'F5',
      'Control+R',
      'Control+Shift+R',
      'Control+Shift+I',
      'F12',
      'Control+=',
      'Control+Plus',
      'Alt+Left',
    ],
  )
  const found = await terminal.application.evaluate(async ({ BrowserWindow, Menu, webContents }) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) =>
      webContents.getURL().includes('index'),
    )
    window?.webContents.openDevTools({ mode: 'detach' })
    await new Promise((resolve) => setTimeout(resolve, 200))
    return {
      // Their contents are there before they have loaded.
      open: webContents.getAllWebContents().some((contents) => contents.getType() === 'remote'),
      zoom: window?.webContents.getZoomFactor(),
      menu: Menu.getApplicationMenu(),
    }
  })
  expect(found).toEqual({ open: false, zoom: 1, menu: null })
  expect(await inPage(() => Reflect.get(globalThis, 'stayed'))).toBe(true)
})
