/** In the smallest window, with the simulated dock: the next step lies above the foot of the page, whole and with its ring. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Online } from '../../contract/check-in.ts'
import { type Display, openDisplay } from '../../fixtures/terminal/display.ts'
import { launch, type Terminal } from '../../fixtures/terminal/launch.ts'

let display: Display
let terminal: Terminal
beforeAll(async () => {
  display = await openDisplay()
  terminal = await launch({ display })
  await terminal.application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 768),
  )
  await terminal.page.waitForFunction(() => innerWidth === 1024 && innerHeight === 768)
  await terminal.until('a reader', ({ cardReader }) => cardReader.state === 'ready')
}, 60_000)
afterAll(async () => {
  await terminal?.close()
  await display?.close()
})

/** The room between the next step's button and the foot. Runs in the page. */
const roomAboveFoot = (): number => {
  const of = (name: string): DOMRect | undefined => document.querySelector(name)?.getBoundingClientRect()
  return (of('.check-in-foot')?.top ?? 0) - (of('.step .button-next')?.bottom ?? 0)
}
/** The ring around what has the focus: three pixels, and as many between. */
const RING = 6

it.each<[string, Online]>([
  ['confirmed', { code: 1, by: 'card' }],
  ['confirmed by a newer cover, whose days nobody has said', { code: 3, by: 'card' }],
])('%s', async (_, online) => {
  await terminal.send({ type: 'simulate', command: { command: 'answer-online', online } })
  await terminal.send({ type: 'simulate', command: { command: 'place-card', persona: 'mihon-taro' } })
  await terminal.until('the decision', ({ checkIn }) => checkIn?.decided != null)
  await terminal.send({ type: 'set-patient-number', patientNumber: '004512' })
  await terminal.send({ type: 'set-birth-date', birthDate: '1985-05-01' })
  const { question } = await terminal.until(
    'the birth date, or a question',
    (state) => state.question !== null || state.checkIn?.birthDate != null,
  )
  if (question !== null)
    await terminal.send({
      type: 'answer-person',
      question: question.number,
      answer: 'same',
      kept: 'now',
      fields: [],
    })
  await terminal.until('the decision', ({ checkIn }) => checkIn?.birthDate != null && checkIn.decided != null)
  await terminal.page.locator('.step .button-next').waitFor()
  expect(await terminal.page.evaluate(roomAboveFoot)).toBeGreaterThanOrEqual(RING)
  await terminal.send({ type: 'simulate', command: { command: 'remove-card' } })
  await terminal.send({ type: 'cancel' })
  await terminal.until(
    'an empty desk',
    ({ checkIn, cardReader }) => checkIn === null && cardReader.state === 'ready',
  )
})
