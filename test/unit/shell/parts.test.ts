import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { type DeskState, deskStateSchema } from '../../../contract/desk.ts'
import { deskFatalSchema } from '../../../contract/from-desk.ts'
import { shellFacts, shownState } from '../../../main/desk/model/shown.ts'
import { scrubEnvironment } from '../../../main/shell/desk/environment.ts'
import { withRefusal } from '../../../main/shell/desk/from-desk.ts'
import { runtimeHoldsDesk } from '../../../main/shell/desk/process.ts'
import { errorPage, isErrorCause } from '../../../main/shell/error-page/page.ts'
import { homeFolder } from '../../../main/shell/folders.ts'
import { listPageFiles } from '../../../main/shell/page/files.ts'
import { CONTENT_SECURITY_POLICY } from '../../../main/shell/page/policy.ts'
import { showStates } from '../../../main/shell/shown-states.ts'
import { isRefusedKey } from '../../../main/shell/window/keys.ts'
import { isLeavingKey } from '../../../main/shell/window/kiosk.ts'
import { paperName } from '../../../main/shell/window/paper.ts'
import { otherDisplay } from '../../../main/shell/window/patient-window.ts'
import { windowWithin } from '../../../main/shell/window/reception-window.ts'
import { isForTarget } from '../../../scripts/packaging/native-modules.ts'
import { QUIET } from '../../electron/fixture/state.ts'

vi.mock('electron', () => ({}))

test('the desk’s environment is an allow-list', () => {
  const kept = scrubEnvironment({
    PATH: '/bin',
    TZ: 'Asia/Tokyo',
    PCSCLITE_CSOCK_NAME: '/run/own',
    NODE_OPTIONS: '--require /evil.js',
    ELECTRON_RUN_AS_NODE: '1',
    LD_PRELOAD: '/evil.so',
    AWS_SECRET_ACCESS_KEY: 'x',
    HOME: undefined,
  })
  expect(kept).toEqual({
    PATH: '/bin',
    TZ: 'Asia/Tokyo',
    PCSCLITE_CSOCK_NAME: '/run/own',
    UV_THREADPOOL_SIZE: '16',
  })
})

test('the desk is a utility process where the runtime’s N-API holds the database', () => {
  expect(runtimeHoldsDesk('10')).toBe(true)
  expect(runtimeHoldsDesk('8')).toBe(false)
  expect(runtimeHoldsDesk('nonsense')).toBe(false)
})

test('practice has a home of its own', () => {
  expect(homeFolder(null, true)).not.toBe(homeFolder(null, false))
  expect(homeFolder('/elsewhere', true)).toBe(resolve('/elsewhere'))
})

test('a page may ask for what was packed and for nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-pages-'))
  mkdirSync(join(folder, 'assets'))
  for (const name of ['index.html', 'assets/a.js', 'assets/secret.map']) writeFileSync(join(folder, name), '')
  expect([...listPageFiles(folder).keys()].sort()).toEqual(['/assets/a.js', '/index.html'])
  rmSync(folder, { recursive: true })
})

test('the content policy has nothing unsafe in it', () => {
  expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|data:|blob:|http|wasm/)
  expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'")
})

/** A state as the desk sends it. */
const shown = (state: DeskState) => shownState(state, state.revision)

describe('the states that are shown', () => {
  test('are the texts that the desk wrote, letter for letter', () => {
    const texts: string[] = []
    const states = showStates((page, text) => {
      if (page === 'desk') texts.push(text)
    })
    const sent = [1, 2, 3].map((revision) => shown({ ...QUIET, revision }))
    for (const state of sent) states.take(state)
    expect(texts).toEqual(sent.map(({ text }) => text))
    expect(states.facts()?.revision).toBe(3)
  })

  test('say when something that was asked for could not be kept, and the next state of the desk takes it away', () => {
    const states = showStates(() => {})
    const desk = () => deskStateSchema.parse(JSON.parse(states.text('desk') ?? ''))
    states.sayRefused(withRefusal)
    expect(states.text('desk')).toBeNull()
    states.take(shown({ ...QUIET, revision: 1 }))
    states.sayRefused(withRefusal)
    expect(desk()).toMatchObject({ revision: 1, messages: [{ code: 'INPUT_REFUSED' }] })
    states.take(shown({ ...QUIET, revision: 2 }))
    expect(desk()).toMatchObject({ revision: 2, messages: [] })
  })

  test('keep the patient’s from the receptionist’s', () => {
    const states = showStates(() => {})
    states.take(shown(QUIET))
    expect(states.text('patient')).not.toContain('visits')
    expect(states.text('paper')).toBe(states.text('desk'))
  })
})

test('each trouble has a page that says what to do', () => {
  for (const problem of deskFatalSchema.options) {
    const page = errorPage(problem)
    expect(page.match(/<li>/g)?.length).toBeGreaterThan(0)
    expect(page).not.toMatch(/<script|style=|エラー|失敗|あなた/)
  }
  expect(isErrorCause('<script>')).toBe(false)
  expect(isErrorCause('constructor')).toBe(false)
})

const key = (name: string, more: Partial<Record<'control' | 'alt' | 'meta', boolean>> = {}) => ({
  type: 'keyDown' as const,
  key: name,
  control: false,
  meta: false,
  alt: false,
  ...more,
})

test.each(Array.from({ length: 12 }, (_, index) => `F${index + 1}`))('%s reaches the desk', (name) => {
  expect(isRefusedKey(key(name))).toBe(false)
})

test.each(['BrowserRefresh', 'BrowserBack'])('%s does nothing', (name) => {
  expect(isRefusedKey(key(name))).toBe(true)
})
test.each(['r', 'R', 'i', 'p', '+', '-', '0', 'w'])('Ctrl+%s does nothing', (name) => {
  expect(isRefusedKey(key(name, { control: true }))).toBe(true)
})
test.each(['c', 'v', 'x', 'a', 'z'])('Ctrl+%s edits', (name) => {
  expect(isRefusedKey(key(name, { control: true }))).toBe(false)
})
test.each(['a', 'Enter', 'Tab'])('%s is the desk’s', (name) => {
  expect(isRefusedKey(key(name))).toBe(false)
})

test('kiosk mode is left by an administrator who is signed in', () => {
  const signedIn = (role: 'receptionist' | 'manager' | 'administrator') => ({
    ...QUIET,
    office: {
      ...QUIET.office,
      staff: { ...QUIET.office.staff, signedIn: { id: '1', name: '見本 花子', role, hasCard: false } },
    },
  })
  const mayLeave = (state: DeskState) => shellFacts(state).mayLeave
  expect(mayLeave(QUIET)).toBe(false)
  expect(mayLeave(signedIn('receptionist'))).toBe(false)
  expect(mayLeave(signedIn('manager'))).toBe(false)
  expect(mayLeave(signedIn('administrator'))).toBe(true)
  expect(isLeavingKey(key('q', { control: true }))).toBe(true)
  expect(isLeavingKey(key('F4', { alt: true }))).toBe(true)
  expect(isLeavingKey(key('F4'))).toBe(false)
})

test('a paper is named by what it is', () => {
  expect(paperName({ paper: 'slip', seq: 17, as: 'pdf' })).toBe('slip-17')
  expect(paperName({ paper: 'declaration', as: 'printer' })).toBe('declaration')
})

test('the patient’s window goes to the display that the receptionist’s is not on', () => {
  const displays = [1, 2].map((id) => ({ id, bounds: { x: 0, y: 0, width: 1, height: 1 } }))
  const [first, second] = displays
  if (!first || !second) throw new Error('two displays')
  expect(otherDisplay(displays, first)).toBe(second)
  expect(otherDisplay([first], first)).toBeNull()
})

test.each([
  ['linux-x64.node', true],
  ['linuxmusl-x64.node', false],
  ['darwin-arm64.node', false],
  ['HID-linux-x64', true],
  ['HID_hidraw-linux-x64', true],
  ['HID-linux-x64-musl', false],
  ['HID-linux-arm64', false],
  ['darwin-x64+arm64', false],
  ['win32-x64.node', false],
])('%s is packed for Linux on x64: %s', (name, packed) => {
  expect(isForTarget(name, { platform: 'linux', arch: 'x64' })).toBe(packed)
})

test('the window opens within its screen: in the middle of a large one, over all of a small one', () => {
  expect(windowWithin({ x: 0, y: 30, width: 1920, height: 1050 })).toMatchObject({
    ...{ x: 320, y: 125, width: 1280, height: 860 },
  })
  expect(windowWithin({ x: 0, y: 0, width: 1024, height: 768 })).toEqual({
    ...{ x: 0, y: 0, width: 1024, height: 768, minWidth: 900, minHeight: 600 },
  })
  expect(windowWithin({ x: 0, y: 0, width: 800, height: 480 })).toMatchObject({
    ...{ width: 800, height: 480, minWidth: 800, minHeight: 480 },
  })
})
