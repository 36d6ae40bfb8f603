import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { machineProbes } from '../../../main/desk/office/probes.ts'
import { createKeyRing, openJournal } from '../../../main/journal/index.ts'

it('tells a journal whose keys are in the system’s key store from one that is not there, and from one whose keys are lost', () => {
  const home = mkdtempSync(join(tmpdir(), 'uketsuke-probes-'))
  try {
    expect(machineProbes(home).verify()).toEqual({ state: 'none' })
    const opened = openJournal({
      home,
      keys: createKeyRing(),
      now: () => ({ iso: '2026-11-22T09:00:00.000+09:00', monotonicMs: 0 }),
      terminal: '見本端末',
      findsIndividualNumber: () => false,
    })
    if (!opened.ok) throw new Error(opened.problem.message)
    const journal = opened.value
    expect(machineProbes(home, journal).care()).toMatchObject({ hasKeySheet: false })
    journal.makeKeySheet({ staff: 'reception', passphrase: null })
    expect(machineProbes(home, journal).care()).toMatchObject({ hasKeySheet: true })
    expect(machineProbes(home, journal).verify()).toMatchObject({ state: 'verified', ok: true })
    journal.close()
    expect(machineProbes(home).care()).toMatchObject({ hasKeySheet: null })
    expect(machineProbes(home).verify()).toEqual({ state: 'keys-lost' })
    writeFileSync(join(home, 'keys.sealed'), 'sealed')
    expect(machineProbes(home).verify()).toEqual({ state: 'keys-elsewhere' })
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
})
