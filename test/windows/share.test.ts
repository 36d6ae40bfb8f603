/**
 * Everything that the program keeps or looks for, in a folder of a share by the names that Windows has for it. Wine finds a
 * folder of this machine behind the name ({@link ./share.ts}): what a network does is no part of it.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { faceName, INSTITUTION } from '../../fixtures/bridge/answers.ts'
import { playOfficial } from '../../fixtures/bridge/official.ts'
import { createLookUps } from '../../main/bridge/ask/look-ups.ts'
import { exportToFile, writeExport } from '../../main/desk/office/export-file.ts'
import { DEFAULT_SETTINGS, lookAtSettings, writeSettings } from '../../main/desk/office/settings.ts'
import { folderProblem, makeFolder } from '../../main/files/folder.ts'
import { isOpenToOthers } from '../../main/files/owner-alone.ts'
import { moveFile, writeWhole } from '../../main/files/whole-file.ts'
import { restoreJournal } from '../../main/journal/restore.ts'
import { atOnce } from '../../main/journal/steps.ts'
import { verifyJournal } from '../../main/journal/verify.ts'
import { fresh, SHORT, watched } from '../unit/bridge/watching.ts'
import { fakeLookUpStore } from '../unit/desk/fakes.ts'
import { noStore, started } from '../unit/desk/terminal.ts'
import { circumstances, makeHome, openHome, verified } from '../unit/journal/support.ts'
import { addVisits, visit } from '../unit/journal/visits.ts'
import { SHARE } from './share.ts'

const PATIENCE = { ...SHORT, unreadable: 10_000, reachable: 5000 }

const NAMES: readonly [string, string][] = [
  [SHARE, SHARE],
  ['the long form', `\\\\?\\UNC${SHARE.slice(1)}`],
]

/** A folder of its own in the share. */
const folderIn = (share: string): string => join(mkdtempSync(join(share, 'uketsuke-')), '受付 見本')

/** The last folders of a path, by the share's plain name: the same place for whoever comes by another name. */
const byPlainName = (path: string): string => join(SHARE, basename(join(path, '..')), basename(path))

describe.each(NAMES)('by %s', (_, share) => {
  test('folders are made for the person alone, files written whole and moved', () => {
    const folder = join(folderIn(share), '深い', '所')
    makeFolder(folder)
    expect([isOpenToOthers(folder), folderProblem(folder)]).toEqual([false, null])
    writeWhole(join(folder, 'a'), 'old')
    writeWhole(join(folder, 'a'), 'new')
    moveFile(join(folder, 'a'), join(folder, '..', 'b'))
    expect(readdirSync(folder)).toEqual([])
    expect(readFileSync(join(folder, '..', 'b'), 'utf8')).toBe('new')
  })

  test('a home is made, written, given new keys, backed up, restored, and is the same by another name', async () => {
    const home = folderIn(share)
    const { journal, changeKeys } = await started(home, noStore)
    addVisits(journal, 3)
    const made = atOnce(journal.backUp({ staff: 'a' }))
    if (!made.ok) throw new Error(made.problem.detail)
    expect(changeKeys()).toEqual({ ok: true, value: undefined })
    addVisits(journal, 1, 4)
    journal.close()
    expect(verifyJournal({ home: byPlainName(home) })).toMatchObject({ value: { ok: true, problem: null } })
    expect(
      restoreJournal({ home, backup: made.value.path, staff: 'a', why: '見本', ...circumstances() }),
    ).toMatchObject({ ok: true, value: { throughSeq: 3 } })
    expect(verified(openHome(byPlainName(home)))).toMatchObject({ ok: true })
  })

  test('settings are kept there, and name folders of a share', () => {
    const home = folderIn(share)
    const settings = { ...DEFAULT_SETTINGS, backupFolder: `${share}\\控え` }
    expect(writeSettings(home, settings)).toEqual({ ok: true, value: undefined })
    expect(lookAtSettings(home)).toEqual(settings)
  })

  test('a home on the computer is backed up there; a folder that is not there is missing, and is not made', () => {
    const folder = folderIn(share)
    const journal = openHome(makeHome())
    journal.append(visit(1))
    expect(atOnce(journal.backUp({ staff: 'a', folder }))).toMatchObject({
      problem: { why: 'folder-missing' },
    })
    mkdirSync(folder)
    const made = atOnce(journal.backUp({ staff: 'a', folder }))
    expect(made).toMatchObject({ ok: true, value: { rows: 1 } })
    expect(readdirSync(byPlainName(folder))).toHaveLength(1)
    expect(
      atOnce(journal.backUp({ staff: 'a', folder: `${share.replace(/shikaku/, 'nobody')}\\控え` })),
    ).toMatchObject({ problem: { why: 'folder-missing' } })
  })

  test('an export is written there; one into a folder that is not there is refused', () => {
    const folder = folderIn(share)
    const home = makeHome()
    const journal = openHome(home)
    addVisits(journal, 2)
    const place = { home, instant: '2026-11-22T09:00:00+09:00', folder }
    const request = {
      staff: 'a',
      from: '2026-11-22',
      to: '2026-11-22',
      rows: 'visits',
      format: 'csv',
    } as const
    expect(atOnce(exportToFile(journal, request, place))).toEqual({
      ok: false,
      problem: { why: 'folder-missing' },
    })
    mkdirSync(folder)
    expect(atOnce(exportToFile(journal, request, place))).toMatchObject({ value: { rows: 2 } })
    expect(writeExport({ name: 'month', format: 'csv', text: '見本' }, place)).toMatchObject({ ok: true })
    expect(readdirSync(byPlainName(folder))).toHaveLength(2)
  })

  test('hazard 38: the bridge takes results there, asks and is answered', async () => {
    const root = folderIn(share)
    for (const name of ['FACE', 'Req', 'res']) mkdirSync(join(root, name), { recursive: true })
    const watch = await watched(root, PATIENCE)
    writeFileSync(join(root, 'FACE', faceName()), fresh())
    await watch.arrived(1, 10_000)
    await watch.close()
    const official = playOfficial({ root: byPlainName(root) })
    const lookUps = createLookUps({
      root,
      institution: INSTITUTION,
      store: fakeLookUpStore(),
      patience: PATIENCE,
      now: Date.now,
    })
    const question = {
      insurerNumber: '01139997',
      symbol: '１２３４',
      number: '５６',
      branch: '00',
      birthDate: '1985-06-07',
    }
    expect(await lookUps.ask(question, { key: '1', again: false, timeout: 10_000 })).toMatchObject({
      online: { code: 1 },
      problem: null,
    })
    await lookUps.close()
    await official.close()
  })
})
