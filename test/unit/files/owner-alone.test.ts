import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { personalHome } from '../../../main/files/data-folder.ts'
import { closeToOthers, isOpenToOthers, letsOthersIn, listFor } from '../../../main/files/owner-alone.ts'

const PERSON = 'S-1-5-21-1-2-3-1001'

describe('an access list of Windows', () => {
  test.each([
    [
      'what a profile’s folder has',
      `D:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;FA;;;${PERSON})`,
      false,
    ],
    ['with its owner before it', `O:${PERSON}D:P(A;;FA;;;${PERSON})`, false],
    ['of nobody', 'D:P', false],
    ['that denies everybody', `D:(D;;FA;;;WD)(A;;FA;;;${PERSON})`, false],
    ['everybody reads', `O:${PERSON}D:(A;OICI;FA;;;SY)(A;OICI;0x1200a9;;;WD)`, true],
    [
      'C:\\ProgramData hands down',
      `D:AI(A;OICIID;FA;;;SY)(A;OICIID;0x1200a9;;;BU)(A;CIID;DCLCRPCR;;;BU)`,
      true,
    ],
    ['another account', `D:P(A;;FA;;;${PERSON}2)`, true],
    ['on a condition', `D:P(XA;;FA;;;WD;(@User.x == 1))`, true],
    ['no list at all', `O:${PERSON}`, true],
    ['a list that is none', 'D:NO_ACCESS_CONTROL', true],
  ])('%s', (_, list, isOpen) => {
    expect(letsOthersIn(list, PERSON)).toBe(isOpen)
  })

  test('the one that is set lets nobody else in, and hands down what a folder says', () => {
    for (const what of ['file', 'folder'] as const)
      expect(letsOthersIn(listFor(PERSON, what), PERSON)).toBe(false)
    expect(listFor(PERSON, 'folder')).toBe(`D:P(A;OICI;FA;;;${PERSON})(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)`)
  })
})

test.skipIf(process.platform === 'win32')('elsewhere the mode bits say it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-owner-'))
  try {
    const file = join(folder, 'a')
    writeFileSync(file, '')
    chmodSync(file, 0o640)
    expect(isOpenToOthers(file)).toBe(true)
    expect(closeToOthers(file)).toBe(true)
    expect(isOpenToOthers(file)).toBe(false)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test.each([
  ['win32', { LOCALAPPDATA: 'C:\\Users\\見本\\AppData\\Local' }, 'C:\\Users\\見本\\AppData\\Local\\uketsuke'],
  ['win32', {}, 'C:\\Users\\x\\AppData\\Local\\uketsuke'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/data/uketsuke'],
  ['linux', { XDG_DATA_HOME: '' }, '/home/x/.local/share/uketsuke'],
  ['darwin', {}, '/home/x/Library/Application Support/uketsuke'],
] as const)('the person’s own home on %s with %j is %s', (platform, environment, folder) => {
  const home = platform === 'win32' ? 'C:\\Users\\x' : '/home/x'
  expect(personalHome(false, { platform, environment, home })).toBe(folder)
  expect(personalHome(true, { platform, environment, home })).toBe(`${folder}-practice`)
})
