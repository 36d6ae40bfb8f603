/**
 * Files with the mark read-only, which Windows' own programs leave on what came from a disc or a locked stick. Wine keeps it as
 * the file's mode and refuses to open such a file for writing, as Windows does; Windows refuses to replace one, too.
 */
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS, lookAtSettings, writeSettings } from '../../main/desk/office/settings.ts'
import { journalHome } from '../../main/journal/home.ts'
import { openJournal } from '../../main/journal/open.ts'
import { restoreJournal } from '../../main/journal/restore.ts'
import { atOnce } from '../../main/journal/steps.ts'
import { verifyJournal } from '../../main/journal/verify.ts'
import { noStore, start, started } from '../unit/desk/terminal.ts'
import { circumstances, makeHome, openHome, verified } from '../unit/journal/support.ts'
import { addVisits, visit } from '../unit/journal/visits.ts'

const mark = (path: string): void => chmodSync(path, 0o444)
const unmark = (path: string): void => chmodSync(path, 0o666)
const isMarked = (path: string): boolean => (statSync(path).mode & 0o222) === 0

/** A home with three rows, closed. */
const filled = (): ReturnType<typeof journalHome> => {
  const home = makeHome()
  const journal = openHome(home)
  addVisits(journal, 3)
  journal.close()
  return journalHome(home)
}

describe('the journal', () => {
  test.each(['database', 'lock', 'head', 'anchors'] as const)(
    'whose %s is marked is not opened for writing, is read, and is right again without the mark',
    (which) => {
      const home = filled()
      const before = readFileSync(home.database)
      mark(home[which])
      const opened = openJournal({ home: home.folder, ...circumstances() })
      expect(opened).toMatchObject({ ok: false, problem: { why: 'not-writable', status: 'read-only' } })
      expect(readFileSync(home.database).equals(before)).toBe(true)
      expect(verifyJournal({ home: home.folder })).toMatchObject({ value: { ok: true, entries: 3 } })
      unmark(home[which])
      const again = openHome(home.folder)
      expect(again.append(visit(4))).toMatchObject({ ok: true })
      expect(verified(again)).toMatchObject({ ok: true, entries: 4, problem: null })
    },
  )

  test('that is marked while it is open goes on', () => {
    const home = filled()
    const journal = openHome(home.folder)
    mark(home.database)
    expect(journal.append(visit(4))).toMatchObject({ ok: true })
    unmark(home.database)
    expect(verified(journal)).toMatchObject({ ok: true, entries: 4 })
  })
})

test('marked key files open the journal, and a change of the keys is done or has not begun', async () => {
  const home = journalHome(makeHome())
  const { journal } = await started(home.folder, noStore)
  addVisits(journal, 3)
  journal.close()
  for (const path of [home.dataKey, home.chainKey]) mark(path)
  const terminal = await started(home.folder, noStore)
  addVisits(terminal.journal, 1, 4)
  const changed = terminal.changeKeys()
  // Wine replaces a marked file, Windows does not.
  expect(changed === 'not-kept' || changed.ok).toBe(true)
  expect(terminal.journal.append(visit(5))).toMatchObject({ ok: true })
  expect(verified(terminal.journal)).toMatchObject({ ok: true, problem: null })
  terminal.journal.close()
  expect(await start(home.folder, noStore)).toMatchObject({ ok: true })
})

test('marked settings are read; to replace them is done or said, and what is there is whole', () => {
  const home = makeHome()
  mkdirSync(home)
  const kept = { ...DEFAULT_SETTINGS, clinicName: '見本医院' }
  writeSettings(home, kept)
  for (const name of readdirSync(home)) mark(join(home, name))
  expect(lookAtSettings(home)).toEqual(kept)
  const next = { ...kept, volume: 10 }
  const written = writeSettings(home, next)
  expect(lookAtSettings(home)).toEqual(written.ok ? next : kept)
  expect(readdirSync(home).filter((name) => name.endsWith('.new'))).toEqual([])
})

describe('a backup', () => {
  test('that is marked, as one from a disc, is restored; the journal that comes of it is not marked', () => {
    const home = filled()
    const journal = openHome(home.folder)
    const made = atOnce(journal.backUp({ staff: 'a' }))
    if (!made.ok) throw new Error(made.problem.detail)
    journal.close()
    mark(made.value.path)
    expect(
      restoreJournal({
        home: home.folder,
        backup: made.value.path,
        staff: 'a',
        why: '見本',
        ...circumstances(),
      }),
    ).toMatchObject({ ok: true, value: { throughSeq: 3 } })
    expect([isMarked(home.database), isMarked(made.value.path)]).toEqual([false, true])
    const again = openHome(home.folder)
    expect(again.append(visit(9))).toMatchObject({ ok: true })
    expect(verified(again)).toMatchObject({ ok: true })
  })

  test('beyond the newest fourteen goes although it is marked', () => {
    const journal = openHome(makeHome())
    const folder = makeHome()
    mkdirSync(folder)
    const first = atOnce(journal.backUp({ staff: 'a', folder }))
    if (!first.ok) throw new Error(first.problem.detail)
    for (let number = 10; number < 25; number += 1)
      copyFileSync(first.value.path, join(folder, `journal-202611200900000${number}.db`))
    for (const name of readdirSync(folder)) mark(join(folder, name))
    const last = atOnce(journal.backUp({ staff: 'a', folder }))
    if (!last.ok) throw new Error(last.problem.detail)
    expect(readdirSync(folder)).toHaveLength(14)
    expect(readdirSync(folder)).toContain(basename(last.value.path))
  })
})
