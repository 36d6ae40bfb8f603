/** A desk that nobody has touched for a while shows nothing to whoever stands at the counter. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, type Terminal } from './launch.ts'

let terminal: Terminal
beforeAll(async () => {
  terminal = await launch()
  // From here on the page's time is the test's.
  await terminal.page.clock.install()
  await terminal.page.reload()
  await terminal.until('a reader', ({ cardReader }) => cardReader.state === 'ready')
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

test('a card that is placed opens it', async () => {
  const { page } = terminal
  const title = page.getByRole('heading', { name: '画面を隠しています' })
  await page.clock.fastForward('16:00')
  await title.waitFor()
  await terminal.send({ type: 'simulate', command: { command: 'place-card', persona: 'mihon-taro' } })
  await title.waitFor({ state: 'hidden' })
})
