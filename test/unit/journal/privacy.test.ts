import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createKeyRing } from '../../../main/journal/keys.ts'
import { atOnce } from '../../../main/journal/steps.ts'
import { isOwnersAlone } from '../../access.ts'
import { makeHome, openHome } from './support.ts'
import { visit } from './visits.ts'

const insured = { symbol: '見本１２', number: '３４５６７' }

describe('symbol and number', () => {
  test('leave their last characters and a keyed hash, however they are written', () => {
    const journal = openHome(makeHome())
    const kept = journal.insured(insured)
    expect(kept?.lastCharacters).toBe('567')
    expect(journal.insured({ symbol: '見本 12', number: '345-67' })).toEqual(kept)
    expect(journal.insured({ symbol: '見本1', number: '234567' })?.hash).not.toBe(kept?.hash)
    expect(journal.insured({ symbol: '', number: '' })).toBe(null)
  })

  test.each([
    ['1', '23', '3'],
    ['', '1234', '34'],
    ['', '1', null],
    ['12', '34567', '567'],
  ])('of a short one at most half is kept: %s・%s leaves %s', (symbol, number, last) => {
    expect(openHome(makeHome()).insured({ symbol, number })?.lastCharacters ?? null).toBe(last)
  })

  test('a visit is found by the whole number and by the last characters, also after the keys were changed', () => {
    const keys = createKeyRing()
    const journal = openHome(makeHome(), { keys })
    const kept = journal.insured(insured)
    journal.append(visit(1, kept ? { insured: kept } : {}))
    journal.append(visit(2))
    expect(journal.search({ insured }).rows.map(({ seq }) => seq)).toEqual([1])
    expect(journal.search({ lastCharacters: '567' }).rows.map(({ seq }) => seq)).toEqual([1])
    expect(journal.search({ insured: { ...insured, number: '99999' } }).rows).toEqual([])
    expect(journal.rotateKeys({ staff: 'reception', keys: journal.extendedKeys() }).ok).toBe(true)
    expect(journal.insured(insured)?.hash).not.toBe(kept?.hash)
    expect(journal.search({ insured }).rows.map(({ seq }) => seq)).toEqual([1])
  })

  test('another journal makes another hash', () => {
    expect(openHome(makeHome()).insured(insured)?.hash).not.toBe(openHome(makeHome()).insured(insured)?.hash)
  })
})

describe('an individual number', () => {
  test.each([
    [
      'overridden',
      {
        event: 'overridden',
        staff: 'reception',
        checkIn: 'a',
        from: 'need-more',
        reason: 'NO_PROOF',
        to: 'accept',
        why: '番号は123456789018です',
      },
      'why',
    ],
    ['concluded', visit(1, { patientNumber: '123456789018' }), 'patientNumber'],
    [
      'settings',
      { event: 'settings-changed', staff: 'reception', setting: 'clinicName', old: '', new: '123456789018' },
      'new',
    ],
    ['staff', { event: 'stopped', staff: '123456789018', cause: 'asked' }, 'staff'],
  ] as const)('is refused in %s, and not repeated', (_, event, field) => {
    const journal = openHome(makeHome())
    const written = journal.append(event)
    expect(written).toEqual({
      ok: false,
      problem: { why: 'refused', detail: `${field}: holds an individual number, which is never kept` },
    })
    expect(journal.search({ events: [] }).rows).toEqual([])
  })
})

describe('the files', () => {
  test("are the owner's alone and hold nothing in plain, a backup with the visits that are not over neither", () => {
    const home = makeHome()
    const journal = openHome(home)
    journal.saveWorking('{"name":"KOKUHO TARO"}')
    journal.append(visit(1, { patientNumber: 'SAMPLE-777' }))
    const backup = atOnce(journal.backUp({ staff: 'reception' }))
    expect(backup.ok).toBe(true)
    journal.close()
    expect(isOwnersAlone(home)).toBe(true)
    const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    )
    expect(files.length).toBeGreaterThan(5)
    for (const file of files) {
      const path = join(file.parentPath, file.name)
      expect([file.name, isOwnersAlone(path)]).toEqual([file.name, true])
      const content = readFileSync(path).toString('latin1')
      expect(content).not.toContain('SAMPLE-777')
      expect(content).not.toContain('KOKUHO')
    }
    expect(openHome(home).loadWorking()).toBe('{"name":"KOKUHO TARO"}')
  })
})
