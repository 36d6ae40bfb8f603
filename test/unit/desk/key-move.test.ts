/** Keys that are moved between key files and a key store: the real sealing code, an invented sealer, restarts in between. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { KeyPlace } from '../../../contract/journal-care.ts'
import { readClocks } from '../../../main/journal/clock-reading.ts'
import { journalHome } from '../../../main/journal/home.ts'
import { writeKeyFiles } from '../../../main/journal/key-files.ts'
import { createKeyRing, parseKeyRing } from '../../../main/journal/keys.ts'
import { restoreJournal } from '../../../main/journal/restore.ts'
import { atOnce } from '../../../main/journal/steps.ts'
import { keepKeys } from '../../../main/shell/keys/key-store.ts'
import { makeHome, verified } from '../journal/support.ts'
import { visit } from '../journal/visits.ts'
import { noStore, start, started, store, type Terminal } from './terminal.ts'

const FILES = ['journal.key', 'chain.key', 'journal.key.previous', 'chain.key.previous'] as const
const SEALED = ['keys.sealed', 'keys.sealed.previous'] as const
const liesIn = (home: string): KeyPlace[] => [
  ...(FILES.some((name) => existsSync(join(home, name))) ? (['files'] as const) : []),
  ...(SEALED.some((name) => existsSync(join(home, name))) ? (['store'] as const) : []),
]
const other = { files: 'store', store: 'files' } as const

/** A home whose keys lie in a place, changed once, with a backup under the first. */
const homeWith = async (place: KeyPlace): Promise<string> => {
  const home = makeHome()
  const terminal = await started(home, place === 'files' ? noStore : store())
  expect(terminal.journal.append(visit(1)).ok).toBe(true)
  expect(atOnce(terminal.journal.backUp({ staff: 'a' })).ok).toBe(true)
  expect(terminal.changeKeys()).toMatchObject({ ok: true })
  terminal.journal.close()
  expect(liesIn(home)).toEqual([place])
  return home
}

const check = ({ journal, keeper }: Terminal, place: KeyPlace, home: string): void => {
  expect(keeper.place()).toMatchObject({ at: place })
  expect(liesIn(home)).toEqual([place])
  expect(journal.append(visit(2)).ok).toBe(true)
  expect(verified(journal)).toMatchObject({ ok: true, problem: null })
}

const moved = ({ journal }: Terminal) =>
  journal.search({ events: ['keys-moved'] }).rows.map(({ event }) => event)

describe.each(['store', 'files'] as const)('to the %s', (to) => {
  const from = other[to]

  test('and back, with changes of the keys before, between and after, and restarts', async () => {
    const home = await homeWith(from)
    for (const place of [to, from, to] as const) {
      const terminal = await started(home, store())
      expect(terminal.moveKeys(place)).toBeNull()
      check(terminal, place, home)
      expect(terminal.changeKeys()).toMatchObject({ ok: true })
      terminal.journal.close()
      const again = await started(home, store())
      check(again, place, home)
      expect(moved(again)[0]).toMatchObject({ event: 'keys-moved', staff: 'staff-1', to: place })
      again.journal.close()
    }
  })

  test('cut off behind its row, it is done by the next start', async () => {
    const home = await homeWith(from)
    const terminal = await started(home, store())
    terminal.journal.append({ event: 'keys-moved', staff: 'staff-1', to })
    terminal.journal.close()
    const again = await started(home, store())
    check(again, to, home)
    expect(moved(again)).toHaveLength(1)
    again.journal.close()
  })

  test('cut off with the keys in both places, the next start removes them from the first', async () => {
    const home = await homeWith(from)
    const terminal = await started(home, store())
    const keys = terminal.journal.keys()
    terminal.journal.append({ event: 'keys-moved', staff: 'staff-1', to })
    const ring = parseKeyRing(keys)
    if (to === 'store') keepKeys(home, store(), keys)
    else if (ring.ok) writeKeyFiles(journalHome(home), ring.value)
    terminal.journal.close()
    expect(liesIn(home)).toHaveLength(2)
    const again = await started(home, store())
    check(again, to, home)
    again.journal.close()
  })

  test('over other keys that lie there: nothing is moved, and nothing of them is lost', async () => {
    const home = await homeWith(from)
    const stranger = createKeyRing()
    if (to === 'store') keepKeys(home, store(), JSON.stringify(stranger))
    else writeKeyFiles(journalHome(home), stranger)
    const names = to === 'store' ? (['keys.sealed'] as const) : (['journal.key', 'chain.key'] as const)
    const before = names.map((name) => readFileSync(join(home, name)))
    const terminal = await started(home, store())
    expect(terminal.moveKeys(to)).toBe('keys-not-moved')
    expect(names.map((name) => readFileSync(join(home, name)))).toEqual(before)
    expect(terminal.keeper.place().at).toBe(from)
    expect(moved(terminal)).toMatchObject([{ to: from, staff: 'terminal' }, { to }])
    terminal.journal.close()
    const again = await started(home, store())
    expect(names.map((name) => readFileSync(join(home, name)))).toEqual(before)
    expect(verified(again.journal)).toMatchObject({ ok: true })
    again.journal.close()
  })
})

test('a store that does not take them leaves the files where they are, and a row says so', async () => {
  const home = await homeWith('files')
  const refusing = await start(home, store(), false)
  if (!refusing.ok) throw new Error(refusing.problem.message)
  expect(refusing.value.moveKeys('store')).toBe('keys-not-moved')
  check(refusing.value, 'files', home)
  refusing.value.journal.close()
  const again = await started(home, store())
  check(again, 'files', home)
  again.journal.close()
})

test('without a key store there is no place to move to; out of one there always is', async () => {
  const files = await started(await homeWith('files'), noStore)
  expect(files.keeper.place()).toEqual({ at: 'files', canMove: false })
  expect(files.moveKeys('store')).toBe('keys-not-moved')
  files.journal.close()
  const sealed = await started(await homeWith('store'), store())
  expect(sealed.keeper.place()).toEqual({ at: 'store', canMove: true })
  sealed.journal.close()
})

test('a restoring puts the keys where it needs them: a move that the backup has on record is not done again', async () => {
  const home = await homeWith('files')
  const terminal = await started(home, store())
  expect(terminal.moveKeys('store')).toBeNull()
  const backup = atOnce(terminal.journal.backUp({ staff: 'a' }))
  const ring = parseKeyRing(terminal.journal.keys())
  terminal.journal.close()
  const elsewhere = makeHome()
  mkdirSync(elsewhere)
  if (ring.ok) writeKeyFiles(journalHome(elsewhere), ring.value)
  const restored = restoreJournal({
    home: elsewhere,
    backup: backup.ok ? backup.value.path : '',
    staff: 'a',
    why: '見本',
    now: readClocks,
    terminal: '別の端末',
    findsIndividualNumber: () => false,
  })
  expect(restored).toMatchObject({ ok: true })
  const there = await started(elsewhere, store())
  check(there, 'files', elsewhere)
  there.journal.close()
})

test('key files that somebody has put beside sealed keys, with no move on record, are left alone', async () => {
  const home = await homeWith('store')
  const terminal = await started(home, store())
  const ring = parseKeyRing(terminal.journal.keys())
  terminal.journal.close()
  if (ring.ok) writeKeyFiles(journalHome(home), ring.value)
  ;(await started(home, store())).journal.close()
  expect(liesIn(home)).toEqual(['files', 'store'])
})

test('half of the files gone when the power failed: the sealed keys open, and the next start removes the rest', async () => {
  const home = await homeWith('files')
  const terminal = await started(home, store())
  expect(terminal.moveKeys('store')).toBeNull()
  const ring = parseKeyRing(terminal.journal.keys())
  terminal.journal.close()
  if (ring.ok) writeKeyFiles(journalHome(home), ring.value)
  rmSync(join(home, 'journal.key'))
  const again = await started(home, store())
  check(again, 'store', home)
  again.journal.close()
  writeFileSync(join(home, 'chain.key'), 'not a key file')
  const unreadable = await started(home, store())
  expect(existsSync(join(home, 'chain.key'))).toBe(true)
  unreadable.journal.close()
})
