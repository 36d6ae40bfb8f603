/** Look-ups stand in the encrypted file beside the chain: durable, in no backup, and gone with their day. */
import { copyFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connect } from '../../../main/journal/database.ts'
import { createKeyRing } from '../../../main/journal/keys.ts'
import { derive } from '../../../main/journal/mac.ts'
import { atOnce } from '../../../main/journal/steps.ts'
import { makeHome, openHome } from './support.ts'
import { addVisits } from './visits.ts'

const keys = createKeyRing()

const ONE = { name: '261122k3f001', day: '2026-11-22', json: '{"number":"5678"}' }

test('are there again after the file was opened anew, in the order of their names', () => {
  const home = makeHome()
  const journal = openHome(home, { keys })
  expect(journal.lookUps.keep({ ...ONE, name: '261122k3f002' })).toMatchObject({ ok: true })
  expect(journal.lookUps.keep(ONE)).toMatchObject({ ok: true })
  expect(journal.lookUps.keep({ ...ONE, json: '{}' })).toMatchObject({ ok: true })
  journal.close()
  const again = openHome(home, { keys })
  expect(again.lookUps.all()).toEqual([
    { ...ONE, json: '{}' },
    { ...ONE, name: '261122k3f002' },
  ])
  again.close()
})

test('go with their day', () => {
  const journal = openHome(makeHome(), { keys })
  journal.lookUps.keep(ONE)
  journal.lookUps.keep({ ...ONE, name: '261123k3f001', day: '2026-11-23' })
  expect(journal.lookUps.dropBefore('2026-11-23')).toMatchObject({ ok: true })
  expect(journal.lookUps.all().map(({ day }) => day)).toEqual(['2026-11-23'])
})

test('are in no backup', () => {
  const journal = openHome(makeHome(), { keys })
  addVisits(journal, 3)
  journal.lookUps.keep(ONE)
  const made = atOnce(journal.backUp({ staff: 'reception' }))
  if (!made.ok) throw new Error(made.problem.detail)
  const copy = join(mkdtempSync(join(tmpdir(), 'backup-')), 'copy.db')
  copyFileSync(made.value.path, copy)
  const { database } = connect(copy, derive(keys.data.at(-1) ?? '', 'file'), { readonly: true })
  expect(database.prepare('SELECT count(*) FROM look_ups').pluck().get()).toBe(0)
  database.close()
})

test('a question’s digest is known again, and is another under another key', () => {
  const home = makeHome()
  const journal = openHome(home, { keys })
  const digest = journal.lookUps.digest('見本')
  journal.close()
  expect(openHome(home, { keys }).lookUps.digest('見本')).toBe(digest)
  expect(openHome(makeHome()).lookUps.digest('見本')).not.toBe(digest)
})
