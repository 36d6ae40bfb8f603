/** Access lists on Windows. Wine keeps them as mode bits, so that what is seen here is who is let in, not by which entry. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeFolder } from '../../main/files/folder.ts'
import { closeToOthers, isOpenToOthers } from '../../main/files/owner-alone.ts'
import { accessListOf, ownUser } from '../../main/files/windows-access.ts'
import { openToAll } from '../access.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'uketsuke-access-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('the person is known by a number that the list of a new file names', () => {
  expect(ownUser()).toMatch(/^S-1-5-21(-\d+)+$/)
  expect(accessListOf(folder)).toContain(ownUser())
})

test('a folder that the program makes lets nobody else in', () => {
  const home = join(folder, '受付')
  makeFolder(home)
  expect(isOpenToOthers(home)).toBe(false)
  writeFileSync(join(home, 'a'), 'still ours')
})

test('a file that everybody may open is noticed, and closed', () => {
  const file = join(folder, 'journal.key')
  writeFileSync(file, 'x')
  openToAll(file)
  expect(isOpenToOthers(file)).toBe(true)
  expect(closeToOthers(file)).toBe(true)
  expect(isOpenToOthers(file)).toBe(false)
})

test('a file that is not there is an error of the file system', () => {
  expect(() => accessListOf(join(folder, 'none'))).toThrow(/EACCES/)
})
