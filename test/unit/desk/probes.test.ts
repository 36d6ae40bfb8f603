import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ok } from '../../../contract/result.ts'
import { diagnose } from '../../../main/desk/office/doctor.ts'
import { machineProbes } from '../../../main/desk/office/probes.ts'
import { systemClock } from '../../../main/desk/process/clock.ts'
import { createKeyRing, openJournal } from '../../../main/journal/index.ts'

const JAPAN = { isRight: true, name: () => 'Asia/Tokyo' }

/** The doctor's answer about a home and a zone; the devices, which are another matter, are not asked. */
const diagnosed = (...probes: Parameters<typeof machineProbes>): ReturnType<typeof diagnose> =>
  diagnose({
    ...machineProbes(...probes),
    readers: async () => ok([]),
    scanners: async () => ({ usable: [], refused: [], udevRule: null }),
  })

it('tells a journal whose keys are in the system’s key store from one that is not there, and from one whose keys are lost', () => {
  const home = mkdtempSync(join(tmpdir(), 'uketsuke-probes-'))
  try {
    expect(machineProbes(home, JAPAN).verify()).toEqual({ state: 'none' })
    const opened = openJournal({
      home,
      keys: createKeyRing(),
      now: () => ({ iso: '2026-11-22T09:00:00.000+09:00', monotonicMs: 0 }),
      terminal: '見本端末',
      findsIndividualNumber: () => false,
    })
    if (!opened.ok) throw new Error(opened.problem.message)
    const journal = opened.value
    expect(machineProbes(home, JAPAN, journal).care()).toMatchObject({ hasKeySheet: false })
    journal.makeKeySheet({ staff: 'reception', passphrase: null })
    expect(machineProbes(home, JAPAN, journal).care()).toMatchObject({ hasKeySheet: true })
    expect(machineProbes(home, JAPAN, journal).verify()).toMatchObject({ state: 'verified', ok: true })
    journal.close()
    expect(machineProbes(home, JAPAN).care()).toMatchObject({ hasKeySheet: null })
    expect(machineProbes(home, JAPAN).verify()).toEqual({ state: 'keys-lost' })
    writeFileSync(join(home, 'keys.sealed'), 'sealed')
    expect(machineProbes(home, JAPAN).verify()).toEqual({ state: 'keys-elsewhere' })
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
})

it('says of a home that nobody can look into that it cannot be opened', async () => {
  const home = join(tmpdir(), 'x'.repeat(300))
  const diagnoses = await diagnosed(home, JAPAN)
  const statusOf = (id: string) => diagnoses.find((one) => one.id === id)?.status
  expect(statusOf('home')).toBe('fail')
  // To Windows there is just nothing of that name.
  if (process.platform !== 'win32') expect(['journal', 'settings'].map(statusOf)).toEqual(['fail', 'fail'])
})

it.runIf(process.platform === 'linux')('comes to its end where no folder can be made', async () => {
  const diagnoses = await diagnosed('/proc/uketsuke/home', JAPAN)
  expect(diagnoses.find(({ id }) => id === 'home')?.status).toBe('fail')
})

it.runIf(process.platform !== 'win32')(
  'is of one mind with the desk about the time zone, and names one that the engine has no name for',
  async () => {
    const zone = process.env.TZ
    const clockUnder = async (name: string): Promise<string> => {
      process.env.TZ = name
      const diagnoses = await diagnosed(tmpdir(), systemClock.zone())
      return diagnoses.find(({ id }) => id === 'clock')?.what.en ?? ''
    }
    try {
      expect(await clockUnder('JST-9')).toBe('clock: Japan time')
      expect(await clockUnder('UTC+9')).toContain('UTC-09:00')
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
  },
)
