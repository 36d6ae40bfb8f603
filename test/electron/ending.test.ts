/** Ending a visit at the screen: no one key ends what is unconfirmed or not ticked, and the rows name who did what. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Intent } from '../../contract/intents.ts'
import words from '../../contract/languages/ja/window.json' with { type: 'json' }
import { openDisplay } from '../../fixtures/terminal/display.ts'
import { drawn, launch, type Terminal } from '../../fixtures/terminal/launch.ts'
import { journalRows } from './journal-content.ts'
import { type Person, personAt } from './visits/person.ts'

const { desk } = words
const CERTIFICATE: Intent = {
  type: 'add-document',
  document: {
    type: 'eligibility-certificate',
    effectiveOn: '2026-08-01',
    expiresOn: '2027-07-31',
    scheme: 'national',
    burden: 3,
  },
  claims: { birthDate: '1985-05-02' },
}

let terminal: Terminal
let person: Person
beforeAll(async () => {
  terminal = await launch({ args: ['--today', '2026-11-22'] })
  await terminal.until('a reader', ({ cardReader }) => cardReader.state === 'ready')
  person = await personAt(terminal)
})
afterAll(() => terminal?.close())

const dialog = () => terminal.page.getByRole('dialog')
const inDialog = (name: string) => dialog().getByRole('button', { name })
const decided = () => terminal.until('a decision', ({ checkIn }) => checkIn?.decided != null)
/** Presses the key of the end as a person does: once the visit, whose part of the window is loaded late, is on the screen. */
const pressEnd = async (): Promise<void> => {
  await terminal.page.locator('.check-in').waitFor()
  await drawn(terminal.page)
  await terminal.page.keyboard.press('F8')
}
const asked = () => terminal.until('the question', ({ checkIn }) => checkIn?.ending === true)

it('a paper that nobody has compared is said before the end, and the key leads back to it', async () => {
  await person.take('eligibility-certificate', { expiresOn: 'R9.3.31' })
  await terminal.send({ type: 'tick-note', note: 'ASK_COVER_CHANGED', ticked: true })
  await terminal.until('the tick', ({ checkIn }) => checkIn?.ticked.length === 1)
  await pressEnd()
  await asked()
  const paper = desk.documents['eligibility-certificate']
  await dialog().getByText(desk.end.notCompared.replace('{{documents}}', paper)).waitFor()
  await terminal.page.keyboard.press('Enter')
  await terminal.until('the visit', ({ checkIn }) => checkIn?.ending === false)
  await pressEnd()
  await asked()
  await person.tap(inDialog(desk.end.asIs))
  await terminal.until('the end', ({ checkIn }) => checkIn === null)
})

describe('A5: one key', () => {
  afterEach(() => person.leave())

  const notice = () =>
    terminal.send({ type: 'add-document', document: { type: 'eligibility-notice' }, claims: {} })
  const screens: readonly (readonly [string, () => Promise<void>])[] = [
    ['with a paper that confirms nothing alone', notice],
    ['with a card that could not be read', () => person.card('fuyomi-kasuko')],
    ['with nothing shown', () => terminal.send({ type: 'set-visit', visit: { kind: 'first' } })],
  ]
  it.each(screens)(
    'does not end an unconfirmed visit %s, pressed again or followed by Enter',
    async (_, begin) => {
      const { visitCount } = await terminal.state()
      await begin()
      const { checkIn } = await decided()
      await pressEnd()
      await asked()
      await dialog().getByText(desk.end.unconfirmedTitle).waitFor()
      await terminal.page.keyboard.press('F8')
      await dialog().getByText(desk.end.unconfirmedTitle).waitFor()
      await terminal.page.keyboard.press('Enter')
      await dialog().waitFor({ state: 'detached' })
      const after = await terminal.until('the visit goes on', (now) => now.checkIn?.ending === false)
      expect(after.checkIn?.id).toBe(checkIn?.id)
      expect(after.visitCount).toBe(visitCount)
    },
  )

  it('does not answer 有効: no answer of the official terminal has the focus before somebody chose it', async () => {
    await person.card('mihon-taro')
    await terminal.send({ type: 'set-online', online: null })
    const answers = terminal.page.getByRole('list', { name: desk.online.question })
    const focusIsOnTheListAlone = async (): Promise<void> => {
      await terminal.page.waitForFunction(
        (name) => document.activeElement?.getAttribute('aria-label') === name,
        desk.online.question,
      )
      for (const key of ['Enter', 'Space', 'NumpadEnter']) await terminal.page.keyboard.press(key)
      expect((await terminal.state()).checkIn?.online).toBeNull()
    }
    await answers.waitFor()
    await focusIsOnTheListAlone()
    await terminal.page.keyboard.press('F3')
    await dialog().getByRole('list', { name: desk.online.question }).waitFor()
    await focusIsOnTheListAlone()
    // The same keys do answer once an arrow has chosen where: the test would see an answer.
    await terminal.page.keyboard.press('ArrowDown')
    await terminal.page.keyboard.press('Enter')
    await terminal.until('an answer', ({ checkIn }) => checkIn?.online != null)
  })
})

it('a key that is pressed while the visit ends opens no visit with what was typed in it', async () => {
  const draft = {
    form: 'eligibility-certificate',
    documentId: null,
    fields: { symbol: '見本', number: '12' },
    edit: 1,
  } as const
  await terminal.send({ type: 'save-draft', draft })
  const field = terminal.page.locator('[data-field="number"] input')
  await field.focus()
  // Both before the page has drawn anything anew.
  await terminal.page.evaluate(() => {
    Reflect.get(Reflect.get(globalThis, 'uketsuke'), 'send')({ type: 'cancel' })
    document.execCommand('insertText', false, '9')
  })
  await terminal.until('the end', ({ checkIn }) => checkIn === null)
  await field.waitFor({ state: 'detached' })
  await terminal.send({ type: 'open-check-in' })
  const { checkIn } = await terminal.until('the next visit', (state) => state.checkIn !== null)
  expect(checkIn?.draft).toBeNull()
  await person.leave()
})

describe('A6: what is not ticked', () => {
  const begin = async (): Promise<void> => {
    await terminal.send(CERTIFICATE)
    await decided()
    await pressEnd()
    await asked()
    await inDialog(desk.end.unchanged).waitFor()
    await terminal.page.keyboard.press('F8')
    await terminal.page.keyboard.press('Enter')
    expect((await terminal.state()).checkIn?.ending).toBe(true)
  }

  it('is asked before the end, and leaves nothing to do where the answer says that it is done', async () => {
    const before = await terminal.state()
    await begin()
    await inDialog(desk.end.unchanged).click()
    const after = await terminal.until('the end', ({ checkIn }) => checkIn === null)
    expect(after.visitCount).toBe(before.visitCount + 1)
    expect(after.visits[0]?.outcome).toBe('accept')
    expect(after.followUps).toEqual(before.followUps)
  })

  it('is left for later by a press of its own only', async () => {
    const before = await terminal.state()
    await begin()
    await inDialog(desk.end.leaveForLater).click()
    const after = await terminal.until('the end', ({ checkIn }) => checkIn === null)
    expect(after.visitCount).toBe(before.visitCount + 1)
    expect(after.followUps).toHaveLength(before.followUps.length + 1)
  })
})

/** The name of whoever is signed in is on the screen, whole, and nothing lies over it. */
const isInSight = async (name: string, { page }: Terminal = terminal): Promise<void> => {
  const door = desk.doors.signOut.replace('{{name}}', name)
  const shown = page.getByRole('button', { name: door })
  await shown.waitFor()
  const seen = await shown.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    const isWhole = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight
    return isWhole && over !== null && element.contains(over)
  })
  expect(seen, name).toBe(true)
}
/** Registers somebody, and gives back who that is to the desk. */
const add = async (name: string, secret: string, at: Terminal = terminal): Promise<string> => {
  await at.send({ type: 'add-person', name, role: 'administrator', secret })
  const { office } = await at.until('the person', ({ office: now }) =>
    now.staff.people.some((one) => one.name === name),
  )
  return office.staff.people.find((one) => one.name === name)?.id ?? ''
}
const signIn = async (id: string, secret: string, at: Terminal = terminal): Promise<void> => {
  await at.send({ type: 'sign-in', person: id, secret })
  await at.until('signed in', ({ office }) => office.staff.signedIn?.id === id)
}

describe('A13: a portal screen beside a card that could not be read', () => {
  afterEach(() => person.leave())

  it('is asked for its number before the end, and is gone on with where it was typed', async () => {
    await person.card('fuyomi-kasuko')
    await person.take('portal-screen')
    await decided()
    await terminal.page.getByText(desk.end.portalNumber.slice(0, -1)).waitFor()
    await person.press(desk.end.typePortalNumber)
    await person.write('portal-screen', { insurerNumber: '06139992', number: '1234567' })
    const { checkIn } = await terminal.until(
      'the number',
      (now) => now.checkIn?.evidence.some(({ claims }) => claims.number === '1234567') === true,
    )
    expect(checkIn?.decided?.decision.reasons[0]?.code).toBe('PORTAL_PLUS_CARD')
    await terminal.page
      .getByRole('button', { name: desk.end.typePortalNumber })
      .waitFor({ state: 'detached' })
    await person.press(desk.end.leaveForLater)
    const after = await terminal.until('the end', (now) => now.checkIn === null)
    expect(after.followUps.some(({ what, visit }) => what === 'recheck' && visit === checkIn?.id)).toBe(true)
  })

  it('is asked for it by the key of the end too, and ends without it by a press of its own only', async () => {
    await person.card('fuyomi-kasuko')
    await person.take('portal-screen')
    await decided()
    await pressEnd()
    await asked()
    await inDialog(desk.end.typePortalNumber).waitFor()
    await terminal.page.keyboard.press('F8')
    expect((await terminal.state()).checkIn?.ending).toBe(true)
    await inDialog(desk.end.leaveForLater).click()
    await terminal.until('the end', (now) => now.checkIn === null)
  })
})

it('A10: who is signed in stands on every page, and each row names who did it, over a change in the middle of a visit', async () => {
  const [first, second] = ['見本 花子', '国保 太郎']
  const one = await add(first, '480517')
  await signIn(one, '480517')
  const other = await add(second, '591628')

  await isInSight(first)
  for (const door of [desk.doors.history, desk.doors.settings]) {
    await person.press(door)
    await isInSight(first)
    await person.press(desk.doors.desk)
  }
  await terminal.send(CERTIFICATE)
  const { checkIn } = await decided()
  await isInSight(first)
  await terminal.page.getByRole('button', { name: desk.doors.signOut.replace('{{name}}', first) }).click()
  await terminal.until('a locked desk', ({ office }) => office.staff.signedIn === null)
  await signIn(other, '591628')
  await isInSight(second)
  await terminal.send({ type: 'tick-note', note: 'ASK_COVER_CHANGED', ticked: true })
  await terminal.until('the tick', (state) => state.checkIn?.ticked.includes('ASK_COVER_CHANGED') === true)
  await pressEnd()
  await terminal.until('the end', (state) => state.checkIn === null)

  // The dialog of the visit names both as well.
  await terminal.page.locator('.visit-line').first().click()
  await dialog().getByText(desk.visitDialog.staffBefore).waitFor()
  for (const name of [first, second]) await dialog().getByText(name, { exact: true }).first().waitFor()

  await terminal.quit()
  const named = journalRows(terminal.home)
    .map(({ event }) => event)
    .filter((event) => 'checkIn' in event && event.checkIn === checkIn?.id)
    .map((event) => [event.event, event.staff])
  expect(named).toEqual([
    ['check-in-opened', one],
    ['evidence-added', one],
    ['decided', one],
    ['note-ticked', other],
    ['concluded', other],
  ])
})

it('A10: with text of 200 % at 1024 × 768 the name stays in sight however far the page is scrolled', async () => {
  const name = '見本 花子'
  const home = await mkdtemp(join(tmpdir(), 'uketsuke-home-'))
  await writeFile(join(home, 'settings.json'), JSON.stringify({ textSize: '200' }))
  const display = await openDisplay('1024x768')
  const small = await launch({ home, display })
  try {
    await small.until('a reader', ({ cardReader }) => cardReader.state === 'ready')
    await signIn(await add(name, '480517', small), '480517', small)
    await small.send(CERTIFICATE)
    const head = small.page.locator('.decision-head')
    await head.waitFor()
    const frame = small.page.locator('.app-frame')
    const scrollTo = (end: 'top' | 'bottom') =>
      frame.evaluate((all, to) => all.scrollTo(0, to === 'top' ? 0 : all.scrollHeight), end)
    await scrollTo('top')
    await isInSight(name, small)
    expect(await head.evaluate((all) => all.getBoundingClientRect().bottom <= innerHeight)).toBe(true)
    await scrollTo('bottom')
    expect(await frame.evaluate((all) => all.scrollTop)).toBeGreaterThan(768)
    await isInSight(name, small)
  } finally {
    await small.close()
    await display.close()
    await rm(home, { recursive: true, force: true })
  }
})
