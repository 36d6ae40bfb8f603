/** The manual in the real window: opened by its key, searched, a chapter unfolded, its pictures there. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import words from '../../contract/languages/ja/window.json' with { type: 'json' }
import { launch, type Terminal } from '../../fixtures/terminal/launch.ts'

const { help } = words.desk

let terminal: Terminal
beforeAll(async () => {
  terminal = await launch()
  await terminal.until('a reader', (state) => state.cardReader.state === 'ready')
})
afterAll(() => terminal?.close())

const shot = async (name: string) => {
  const folder = process.env.UKETSUKE_SCREENSHOTS
  if (folder !== undefined) await terminal.page.screenshot({ path: `${folder}/${name}.png` })
}

it('opens by F1, unfolds a chapter with its pictures, and finds what is asked for', async () => {
  const { page } = terminal
  await page.keyboard.press('F1')
  const summary = page.locator('.manual-summary', { hasText: 'ふだんの一日' })
  await summary.focus()
  await page.keyboard.press('Enter')
  const picture = page.locator('.manual-chapter[open] img').first()
  await picture.scrollIntoViewIfNeeded()
  await page.waitForFunction(() => {
    const shown = document.querySelector('.manual-chapter[open] img')
    return shown instanceof HTMLImageElement && shown.complete && shown.naturalWidth > 0
  })
  await shot('manual-chapter')
  await page.getByLabel(help.find).fill('利用停止')
  await page.locator('.manual-heading', { hasText: 'カードをなくした' }).waitFor()
  await shot('manual-search')
  expect(await page.locator('.manual-chapter').count()).toBe(1)
  await page.getByLabel(help.find).fill('見つからないことば')
  await page.getByText(help.foundNone).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})
