import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { encodeCp932 } from '../../../fixtures/codes/cp932.ts'
import {
  DEFAULT_SETTINGS,
  parseSettings,
  readSettings,
  settingsFingerprint,
  settingsOfLastRun,
  settingsText,
  writeSettings,
} from '../../../main/desk/office/settings.ts'
import { createSettingsStore, settingsChanges } from '../../../main/desk/office/settings-store.ts'
import { encloseSettings } from '../../../main/journal/enclosed.ts'
import { journalHome } from '../../../main/journal/home.ts'
import { isOwnersAlone } from '../../access.ts'
import { fakeDesk } from './fakes.ts'

const NOBODY_HEARS = { record: () => null, tell: () => {} }

let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'uketsuke-settings-'))
})
afterEach(() => {
  chmodSync(home, 0o700)
  rmSync(home, { recursive: true })
})

describe('the settings file', () => {
  it('is not needed: the defaults are safe', () => {
    expect(readSettings(home)).toEqual({ settings: DEFAULT_SETTINGS, problem: null })
  })

  it('keeps the default of every key that is absent', () => {
    writeFileSync(join(home, 'settings.json'), '{ "clinicName": "見本医院" }')
    expect(readSettings(home).settings).toEqual({ ...DEFAULT_SETTINGS, clinicName: '見本医院' })
  })

  it('that is broken is named with its line and left alone, and the last good one holds', () => {
    expect(writeSettings(home, { ...DEFAULT_SETTINGS, clinicName: '見本医院' }).ok).toBe(true)
    const broken = '{\n  "clinicName": "見本医院",\n  "volume": 60,,\n}\n'
    writeFileSync(join(home, 'settings.json'), broken)
    const read = readSettings(home)
    expect(read.settings.clinicName).toBe('見本医院')
    expect(read.problem).toEqual({ file: join(home, 'settings.json'), line: 3, message: 'not JSON' })
    expect(readFileSync(join(home, 'settings.json'), 'utf8')).toBe(broken)
  })

  it.each([
    ['{\n "volume": 60,\n "volumee": 1\n}', 3, 'volumee: unknown key'],
    ['{\n "theme": "light",\n "volume": 600\n}', 3, 'volume: Too big: expected number to be <=100'],
    [
      '{\n "scanners": {\n  "models": [\n   { "vendorId": 1, "productId": 2 },\n   { "vendorId": 1, "productId": 70000 }\n  ],\n  "profiles": {}, "serial": []\n }\n}',
      5,
      'scanners.models[1].productId: Too big: expected number to be <=65535',
    ],
    [
      '{\n "insurerRules": {\n  "06130000": "yokogawa-denki",\n  "06130001": "yokogawa"\n }\n}',
      4,
      'insurerRules.06130001: expected one of yokogawa-denki, shuppan',
    ],
    ['{\n "clinicName": "volume",\n "volume": 600\n}', 3, 'volume: Too big: expected number to be <=100'],
    [
      '{\n "scanners": { "models": [], "serial": [], "profiles": {\n  "place": "A"\n } },\n "place": "shop"\n}',
      5,
      'place: Invalid option: expected one of "clinic"|"pharmacy"',
    ],
    [
      '{\n "insurerRules": {\n  "06130000": "yokogawa-denki"\n },\n "clinicName": "06130000",\n "place": "insurerRules"\n}',
      6,
      'place: Invalid option: expected one of "clinic"|"pharmacy"',
    ],
    ['{\n "v\\u006flume": 600\n}', 2, 'volume: Too big: expected number to be <=100'],
    // The last of two is the one that counts.
    ['{\n "volume": 60,\n "volume": 600\n}', 3, 'volume: Too big: expected number to be <=100'],
    ['{\n "sounds": tru\n}\n', 2, 'not JSON'],
    ['{\n // Loud\n "volume": 60\n}\n', 2, 'not JSON'],
    ['', 1, 'not JSON'],
    ['[]', 1, '$: Invalid input: expected object, received array'],
  ])('says where it is wrong: %j', (text, line, message) => {
    expect(parseSettings(text)).toEqual({ ok: false, problem: { line, message } })
  })

  it.each([
    ['UTF-8 with its mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['code page 932, which Japanese Windows calls ANSI', (text: string) => Buffer.from(encodeCp932(text))],
  ])('is read in %s too, and a backup takes it along as text', (_, encode) => {
    const text = '{ "clinicName": "表参道見本医院" }'
    writeFileSync(join(home, 'settings.json'), encode(text))
    expect(readSettings(home)).toMatchObject({ settings: { clinicName: '表参道見本医院' }, problem: null })
    const database = new Database(':memory:')
    database.exec('CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT)')
    encloseSettings(database, journalHome(home))
    expect(database.prepare('SELECT value FROM meta').pluck().get()).toBe(text)
    database.close()
  })

  it('that is no text is a broken one', () => {
    writeFileSync(join(home, 'settings.json'), Uint8Array.of(0x7b, 0x22, 0xff, 0xfd, 0x22, 0x7d))
    expect(readSettings(home).problem).toMatchObject({ line: 1 })
  })

  it('is readable by its owner alone', () => {
    writeSettings(home, DEFAULT_SETTINGS)
    // On Windows the folder's access list rules, and the test's is the system's temporary one.
    if (process.platform !== 'win32') expect(isOwnersAlone(join(home, 'settings.json'))).toBe(true)
  })

  it('that cannot be written is a value, not an exception', () => {
    writeFileSync(join(home, 'file'), '')
    expect(writeSettings(join(home, 'file'), DEFAULT_SETTINGS).ok).toBe(false)
  })
})

describe('§15 a settings file that was edited by hand', () => {
  it('leaves a row for each setting that differs from the last run, and `started` names the settings in force', () => {
    expect(settingsOfLastRun(home, null)).toBeNull()
    expect(writeSettings(home, DEFAULT_SETTINGS).ok).toBe(true)
    writeFileSync(join(home, 'settings.json'), '{ "lockAfterMinutes": 0, "retentionYears": 3 }')
    const before = settingsOfLastRun(home, null)
    const { settings } = readSettings(home)
    const edited = settingsChanges(before ?? DEFAULT_SETTINGS, settings)
    expect(edited).toEqual([
      { event: 'settings-changed', setting: 'retentionYears', old: '5', new: '3' },
      { event: 'settings-changed', setting: 'lockAfterMinutes', old: '15', new: '0' },
    ])
    expect(settingsFingerprint(settings)).toMatch(/^[0-9a-f]{16}$/)
    expect(settingsFingerprint(settings)).not.toBe(settingsFingerprint(DEFAULT_SETTINGS))
    // The next start finds nothing new.
    expect(
      settingsChanges(settingsOfLastRun(home, null) ?? DEFAULT_SETTINGS, readSettings(home).settings),
    ).toEqual([])

    const desk = fakeDesk({ differingSettings: edited })
    expect(desk.journal.events()).toMatchObject([
      { event: 'started', settings: '0'.repeat(16) },
      { event: 'settings-changed', setting: 'retentionYears', byHand: true },
      { event: 'settings-changed', setting: 'lockAfterMinutes', byHand: true },
    ])
  })

  it('is not what a restoring has brought back: that is said, and nobody is said to have edited it', () => {
    const differing = settingsChanges(DEFAULT_SETTINGS, { ...DEFAULT_SETTINGS, lockAfterMinutes: 5 })
    const [, row] = fakeDesk({ differingSettings: differing, isRestored: true }).journal.events()
    expect(row).toMatchObject({ event: 'settings-changed', setting: 'lockAfterMinutes', afterRestore: true })
    expect(row).not.toHaveProperty('byHand')
  })

  it('is not what a change at the desk has left that was cut off behind the file', () => {
    const noted: (number | undefined)[] = []
    const onDisk = (): number => readSettings(home).settings.lockAfterMinutes
    const store = createSettingsStore(
      home,
      DEFAULT_SETTINGS,
      () => {},
      ({ lockAfterMinutes }) => noted.push(lockAfterMinutes, onDisk()),
    )
    expect(store.change({ lockAfterMinutes: 5 }, NOBODY_HEARS)).toBe(true)
    expect(noted).toEqual([5, 15])
    const differing = settingsChanges(DEFAULT_SETTINGS, store.now())
    const [, row] = fakeDesk({ differingSettings: differing, wasAsked: true }).journal.events()
    expect(row).toMatchObject({ event: 'settings-changed', setting: 'lockAfterMinutes', new: '5' })
    expect(row).not.toHaveProperty('byHand')
  })

  it('does not pass for a change at the desk that could not be written', () => {
    writeFileSync(join(home, 'file'), '')
    const noted: number[] = []
    const store = createSettingsStore(
      join(home, 'file'),
      DEFAULT_SETTINGS,
      () => {},
      ({ lockAfterMinutes }) => noted.push(lockAfterMinutes),
    )
    expect(store.change({ lockAfterMinutes: 5 }, NOBODY_HEARS)).toBe(false)
    expect(noted).toEqual([5, 15])
  })

  it('is compared with what the journal remembers: whoever removes or edits the file beside it hides nothing', () => {
    const kept = settingsText({ ...DEFAULT_SETTINGS, lockAfterMinutes: 5 })
    writeFileSync(join(home, 'settings.json'), '{ "lockAfterMinutes": 0 }')
    expect(settingsOfLastRun(home, kept)).toMatchObject({ lockAfterMinutes: 5 })
    readSettings(home)
    expect(settingsOfLastRun(home, kept)).toMatchObject({ lockAfterMinutes: 5 })
  })

  it('leaves rows that show the difference, however long the setting is', () => {
    const withPattern = (pattern: string) => ({
      ...DEFAULT_SETTINGS,
      insurerRules: Object.fromEntries(
        Array.from({ length: 60 }, (_, place) => [
          `0613${String(place).padStart(4, '0')}`,
          `${pattern}-${place}`,
        ]),
      ),
    })
    const before = withPattern('見本')
    const after = { ...before, insurerRules: { ...before.insurerRules, '06130050': '別の見本' } }
    const [row] = settingsChanges(before, after)
    expect(row?.old).toContain('"06130050":"見本-50"')
    expect(row?.new).toContain('"06130050":"別の見本"')
    expect(row?.new.length).toBeLessThanOrEqual(400)
  })

  it('with an individual number in a name is a broken one; one in a path costs the row its text alone', () => {
    const name = '見本 9832-0567-3214 医院'
    expect(parseSettings(JSON.stringify({ clinicName: name }))).toMatchObject({
      ok: false,
      problem: { line: 1 },
    })
    const path = { ...DEFAULT_SETTINGS, backupFolder: '/mnt/983205673214' }
    expect(settingsChanges(DEFAULT_SETTINGS, path)).toEqual([
      {
        event: 'settings-changed',
        setting: 'backupFolder',
        old: 'null',
        new: '"(not recorded: twelve digits)"',
      },
    ])
    const desk = fakeDesk({ home })
    desk.intend({ type: 'change-settings', settings: { clinicName: name } })
    expect(desk.state().office.settings.clinicName).toBe('')
    expect(desk.messages()).toContain('INPUT_REFUSED')
  })
})
