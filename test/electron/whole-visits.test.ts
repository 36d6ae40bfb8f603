/** Whole visits by keyboard alone, by touch alone, and in each language that a patient may choose. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { DeskState } from '../../contract/desk.ts'
import { TERMS, WINDOW } from '../../contract/languages/index.ts'
import { PATIENT_LANGUAGES } from '../../contract/patient.ts'
import { type Display, openDisplay } from '../../fixtures/terminal/display.ts'
import { launch, type Terminal } from '../../fixtures/terminal/launch.ts'
import { ANSWERS, atButton, type Keys, keyboardAt, WHO, wholeCertificate } from './visits/keys.ts'
import { type Person, personAt } from './visits/person.ts'
import { TODAY } from './visits/table.ts'

const { desk } = WINDOW.ja

let display: Display
let terminal: Terminal
let person: Person
let keys: Keys
beforeAll(async () => {
  display = await openDisplay()
  terminal = await launch({ display, args: ['--today', TODAY] })
  await terminal.until('a reader', (state) => state.cardReader.state === 'ready')
  // Scanners that type have tests of their own (wedge.test.ts); without them nobody here has to type slowly.
  await terminal.send({ type: 'change-settings', settings: { typingScanner: { on: false, prefix: null } } })
  person = await personAt(terminal)
  keys = await keyboardAt(terminal)
})
afterEach(() => person?.leave())
afterAll(async () => {
  await terminal?.close()
  await display?.close()
})

const decided = (reason: string) => keys.see(`.decision-head[data-reason="${reason}"]`)
const finished = (reason: string) =>
  terminal.until('the row', ({ checkIn, visits }) => checkIn === null && visits[0]?.reason === reason)

describe('by keyboard alone', () => {
  it('a certificate is typed as printed, every field of it', async () => {
    await wholeCertificate(keys)
    const { checkIn } = await terminal.state()
    expect(checkIn?.evidence[0]).toMatchObject({
      document: { expiresOn: '2027-03-31', effectiveOn: '2026-08-01', issuedOn: '2026-07-15', burden: 2 },
      claims: {
        symbol: '101',
        number: '12345678',
        branch: '01',
        name: '見本花子',
        kana: 'ミホンハナコ',
        birthDate: '1954-04-02',
        insurerNumber: '113019',
      },
    })
    // The question that is open has the focus, and is ticked before the end.
    await keys.see('.tick-box[data-focused]')
    await keys.press('Space')
    await terminal.until('the tick', (state) => state.checkIn?.ticked.length === 1)
    await keys.press('F8')
    await finished('OK_CERTIFICATE')
  })

  it('a card is accepted, and Enter ends the visit', async () => {
    await person.card('mihon-taro')
    await keys.see(atButton(desk.checkIn.conclude))
    await keys.press('Enter')
    await finished('OK_ONLINE')
  })

  it('a reader that fails: the reason, the roads, the declaration, and what is left to do', async () => {
    await keys.press('F2')
    await keys.see(WHO)
    await keys.press('Enter')
    await keys.see(atButton(desk.documents['my-number-card']))
    await keys.press('Enter')
    await decided('READER_FIRST')
    await keys.press('F4')
    await keys.see(ANSWERS)
    await keys.press('ArrowDown')
    await keys.see(atButton(desk.readerFailures['card-unreadable'].long))
    await keys.press('Enter')
    await decided('CARD_ONLY_FALLBACK')
    await keys.walkTo(desk.roads['portal-screen'].no)
    await keys.press('Enter')
    await keys.walkTo(desk.roads['self-declaration'].yes)
    await keys.press('Enter')
    await keys.see('[data-field="name"] input:focus')
    await keys.press('F8')
    await decided('SELF_DECLARATION')
    await keys.walkTo(/番号/)
    await keys.press('Space')
    await terminal.until('the tick', ({ checkIn }) => checkIn?.ticked.length === 1)
    await keys.press('F8')
    await keys.see('[role="dialog"]')
    await keys.walkTo(desk.end.leaveForLater)
    await keys.press('Enter')
    const { followUps } = await finished('SELF_DECLARATION')
    expect(followUps.length).toBeGreaterThan(0)
  })

  it('staff decide otherwise, with a reason', async () => {
    await keys.press('F2')
    await keys.see(WHO)
    await keys.press('Enter')
    await keys.see(atButton(desk.documents['my-number-card']))
    await keys.walkTo(desk.choose.nothing)
    await keys.press('Enter')
    await decided('NO_PROOF')
    await keys.walkTo(desk.override.open)
    await keys.press('Enter')
    await keys.walkTo(desk.override.whys.known)
    await keys.press('Enter')
    await keys.walkTo(desk.override.decide)
    await keys.press('Enter')
    await keys.see('.decision-head[data-outcome="accept-with-note"]')
    await keys.press('F8')
    const { visits } = await finished('NO_PROOF')
    expect(visits[0]).toMatchObject({ outcome: 'accept-with-note', overridden: true })
  })

  it('a dialog that is left gives the focus back, and keeps what was entered', async () => {
    await keys.press('F2')
    await keys.see(WHO)
    await keys.press('Enter')
    await keys.see(atButton(desk.documents['my-number-card']))
    await keys.walkTo(desk.choose.nothing)
    await keys.press('Enter')
    await decided('NO_PROOF')
    await keys.walkTo(desk.override.open)
    await keys.press('Enter')
    await keys.walkTo(desk.override.whys.known)
    await keys.press('Enter', 'Escape')
    await keys.see(`button:focus:has-text("${desk.override.open}")`)
    await keys.press('Enter')
    await keys.see('[role="dialog"]')
    expect(await terminal.page.locator('textarea').inputValue()).toBe(desk.override.whys.known)
    await keys.press('Escape')
  })

  it('the keys are shown, and the help is left again', async () => {
    await keys.press('F1')
    await keys.see('[role="dialog"]')
    await keys.press('Escape')
    await terminal.page.getByRole('dialog').waitFor({ state: 'detached' })
  })
})

describe('by touch alone', () => {
  it('a certificate is typed on the pad, digit by digit', async () => {
    await person.press(desk.ready.byHand)
    await person.press(desk.who.none)
    await person.press(new RegExp(`^${desk.documents['eligibility-certificate']}`))
    for (const key of ['令和', '9', '年', '3', '月', '3', '1', '日'])
      await person.tap(terminal.page.locator('.pad-key', { hasText: key }).first())
    await person.press(desk.pad.next)
    await person.press(desk.pad.next)
    await terminal.page.locator('[data-field="symbol"] input:focus').waitFor()
    await person.tap(terminal.page.getByRole('button', { name: '7', exact: true }))
    await person.tap(terminal.page.getByRole('button', { name: desk.pad.erase }))
    await person.press(desk.form.handIn)
    await decided('OK_CERTIFICATE')
    const { checkIn } = await terminal.state()
    expect(checkIn?.evidence[0]).toMatchObject({ document: { expiresOn: '2027-03-31' }, claims: {} })
    await person.conclude()
    await finished('OK_CERTIFICATE')
  })

  it('a document is taken back, notes are ticked, and what is left is done later', async () => {
    await person.take('my-number-card')
    await person.reader('down')
    await person.press(desk.roads['portal-screen'].yes)
    await decided('PORTAL_PLUS_CARD')
    await person.press(desk.evidence.remove.replace('{{name}}', desk.documents['portal-screen']))
    await decided('CARD_ONLY_FALLBACK')
    await person.press(desk.roads['portal-screen'].yes)
    await decided('PORTAL_PLUS_CARD')
    const { checkIn, followUps: before } = await terminal.state()
    const notes = checkIn?.decided?.decision.notes ?? []
    expect(notes.length).toBeGreaterThan(1)
    await person.tap(terminal.page.locator('.step .tick-box').first())
    await terminal.until('the tick', (state) => state.checkIn?.ticked.length === 1)
    await person.conclude()
    const { followUps } = await finished('PORTAL_PLUS_CARD')
    expect(followUps.length).toBeGreaterThan(before.length)
    const line = terminal.page.locator('.follow-up').last()
    await person.tap(line.getByRole('button', { name: desk.followUps.record }))
    await person.press(new RegExp(`^${TERMS.ja.followUpResults.valid}`))
    const open = (state: { followUps: DeskState['followUps'] }) =>
      state.followUps.filter(({ done }) => done === null).length
    await terminal.until('it is done', (state) => open(state) === open({ followUps }) - 1)
    await line.locator('[data-ready="true"]').waitFor()
    await person.tap(line.getByRole('button', { name: desk.followUps.undo }))
    await terminal.until('it is open again', (state) => open(state) === open({ followUps }))
  })
})

it('what was changed for one patient is gone with the next', async () => {
  const looks = () =>
    terminal.page.evaluate(() => {
      const { theme, textSize } = document.documentElement.dataset
      return { theme, textSize }
    })
  const usual = await looks()
  await person.take('eligibility-notice')
  await decided('NOTICE_ALONE')
  await person.press(desk.doors.display)
  await person.press(desk.display.textSizes['200'])
  await person.press(desk.display.themes.dark)
  await expect.poll(looks).toEqual({ theme: 'dark', textSize: '200' })
  await terminal.page.keyboard.press('Escape')
  await person.conclude()
  await finished('NOTICE_ALONE')
  await expect.poll(looks).toEqual(usual)
})

describe('in the language of the patient', () => {
  it.each(PATIENT_LANGUAGES)('%s: said, asked for, and forgotten with the visit', async (language) => {
    const { say, why, ask, window } = WINDOW[language].patient
    const theirs = terminal.page.locator(`.say [lang="${language}"]`)
    await person.card('mihon-taro')
    await decided('OK_ONLINE')
    await person.tap(terminal.page.getByRole('radio', { name: window.languageName }))
    await terminal.until('the language', ({ checkIn }) => checkIn?.patientLanguage === language)
    await theirs.getByText(say.confirmed).waitFor()
    await person.conclude()
    await finished('OK_ONLINE')
    await person.leave()
    await person.take('eligibility-notice')
    await decided('NOTICE_ALONE')
    expect((await terminal.state()).checkIn?.patientLanguage).toBe('ja')
    await person.tap(terminal.page.getByRole('radio', { name: window.languageName }))
    if (language !== 'ja')
      await terminal.page.locator(`.step [lang="${language}"]`).getByText(ask['my-number-card']).waitFor()
    await theirs.getByText(why.notAlone).waitFor()
  })
})
