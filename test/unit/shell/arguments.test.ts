import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { argumentsOf, parseArguments, refusalOf } from '../../../main/shell/arguments.ts'
import { commandIn } from '../../../main/shell/command-line.ts'
import { layoutOf } from '../../../main/shell/layout.ts'

const plain = { home: null, simulated: false, kiosk: false, developer: false, today: null }

describe('arguments', () => {
  test('are a home, practice and kiosk mode', () => {
    expect(parseArguments([], true)).toEqual({ ok: true, value: plain })
    expect(parseArguments(['--home', '/h', '--simulated'], true)).toEqual({
      ok: true,
      value: { ...plain, home: '/h', simulated: true },
    })
    expect(parseArguments(['--home=/h', '--kiosk'], true)).toEqual({
      ok: true,
      value: { ...plain, home: '/h', kiosk: true },
    })
  })

  test('name the day on which a simulated desk begins, but not in a release', () => {
    const args = ['--simulated', '--today', '2025-11-20']
    const asked = { ...plain, simulated: true, today: '2025-11-20' }
    expect(parseArguments(args, false)).toEqual({ ok: true, value: asked })
    expect(parseArguments(args, true).ok).toBe(false)
  })

  test.each([
    [['--today', '2025-02-30', '--simulated'], '--today: a day as YYYY-MM-DD is missing'],
    [['--today=2025-11-20'], '--today: only with --simulated'],
    [['--home'], '--home: a folder is missing'],
    [['--home', '--kiosk'], '--home: a folder is missing'],
    [['--home='], '--home: a folder is missing'],
    [['--what'], '--what: unknown argument'],
    [['file.txt'], 'file.txt: unknown argument'],
  ])('%j is named in one line', (args, line) => {
    expect(parseArguments(args, false)).toEqual({ ok: false, problem: expect.stringContaining(line) })
  })

  test.each([
    '--remote-debugging-port=9222',
    '--inspect=0',
    '--no-sandbox',
    '--developer',
    '--js-flags=--expose-gc',
    '--disable-web-security',
    '--load-extension=/x',
  ])('%s opens nothing in a release', (arg) => {
    expect(parseArguments([arg], true).ok).toBe(false)
  })

  test('a checkout lets the test driver’s switches pass, and no other', () => {
    expect(parseArguments(['--inspect=0', '--remote-debugging-port=0', '--no-sandbox'], false).ok).toBe(true)
    expect(parseArguments(['--disable-web-security'], false).ok).toBe(false)
  })
})

test('a package from the stand-in runtime starts for practice alone, and a release never practises', () => {
  expect(refusalOf(plain, true, true)).toContain('stand-in')
  expect(refusalOf({ ...plain, simulated: true }, true, true)).toBeNull()
  expect(refusalOf({ ...plain, simulated: true }, true, false)).toContain('no simulated devices')
  expect(refusalOf(plain, true, false)).toBeNull()
  expect(refusalOf({ ...plain, simulated: true }, false, true)).toBeNull()
})

test('the program’s own arguments stand after its folder, in a package after its name', () => {
  const folder = resolve('/app')
  expect(argumentsOf(['electron', '--no-sandbox', folder, '--home', '/h'], folder, false)).toEqual([
    '--home',
    '/h',
  ])
  expect(argumentsOf(['/opt/uketsuke', 'journal', 'verify'], '/opt/resources/app.asar', true)).toEqual([
    'journal',
    'verify',
  ])
  expect(commandIn(['journal', 'verify'])).toEqual(['journal', 'verify'])
  expect(commandIn(['--no-sandbox', 'journal'])).toEqual(['journal'])
  expect(commandIn(['--help'])).toEqual(['--help'])
  expect(commandIn(['--kiosk'])).toBeNull()
  expect(commandIn(['--no-sandbox', '--kiosk'])).toBeNull()
  expect(commandIn([])).toBeNull()
})

test('a package keeps its desk in the archive, and threads and practice beside it', () => {
  const archive = join('/opt', 'resources', 'app.asar')
  const release = layoutOf(archive, true, false)
  expect(release.desk).toBe(join(archive, 'build', 'desk', 'desk.mjs'))
  expect(release.commandLineThread).toBe(join(`${archive}.unpacked`, 'build', 'cli', 'worker.mjs'))
  expect(layoutOf(archive, true, true).desk).toBe(join(`${archive}.unpacked`, 'practice', 'desk.mjs'))
  expect(layoutOf('/checkout', false, true).desk).toBe(join('/checkout', 'build', 'desk', 'desk.mjs'))
})
