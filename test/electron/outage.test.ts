/** An outage of the official system, from its start to its end, at the screen. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import terms from '../../contract/languages/ja/terms.json' with { type: 'json' }
import words from '../../contract/languages/ja/window.json' with { type: 'json' }
import { launch, type Terminal } from '../../fixtures/terminal/launch.ts'
import { type Person, personAt } from './visits/person.ts'

const { desk } = words
let terminal: Terminal
let person: Person
beforeAll(async () => {
  terminal = await launch()
  await terminal.until('a reader', ({ cardReader }) => cardReader.state === 'ready')
  person = await personAt(terminal)
})
afterAll(() => terminal?.close())

const banner = () => terminal.page.getByRole('region', { name: desk.outage.title })

test('B11: two touches say that the check is down, and a banner says since when, with the call centre’s number', async () => {
  const before = person.touches()
  await person.press(desk.outage.start)
  await person.tap(terminal.page.getByRole('dialog').getByRole('button', { name: desk.outage.startYes }))
  await terminal.until('the outage', ({ outage }) => outage !== null)
  expect(person.touches() - before).toBe(2)
  await banner().waitFor()
  await person.press(desk.outage.open)
  await terminal.page.getByText('0800-080-4583').waitFor()
  await terminal.page.keyboard.press('Escape')
})

test('A12: nobody is accepted before somebody has searched, and the next patient is in the outage too', async () => {
  for (const number of [1, 2]) {
    await person.press(desk.ready.byHand)
    // The number comes first: the list of those to be checked again names them by it.
    await person.who(`0045${number}`)
    await terminal.page.getByText(desk.outage.searchNow).waitFor()
    expect((await terminal.state()).checkIn?.decided).toBeNull()
    const before = person.touches()
    await person.found()
    await terminal.page.locator('[data-reason="OUTAGE_MODE"]').waitFor()
    await person.conclude()
    await terminal.until('the end', ({ checkIn, visitCount }) => checkIn === null && visitCount === number)
    expect(person.touches() - before).toBe(2)
  }
})

test('A12: not found opens the other lawful ways, and says nothing against the cover', async () => {
  await person.press(desk.ready.byHand)
  await person.press(desk.who.none)
  await person.press(desk.outage.notFound)
  await terminal.until('the answer', ({ checkIn }) => checkIn?.outageSearch === 'not-found')
  await terminal.page.getByText('資格がないという意味ではありません').waitFor()
  // Nothing was brought either: what is paid today is agreed, as on every other day.
  await person.press(desk.choose.nothing)
  await person.press(desk.withoutProof.inFull)
  await terminal.page.getByText(desk.withoutProof.agreed['in-full']).waitFor()
  await terminal.until('the money', ({ checkIn }) => checkIn?.paid === 'in-full')
  await terminal.send({ type: 'cancel' })
  await terminal.until('an empty desk', ({ checkIn }) => checkIn === null)
})

test('the outage is still there after the desk has been killed', async () => {
  const pid = terminal.deskPid()
  if (pid === undefined) throw new Error('no desk')
  const { revision } = await terminal.state()
  process.kill(pid, 'SIGKILL')
  const back = await terminal.until('the next desk', (state) => state.revision > revision, 20_000)
  expect(back.outage).not.toBeNull()
  await banner().waitFor()
})

test('B11: it is ended where it is shown, and the banner goes', async () => {
  await person.press(desk.outage.open)
  await person.press(desk.outage.end)
  await terminal.until('the end', ({ outage }) => outage === null)
  await banner().waitFor({ state: 'detached' })
})

test('B11: when the line is back, one list has every visit of the outage, and one touch records all of them', async () => {
  const { followUps } = await terminal.state()
  const waiting = followUps.filter(({ what, done }) => what === 'outage' && done === null)
  expect(waiting.length).toBeGreaterThanOrEqual(2)
  const before = person.touches()
  await person.press(desk.outage.recheck)
  for (const number of ['00451', '00452'])
    await terminal.page.locator('.recheck-line', { hasText: number }).waitFor()
  for (const result of ['valid', 'invalid', 'changed', 'did-not-come'] as const)
    await terminal.page
      .locator('.recheck-line')
      .first()
      .getByRole('radio', { name: terms.followUpResults[result], exact: true })
      .waitFor()
  await person.press(desk.outage.recheckAll)
  await person.press(desk.outage.recheckRecord.replace('{{count}}', String(waiting.length)))
  const after = await terminal.until('the answers', (state) =>
    state.followUps.every(({ what, done }) => what !== 'outage' || done?.result === 'valid'),
  )
  expect(after.followUps.some(({ what, done }) => what === 'outage' && done === null)).toBe(false)
  expect(person.touches() - before).toBe(3)
})

test('B11: a visit that was made in an outage is marked in the list by icon and word, and spoken as such', async () => {
  const line = terminal.page.getByRole('button', { name: new RegExp(`${desk.visits.outage}.*00451`) })
  await line.waitFor()
  expect(await line.locator('.visit-outage svg').count()).toBe(1)
  await person.tap(line)
  await terminal.page.getByText(desk.visitDialog.ofOutage).waitFor()
  await terminal.page.keyboard.press('Escape')
  // One that is made now is not.
  await person.take('eligibility-certificate', { expiresOn: '令和9年3月31日', name: '見本 太郎' })
  await person.conclude()
  const { visits } = await terminal.until(
    'the end',
    ({ checkIn, visitCount }) => checkIn === null && visitCount === 3,
  )
  expect(visits.map(({ outage }) => outage)).toEqual([false, true, true])
})
