/** A staff card in the real window: registered by an administrator, and scanned at the locked desk to begin. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DeskState } from '../../contract/desk.ts'
import { type Display, openDisplay } from '../../fixtures/terminal/display.ts'
import { launch, type Terminal } from '../../fixtures/terminal/launch.ts'
import { type Keyboard, takeKeyboard } from './typing.ts'

/** A scanner that begins with F10 may be as slow as a busy machine. */
const SCANNER = { on: true, prefix: 'F10' } as const
const EVERY = 40
const scanOf = (code: string): string[] => ['F10', ...code, '\r']

let display: Display
let terminal: Terminal
let keyboard: Keyboard
beforeAll(async () => {
  display = await openDisplay()
  terminal = await launch({ display })
  keyboard = await takeKeyboard(terminal)
  await terminal.send({ type: 'change-settings', settings: { typingScanner: SCANNER } })
  await terminal.until('the scanner', ({ office }) => office.settings.typingScanner.prefix === 'F10')
})
afterAll(async () => {
  await terminal?.close()
  await display?.close()
})

const staffOf = ({ office }: DeskState) => office.staff

it('signs in whoever it was given to, and nobody else', async () => {
  await terminal.send({ type: 'add-person', name: '見本 花子', role: 'administrator', secret: '480517' })
  const locked = await terminal.until('a locked desk', (state) => staffOf(state).people.length === 1)
  const person = staffOf(locked).people[0]?.id ?? ''
  await terminal.send({ type: 'sign-in', person, secret: '480517' })
  await terminal.until('an administrator', (state) => staffOf(state).signedIn !== null)

  await terminal.send({ type: 'register-staff-card', person })
  await terminal.until('waiting for a card', (state) => staffOf(state).registering === person)
  await keyboard.type(scanOf('MIHON4K7Q9X'), EVERY)
  await terminal.until('the card', (state) => staffOf(state).people[0]?.hasCard === true)

  await terminal.send({ type: 'sign-out' })
  await terminal.until('a locked desk', (state) => staffOf(state).signedIn === null)
  await terminal.page.getByText('見本 花子').first().waitFor()
  await keyboard.type(scanOf('MIHON8H3R5T'), EVERY)
  const refused = await terminal.until('the refusal', (state) => staffOf(state).refusal === 'unknown-card')
  expect(staffOf(refused).signedIn).toBeNull()

  await keyboard.type(scanOf('MIHON4K7Q9X'), EVERY)
  // An administrator's card only says who is there; the box for the password is open.
  const asked = await terminal.until('the question', (state) => staffOf(state).asksPinOf === person)
  expect(staffOf(asked).signedIn).toBeNull()
  await terminal.page.getByText('管理者は暗証番号も入力してください').waitFor()
  await terminal.send({ type: 'sign-in', person, secret: '480517' })
  const open = await terminal.until('an open desk', (state) => staffOf(state).signedIn !== null)
  expect(staffOf(open).signedIn?.name).toBe('見本 花子')
  expect(JSON.stringify(open)).not.toContain('MIHON4K')
})
