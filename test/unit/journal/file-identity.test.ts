import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { watchFileIdentity } from '../../../main/journal/file-identity.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A folder with a database and its log, and the time at which it was last changed. */
const made = (): { folder: string; database: string; changed: number } => {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-in-place-'))
  folders.push(folder)
  const database = join(folder, 'journal.db')
  writeFileSync(database, '')
  writeFileSync(`${database}-wal`, '')
  return { folder, database, changed: statSync(folder).ctimeMs }
}

const stat = (path: string) => statSync(path, { throwIfNoEntry: false })
const TICK = 5_001

describe.each([
  ['in the tick of the last change', 0],
  ['long after', TICK],
])('seen %s,', (_, later) => {
  test('files that stay hold, whatever else is made in the folder', () => {
    const { folder, database, changed } = made()
    const inPlace = watchFileIdentity(database, { stat, now: () => changed + later })
    expect(inPlace.holds()).toBe(true)
    writeFileSync(database, 'another row')
    writeFileSync(`${database}-wal`, 'another row')
    mkdirSync(join(folder, 'backups'))
    expect(inPlace.holds()).toBe(true)
  })

  test.each(['', '-wal'])('journal.db%s that goes, comes back, or is another does not', (end) => {
    const { database, changed } = made()
    const inPlace = watchFileIdentity(database, { stat, now: () => changed + later })
    expect(inPlace.holds()).toBe(true)
    renameSync(`${database}${end}`, `${database}.away`)
    expect(inPlace.holds()).toBe(false)
    expect(inPlace.holds()).toBe(false)
    renameSync(`${database}.away`, `${database}${end}`)
    expect(inPlace.holds()).toBe(true)
    writeFileSync(`${database}.other`, '')
    renameSync(`${database}.other`, `${database}${end}`)
    expect(inPlace.holds()).toBe(false)
    inPlace.renew()
    expect(inPlace.holds()).toBe(true)
  })

  test('a folder that is gone holds nothing', () => {
    const { folder, database, changed } = made()
    const inPlace = watchFileIdentity(database, { stat, now: () => changed + later })
    rmSync(folder, { recursive: true })
    expect(inPlace.holds()).toBe(false)
  })
})

describe('while the change time of the folder stands', () => {
  /** A disk whose files are numbers, and whose ticks are endless. */
  const slow = () => {
    const files = new Map([
      ['/home', 1],
      ['/home/journal.db', 2],
      ['/home/journal.db-wal', 3],
    ])
    const asked: string[] = []
    const stat = (path: string) => {
      asked.push(path)
      const ino = files.get(path)
      return ino === undefined ? undefined : { dev: 1, ino, ctimeMs: 1_000 }
    }
    return { files, asked, stat }
  }

  test('a file that is replaced in the tick in which it was seen is noticed all the same', () => {
    const { files, stat } = slow()
    let now = 1_000
    const inPlace = watchFileIdentity('/home/journal.db', { stat, now: () => now })
    expect(inPlace.holds()).toBe(true)
    files.set('/home/journal.db-wal', 4)
    now = 1_000_000
    expect(inPlace.holds()).toBe(false)
  })

  test('and is old, the files are not asked', () => {
    const { asked, stat } = slow()
    const inPlace = watchFileIdentity('/home/journal.db', { stat, now: () => 1_000 + TICK })
    asked.length = 0
    expect(inPlace.holds()).toBe(true)
    expect(asked).toEqual(['/home'])
  })

  test('another folder in its place is noticed', () => {
    const { files, stat } = slow()
    const inPlace = watchFileIdentity('/home/journal.db', { stat, now: () => 1_000 + TICK })
    files.set('/home', 7)
    files.set('/home/journal.db', 8)
    expect(inPlace.holds()).toBe(false)
  })
})
