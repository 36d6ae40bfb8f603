/** The window that faces the patient, beside the receptionist's: cards left behind, the patient's own size and language. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawn, launch, pageAt, type Terminal } from '../../fixtures/terminal/launch.ts'

let home: string
let terminal: Terminal
let patient: Page
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'uketsuke-home-'))
  await writeFile(join(home, 'settings.json'), JSON.stringify({ patientWindow: true }))
  terminal = await launch({ home })
  await terminal.until('a reader', ({ cardReader }) => cardReader.state === 'ready')
  patient = await pageAt(terminal.application, 'uketsuke://patient/')
})
afterAll(async () => {
  await terminal?.close()
  await rm(home, { recursive: true, force: true })
})

test('A17: after the end both windows ask for the card that lies there, until it is taken', async () => {
  const { simulator } = await terminal.state()
  const persona = simulator?.personas[0]?.id ?? ''
  await terminal.send({ type: 'simulate', command: { command: 'answer-online', online: { code: 1 } } })
  await terminal.send({ type: 'simulate', command: { command: 'place-card', persona } })
  await terminal.until('an answer', ({ checkIn }) => checkIn?.decided?.decision.outcome === 'accept')
  await patient.getByText('カードをお取りください').waitFor()
  await drawn(terminal.page)
  await terminal.page.keyboard.press('F8')
  await terminal.until('the end', ({ checkIn }) => checkIn === null)
  await patient.getByRole('heading', { name: 'カードをお取りください' }).waitFor()
  await terminal.page.getByRole('heading', { name: 'カードがリーダーに残っています' }).waitFor()
  expect(await patient.getByText('こんにちは').isVisible()).toBe(false)
  await terminal.send({ type: 'simulate', command: { command: 'remove-card' } })
  await patient.getByText('こんにちは').waitFor()
  await terminal.page.getByRole('heading', { name: 'カードを置くか' }).waitFor()
})

test('B16: one touch at the patient’s window makes the letters larger, for this patient alone', async () => {
  const size = () =>
    patient.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize))
  const before = await size()
  await patient.getByRole('radio', { name: '200 %' }).click()
  await terminal.until('the size', ({ patientChoice }) => patientChoice.textSize === '200')
  await patient.waitForFunction(() => document.documentElement.dataset.textSize === '200')
  expect(await size()).toBe(2 * before)
  await patient.getByRole('radio', { name: 'English' }).click()
  await patient.getByText('Welcome').waitFor()
  await terminal.send({ type: 'open-check-in' })
  await terminal.until(
    'the choice in the check-in',
    ({ checkIn }) => checkIn?.patientLanguage === 'en' && checkIn.patientTextSize === '200',
  )
  // The receptionist's own window keeps its size.
  expect(await terminal.page.evaluate(() => document.documentElement.dataset.textSize)).toBe('100')
  await terminal.send({ type: 'cancel' })
  await patient.getByText('こんにちは').waitFor()
  await patient.waitForFunction(() => document.documentElement.dataset.textSize === '100')
})

test('A17: a card laid while nobody is signed in is taken once somebody is', async () => {
  await terminal.send({ type: 'add-person', name: '見本 長子', role: 'administrator', secret: '2468' })
  await terminal.until(
    'a locked desk',
    ({ office }) => office.staff.required && office.staff.signedIn === null,
  )
  const { simulator, office } = await terminal.state()
  const persona = simulator?.personas[0]?.id ?? ''
  await terminal.send({ type: 'simulate', command: { command: 'place-card', persona } })
  const waiting = await terminal.until('the card', ({ cardReader }) => cardReader.state === 'read')
  expect(waiting.checkIn).toBeNull()
  await terminal.send({ type: 'sign-in', person: office.staff.people[0]?.id ?? '', secret: '2468' })
  const taken = await terminal.until('the check-in', ({ checkIn }) => checkIn?.decided != null)
  expect(taken.checkIn?.evidence).toHaveLength(1)
  await terminal.page.locator('.decision-head').waitFor()
})
