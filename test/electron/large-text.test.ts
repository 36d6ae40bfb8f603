/** Text twice as large in the smallest window: what a check-in comes to is in sight without anybody looking for it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import words from '../../contract/languages/ja/window.json' with { type: 'json' }
import { type Display, openDisplay } from '../../fixtures/terminal/display.ts'
import { launch, type Terminal } from '../../fixtures/terminal/launch.ts'

let display: Display
let home: string
let terminal: Terminal
beforeAll(async () => {
  display = await openDisplay()
  home = await mkdtemp(join(tmpdir(), 'uketsuke-large-'))
  await writeFile(join(home, 'settings.json'), JSON.stringify({ textSize: '200' }))
  terminal = await launch({ display, home })
  await terminal.application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 768),
  )
  await terminal.page.waitForFunction(() => innerWidth === 1024 && innerHeight === 768)
  await terminal.until('a reader', ({ cardReader }) => cardReader.state === 'ready')
})
afterAll(async () => {
  await terminal?.close()
  await display?.close()
  await rm(home, { recursive: true, force: true })
})

/** Tells whether the whole head of the decision is in sight, below the line of messages. Runs in the page. */
const isDecisionInSight = (): boolean => {
  const place = document.querySelector('.decision-head[data-outcome]')?.getBoundingClientRect()
  const line = document.querySelector('.status-line')?.getBoundingClientRect()
  return place !== undefined && line !== undefined && place.top >= line.bottom && place.bottom <= innerHeight
}

it('the line of messages, however far the page is scrolled, and what has the focus below it', async () => {
  await terminal.send({ type: 'simulate', command: { command: 'fault', fault: 'scanner-unplugged' } })
  await terminal.until('a message', ({ messages }) => messages.length > 0)
  await terminal.page.locator('.app-frame').evaluate((frame) => frame.scrollTo(0, frame.scrollHeight))
  const line = terminal.page.locator('.status-line')
  await expect.poll(async () => (await line.boundingBox())?.y).toBe(0)
  for (let presses = 0; presses < 12; presses += 1) {
    await terminal.page.keyboard.press('Shift+Tab')
    const below = await terminal.page.evaluate(() => {
      const focused = document.activeElement
      const bottom = document.querySelector('.status-line')?.getBoundingClientRect().bottom ?? 0
      const isBesideIt = focused === null || focused.closest('main, .dock') === null
      return isBesideIt || focused.getBoundingClientRect().top >= bottom
    })
    expect(below).toBe(true)
  }
  await terminal.send({ type: 'simulate', command: { command: 'fault', fault: 'scanner-plugged' } })
})

it('the decision on a card that is put down', async () => {
  await terminal.send({ type: 'simulate', command: { command: 'place-card', persona: 'mihon-taro' } })
  await terminal.until('the decision', ({ checkIn }) => checkIn?.decided != null)
  await terminal.page.waitForFunction(isDecisionInSight, null, { timeout: 5_000 })
})

it('the decision of a check-in that the window finds when it is loaded again', async () => {
  await terminal.page.reload()
  await terminal.page.locator('.decision-head[data-outcome]').waitFor()
  await terminal.page.waitForFunction(isDecisionInSight, null, { timeout: 5_000 })
  expect((await terminal.state()).checkIn).not.toBeNull()
})

it('the question what was brought, and the decision on nothing at all, chosen at the end of a long list', async () => {
  await terminal.send({ type: 'cancel' })
  await terminal.send({ type: 'simulate', command: { command: 'remove-card' } })
  await terminal.until('an empty desk', ({ checkIn }) => checkIn === null)
  await terminal.send({ type: 'open-check-in' })
  await terminal.send({ type: 'skip-patient' })
  await terminal.page.waitForFunction(
    (title) => {
      const heading = [...document.querySelectorAll('h2')].find(({ textContent }) => textContent === title)
      return heading !== undefined && heading.getBoundingClientRect().bottom <= innerHeight
    },
    words.desk.choose.title,
    { timeout: 5_000 },
  )
  await terminal.page.getByRole('button', { name: words.desk.choose.nothing }).click()
  await terminal.page.waitForFunction(isDecisionInSight, null, { timeout: 5_000 })
})
