/** An administrator makes a template out of a scanned code, on the screen, and the code is read from then on. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import words from '../../contract/languages/ja/window.json' with { type: 'json' }
import { type Display, openDisplay } from '../../fixtures/terminal/display.ts'
import { launch, type Terminal } from '../../fixtures/terminal/launch.ts'

const { doors, settings, teaching, fields } = words.desk

let display: Display
let terminal: Terminal
beforeAll(async () => {
  display = await openDisplay()
  terminal = await launch({ display })
  await terminal.until('a reader', (state) => state.cardReader.state === 'ready')
})
afterAll(async () => {
  await terminal?.close()
  await display?.close()
})

const press = (name: string) => terminal.page.getByRole('button', { name, exact: true }).click()
const scan = () => terminal.send({ type: 'simulate', command: { command: 'scan', code: 'unknown' } })
const openDevices = async () => {
  await press(doors.settings)
  await terminal.page.getByRole('tab', { name: settings.devices }).click()
}
const choose = async (place: number, meaning: string) => {
  await terminal.page.getByRole('row').nth(place).getByRole('button').click()
  await terminal.page.getByRole('option', { name: meaning, exact: true }).click()
}
const shot = async (name: string) => {
  const folder = process.env.UKETSUKE_SCREENSHOTS
  if (folder !== undefined) await terminal.page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

describe('a code that no template knows', () => {
  it('is named field by field on the screen, kept, and read from then on', async () => {
    await openDevices()
    await press(teaching.begin)
    await terminal.page.getByText(teaching.scanNow).waitFor()
    await shot('teach-wait')
    await scan()
    await terminal.page.getByText('XK7', { exact: true }).waitFor()
    expect((await terminal.state()).messages).toEqual([])
    const keep = terminal.page.getByRole('button', { name: teaching.keep })
    expect(await keep.isDisabled()).toBe(true)
    await choose(1, teaching.fixed)
    await choose(2, fields.insurerNumber.label)
    await choose(3, fields.symbol.label)
    await choose(4, fields.number.label)
    // A name is no date: said at once, and not kept.
    await choose(5, fields.birthDate.label)
    await terminal.page.getByText(teaching.unreadable).waitFor()
    await choose(5, fields.name.label)
    await choose(6, fields.birthDate.label)
    await terminal.page.getByText('1970-07-07').waitFor()
    await terminal.page.getByLabel(settings.templateName).fill('見本組合のコード')
    await shot('teach-name')
    await keep.click()
    const kept = await terminal.until('the template', ({ office }) => office.settings.templates.length === 1)
    expect(kept.office.teaching).toBeNull()
    expect(kept.office.settings.templates[0]?.pattern).not.toContain('01130012')
    await terminal.page.getByText('見本組合のコード').waitFor()
    await shot('teach-kept')
    await scan()
    const read = await terminal.until('the code', ({ checkIn }) => checkIn?.evidence.length === 1)
    expect(read.checkIn?.evidence[0]).toMatchObject({
      source: 'scanner',
      confirmed: false,
      document: { type: 'eligibility-certificate' },
      claims: { insurerNumber: '01130012', symbol: '0012', number: '34', birthDate: '1970-07-07' },
    })
    await terminal.send({ type: 'cancel' })
    await terminal.until('an empty desk', ({ checkIn }) => checkIn === null)
  })

  it('is refused again once its template is removed, and forgotten when the page is left', async () => {
    await terminal.page.getByRole('tab', { name: settings.devices }).click()
    await press(settings.removeTemplate.replace('{{name}}', '見本組合のコード'))
    await terminal.until('no template', ({ office }) => office.settings.templates.length === 0)
    await scan()
    await terminal.until('the refusal', ({ messages }) => messages.some((one) => one.code === 'SCAN_REFUSED'))
    await press(teaching.begin)
    await terminal.until('teaching', ({ office }) => office.teaching !== null)
    await press(doors.desk)
    await terminal.until('no teaching', ({ office }) => office.teaching === null)
  })
})
