/** The main job in the real program: a card on a reader is read, decided, journalled and shown. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { DeskState } from '../../contract/desk.ts'
import type { Intent } from '../../contract/intents.ts'
import words from '../../contract/languages/ja/terms.json' with { type: 'json' }
import windowWords from '../../contract/languages/ja/window.json' with { type: 'json' }
import { dayInTokyo } from '../../contract/tokyo.ts'
import { inventedCode } from '../../fixtures/codes/index.ts'
import { findPersona, makePersonaCard, type Persona } from '../../fixtures/personas/personas.ts'
import { type Display, openDisplay } from '../../fixtures/terminal/display.ts'
import { eventually, launch, type Terminal } from '../../fixtures/terminal/launch.ts'
import { runs } from '../../fixtures/terminal/processes.ts'
import { placeInVpcd } from '../../fixtures/virtual-card/vpcd.ts'
import { verifyJournal } from '../../main/journal/index.ts'
import { type PrivatePcscd, preparePcscd } from '../pcsc/pcscd.ts'
import { journalRows } from './journal-content.ts'

let display: Display
beforeAll(async () => {
  display = await openDisplay()
})
afterAll(() => display.close())

const simulate = (command: Extract<Intent, { type: 'simulate' }>['command']): Intent => ({
  type: 'simulate',
  command,
})
const reasonOf = (state: DeskState) => state.checkIn?.decided?.decision.reasons[0]?.code
const persona = (id: string): Persona => {
  const found = findPersona(id)
  if (found === undefined) throw new Error(`no persona ${id}`)
  return found
}
const entriesOf = (home: string) => {
  const verified = verifyJournal({ home })
  if (!verified.ok) throw new Error(verified.problem.message)
  return verified.value
}

describe('with simulated devices', () => {
  let terminal: Terminal
  beforeAll(async () => {
    terminal = await launch({ display })
    await terminal.until('a reader', (state) => state.cardReader.state === 'ready')
  })
  afterAll(() => terminal?.close())
  afterEach(async () => {
    await terminal.send(simulate({ command: 'remove-card' }))
    await terminal.send({ type: 'cancel' })
    await terminal.until(
      'an empty desk',
      ({ checkIn, cardReader }) => checkIn === null && cardReader.state === 'ready',
    )
  })

  it('a card is accepted with no touch, on record before it is shown', async () => {
    await terminal.send(simulate({ command: 'place-card', persona: 'mihon-taro' }))
    const state = await terminal.until('the decision', (now) => reasonOf(now) === 'OK_ONLINE')
    await terminal.page.getByText(words.outcomes.accept).first().waitFor()
    expect(state.checkIn?.decided?.seq).toBeGreaterThan(0)
    expect(entriesOf(terminal.home).entries).toBeGreaterThanOrEqual(state.checkIn?.decided?.seq ?? Infinity)
  })

  it('a code of a certificate is a claim until it is confirmed', async () => {
    await terminal.send(simulate({ command: 'scan', code: 'certificate' }))
    const state = await terminal.until('the code', ({ checkIn }) => checkIn?.evidence.length === 1)
    expect(state.checkIn?.evidence[0]).toMatchObject({ source: 'scanner', confirmed: false })
  })

  it('an individual number is refused, and is nowhere afterwards', async () => {
    await terminal.send(simulate({ command: 'scan', code: 'my-number' }))
    const state = await terminal.until('the refusal', ({ messages }) =>
      messages.some(({ code }) => code === 'MY_NUMBER_REFUSED'),
    )
    const number = new TextDecoder().decode(inventedCode('my-number')?.bytes)
    expect(number).toMatch(/^\d{12}$/)
    expect(JSON.stringify(state)).not.toContain(number)
    expect(await terminal.page.locator('body').textContent()).not.toContain(number)
    expect(terminal.said()).not.toContain(number)
  })

  it('a desk that is killed in the middle comes back with everything entered', async () => {
    const fields = { expiresOn: '令和9年3月', name: '見本 太郎' }
    await terminal.send({
      type: 'add-document',
      document: { type: 'eligibility-notice' },
      claims: { name: '見本 太郎' },
    })
    await terminal.send({
      type: 'save-draft',
      draft: { form: 'eligibility-certificate', documentId: null, fields, edit: 1 },
    })
    const before = await terminal.until('the draft', ({ checkIn }) => checkIn?.draft != null)
    const pid = terminal.deskPid()
    expect(pid).toBeDefined()
    process.kill(pid ?? 0, 'SIGKILL')
    const after = await terminal.until('the desk again', ({ messages }) =>
      messages.some(({ code }) => code === 'DESK_RECOVERED'),
    )
    expect(after.checkIn).toEqual(before.checkIn)
    expect(terminal.deskPid()).not.toBe(pid)
    expect(entriesOf(terminal.home).ok).toBe(true)
  })

  it('a step that a killed desk never heard, and that could be done twice, is said and not repeated', async () => {
    const certificate: Intent = {
      type: 'add-document',
      document: { type: 'eligibility-certificate', expiresOn: '2027-03-31' },
      claims: {},
    }
    await terminal.send({ type: 'open-check-in' })
    await terminal.until('a check-in', ({ checkIn }) => checkIn !== null)
    const pid = terminal.deskPid() ?? 0
    // A process that is stopped hears nothing and is not dead yet.
    process.kill(pid, 'SIGSTOP')
    await terminal.send(certificate)
    // The shell answers the page in the order in which it is asked: it has given the step to the desk by now.
    await terminal.page.evaluate(() => window.uketsuke.runtime())
    process.kill(pid, 'SIGKILL')
    const after = await terminal.until('the desk again', ({ messages }) =>
      messages.some(({ code }) => code === 'STEP_MISSED'),
    )
    expect(after.checkIn?.evidence).toEqual([])
    await terminal.page.getByText(windowWords.desk.messages.STEP_MISSED).waitFor()
    await terminal.send(certificate)
    const again = await terminal.until('the document', ({ checkIn }) => checkIn?.evidence.length === 1)
    expect(again.checkIn?.id).toBe(after.checkIn?.id)
    await terminal.send({ type: 'conclude', confirmed: true })
    const done = await terminal.until('the row', ({ visits }) => visits.length === 1)
    expect(done.messages.map(({ code }) => code)).not.toContain('STEP_MISSED')
  })
})

it('a program that is ended from outside is on record when it starts again', async () => {
  const home = await mkdtemp(join(tmpdir(), 'uketsuke-killed-'))
  try {
    const first = await launch({ display, home })
    await first.until('the reader', ({ cardReader }) => cardReader.state === 'ready')
    const desk = first.deskPid()
    await first.kill()
    await eventually('the end of its desk', () => (desk !== undefined && runs(desk) ? undefined : true))
    const second = await launch({ display, home })
    await second.until('the reader', ({ cardReader }) => cardReader.state === 'ready')
    await second.quit()
    const events = journalRows(home).map(({ event }) => event)
    expect(events.filter(({ event }) => event === 'started')).toHaveLength(2)
    expect(events.filter(({ event }) => event === 'crashed')).toMatchObject([{ process: 'shell' }])
  } finally {
    await rm(home, { recursive: true, force: true })
  }
})

describe('with a real PC/SC service', () => {
  let pcscd: PrivatePcscd
  let terminal: Terminal
  let home = ''
  beforeAll(async () => {
    pcscd = await preparePcscd()
    await pcscd.start()
    home = await mkdtemp(join(tmpdir(), 'uketsuke-pcsc-'))
    terminal = await launch({ display, real: true, home, environment: pcscd.environment })
    await terminal.until('the reader', (state) => state.cardReader.state === 'ready')
  })
  afterAll(async () => {
    await terminal?.close()
    await pcscd?.dispose()
    await rm(home, { recursive: true, force: true })
  })

  it('reads a card on a reader, asks for the official answer, and shows the accepted result', async () => {
    const card = await makePersonaCard(persona('mihon-taro'), dayInTokyo(Date.now()))
    const placed = await placeInVpcd(card, pcscd.ports[0])
    const read = await terminal.until('the card', ({ cardReader }) => cardReader.state === 'read', 20_000)
    expect(read.checkIn?.evidence[0]).toMatchObject({
      document: { type: 'my-number-card' },
      source: 'card-reader',
    })
    // The receptionist's view on the official terminal.
    await terminal.send({ type: 'set-online', online: { code: 1 } })
    await terminal.until('the decision', (now) => reasonOf(now) === 'OK_ONLINE')
    await terminal.page.getByText(words.outcomes.accept).first().waitFor()
    await terminal.send({ type: 'conclude', confirmed: true })
    const done = await terminal.until('the row', ({ visits }) => visits.length === 1)
    expect(done.visits[0]).toMatchObject({ outcome: 'accept', reason: 'OK_ONLINE' })
    await placed.remove()
    await terminal.until('the empty reader', ({ cardReader }) => cardReader.state === 'ready')
    expect(entriesOf(home).ok).toBe(true)
  })

  it('says that the service is gone, and finds it again', async () => {
    await pcscd.stop('SIGKILL')
    await terminal.until('no service', ({ cardReader }) => cardReader.state === 'no-service')
    await pcscd.start()
    await terminal.until('the service', ({ cardReader }) => cardReader.state === 'ready', 20_000)
  })
})
