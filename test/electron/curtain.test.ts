/** A desk that nobody has touched for a while shows nothing to whoever stands at the counter. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, type Terminal } from '../../fixtures/terminal/launch.ts'
import { WEDGE_SETTINGS } from '../../renderer/frame/wedge-machine.ts'
import { type Keyboard, takeKeyboard } from './typing.ts'

let terminal: Terminal
let keyboard: Keyboard
beforeAll(async () => {
  terminal = await launch({ args: ['--today', '2026-11-22'] })
  // From here on the page's time is the test's.
  await terminal.page.clock.install()
  await terminal.page.reload()
  await terminal.until('a reader', ({ cardReader }) => cardReader.state === 'ready')
  keyboard = await takeKeyboard(terminal)
})
afterAll(() => terminal?.close())

test('it is covered after a quarter of an hour, and the key that opens it does nothing else', async () => {
  const { page } = terminal
  await terminal.send({
    type: 'add-document',
    document: { type: 'eligibility-certificate', expiresOn: '2027-03-31' },
    claims: { name: '見本 太郎' },
  })
  await page.getByText('確認できました').first().waitFor()
  const title = page.getByRole('heading', { name: '画面を隠しています' })
  await page.clock.fastForward('14:00')
  expect(await title.isVisible()).toBe(false)
  await page.clock.fastForward('02:00')
  await title.waitFor()
  const covered = await page.evaluate(() => {
    const top = document.elementFromPoint(innerWidth / 2, 40)
    return {
      top: top?.closest('.curtain') !== null,
      inert: document.querySelector('.app')?.hasAttribute('inert'),
    }
  })
  expect(covered).toEqual({ top: true, inert: true })

  await page.keyboard.press('F8')
  await title.waitFor({ state: 'hidden' })
  const state = await terminal.state()
  expect(state.checkIn?.decided).not.toBeNull()
  expect(state.visits).toEqual([])
})

test('a scanner that types opens it and is read from its first character on', async () => {
  const { page } = terminal
  const title = page.getByRole('heading', { name: '画面を隠しています' })
  for (let attempt = 1; ; attempt += 1) {
    await page.clock.fastForward('16:00')
    await title.waitFor()
    await keyboard.noticed()
    await keyboard.type([...']F0A0012345A\r'], 10)
    await title.waitFor({ state: 'hidden' })
    const { gaps } = await keyboard.noticed()
    if (gaps.every((gap) => gap < WEDGE_SETTINGS.holdMs)) break
    // The machine was too busy to press the keys in time: that has shown nothing.
    if (attempt === 30) throw new Error(`the keys came too late: ${Math.max(...gaps)} ms`)
  }
  await terminal.until('the whole number', ({ checkIn }) => checkIn?.patientNumber === '0012345')
})

test('a letter that a person presses on it goes into no field, and the next one does', async () => {
  const { page } = terminal
  const draft = { form: 'eligibility-certificate', documentId: null, fields: {}, edit: 1 } as const
  await terminal.send({ type: 'save-draft', draft })
  const symbol = page.locator('[data-field="symbol"] input')
  await symbol.focus()
  const title = page.getByRole('heading', { name: '画面を隠しています' })
  await page.clock.fastForward('16:00')
  await title.waitFor()
  await keyboard.type(['7'], 10)
  await title.waitFor({ state: 'hidden' })
  await page.clock.runFor(1000)
  expect(await symbol.inputValue()).toBe('')
  await keyboard.type(['8'], 10)
  await terminal.until('the letter', ({ checkIn }) => checkIn?.draft?.fields.symbol === '8')
})

test('a card that is placed opens it', async () => {
  const { page } = terminal
  const title = page.getByRole('heading', { name: '画面を隠しています' })
  await page.clock.fastForward('16:00')
  await title.waitFor()
  await terminal.send({ type: 'simulate', command: { command: 'place-card', persona: 'mihon-taro' } })
  await title.waitFor({ state: 'hidden' })
})
