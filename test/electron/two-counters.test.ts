/** Two whole desks of one site in real windows, with one real PostgreSQL between them, which is killed while they work. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { TERMS } from '../../contract/languages/index.ts'
import words from '../../contract/languages/ja/window.json' with { type: 'json' }
import { type Cluster, createCluster } from '../../fixtures/center/cluster.ts'
import { uketsuke } from '../../fixtures/center/typed.ts'
import { type Display, openDisplay } from '../../fixtures/terminal/display.ts'
import { launch, type Terminal } from '../../fixtures/terminal/launch.ts'
import { checkIn, invited, verified } from '../center/support.ts'
import { type Person, personAt } from './visits/person.ts'

const { desk } = words
const SITE = '見本内科医院'
const NUMBER = '004512'
const printedSchema = z.looseObject({ publicKey: z.string() })

type Counter = Terminal & { readonly person: Person }

let folder = ''
let cluster: Cluster
let owner = ''
const displays: Display[] = []
const counters: Counter[] = []
const counter = (index: 0 | 1): Counter => {
  const found = counters[index]
  if (found === undefined) throw new Error('the counters are opened before the tests')
  return found
}

const typed = async (...args: readonly string[]): Promise<unknown> => {
  const { code, json, said } = await uketsuke(...args)
  if (code !== 0) throw new Error(`uketsuke ${args.join(' ')}: ${said}`)
  return json
}

const addressOfCenter = (): string => `postgresql://127.0.0.1:${cluster.port}/uketsuke`

/** Enrols a home at the center. @param trusts whose publications it takes over. @returns its folder */
const enrolled = async (name: string, trusts?: string): Promise<string> => {
  const home = join(folder, name)
  const url = addressOfCenter()
  await checkIn(home, 1)
  const { code } = await invited(owner, name, SITE)
  await typed('forward', 'enrol', code, '--home', home, '--database', url)
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ center: { url, shares: true, trusts } }))
  return home
}

/** Opens the window of a home on a screen of its own, and waits for what the center is to it. */
const open = async (home: string, state: 'ready' | 'elsewhere' = 'ready'): Promise<Counter> => {
  const display = await openDisplay()
  displays.push(display)
  const terminal = await launch({ home, display })
  await terminal.until('the center', ({ center }) => center.state === state, 30_000)
  return { ...terminal, person: await personAt(terminal) }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'uketsuke-two-counters-'))
  cluster = await createCluster()
  owner = await cluster.createDatabase('uketsuke')
  await typed('center', 'init', '--database', owner)
  const key = await typed('center', 'publishing-key', '--file', join(folder, 'publisher.pem'))
  const { publicKey } = printedSchema.parse(key)
  const homes = await Promise.all(['受付1', '受付2'].map((name) => enrolled(name, publicKey)))
  counters.push(...(await Promise.all(homes.map((home) => open(home)))))
}, 60_000)
afterAll(async () => {
  await Promise.all(counters.map((one) => one.close()))
  await Promise.all(displays.map((display) => display.close()))
  await cluster?.remove()
  rmSync(folder, { recursive: true, force: true })
})

const shot = async ({ page }: Counter, name: string): Promise<void> => {
  const pictures = process.env.UKETSUKE_SCREENSHOTS
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png` })
}
const elsewhere = ({ page }: Counter) => page.getByRole('status', { name: desk.elsewhere.title })
const lamp = ({ page }: Counter, state: keyof typeof desk.lamps.centerStates) =>
  page
    .getByRole('list', { name: desk.lamps.title })
    .getByRole('listitem')
    .filter({ hasText: desk.lamps.center })
    .filter({ hasText: desk.lamps.centerStates[state] })

/** Begins a visit of somebody with this number. */
const comes = async ({ person }: Counter, number: string): Promise<void> => {
  await person.press(desk.ready.byHand)
  await person.who(number)
}
/** Ends the visit that is open, as one of an emergency. */
const ends = async (at: Counter): Promise<void> => {
  await at.send({ type: 'set-visit', visit: { emergency: true } })
  await at.until('a decision', ({ checkIn: view }) => view?.decided != null)
  await at.send({ type: 'conclude', confirmed: true })
  await at.until('the end', ({ checkIn: view }) => view === null)
}
const leaves = async ({ send, until }: Counter): Promise<void> => {
  await send({ type: 'cancel' })
  await until('an empty desk', ({ checkIn: view }) => view === null)
}

test('a visit that is open at one counter, and then over, is hinted at the other', async () => {
  const [first, second] = [counter(0), counter(1)]
  await comes(first, NUMBER)
  await comes(second, NUMBER)
  await elsewhere(second).getByText('いま「受付1」でも受付中です', { exact: false }).waitFor()
  await shot(second, 'two-counters-open')
  await ends(first)
  await elsewhere(second)
    .getByText(/今日\d+:\d\dに「受付1」で受付が済んでいます/)
    .waitFor()
  await shot(second, 'two-counters-checked')
  await leaves(second)
})

test('what it has left to do is done at the other counter, and is on record at its own', async () => {
  const [first, second] = [counter(0), counter(1)]
  const [left] = (await first.until('something to do', ({ followUps }) => followUps.length > 0)).followUps
  await second.until('the same', ({ site }) => site.followUps.length > 0)
  const line = second.page
    .getByRole('region', { name: desk.siteFollowUps.title })
    .getByRole('listitem')
    .filter({ hasText: NUMBER })
    .first()
  await shot(second, 'two-counters-to-do')
  await second.person.tap(line.getByRole('button', { name: desk.followUps.record }))
  const valid = new RegExp(`^${TERMS.ja.followUpResults.valid}`)
  await second.person.tap(second.page.getByRole('dialog').getByRole('button', { name: valid }))
  const done = await first.until('done', ({ followUps }) =>
    followUps.some(({ id, done: one }) => id === left?.id && one !== null),
  )
  expect(done.followUps.find(({ id }) => id === left?.id)?.done).toMatchObject({
    staff: 'terminal',
    elsewhere: { counterName: '受付2' },
  })
  await shot(first, 'two-counters-done')
})

test('settings and staff that are published are taken over at both, and shown as that', async () => {
  const second = counter(1)
  await second.send({ type: 'add-person', name: '見本 花子', role: 'administrator', secret: '4711' })
  const { office: there } = await second.until('staff', ({ office }) => office.staff.people.length === 1)
  await second.send({ type: 'sign-in', person: there.staff.people[0]?.id ?? '', secret: '4711' })
  await second.until('somebody', ({ office }) => office.staff.signedIn !== null)
  const content = join(folder, 'site.json')
  const settings = { clinicName: '見本内科医院 本院', lockAfterMinutes: 5 }
  const staff = [
    { name: '見本 花子', role: 'administrator' },
    { name: '国保 太郎', role: 'receptionist' },
  ]
  writeFileSync(content, JSON.stringify({ settings, staff }))
  await typed(
    ...['center', 'publish', '--database', owner, '--site', SITE],
    ...['--key', join(folder, 'publisher.pem'), '--content', content],
  )
  for (const at of counters) {
    const { office } = await at.until('the publication', ({ site }) => site.published?.number === 1)
    expect(office.settings).toMatchObject(settings)
  }
  await second.person.press(desk.doors.settings)
  await second.page.getByText(desk.published.title.replace('{{site}}', SITE)).waitFor()
  await second.page.getByText(desk.published.waiting.replace('{{names}}', '国保 太郎')).waitFor()
  await shot(second, 'two-counters-published')
  await second.person.press(desk.doors.desk)
})

test('the server is killed: both go on at once and say so, and catch up afterwards', async () => {
  const [first, second] = [counter(0), counter(1)]
  await comes(first, '00231')
  await cluster.stop('immediate')
  await Promise.all(counters.map((at) => lamp(at, 'down').waitFor({ timeout: 5_000 })))
  // Of a center that is away nothing is said about patients, and no visit takes longer.
  const started = performance.now()
  await ends(first)
  await comes(second, '00231')
  expect(performance.now() - started).toBeLessThan(10_000)
  expect(await elsewhere(second).count()).toBe(0)
  await shot(second, 'two-counters-down')
  await ends(second)
  await cluster.start()
  await Promise.all(counters.map((at) => lamp(at, 'ready').waitFor({ timeout: 15_000 })))
  // Both know now of the visits of meanwhile, and every row is held.
  await comes(first, '231')
  await elsewhere(first)
    .getByText(/「受付2」で受付が済んでいます/)
    .waitFor()
  await shot(first, 'two-counters-again')
  await leaves(first)
  const { code, terminals } = await verified(owner)
  expect(code).toBe(0)
  expect(terminals).toHaveLength(2)
})

test('a terminal whose folder was copied sends nothing from there, until somebody takes it over at the screen', async () => {
  const copy = join(folder, 'copied')
  cpSync(await enrolled('受付3'), copy, { recursive: true })
  const third = await open(copy, 'elsewhere')
  counters.push(third)
  const { page, person } = third
  await lamp(third, 'elsewhere').waitFor()
  await page.getByText(desk.messages.CENTER_ELSEWHERE).waitFor()
  await person.press(desk.doors.settings)
  await person.tap(page.getByRole('tab', { name: desk.settings.journal }))
  const part = page.getByRole('region', { name: desk.journalCare.takeOver })
  const takes = part.getByRole('button', { name: desk.journalCare.takeOverButton })
  expect(await takes.isDisabled()).toBe(true)
  await part.getByLabel(desk.journalCare.takeOverWhy).fill('見本: パソコンの入れ替え')
  await shot(third, 'two-counters-take-over')
  await person.tap(takes)
  await page.getByText(desk.journalCare.takenOver).waitFor()
  await third.until('the center', ({ center }) => center.state === 'ready', 30_000)
  await part.waitFor({ state: 'detached' })
  await shot(third, 'two-counters-taken-over')
  expect(await page.getByText(desk.messages.CENTER_ELSEWHERE).count()).toBe(0)
})
