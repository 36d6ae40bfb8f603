/** Scanners that type, and people who do, in the real window: real key events at real speeds. */
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DeskState } from '../../contract/desk.ts'
import type { Intent } from '../../contract/intents.ts'
import words from '../../contract/languages/ja/window.json' with { type: 'json' }
import { type Display, openDisplay } from '../../fixtures/terminal/display.ts'
import { launch, type Terminal } from '../../fixtures/terminal/launch.ts'
import { SAME_SCAN_MS } from '../../main/codes/check-in-scans.ts'
import { WEDGE_SETTINGS } from '../../renderer/frame/wedge-machine.ts'
import { type Keyboard, type Noticed, takeKeyboard } from './typing.ts'

const CARD = ']F0A0012345A\r'
/** A scanner's ten milliseconds, and Zebra's eighty. */
const FAST = 10
const SLOW = 80
/** Nobody types every key faster than this. */
const PERSON = 110

let display: Display
let terminal: Terminal
let keyboard: Keyboard
beforeAll(async () => {
  display = await openDisplay()
  terminal = await launch({ display })
  await terminal.until('a reader', (state) => state.cardReader.state === 'ready')
  keyboard = await takeKeyboard(terminal)
})
afterAll(async () => {
  await terminal?.close()
  await display?.close()
})

const field = (name: string) => terminal.page.locator(`[data-field="${name}"] input`)
const focused = () =>
  terminal.page.evaluate(() => document.activeElement?.closest('[data-field]')?.getAttribute('data-field'))
const typingScanner = async (setting: DeskState['office']['settings']['typingScanner']) => {
  await terminal.send({ type: 'change-settings', settings: { typingScanner: setting } })
  await terminal.until(
    'the setting',
    ({ office }) => JSON.stringify(office.settings.typingScanner) === JSON.stringify(setting),
  )
}
const emptyDesk = async () => {
  await terminal.send({ type: 'cancel' })
  await terminal.until('an empty desk', ({ checkIn }) => checkIn === null)
  await terminal.until('silence', ({ messages }) => {
    for (const { id } of messages) void terminal.send({ type: 'dismiss-message', id })
    return messages.length === 0
  })
}
const openForm = async () => {
  const draft = { form: 'eligibility-certificate', documentId: null, fields: {}, edit: 1 } as const
  await terminal.send({ type: 'save-draft', draft } satisfies Intent)
  await field('symbol').waitFor()
  await field('symbol').focus()
  await keyboard.noticed()
}

/**
 * Types like a scanner and looks at what came of it. A machine that was too busy to press the keys in time has shown
 * nothing: then once more.
 */
const scan = async (
  begin: () => Promise<void>,
  keys: readonly string[],
  every: number,
  within: number,
): Promise<Noticed> => {
  for (let attempt = 1; ; attempt += 1) {
    await begin()
    await keyboard.type(keys, every)
    const noticed = await keyboard.noticed()
    if (noticed.gaps.every((gap) => gap < within)) return noticed
    if (attempt === 10) throw new Error(`the keys came too late: ${Math.max(...noticed.gaps)} ms`)
    // Keys before the silence that ends a code would be part of the same one, and a code that came whole all the same is
    // taken for that scan again for two seconds.
    await pause(Math.max(WEDGE_SETTINGS.prefixEndMs, SAME_SCAN_MS))
    await emptyDesk()
  }
}
const scannedNumber = ({ checkIn }: DeskState): boolean => checkIn?.patientNumber === '0012345'
const UNTOUCHED = { inputs: 0, clicks: 0 }

afterEach(emptyDesk)

describe('a scanner told by its speed, 10 ms a key', () => {
  const within = WEDGE_SETTINGS.holdMs

  it('is read while a form has the focus, and leaves the form alone', async () => {
    const noticed = await scan(openForm, [...CARD], FAST, within)
    await terminal.until('the card', scannedNumber)
    expect(noticed).toMatchObject(UNTOUCHED)
    expect(await field('symbol').inputValue()).toBe('')
    expect(await focused()).toBe('symbol')
  })

  it('is read while nothing has the focus', async () => {
    await scan(
      () => terminal.page.locator('body').click({ position: { x: 2, y: 400 } }),
      [...CARD],
      FAST,
      within,
    )
    await terminal.until('a check-in', ({ checkIn }) => checkIn !== null)
    await terminal.until('the card', scannedNumber)
  })

  it('Tab and Enter inside a code move no focus, hand nothing in and press no button', async () => {
    const code = [...'XK7PQR\tS1\r\rT2\t\tU3 V4\r']
    expect(await scan(openForm, code, FAST, within)).toMatchObject(UNTOUCHED)
    await terminal.until('the refusal', ({ messages }) => messages.some((one) => one.code === 'SCAN_REFUSED'))
    expect(await focused()).toBe('symbol')
    const { checkIn } = await terminal.state()
    expect(checkIn?.draft).toMatchObject({ fields: {}, refused: false })
    await emptyDesk()
    const help = terminal.page.getByRole('button', { name: words.desk.doors.help })
    expect(await scan(() => help.focus(), code, FAST, within)).toMatchObject(UNTOUCHED)
    await terminal.until('the refusal', ({ messages }) => messages.some((one) => one.code === 'SCAN_REFUSED'))
    expect(await terminal.page.getByRole('dialog').count()).toBe(0)
    expect(await help.evaluate((button) => button === document.activeElement)).toBe(true)
  })

  it('an individual number is refused, and is nowhere in the window', async () => {
    expect(await scan(openForm, [...'123456789018\r'], FAST, within)).toMatchObject(UNTOUCHED)
    const state = await terminal.until('the refusal', ({ messages }) =>
      messages.some((one) => one.code === 'MY_NUMBER_REFUSED'),
    )
    expect(JSON.stringify(state)).not.toContain('123456789018')
    expect(await terminal.page.locator('body').innerHTML()).not.toContain('56789')
    expect(await field('symbol').inputValue()).toBe('')
  })
})

describe('a scanner with a prefix, 80 ms a key', () => {
  beforeEach(() => typingScanner({ on: true, prefix: 'F10' }))
  afterEach(() => typingScanner({ on: true, prefix: null }))

  it('is read while a form has the focus, and leaves the form alone', async () => {
    const noticed = await scan(openForm, ['F10', ...CARD], SLOW, WEDGE_SETTINGS.prefixEndMs)
    await terminal.until('the card', scannedNumber)
    expect(noticed).toMatchObject(UNTOUCHED)
    expect(await field('symbol').inputValue()).toBe('')
    expect(await focused()).toBe('symbol')
  })

  it('Tab and Enter inside a code move no focus and hand nothing in', async () => {
    const keys = ['F10', ...'XK7\tS1\r\rT2\t']
    expect(await scan(openForm, keys, SLOW, WEDGE_SETTINGS.prefixEndMs)).toMatchObject(UNTOUCHED)
    await terminal.until('the refusal', ({ messages }) => messages.some((one) => one.code === 'SCAN_REFUSED'))
    expect(await focused()).toBe('symbol')
  })
})

describe('a person who types', () => {
  const SENTENCE = 'Abc 0123-xyz.789'

  it('finds every key in the field, in order', async () => {
    await openForm()
    await keyboard.type([...SENTENCE], PERSON)
    await expect.poll(() => field('symbol').inputValue()).toBe(SENTENCE)
    const state = await terminal.until(
      'the draft',
      ({ checkIn }) => checkIn?.draft?.fields.symbol === SENTENCE,
    )
    // The first backup of the home may have been made meanwhile.
    expect(state.messages.filter(({ code }) => code !== 'KEY_SHEET_WANTED')).toEqual([])
  })

  it('may roll keys over each other, and Enter comes after them', async () => {
    await openForm()
    await keyboard.type([...'the\r'], 5)
    await expect.poll(focused).toBe('number')
    await keyboard.type([...'42'], 5)
    await expect.poll(() => field('number').inputValue()).toBe('42')
    expect(await field('symbol').inputValue()).toBe('the')
    await keyboard.type([...'7\t'], 5)
    await expect.poll(focused).not.toBe('number')
    expect(await field('number').inputValue()).toBe('427')
  })

  it('ticks a box with the space bar, and presses a button with it', async () => {
    await openForm()
    const box = terminal.page.locator('[data-field="copy"] input')
    await box.focus()
    await keyboard.type([' '], PERSON)
    await expect.poll(() => box.isChecked()).toBe(true)
    await emptyDesk()
    await terminal.page.getByRole('button', { name: words.desk.doors.help }).focus()
    await keyboard.type([' '], PERSON)
    await terminal.page.getByRole('dialog').waitFor()
    await terminal.page.keyboard.press('Escape')
  })

  it('is left alone where no scanner types', async () => {
    await typingScanner({ on: false, prefix: null })
    await openForm()
    await keyboard.type([...CARD.slice(0, -1)], FAST)
    await expect.poll(() => field('symbol').inputValue()).toBe(CARD.slice(0, -1))
    await typingScanner({ on: true, prefix: null })
  })
})

describe('with the input method on', () => {
  const notice = () => terminal.page.getByText(words.desk.wedge['input-method'])

  it('a scan is taken out of the field again, and the person is told', async () => {
    for (let attempt = 1; ; attempt += 1) {
      await openForm()
      await keyboard.type([...'12'], PERSON)
      await expect.poll(() => field('symbol').inputValue()).toBe('12')
      await keyboard.noticed()
      await keyboard.compose('A0012345A\r', FAST)
      const { gaps } = await keyboard.noticed()
      if (gaps.every((gap) => gap < WEDGE_SETTINGS.holdMs)) break
      expect(attempt).toBeLessThan(10)
      await emptyDesk()
    }
    await notice().waitFor()
    // The notice may be that of an attempt before, whose keys came too late: this scan has ended when the field is as it was.
    await expect.poll(() => field('symbol').inputValue()).toBe('12')
    expect(await focused()).toBe('symbol')
    await terminal.until('the field as it was', ({ checkIn }) => checkIn?.draft?.fields.symbol === '12')
    await scan(async () => {}, [...CARD], FAST, WEDGE_SETTINGS.holdMs)
    await terminal.until('the card', scannedNumber)
    await expect.poll(() => notice().count()).toBe(0)
  })

  it('a person composes undisturbed', async () => {
    await openForm()
    await keyboard.compose('aiueokaki', PERSON)
    await keyboard.choose('見本')
    await expect.poll(() => field('symbol').inputValue()).toBe('見本')
    await terminal.until('the draft', ({ checkIn }) => checkIn?.draft?.fields.symbol === '見本')
    expect(await notice().count()).toBe(0)
  })
})
