/** Things that go wrong at the desk, each with its own plain words, and the desk going on where it can. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Intent } from '../../contract/intents.ts'
import { type Display, openDisplay } from '../../fixtures/terminal/display.ts'
import { launch, type Terminal } from '../../fixtures/terminal/launch.ts'

const BROKEN = '{ "clinicName": "見本医院",, }'

let display: Display
let home: string
let terminal: Terminal
beforeAll(async () => {
  display = await openDisplay()
  home = await mkdtemp(join(tmpdir(), 'uketsuke-bad-'))
  await writeFile(join(home, 'settings.json'), BROKEN)
  terminal = await launch({ display, home })
  await terminal.until('a reader', (state) => state.cardReader.state === 'ready')
})
afterAll(async () => {
  await terminal?.close()
  await display?.close()
  await rm(home, { recursive: true, force: true })
})

const simulate = (command: Extract<Intent, { type: 'simulate' }>['command']) =>
  terminal.send({ type: 'simulate', command })
const says = async (code: string) =>
  terminal.until(code, ({ messages }) => messages.some((message) => message.code === code))

describe('at the desk', () => {
  it('a broken settings file is named, and the desk opens all the same', async () => {
    const state = await says('CONFIG_BROKEN')
    expect(state.messages[0]?.details).toEqual({ file: 'settings.json', line: 1 })
    expect(await readFile(join(home, 'settings.json'), 'utf8')).toBe(BROKEN)
  })

  it('a card that is not a My Number card is said, and nothing is entered', async () => {
    await simulate({ command: 'place-card', persona: 'licence' })
    const state = await says('CARD_NOT_MY_NUMBER')
    expect(state.checkIn?.evidence ?? []).toEqual([])
    await simulate({ command: 'remove-card' })
    await terminal.send({ type: 'cancel' })
  })

  it('a card that is taken away mid-read is said, and the next reading works', async () => {
    await simulate({ command: 'fault', fault: 'card-removed-while-reading' })
    await simulate({ command: 'place-card', persona: 'mihon-taro' })
    await says('CARD_REMOVED')
    await simulate({ command: 'remove-card' })
    await simulate({ command: 'place-card', persona: 'mihon-taro' })
    await terminal.until(
      'the decision',
      ({ checkIn }) => checkIn?.decided?.decision.reasons[0]?.code === 'OK_ONLINE',
    )
    await simulate({ command: 'remove-card' })
    await terminal.send({ type: 'cancel' })
  })

  it('a mute card begins nothing by itself, and opens the next road of a check-in that is open', async () => {
    await simulate({ command: 'place-card', persona: 'muon-saburo' })
    await says('CARD_UNREADABLE')
    await terminal.until('no check-in', ({ checkIn }) => checkIn === null)
    await simulate({ command: 'remove-card' })
    await terminal.send({ type: 'set-visit', visit: { kind: 'first' } })
    await simulate({ command: 'place-card', persona: 'muon-saburo' })
    await terminal.until('the failure', ({ checkIn }) => checkIn?.reader.state === 'failed')
    await simulate({ command: 'remove-card' })
    await terminal.send({ type: 'cancel' })
  })

  it('a reader that is pulled out and a service that stops are said, and found again', async () => {
    await simulate({ command: 'fault', fault: 'reader-unplugged' })
    await says('READER_LOST')
    await simulate({ command: 'fault', fault: 'reader-plugged' })
    await says('READER_FOUND')
    await simulate({ command: 'fault', fault: 'service-stopped' })
    await terminal.until('no service', ({ cardReader }) => cardReader.state === 'no-service')
    await simulate({ command: 'fault', fault: 'service-started' })
    await terminal.until('the reader', ({ cardReader }) => cardReader.state === 'ready', 20_000)
  })

  it('a scanner that is pulled out is said, and found again', async () => {
    await simulate({ command: 'fault', fault: 'scanner-unplugged' })
    await says('SCANNER_LOST')
    await simulate({ command: 'fault', fault: 'scanner-plugged' })
    await terminal.until('the scanner', ({ scanner }) => scanner.state === 'ready')
  })

  it.each(['medication-notebook', 'link', 'shop', 'overflow', 'unknown'])(
    'a wrong code (%s) is refused in words',
    async (code) => {
      await simulate({ command: 'scan', code })
      await says('SCAN_REFUSED')
      const [message] = (await terminal.state()).messages.filter((one) => one.code === 'SCAN_REFUSED')
      await terminal.send({ type: 'dismiss-message', id: message?.id ?? 0 })
      await terminal.until('silence', ({ messages }) => messages.every((one) => one.code !== 'SCAN_REFUSED'))
    },
  )
})
