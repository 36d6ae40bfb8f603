import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { diagnosisSchema } from '../../../contract/office.ts'
import { fail, ok } from '../../../contract/result.ts'
import { diagnose, type Probes } from '../../../main/desk/office/doctor.ts'

const CARED_FOR = { backupOverdueDays: null, clockDoubt: null, hasKeySheet: true } as const

const good: Probes = {
  home: tmpdir(),
  readers: async () => ok(['見本リーダー']),
  scanners: async () => ({ usable: ['見本スキャナー'], refused: [], udevRule: null }),
  settings: () => ({ file: '/home/mihon/settings.json', problem: null }),
  bridge: async () => null,
  center: async () => null,
  verify: () => ({ state: 'verified', ok: true, entries: 12, problem: null }),
  care: () => CARED_FOR,
  runtime: { napi: 10, name: 'Node 24' },
  platform: 'linux',
  zone: { isRight: true, name: () => 'Asia/Tokyo' },
}

const statusOf = async (id: string, change: Partial<Probes>) =>
  (await diagnose({ ...good, ...change })).find((one) => one.id === id)

describe('doctor', () => {
  it('is content where everything works', async () => {
    const diagnoses = await diagnose(good)
    expect(diagnoses.filter(({ id }) => id !== 'disk').every(({ status }) => status === 'ok')).toBe(true)
    expect(diagnoses.every((one) => diagnosisSchema.safeParse(one).success)).toBe(true)
  })

  it.each<[string, Partial<Probes>, 'warn' | 'fail']>([
    ['card-reader', { readers: async () => fail('no-service') }, 'fail'],
    ['card-reader', { readers: async () => ok([]) }, 'fail'],
    ['scanner', { scanners: async () => ({ usable: [], refused: ['x'], udevRule: 'KERNEL==…' }) }, 'fail'],
    ['scanner', { scanners: async () => ({ usable: [], refused: [], udevRule: null }) }, 'warn'],
    [
      'bridge',
      { bridge: async () => ({ folder: '/OQS', missing: ['res'], isWritable: true, newestFace: null }) },
      'fail',
    ],
    [
      'bridge',
      { bridge: async () => ({ folder: '/OQS', missing: [], isWritable: false, newestFace: null }) },
      'fail',
    ],
    [
      'bridge',
      { bridge: async () => ({ folder: '/OQS', missing: [], isWritable: true, newestFace: null }) },
      'warn',
    ],
    ['journal', { verify: () => ({ state: 'verified', ok: false, entries: 3, problem: 'row 2' }) }, 'fail'],
    ['journal', { verify: () => ({ state: 'not-opened', problem: 'the journal is damaged' }) }, 'fail'],
    ['journal', { verify: () => ({ state: 'keys-elsewhere' }) }, 'warn'],
    [
      'settings',
      {
        settings: () => ({ file: '/x/settings.json', problem: { line: 3, message: 'volumee: unknown key' } }),
      },
      'fail',
    ],
    ['runtime', { runtime: { napi: 8, name: 'Node 18' } }, 'fail'],
    ['clock', { zone: { isRight: false, name: () => 'UTC' } }, 'warn'],
    ['clock', { care: () => ({ ...CARED_FOR, clockDoubt: 'behind' }) }, 'fail'],
    ['backup', { care: () => ({ ...CARED_FOR, backupOverdueDays: 5 }) }, 'warn'],
    ['key-sheet', { care: () => ({ ...CARED_FOR, hasKeySheet: false }) }, 'warn'],
    ['home', { home: '/dev/null/home' }, 'fail'],
  ])('says what to do about %s', async (id, change, status) => {
    const found = await statusOf(id, change)
    expect(found?.status).toBe(status)
    expect(found?.advice.ja).not.toBe('')
    expect(found?.advice.en).not.toBe('')
  })

  it('names the line of the settings that cannot be used, and the file to correct', async () => {
    const problem = { line: 3, message: `volume: ${'x'.repeat(400)}` }
    const found = await statusOf('settings', { settings: () => ({ file: '/x/settings.json', problem }) })
    expect(found?.what.ja).toBe('設定ファイルの 3 行目を使えません')
    expect(found?.advice.ja).toContain('/x/settings.json')
    expect(diagnosisSchema.safeParse(found).success).toBe(true)
  })

  it('says nothing of a key sheet where there is no journal', async () => {
    expect(await statusOf('key-sheet', { care: () => ({ ...CARED_FOR, hasKeySheet: null }) })).toBeUndefined()
  })

  it('names the udev rule that is missing', async () => {
    const found = await statusOf('scanner', {
      scanners: async () => ({ usable: [], refused: ['x'], udevRule: 'KERNEL=="hidraw*", TAG+="uaccess"' }),
    })
    expect(found?.advice.en).toContain('KERNEL=="hidraw*"')
  })

  it.each([
    ['win32', /Smart Card/, /HID POS/],
    ['linux', /pcscd/, /udev/],
  ] as const)('speaks of what is found on %s', async (platform, service, scanner) => {
    const noService = await statusOf('card-reader', { platform, readers: async () => fail('no-service') })
    const refused = await statusOf('scanner', {
      platform,
      scanners: async () => ({ usable: [], refused: ['見本スキャナー'], udevRule: 'KERNEL==…' }),
    })
    for (const language of ['ja', 'en'] as const) {
      expect(noService?.advice[language]).toMatch(service)
      expect(refused?.advice[language]).toMatch(scanner)
    }
    expect(refused?.advice.en.includes('KERNEL')).toBe(platform === 'linux')
  })
})
