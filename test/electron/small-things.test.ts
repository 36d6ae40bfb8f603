/** A20: small things of a day at the desk, each at the screen. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import words from '../../contract/languages/ja/window.json' with { type: 'json' }
import { openDisplay } from '../../fixtures/terminal/display.ts'
import { launch, pressKeys, type Terminal } from '../../fixtures/terminal/launch.ts'
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

const cancel = async (): Promise<void> => {
  await terminal.send({ type: 'cancel' })
  await terminal.until('an empty desk', ({ checkIn }) => checkIn === null)
}
const field = (name: string): Locator => terminal.page.locator(`[data-field="${name}"]`)

test('A20: a scanned day stands by its era where it is corrected, with one help', async () => {
  await terminal.send({ type: 'simulate', command: { command: 'scan', code: 'certificate' } })
  await terminal.until('the code', ({ checkIn }) => checkIn?.evidence[0]?.source === 'scanner')
  await person.tap(
    terminal.page.locator('.evidence-face', { hasText: desk.documents['eligibility-certificate'] }),
  )
  const { checkIn } = await terminal.until('the form', ({ checkIn: now }) => now?.draft != null)
  expect(checkIn?.draft?.fields.expiresOn).toMatch(/^令和\d+年\d+月\d+日$/)
  const shown = await field('expiresOn').locator('input').inputValue()
  expect(shown).toBe(checkIn?.draft?.fields.expiresOn)
  await cancel()
})

test('A20: a code that fills the open form says once that it was scanned', async () => {
  await terminal.send({
    type: 'save-draft',
    draft: { form: 'eligibility-certificate', documentId: null, fields: {}, edit: 0 },
  })
  await terminal.send({ type: 'simulate', command: { command: 'scan', code: 'certificate' } })
  const { checkIn } = await terminal.until(
    'the code',
    ({ checkIn: now }) => (now?.draft?.scanned.length ?? 0) > 2,
  )
  expect(checkIn?.draft?.fields.expiresOn).toMatch(/^令和/)
  expect(await terminal.page.getByText('読み取った内容です').count()).toBe(1)
  await cancel()
})

test('a form that is handed in again as it was refused leads to the same field again', async () => {
  await terminal.send({
    type: 'save-draft',
    draft: {
      form: 'eligibility-certificate',
      documentId: null,
      fields: { expiresOn: '令和99年99月' },
      edit: 0,
    },
  })
  const wrong = field('expiresOn').locator('input').and(terminal.page.locator(':focus'))
  for (const _ of ['first', 'again']) {
    await field('number').locator('input').focus()
    await pressKeys(terminal.application, 'F8')
    await wrong.waitFor()
  }
  await cancel()
})

test('A20: 2割 at 41 is questioned, and 3割 is not', async () => {
  const { today } = await terminal.state()
  const born = `${Number(today.slice(0, 4)) - 41}-01-10`
  await terminal.send({
    type: 'save-draft',
    draft: {
      form: 'eligibility-certificate',
      documentId: null,
      fields: { birthDate: born, burden: '2' },
      edit: 0,
    },
  })
  await field('burden').getByText('ふつう3割です').waitFor()
  await person.tap(field('burden').getByText('3割', { exact: true }))
  await field('burden').getByText('ふつう3割です').waitFor({ state: 'detached' })
  await cancel()
})

test('A20: only a last day typed is not the end: whose paper it is, is asked', async () => {
  await person.take('eligibility-certificate', { expiresOn: 'R20.3.31' })
  await terminal.page.getByText('期限だけを入力しました').waitFor()
  await person.press(desk.step.isTheirs)
  await terminal.until('the answer', ({ checkIn }) => checkIn?.evidence[0]?.confirmed === true)
  await terminal.page.locator('[data-step="conclude"]').waitFor()
  await cancel()
})

test('A20: one key leads to the patient number, and Enter hands it in', async () => {
  await terminal.send({ type: 'simulate', command: { command: 'scan', code: 'certificate' } })
  await terminal.until('the code', ({ checkIn }) => checkIn?.evidence[0]?.source === 'scanner')
  await terminal.page.locator('.evidence-face').first().waitFor()
  await terminal.page.keyboard.press('F11')
  await terminal.page.getByRole('dialog').locator('.who-fields input').first().waitFor()
  await terminal.page.keyboard.type('004512', { delay: 80 })
  await terminal.page.keyboard.press('Enter')
  await terminal.until('the number', ({ checkIn }) => checkIn?.patientNumber === '004512')
  await cancel()
})

test('A20: every key of the desk arrives from a keyboard', async () => {
  const press = (key: string) => pressKeys(terminal.application, key)
  const dialog = terminal.page.getByRole('dialog')
  await terminal.send({ type: 'open-check-in' })
  await terminal.page.locator('.check-in-foot').waitFor()
  for (const [key, title] of [
    ['F1', desk.help.title],
    ['F9', desk.display.title],
    ['F11', desk.who.title],
    ['F12', desk.messages.title],
  ] as const) {
    await press(key)
    await dialog.getByRole('heading', { name: title }).first().waitFor()
    await press('Escape')
    await dialog.waitFor({ state: 'detached' })
  }
  await press('F5')
  await terminal.until('a parked visit', ({ tray }) => tray.length === 1)
  await press('F10')
  await terminal.until('the visit again', ({ checkIn, tray }) => checkIn !== null && tray.length === 0)
  await cancel()
})

test('A20: fingers sign in on digits', async () => {
  await terminal.send({ type: 'add-person', name: '見本 長子', role: 'administrator', secret: '2468' })
  await terminal.until(
    'a locked desk',
    ({ office }) => office.staff.required && office.staff.signedIn === null,
  )
  const pad = terminal.page.getByRole('group', { name: desk.pad.title })
  for (const [place, digit] of ['2', '4', '6', '8'].entries()) {
    await person.tap(pad.getByRole('button', { name: digit, exact: true }))
    // A finger follows what it sees: a dot for each digit.
    await terminal.page.waitForFunction(
      (length) => document.querySelector<HTMLInputElement>('input[type="password"]')?.value.length === length,
      place + 1,
    )
  }
  await person.press(desk.signIn.enter)
  await terminal.until('somebody', ({ office }) => office.staff.signedIn?.name === '見本 長子')
})

const isInSight = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect()
    return top >= 0 && bottom <= innerHeight
  })

test.each(['100', '200'] as const)(
  'A20: at 1024 × 768 with text of %s percent the decision is in the first screen, and at 100 the checklist too',
  async (textSize) => {
    const home = await mkdtemp(join(tmpdir(), 'uketsuke-home-'))
    await writeFile(join(home, 'settings.json'), JSON.stringify({ textSize }))
    const display = await openDisplay('1024x768')
    const small = await launch({ home, display })
    try {
      await small.until('a reader', ({ cardReader }) => cardReader.state === 'ready')
      await small.send({ type: 'add-document', document: { type: 'my-number-card' }, claims: {} })
      await small.send({ type: 'set-reader', reader: { state: 'failed', failure: 'reader-fault' } })
      await small.send({
        type: 'add-document',
        document: { type: 'eligibility-notice', burden: 3 },
        claims: { name: '見本 太郎' },
      })
      await small.page.locator('.decision-head').waitFor()
      await small.page.locator('.app-frame').evaluate((frame) => frame.scrollTo(0, 0))
      expect(await isInSight(small.page.locator('.decision-head'))).toBe(true)
      if (textSize === '100')
        expect(
          await isInSight(small.page.locator('[data-step="conclude"]').getByRole('checkbox').last()),
        ).toBe(true)
    } finally {
      await small.close()
      await display.close()
      await rm(home, { recursive: true, force: true })
    }
  },
)
