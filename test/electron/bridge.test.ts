/** The official answers at the window: a visit that opens by itself, and the tray. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Intent } from '../../contract/intents.ts'
import words from '../../contract/languages/ja/window.json' with { type: 'json' }
import { type Display, openDisplay } from '../../fixtures/terminal/display.ts'
import { launch, type Terminal } from '../../fixtures/terminal/launch.ts'

type Act = Extract<Extract<Intent, { type: 'simulate' }>['command'], { command: 'bridge' }>['act']

let display: Display
let terminal: Terminal
beforeAll(async () => {
  display = await openDisplay()
  terminal = await launch({ display })
  await terminal.until('a reader', (state) => state.cardReader.state === 'ready')
})
afterAll(async () => {
  await terminal?.close()
  await display.close()
})

const play = (act: Act): Promise<void> =>
  terminal.send({ type: 'simulate', command: { command: 'bridge', act } })

it('a face result opens the visit by itself, and of two a person says whose turn it is', async () => {
  await play('on')
  await terminal.until('the bridge', ({ bridge }) => bridge.status.state === 'ready')
  await play('face')
  const opened = await terminal.until('a decision', ({ checkIn }) => checkIn?.decided != null)
  expect(opened.checkIn).toMatchObject({ official: { by: 'card' }, online: { code: 1, by: 'card' } })
  await terminal.page.getByText(words.desk.bridge.official, { exact: true }).waitFor()
  await play('face-two-people')
  await terminal.until('two that wait', ({ bridge }) => bridge.arrivals.length === 2)
  await terminal.page.getByText(words.desk.bridge.arrivals, { exact: true }).first().waitFor()
  // The button that had the focus goes with the arrival: the next step takes it, before the desk says anything more by itself.
  await terminal.page.getByRole('button', { name: words.desk.bridge.dismiss }).first().press('Enter')
  await terminal.until('one that waits', ({ bridge }) => bridge.arrivals.length === 1)
  await terminal.page.locator('section[aria-labelledby="step-title"]:focus').waitFor({ timeout: 3_000 })
  await play('face-two-people')
  await terminal.until('two that wait again', ({ bridge }) => bridge.arrivals.length >= 2)
  await terminal.send({ type: 'conclude', confirmed: true })
  await terminal.until('the next', ({ checkIn }) => checkIn === null)
  await terminal.page.getByRole('button', { name: words.desk.bridge.take }).first().click()
  await terminal.until('a visit again', ({ checkIn }) => checkIn !== null)
  await play('share-lost')
  await terminal.until('the folder away', ({ bridge }) => bridge.status.state === 'unreachable')
  await play('share-back')
  await terminal.until('the folder back', ({ bridge }) => bridge.status.state === 'ready')
  await terminal.send({ type: 'cancel' })
  await play('refuses')
  await terminal.send({
    type: 'add-document',
    document: { type: 'eligibility-certificate' },
    claims: { insurerNumber: '01139997', number: '56', birthDate: '1985-06-07' },
  })
  await terminal.until('a refusal', ({ bridge: { lookUp } }) => lookUp?.state === 'ended')
  await terminal.page.getByText(words.desk.bridge.problems.REFUSED).waitFor()
  await terminal.page.getByText('（見本）この照会は受け付けられません。', { exact: true }).waitFor()
  await play('off')
  await terminal.until('no bridge', ({ bridge }) => bridge.status.state === 'off')
})
