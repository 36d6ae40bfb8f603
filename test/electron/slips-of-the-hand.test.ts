/** A hand that taps twice, and a desk that is locked while somebody's visit waits: nothing happens that nobody has seen. */
import type { CDPSession } from 'playwright'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import words from '../../contract/languages/ja/window.json' with { type: 'json' }
import { launch, pressKeys, type Terminal } from '../../fixtures/terminal/launch.ts'
import { type Person, personAt } from './visits/person.ts'

const { desk } = words
const SECRET = '480517'
let terminal: Terminal
let person: Person
let session: CDPSession
beforeAll(async () => {
  terminal = await launch()
  await terminal.until('a reader', ({ cardReader }) => cardReader.state === 'ready')
  person = await personAt(terminal)
  session = await terminal.page.context().newCDPSession(terminal.page)
})
beforeEach(() => person.leave())
afterAll(() => terminal?.close())

const middleOf = async (name: string | RegExp): Promise<{ x: number; y: number }> => {
  const box = await terminal.page.getByRole('button', { name }).first().boundingBox()
  if (box === null) throw new Error(`${name}: not on the screen`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Puts a finger down twice at one place, with time for the page to change in between. */
const byFinger = async (point: { x: number; y: number }): Promise<void> => {
  for (const wait of [200, 0]) {
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] })
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await terminal.page.waitForTimeout(wait)
  }
}

const byMouse = async ({ x, y }: { x: number; y: number }): Promise<void> => {
  await terminal.page.mouse.click(x, y)
  await terminal.page.waitForTimeout(200)
  await terminal.page.mouse.click(x, y, { clickCount: 2 })
}

/** Brings a certificate of which the last day alone was typed: the next step asks whose it is. */
const typedCertificate = async (): Promise<void> => {
  await person.take('eligibility-certificate', { expiresOn: 'R13.3.31' })
  await terminal.page.getByRole('button', { name: desk.step.isTheirs }).waitFor()
}

describe('a second tap', () => {
  it.each([
    ['a finger', byFinger],
    ['a mouse', byMouse],
  ] as const)('by %s does not press what the first has brought under it', async (_, twice) => {
    await typedCertificate()
    // The first tap brings the buttons of the end to this place.
    await twice(await middleOf(desk.step.isTheirs))
    await terminal.until('the paper', ({ checkIn }) => checkIn?.evidence[0]?.confirmed === true)
    await terminal.page.waitForTimeout(600)
    const { checkIn, visits } = await terminal.state()
    expect(visits).toEqual([])
    expect(checkIn).toMatchObject({ ending: false, draft: null })
  })

  it('on the answer whose visit it is chooses no document', async () => {
    await terminal.send({ type: 'open-check-in' })
    await terminal.page.getByRole('button', { name: desk.who.answer }).waitFor()
    await terminal.page.keyboard.insertText('4519')
    await byFinger(await middleOf(desk.who.answer))
    await terminal.page.locator('.check-in-choose').waitFor()
    await terminal.page.waitForTimeout(600)
    expect((await terminal.state()).checkIn).toMatchObject({
      patientNumber: '4519',
      draft: null,
      evidence: [],
    })
  })

  it('on a key of the pad counts, as does one on the key beside it', async () => {
    await terminal.send({ type: 'open-check-in' })
    const pad = terminal.page.locator('.pad-digits')
    await pad.waitFor()
    for (const digit of ['7', '7', '8', '5']) {
      const box = await pad.getByRole('button', { name: digit, exact: true }).boundingBox()
      if (box === null) throw new Error(`${digit}: not on the pad`)
      // Near the corner where the four keys meet.
      const x = digit === '7' ? box.x + box.width - 3 : box.x + 3
      const y = digit === '5' ? box.y + 3 : box.y + box.height - 3
      await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] })
      await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    }
    await expect.poll(() => terminal.page.locator('.who-fields input').first().inputValue()).toBe('7785')
  })
})

describe('a known patient who has nothing with them', () => {
  it('is asked what is paid today, as everybody else', async () => {
    for (const visit of [1, 2]) {
      await terminal.send({ type: 'set-patient-number', patientNumber: '4512' })
      await terminal.until('whose', ({ checkIn }) => checkIn?.patientNumber === '4512')
      if (visit === 2) await terminal.until('the row', ({ checkIn }) => checkIn?.seenBefore != null)
      await person.press(desk.choose.nothing)
      await person.press(desk.withoutProof.inFull)
      await terminal.until(
        'the payment',
        ({ checkIn }) => checkIn?.paid === 'in-full' && checkIn.decided !== null,
      )
      await person.conclude()
      await terminal.until('the end', ({ checkIn }) => checkIn === null)
    }
  })
})

describe('a record that is open', () => {
  it('calls an accident at work the same in its head and in its course, and Escape closes it after its slip', async () => {
    await terminal.send({ type: 'set-visit', visit: { workRelated: true } })
    await terminal.send({ type: 'set-work-form', workForm: 'brought' })
    await terminal.until('the decision', ({ checkIn }) => checkIn?.decided != null)
    await person.conclude()
    const { visits } = await terminal.until('the end', ({ checkIn }) => checkIn === null)
    await terminal.send({ type: 'open-visit', visit: visits[0]?.visit ?? '', seq: visits[0]?.seq ?? 0 })
    const dialog = terminal.page.getByRole('dialog')
    const ended = desk.visitDialog.step.concluded.replace('{{outcome}}', desk.tones.workRecorded)
    await dialog.getByText(ended).waitFor()
    await dialog.getByRole('button', { name: desk.print.slip }).focus()
    await terminal.page.keyboard.press('Enter')
    await dialog.getByText(desk.print.failed['no-printer']).waitFor()
    await terminal.page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })
})

describe('a code that is waited for', () => {
  it('is not typed by hand, and whoever does so is told', async () => {
    await person.press(desk.doors.settings)
    await terminal.page.getByRole('tab', { name: desk.settings.devices }).click()
    await person.press(desk.patientCard.teach)
    await terminal.page.getByText(desk.patientCard.scanNow).waitFor()
    expect(await terminal.page.getByText(desk.settings.typedByHand).count()).toBe(0)
    for (const key of '0012345') {
      await terminal.page.keyboard.press(key)
      await terminal.page.waitForTimeout(150)
    }
    await terminal.page.getByText(desk.settings.typedByHand).waitFor()
    await person.press(desk.doors.desk)
  })
})

describe('a locked desk', () => {
  it('shows nobody who is on hold', async () => {
    for (const name of ['見本 花子', '見本 次郎']) {
      await terminal.send({
        type: 'add-document',
        document: { type: 'eligibility-certificate', expiresOn: '2031-03-31' },
        claims: { name },
      })
      await terminal.until('a visit', ({ checkIn }) => checkIn !== null)
      await terminal.send({ type: 'park-check-in' })
      await terminal.until('on hold', ({ checkIn }) => checkIn === null)
    }
    await terminal.page.getByText('見本 花子').first().waitFor()
    await terminal.send({ type: 'add-person', name: '見本 係', role: 'administrator', secret: SECRET })
    await terminal.page.getByText(words.desk.signIn.title).waitFor()
    await pressKeys(terminal.application, 'F10')
    await terminal.page.waitForTimeout(300)
    expect(await terminal.page.getByText('見本 花子').count()).toBe(0)
    expect(await terminal.page.getByRole('button', { name: /保留中/ }).count()).toBe(0)
  })
})
