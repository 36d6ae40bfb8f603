/** A process that was ended while SQLite kept, beside the file, what stood there before: `journal.db-journal`. */
import { copyFileSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { connect } from '../../../main/journal/database.ts'
import { journalHome } from '../../../main/journal/home.ts'
import { readKeyFiles } from '../../../main/journal/key-files.ts'
import { findKeys } from '../../../main/journal/key-search.ts'
import { extendedRing, type KeyRing, newest } from '../../../main/journal/keys.ts'
import { derive } from '../../../main/journal/mac.ts'
import { openJournalForReading } from '../../../main/journal/read.ts'
import { restoreJournal } from '../../../main/journal/restore.ts'
import { atOnce } from '../../../main/journal/steps.ts'
import { verifyJournal } from '../../../main/journal/verify.ts'
import { circumstances, makeHome, openHome, verified } from './support.ts'
import { addVisits } from './visits.ts'

const ringOf = (folder: string): KeyRing => {
  const [found] = readKeyFiles(journalHome(folder), true).rings
  if (found === undefined) throw new Error('no keys')
  return found.ring
}

/** Changes a copy of the file until pages of it are on the disk, and puts the half of it in the file's place. */
const cutOff = (folder: string): void => {
  const { database: path } = journalHome(folder)
  const copy = `${path}.copy`
  copyFileSync(path, copy)
  const { database } = connect(copy, derive(newest(ringOf(folder).data), 'file'), { journalMode: 'DELETE' })
  database.pragma('cache_size = 5')
  database.exec('BEGIN IMMEDIATE')
  database.exec('CREATE TABLE half (bytes)')
  for (let page = 0; page < 60; page += 1) database.exec('INSERT INTO half VALUES (randomblob(4000))')
  for (const beside of ['', '-journal']) copyFileSync(`${copy}${beside}`, `${path}${beside}`)
  database.exec('ROLLBACK')
  database.close()
}

/** A journal of three visits that was cut off. */
const left = (): string => {
  const folder = makeHome()
  const journal = openHome(folder)
  addVisits(journal, 3)
  journal.close()
  cutOff(folder)
  expect(existsSync(`${journalHome(folder).database}-journal`)).toBe(true)
  return folder
}

describe('a change of the file that was cut off', () => {
  test('is no hindrance where two rings of keys lie there, as a change of the keys leaves them', () => {
    const folder = left()
    const ring = ringOf(folder)
    const found = findKeys(journalHome(folder), { rings: [extendedRing(ring), ring], unreadable: false })
    if (!found.ok || found.value === null) throw new Error('no keys were found')
    const journal = openHome(folder, { keys: found.value.ring })
    expect(verified(journal)).toMatchObject({ ok: true, problem: null })
    journal.close()
  })

  test('is taken back by whoever looks at the journal first', () => {
    const folder = left()
    expect(verifyJournal({ home: folder })).toMatchObject({ ok: true, value: { entries: 3, ok: true } })
    const reader = openJournalForReading({ home: folder })
    expect(
      reader.ok && reader.value.connection.database.prepare('SELECT count(*) FROM entries').pluck().get(),
    ).toBe(3)
    if (reader.ok) reader.value.close()
  })

  test('does not hide, at a restoring, which rows the journal has had', () => {
    const folder = makeHome()
    const journal = openHome(folder)
    addVisits(journal, 1)
    const made = atOnce(journal.backUp({ staff: 'reception' }))
    if (!made.ok) throw new Error(made.problem.detail)
    addVisits(journal, 2)
    journal.close()
    cutOff(folder)
    for (const beside of ['journal.head', 'anchors.log']) writeFileSync(join(folder, beside), '')
    const restored = restoreJournal({
      home: folder,
      backup: made.value.path,
      staff: 'reception',
      why: '見本',
      ...circumstances(),
    })
    expect(restored).toMatchObject({ ok: true, value: { throughSeq: 1, missingThrough: 4 } })
  })
})
