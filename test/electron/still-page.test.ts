/** Nothing that comes or goes by itself, a message or a lamp, moves a control away from under a finger. */
import type { Locator } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import words from '../../contract/languages/ja/window.json' with { type: 'json' }
import type { SimulatorCommand } from '../../contract/simulator.ts'
import { type Display, openDisplay } from '../../fixtures/terminal/display.ts'
import { launch, pressKeys, type Terminal } from '../../fixtures/terminal/launch.ts'
import { type Person, personAt } from './visits/person.ts'

const { desk } = words
let display: Display
let terminal: Terminal
let person: Person
beforeAll(async () => {
  display = await openDisplay('1024x768')
  terminal = await launch({ display })
  await terminal.until(
    'the messages of the start',
    ({ cardReader, messages }) =>
      cardReader.state === 'ready' && messages.some(({ code }) => code === 'KEY_SHEET_WANTED'),
    30_000,
  )
  person = await personAt(terminal)
})
afterAll(async () => {
  await terminal?.close()
  await display.close()
})

const simulate = (command: SimulatorCommand): Promise<void> => terminal.send({ type: 'simulate', command })
const line = (): Locator => terminal.page.getByRole('region', { name: desk.messages.title })
const said = (code: keyof typeof desk.messages): Locator => line().getByText(desk.messages[code])

/** The places of everything that can be pressed, by its words; without the line of messages, whose own come and go. */
const places = (): Promise<string[]> =>
  terminal.page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'main :is(button, input, [role="radio"]), header button, .dock button',
      ),
    ].map((element) => {
      const { left, top, width, height } = element.getBoundingClientRect()
      const place = [left, top, width, height].map(Math.round).join(' ')
      return `${element.textContent || element.getAttribute('aria-label')}: ${place}`
    }),
  )

type Change = { readonly what: string; readonly come: () => Promise<void>; readonly go: () => Promise<void> }

const lamp = (name: string): Locator => line().getByRole('listitem').filter({ hasText: name })
const dismiss = async (): Promise<void> => {
  const cross = line().getByRole('button', { name: desk.messages.dismiss })
  await expect
    .poll(async () => {
      if (await cross.isVisible()) await person.tap(cross)
      return (await terminal.state()).messages
    })
    .toEqual([])
}

const CHANGES: readonly Change[] = [
  {
    what: 'the message of a scan that was refused',
    come: async () => {
      await terminal.send({ type: 'typed-scan', text: 'https://example.com/mihon' })
      await line().getByRole('alert').waitFor()
    },
    go: dismiss,
  },
  {
    what: 'the lamp of the bridge',
    come: async () => {
      await simulate({ command: 'bridge', act: 'on' })
      await lamp(desk.lamps.bridge).waitFor()
    },
    go: async () => {
      await simulate({ command: 'bridge', act: 'off' })
      await lamp(desk.lamps.bridge).waitFor({ state: 'detached' })
    },
  },
  {
    what: 'the lamp of the center, with a problem',
    come: async () => {
      await simulate({ command: 'center', act: 'diverged' })
      await lamp(desk.lamps.center).waitFor()
      await said('CENTER_DIVERGED').waitFor()
    },
    go: async () => {
      await simulate({ command: 'center', act: 'off' })
      await lamp(desk.lamps.center).waitFor({ state: 'detached' })
      await said('CENTER_DIVERGED').waitFor({ state: 'detached' })
    },
  },
  {
    what: 'a reader that is lost and found',
    come: async () => {
      await simulate({ command: 'fault', fault: 'reader-unplugged' })
      await said('READER_LOST').waitFor()
    },
    go: async () => {
      await simulate({ command: 'fault', fault: 'reader-plugged' })
      await said('READER_FOUND').waitFor()
      await dismiss()
    },
  },
  {
    what: 'a clock in doubt',
    come: async () => {
      await simulate({ command: 'clock', days: 400 })
      await terminal.until('doubt', ({ clockDoubt }) => clockDoubt !== null)
      await line().getByRole('alert').waitFor()
    },
    go: async () => {
      await simulate({ command: 'clock', days: 0 })
      await terminal.until('no doubt', ({ clockDoubt }) => clockDoubt === null)
      await dismiss()
    },
  },
]

beforeEach(async () => {
  await dismiss()
})

it.each(CHANGES)('nothing at the empty desk is moved by $what', async ({ come, go }) => {
  const before = await places()
  await come()
  // The page may say more in a place that was kept for it, with a button of its own.
  expect(await places()).toEqual(expect.arrayContaining(before))
  await go()
  expect(await places()).toEqual(before)
})

// A day in doubt takes a decision back, and with it what can be done next: that is no message.
const BESIDE_A_VISIT = CHANGES.filter(({ what }) => what !== 'a clock in doubt')

it.each(BESIDE_A_VISIT)(
  'nothing in an open visit that is scrolled is moved by $what',
  async ({ come, go }) => {
    await terminal.send({ type: 'add-document', document: { type: 'eligibility-certificate' }, claims: {} })
    await terminal.page.locator('.decision-head').waitFor()
    const main = terminal.page.locator('main')
    await main.evaluate((page) => page.scrollTo(0, 60))
    const scrolled = await main.evaluate((page) => page.scrollTop)
    expect(scrolled).toBeGreaterThan(0)
    const before = await places()
    await come()
    expect(await places()).toEqual(before)
    await go()
    expect(await places()).toEqual(before)
    expect(await main.evaluate((page) => page.scrollTop)).toBe(scrolled)
    await person.leave()
  },
)

it('all that is said opens by a touch on the line and by a key, and goes one by one, by key too', async () => {
  await simulate({ command: 'center', act: 'diverged' })
  await simulate({ command: 'fault', fault: 'scanner-unplugged' })
  await simulate({ command: 'fault', fault: 'reader-unplugged' })
  await terminal.until('all of them', ({ messages }) => messages.length === 3)
  await line().getByText(desk.messages.more.replace('{{count}}', '2')).waitFor()
  await person.press(desk.messages.open)
  const dialog = terminal.page.getByRole('dialog')
  for (const code of ['CENTER_DIVERGED', 'SCANNER_LOST', 'READER_LOST'] as const)
    await dialog.getByText(desk.messages[code]).waitFor()
  await terminal.page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await pressKeys(terminal.application, 'F12')
  await dialog.waitFor()
  await expect
    .poll(async () => {
      await dialog.getByRole('button', { name: desk.messages.dismiss }).first().press('Enter')
      return (await terminal.state()).messages.map(({ code }) => code)
    })
    .not.toContain('READER_LOST')
  // The focus goes on to the next of them, and with it the keys.
  await expect.poll(() => dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true)
  await terminal.page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await simulate({ command: 'center', act: 'off' })
  await simulate({ command: 'fault', fault: 'scanner-plugged' })
  await simulate({ command: 'fault', fault: 'reader-plugged' })
  await terminal.until('a reader', ({ cardReader }) => cardReader.state === 'ready')
})

it('a second tap on the cross does not take away the message that has moved up', async () => {
  await simulate({ command: 'fault', fault: 'scanner-unplugged' })
  await simulate({ command: 'fault', fault: 'reader-unplugged' })
  await said('READER_LOST').waitFor()
  const cross = line().getByRole('button', { name: desk.messages.dismiss })
  // Two taps: the first is meant for what has stood there for a while, the second comes as soon as the next message does.
  const place = await cross.boundingBox()
  if (place === null) throw new Error('no cross')
  const [x, y] = [place.x + place.width / 2, place.y + place.height / 2]
  await terminal.page.waitForTimeout(500)
  await terminal.page.mouse.click(x, y)
  await said('SCANNER_LOST').and(terminal.page.locator('[role="alert"] *')).waitFor()
  await terminal.page.mouse.click(x, y)
  const { messages } = await terminal.state()
  expect(messages.map(({ code }) => code)).toEqual(['SCANNER_LOST'])
  await simulate({ command: 'fault', fault: 'scanner-plugged' })
  await simulate({ command: 'fault', fault: 'reader-plugged' })
})
