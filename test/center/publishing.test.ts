/** Settings and staff published for a site, by the commands that people type, through a real PostgreSQL, taken over by a back office. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Publication, publicationSchema } from '../../contract/publication.ts'
import { uketsuke } from '../../fixtures/center/typed.ts'
import { readAddress } from '../../main/center/address.ts'
import { createForwarder, newPublishingKey, publicationHolds } from '../../main/center/index.ts'
import type { SiteWord } from '../../main/center/site/words.ts'
import { lastPublished, takePublication } from '../../main/desk/office/published.ts'
import { DEFAULT_SETTINGS } from '../../main/desk/office/settings.ts'
import { createSettingsStore } from '../../main/desk/office/settings-store.ts'
import { createStaffRoom } from '../../main/desk/office/staff-room.ts'
import { QUIET } from '../electron/fixture/state.ts'
import { openHome } from '../unit/journal/support.ts'
import { type CenterDatabase, centerForTests, checkIn, invited } from './support.ts'

const { cluster, center, home: newHome } = centerForTests()
const SITE = '見本内科医院'
const printedSchema = z.looseObject({ publicKey: z.string() })

let one: CenterDatabase
let key = ''
let trusts = ''
beforeAll(async () => {
  one = await center()
  key = join(dirname(newHome()), 'publisher.pem')
  const made = await uketsuke('center', 'publishing-key', '--file', key)
  trusts = printedSchema.parse(made.json).publicKey
})

const publish = async (content: unknown, site = SITE, by = key) => {
  const file = join(dirname(newHome()), 'content.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return uketsuke('center', 'publish', '--database', one.url, '--site', site, '--key', by, '--content', file)
}
const newest = async (site = SITE): Promise<Publication> =>
  publicationSchema.parse(
    JSON.parse(
      await one.sql(
        `SELECT publication FROM uketsuke.publication WHERE site = '${site}' ORDER BY number DESC LIMIT 1`,
      ),
    ),
  )

/** A back office over a real journal, that trusts a key. */
const terminal = async (trusted: string | null = trusts) => {
  const home = newHome()
  mkdirSync(home, { recursive: true })
  const journal = openHome(home)
  const settings = createSettingsStore(
    home,
    { ...DEFAULT_SETTINGS, center: { url: 'postgresql://center.example/u', shares: false, trusts: trusted } },
    () => {},
  )
  const staff = createStaffRoom(journal.staff)
  const rows: unknown[] = []
  const take = (publication: Publication) =>
    takePublication(
      publication,
      { home, settings, staff, port: journal.staff },
      {
        tell: () => {},
        state: () => QUIET,
        record: (event) => rows.push(event),
      },
    )
  return { home, journal, settings, staff, rows, take }
}

test('is signed, numbered, and heard at once by the terminals of its site alone', async () => {
  const words = new Map<string, SiteWord[]>()
  const running = []
  for (const site of [SITE, '見本歯科']) {
    const home = newHome()
    await checkIn(home, 1)
    const { code } = await invited(one.url, '受付1', site)
    const url = `postgresql://127.0.0.1:${cluster().port}/${one.name}`
    await uketsuke('forward', 'enrol', code, '--home', home, '--database', url)
    const address = readAddress(url)
    if (!address.ok) throw new Error(address.problem)
    const heard: SiteWord[] = []
    words.set(site, heard)
    const standing = Promise.withResolvers<void>()
    running.push(
      createForwarder(
        { home, address: address.value },
        () => standing.resolve(),
        undefined,
        undefined,
        (word) => heard.push(word),
      ),
    )
    await standing.promise
  }
  expect(await publish({ settings: { clinicName: '見本内科医院 本院', sounds: false } })).toMatchObject({
    code: 0,
    json: { number: 1, publicKey: trusts },
  })
  const heard = () => words.get(SITE)?.filter(({ word }) => word === 'publication') ?? []
  const end = performance.now() + 10_000
  while (heard().length === 0 && performance.now() < end) await new Promise((go) => setTimeout(go, 10))
  const [word] = heard()
  expect(word?.word === 'publication' && publicationHolds(word.publication, trusts)).toBe(true)
  expect(words.get('見本歯科')?.some(({ word }) => word === 'publication')).toBe(false)
  for (const forwarder of running) await forwarder.stop()
})

describe('a terminal', () => {
  test('that trusts the key takes it over, once, on record, and shows it as that', async () => {
    await publish({ settings: { clinicName: '見本クリニック', lockAfterMinutes: 5 } })
    const at = await terminal()
    const publication = await newest()
    await at.take(publication)
    await at.take(publication)
    expect(at.settings.now()).toMatchObject({ clinicName: '見本クリニック', lockAfterMinutes: 5 })
    expect(at.rows).toMatchObject([
      { event: 'published-taken', site: SITE, edition: publication.number, publicKey: trusts },
      { event: 'settings-changed', setting: 'clinicName' },
      { event: 'settings-changed', setting: 'lockAfterMinutes' },
    ])
    expect(lastPublished(at.home)).toMatchObject({
      number: publication.number,
      settings: ['clinicName', 'lockAfterMinutes'],
      hasStaff: false,
    })
    at.journal.close()
  })

  test('takes nothing of another key, nothing that was altered, and nothing older', async () => {
    await publish({ settings: { clinicName: '古い名' } })
    const old = await newest()
    await publish({ settings: { clinicName: '新しい名' } })
    const now = await newest()
    for (const trusted of [null, newPublishingKey().publicKey]) {
      const at = await terminal(trusted)
      await at.take(now)
      expect(at.rows).toEqual([])
      at.journal.close()
    }
    const at = await terminal()
    await at.take({ ...now, content: now.content.replace('新しい名', '別の名') })
    await at.take({ ...now, number: now.number + 1 })
    await at.take({ ...now, site: '見本歯科' })
    expect(at.rows).toEqual([])
    await at.take(now)
    await at.take(old)
    expect(at.settings.now().clinicName).toBe('新しい名')
    at.journal.close()
  })

  test('follows the list of staff: who is not in it leaves, roles follow, who is new waits for a PIN', async () => {
    const at = await terminal()
    const { staff } = at.journal
    await staff.add({ by: 'reception', name: '見本 花子', role: 'administrator', pin: '4711' })
    await staff.add({ by: 'reception', name: '国保 太郎', role: 'receptionist', pin: '4812' })
    await staff.add({ by: 'reception', name: '見本 次郎', role: 'manager', pin: '4913' })
    await publish({
      staff: [
        { name: '国保 太郎', role: 'administrator' },
        { name: '見本 次郎', role: 'receptionist' },
        { name: '見本 三郎', role: 'receptionist' },
      ],
    })
    await at.take(await newest())
    expect(staff.members().map(({ name, role }) => [name, role])).toEqual([
      ['国保 太郎', 'administrator'],
      ['見本 次郎', 'receptionist'],
    ])
    expect(lastPublished(at.home)).toMatchObject({ hasStaff: true, waiting: ['見本 三郎'] })
    at.journal.close()
  })
})

test.each([
  ['no JSON', 'x', 'not JSON'],
  ['nothing', {}, 'neither'],
  ['a setting of one machine', { settings: { backupFolder: '/tmp' } }, 'backupFolder'],
  ['a value that is none', { settings: { retentionYears: 1 } }, 'retentionYears'],
  ['staff without an administrator', { staff: [{ name: '見本', role: 'manager' }] }, 'administrator'],
])('%s is refused, and nothing is published', async (_, content, said) => {
  const before = await one.sql('SELECT count(*) FROM uketsuke.publication')
  const refused = await publish(content)
  expect(refused).toMatchObject({ code: 2, json: null })
  expect(refused.said).toContain(said)
  expect(await one.sql('SELECT count(*) FROM uketsuke.publication')).toBe(before)
})

test('a site that is not there, a file that is no key, and a key file that is there already', async () => {
  expect((await publish({ settings: { sounds: true } }, '知らない医院')).said).toContain('no terminal')
  const other = join(dirname(newHome()), 'x.pem')
  writeFileSync(other, 'no key')
  expect(await publish({ settings: { sounds: true } }, SITE, other)).toMatchObject({ code: 2 })
  const before = readFileSync(key, 'utf8')
  expect(await uketsuke('center', 'publishing-key', '--file', key)).toMatchObject({ code: 2 })
  expect(readFileSync(key, 'utf8')).toBe(before)
})
