/** Each package that `npm run package` can be asked for, and what cannot be made here: one line that says why, and what to type. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readAsked } from '../../../scripts/packaging/asked.ts'

const STAND_IN = { standIn: true, version: '25.1.1' }
const SHIPPED = { standIn: false, version: '45.4.1' }

test.each([
  [[], { what: 'dir' }],
  [['--deb'], { what: 'deb' }],
  [['--installers'], { what: 'all' }],
] as const)('%j', (args, asked) => {
  expect(readAsked(args, SHIPPED)).toEqual(asked)
})

test.each([
  [['--installers'], /stand-in \(Electron 25/],
  [['--nsis'], /followed by a folder/],
  [['--nsis', tmpdir()], /with Uketsuke\.exe/],
  [['--appimage'], /downloads; type: npm run package -- --installers/],
  [['--portable'], /on Windows/],
  [['--msi'], /there are --deb/],
  [['--deb', 'x'], /stands alone/],
] as const)('%j is refused in one line', (args, why) => {
  const asked = readAsked(args, STAND_IN)
  expect(asked).toMatchObject({ what: 'refused', why: expect.stringMatching(why) })
  expect(JSON.stringify(asked)).not.toContain('\\n')
})

test('an installer is made of a folder with the program in it', () => {
  const payload = mkdtempSync(join(tmpdir(), 'win-unpacked-'))
  writeFileSync(join(payload, 'Uketsuke.exe'), '')
  expect(readAsked(['--nsis', payload], STAND_IN)).toEqual({
    what: 'nsis',
    payload,
    executable: 'Uketsuke.exe',
  })
})
