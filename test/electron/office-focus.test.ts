/** The back office by keyboard: what is pressed often goes away with the press, and the focus never falls off the page. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import words from '../../contract/languages/ja/window.json' with { type: 'json' }
import { type Display, openDisplay } from '../../fixtures/terminal/display.ts'
import { launch, type Terminal } from '../../fixtures/terminal/launch.ts'

const { settings, serialScanners, signIn, support, doors, common, teaching } = words.desk
const SECRET = '480517'

let display: Display
let home: string
let terminal: Terminal
beforeAll(async () => {
  display = await openDisplay()
  home = await mkdtemp(join(tmpdir(), 'uketsuke-focus-'))
  const serial = [{ path: '/dev/ttyMIHON0', baudRate: 9600, end: 'idle', splitHeader: false }]
  const templates = [
    { name: '見本健保', kind: 'eligibility-notice', dates: 'iso', pattern: '^(?<number>\\d+)$' },
  ]
  await writeFile(
    join(home, 'settings.json'),
    JSON.stringify({ templates, scanners: { models: [], profiles: {}, serial } }),
  )
  terminal = await launch({ display, home })
  await terminal.until('a reader', ({ cardReader }) => cardReader.state === 'ready')
  await open(doors.settings)
})
afterAll(async () => {
  await terminal?.close()
  await display?.close()
  await rm(home, { recursive: true, force: true })
})

const button = (name: string) => terminal.page.getByRole('button', { name, exact: true })
const box = (name: string) => terminal.page.getByLabel(name, { exact: true })
const filled = (text: string, name: string): string => text.replace('{{name}}', name)

/** Presses a button as a keyboard does: with the focus on it. */
const open = async (name: string): Promise<void> => {
  await button(name).focus()
  await terminal.page.keyboard.press('Enter')
}
const openTab = (name: string): Promise<void> => terminal.page.getByRole('tab', { name }).click()

/** Waits until something has the focus whose name, words or label are these. */
const focusIsOn = async (wanted: string): Promise<void> => {
  const named = (name: string): boolean => {
    const focused = document.activeElement
    const labels = focused instanceof HTMLInputElement ? [...(focused.labels ?? [])] : []
    const found = [focused?.getAttribute('aria-label'), ...labels.map(({ textContent }) => textContent)]
    if (focused !== document.body) found.push(focused?.textContent)
    return found.some((text) => text?.trim() === name)
  }
  await terminal.page.waitForFunction(named, wanted, { timeout: 5_000 }).catch(async () => {
    expect(await terminal.page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))).toBe(wanted)
  })
}

it('a setting that is kept leaves the focus in its box', async () => {
  await box(settings.clinicName).fill('見本医院')
  await terminal.page.keyboard.press('Enter')
  await terminal.until('the name', ({ office }) => office.settings.clinicName === '見本医院')
  await focusIsOn(settings.clinicName)

  await openTab(settings.devices)
  await box(settings.prefix).fill('F10')
  await open(settings.keep)
  await terminal.until('the key', ({ office }) => office.settings.typingScanner.prefix === 'F10')
  await focusIsOn(settings.prefix)
})

it('what is removed from a list leaves the focus on the list', async () => {
  await open(serialScanners.remove.replace('{{path}}', '/dev/ttyMIHON0'))
  await terminal.until('no port', ({ office }) => office.settings.scanners.serial.length === 0)
  await focusIsOn(serialScanners.registered)
  await open(filled(settings.removeTemplate, '見本健保'))
  await terminal.until('no template', ({ office }) => office.settings.templates.length === 0)
  await focusIsOn(settings.templates)
})

it('a form that takes the place of its button takes the focus, and gives it back', async () => {
  await open(settings.addTemplate)
  await focusIsOn(settings.addTemplate)
  await open(common.back)
  await focusIsOn(settings.addTemplate)
  await open(teaching.begin)
  await focusIsOn(teaching.title)
  await open(teaching.end)
  await focusIsOn(teaching.begin)

  await openTab(settings.support)
  await open(support.prepare)
  await focusIsOn(settings.support)
  await open(support.discard)
  await focusIsOn(support.prepare)
})

it('the staff are added, changed and removed, and who signs in types at once', async () => {
  await openTab(settings.staff)
  await box(settings.personName).fill('見本 長子')
  await box(settings.secret).fill(SECRET)
  await box(settings.secretAgain).fill(SECRET)
  await open(settings.addPerson)
  await focusIsOn(filled(signIn.secret, '見本 長子'))
  await terminal.page.keyboard.press('1')
  await open(signIn.enter)
  await terminal.until('the refusal', ({ office }) => office.staff.refusal === 'wrong-secret')
  await focusIsOn(filled(signIn.secret, '見本 長子'))
  await box(filled(signIn.secret, '見本 長子')).fill(SECRET)
  await terminal.page.keyboard.press('Enter')
  await terminal.until('an administrator', ({ office }) => office.staff.signedIn !== null)

  await openTab(settings.staff)
  await box(settings.personName).fill('見本 受子')
  await box(settings.secret).fill(SECRET)
  await box(settings.secretAgain).fill(SECRET)
  await open(settings.addPerson)
  await focusIsOn(settings.personName)
  await button(filled(settings.changePersonOf, '見本 受子')).waitFor()

  const change = filled(settings.changePersonOf, '見本 受子')
  for (const end of [settings.leavePerson, settings.savePerson]) {
    await open(change)
    await focusIsOn(filled(settings.changingPerson, '見本 受子'))
    await box(settings.newSecret).fill('735194')
    await box(settings.secretAgain).fill('735194')
    await open(end)
    await focusIsOn(change)
  }
  await open(filled(settings.removePerson, '見本 受子'))
  await terminal.until('one person', ({ office }) => office.staff.people.length === 1)
  await focusIsOn(settings.registeredStaff)
})

it('a locked desk with several people has the focus on their list, and an arrow goes to the first of them', async () => {
  await terminal.send({ type: 'add-person', name: '見本 次子', role: 'receptionist', secret: SECRET })
  await button(filled(settings.changePersonOf, '見本 次子')).waitFor()
  await terminal.send({ type: 'sign-out' })
  await terminal.until('a locked desk', ({ office }) => office.staff.signedIn === null)
  const isOn = (selector: string) => document.activeElement?.matches(selector) === true
  await terminal.page.waitForFunction(isOn, '.choices', { timeout: 5_000 })
  await terminal.page.keyboard.press('ArrowDown')
  await terminal.page.waitForFunction(isOn, '.choices li:first-child .choice-button', { timeout: 5_000 })
})
