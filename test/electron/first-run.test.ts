/** The first day in the real window: the guide from name to practice, the settings that stay, the card that is taught. */
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NEW_GUIDE } from '../../contract/guide.ts'
import doctor from '../../contract/languages/ja/doctor.json' with { type: 'json' }
import words from '../../contract/languages/ja/window.json' with { type: 'json' }
import { type Display, openDisplay } from '../../fixtures/terminal/display.ts'
import { launch, type Terminal } from '../../fixtures/terminal/launch.ts'
import { journalRows } from './journal-content.ts'
import { type Person, personAt } from './visits/person.ts'

const { bridge, documents, doors, guide, patientCard, settings, signIn, who } = words.desk

let display: Display
let terminal: Terminal
let person: Person
beforeAll(async () => {
  display = await openDisplay()
  terminal = await launch({ display })
  await terminal.until('a reader', (state) => state.cardReader.state === 'ready')
  person = await personAt(terminal)
  await terminal.send({ type: 'change-settings', settings: { guide: NEW_GUIDE, clinicName: '' } })
})
afterAll(async () => {
  await terminal?.close()
  await display?.close()
})

const button = (name: string | RegExp) => terminal.page.getByRole('button', { name }).first()
const box = (label: string) => terminal.page.getByLabel(label, { exact: true })
const step = (name: string) => terminal.page.locator('.guide-step', { hasText: name })

describe('the settings', () => {
  it('A15: keep the name when Enter is pressed, when the tab is left, and what is half typed', async () => {
    await person.tap(button(doors.settings))
    await box(settings.clinicName).fill('見本医院')
    await terminal.page.keyboard.press('Enter')
    await terminal.until('the name', ({ office }) => office.settings.clinicName === '見本医院')
    await box(settings.clinicName).fill('見本内科医院')
    await person.tap(terminal.page.getByRole('tab', { name: settings.journal }))
    await terminal.until('the name', ({ office }) => office.settings.clinicName === '見本内科医院')
    await box(settings.backupFolder).fill('/mnt/mihon')
    await person.tap(terminal.page.getByRole('tab', { name: settings.desk }))
    await person.tap(terminal.page.getByRole('tab', { name: settings.journal }))
    expect(await box(settings.backupFolder).inputValue()).toBe('/mnt/mihon')
    await box(settings.backupFolder).fill('')
    await person.tap(button(doors.desk))
  })
})

describe('the guide', () => {
  it('is led to, says what is missing, and each step can be left', async () => {
    await person.tap(button(guide.open))
    await terminal.page.getByRole('heading', { name: guide.steps.administrator }).waitFor()
    await person.tap(button(guide.later))
    await person.tap(step(guide.steps.bridge))
    await person.tap(button(guide.leaveOut))
    await terminal.until('left out', ({ office }) => office.settings.guide.leftOut.includes('bridge'))
    await terminal.page.getByRole('heading', { name: guide.steps.practice }).waitFor()
  })

  it('sets the bridge, and its test says which folder is away and when all of them are there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'uketsuke-guide-bridge-'))
    for (const name of ['face', 'req']) mkdirSync(join(folder, name))
    await person.tap(step(guide.steps.bridge))
    await box(bridge.folder).fill(folder)
    await box(bridge.institution).fill('1319999999')
    await person.tap(button(settings.keep))
    await terminal.until('the bridge', ({ office }) => office.settings.bridge?.folder === folder)
    const said = async (part: string) => {
      await person.tap(button(bridge.test))
      await terminal.page.getByText(part).first().waitFor()
    }
    await said(doctor.bridgeMissing.replace('{{names}}', 'res'))
    mkdirSync(join(folder, 'res'))
    await said(doctor.bridgeNoFace)
    await terminal.until('a bridge that works', (state) => state.bridge.status.state === 'ready')
    await person.tap(button(bridge.turnOff))
    await terminal.until('no bridge', ({ office }) => office.settings.bridge === null)
  })

  it('learns the patient card by one that is scanned', async () => {
    await person.tap(step(guide.steps['patient-card']))
    const taught = await terminal.state()
    if (taught.office.settings.patientCard !== null) await person.tap(button(patientCard.forget))
    await person.tap(button(new RegExp(`^${patientCard.teach}`)))
    await terminal.until('teaching', ({ office }) => office.teaching?.of === 'patient-card')
    await terminal.send({ type: 'typed-scan', text: 'K-004512' })
    await person.tap(button(patientCard.keep))
    await terminal.until('the rule', ({ office }) => office.settings.patientCard?.pattern === '^K-[0-9]{6}$')
    expect((await terminal.state()).checkIn).toBeNull()
  })

  it('practises a visit by the words of the guide, and leaves no row', async () => {
    await person.tap(step(guide.steps.practice))
    const before = person.touches()
    await person.tap(button(guide.practiceBegin))
    await terminal.page.getByText(guide.practising.slice(0, 5)).waitFor()
    await person.press(who.none)
    await person.tap(terminal.page.locator('.choose-tile', { hasText: documents['eligibility-certificate'] }))
    const halfAYearOn = new Date(Date.now() + 180 * 86_400_000).toISOString().slice(0, 10)
    await terminal.page.locator('[data-field="expiresOn"] input').fill(halfAYearOn)
    // The buttons that the guide names after the date, each as it stands there.
    const [, rest = ''] = guide.practiceText.split('入れます。')
    const named = Array.from(
      rest.matchAll(/『(.+?)』|「(.+?)」/g),
      ([, outer, inner]) => outer ?? inner ?? '',
    )
    expect(named.length).toBeGreaterThan(0)
    for (const name of named) await person.press(name)
    await terminal.until('the end', ({ checkIn }) => checkIn === null)
    const after = await terminal.until('practised', ({ office }) => office.settings.guide.practised)
    expect(after.visitCount).toBe(0)
    console.info(`touches of the practised visit: ${person.touches() - before}`)
  })

  it('A9: takes the administrator only when the same is typed twice, and asks who is there from then on', async () => {
    // The guide is where it was left.
    await person.tap(step(guide.steps.administrator))
    await box(settings.personName).fill('見本 管理')
    await box(settings.secret).fill('83916254')
    await box(settings.secretAgain).fill('83916255')
    await terminal.page.getByText(settings.secretOther).waitFor()
    expect(await button(settings.addPerson).isDisabled()).toBe(true)
    await box(settings.secretAgain).fill('83916254')
    await person.tap(button(settings.addPerson))
    await terminal.page.getByRole('heading', { name: signIn.title }).waitFor()
    await terminal.page.locator('.sign-in input').fill('83916254')
    await person.tap(button(signIn.enter))
    await terminal.until('signed in', ({ office }) => office.staff.signedIn !== null)
    await terminal.page.getByText(guide.title).first().waitFor()
  })

  it('has left no visit in the journal', async () => {
    await terminal.quit()
    const events = journalRows(terminal.home).map(({ event }) => event.event)
    expect(events).toContain('settings-changed')
    expect(events).not.toContain('check-in-opened')
    expect(events).not.toContain('concluded')
  })
})
