/** Not two people in one visit, visits on hold, and the next of a family: by the person at the counter, in the real window. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import words from '../../contract/languages/ja/window.json' with { type: 'json' }
import { type Display, openDisplay } from '../../fixtures/terminal/display.ts'
import { launch, type Terminal } from '../../fixtures/terminal/launch.ts'
import { journalRows } from './journal-content.ts'
import { type Person, personAt } from './visits/person.ts'

const { desk } = words
let display: Display
let terminal: Terminal
let person: Person
beforeAll(async () => {
  display = await openDisplay()
}, 60_000)
afterAll(() => display.close())
beforeEach(async () => {
  terminal = await launch({ display, args: ['--today', '2026-11-22'] })
  await terminal.until('a reader', ({ cardReader }) => cardReader.state === 'ready')
  person = await personAt(terminal)
}, 60_000)
afterEach(() => terminal.close())

const EMPLOYEES = { insurerNumber: '06139992', number: '12345678', expiresOn: '令和9年3月31日' }
const reason = () => terminal.until('a decision', ({ checkIn }) => checkIn?.decided != null)
/** Opens a visit by its key, once the empty desk is drawn: a key before that is nobody's. */
const begin = async (): Promise<void> => {
  await terminal.page.locator('#ready-invitation').waitFor()
  await terminal.page.keyboard.press('F2')
}
const question = () => terminal.page.getByRole('dialog')
const asked = () => terminal.until('the question', ({ question: one }) => one !== null)
const decidedBy = (code: string) =>
  terminal.until(code, ({ checkIn }) => checkIn?.decided?.decision.reasons[0]?.code === code)

describe('A1: a birth date that was mistyped', () => {
  it.each([
    ['昭和25年4月1日', '昭和60年4月1日', 'AGE75_SWITCH', 'OK_CERTIFICATE'],
    ['昭和60年4月1日', '昭和25年4月1日', 'OK_CERTIFICATE', 'AGE75_SWITCH'],
  ])('%s, in truth %s: corrected, and decided anew', async (wrong, right, before, after) => {
    await person.take('eligibility-certificate', { ...EMPLOYEES, birthDate: wrong })
    await decidedBy(before)
    await person.tap(terminal.page.locator('.evidence-face', { hasText: '資格確認書' }))
    await terminal.page.locator('[data-field="birthDate"] input').fill(right)
    await person.tap(terminal.page.locator('.document-form-foot button[type="submit"]'))
    await asked()
    await question().getByText('生年月日が違います。同じ方ですか').waitFor()
    await person.press('いまの内容が正しい')
    await decidedBy(after)
    expect(
      (await terminal.until('no question', (state) => state.question === null)).checkIn?.evidence,
    ).toHaveLength(1)
  })

  it('of another person: this visit waits, and theirs is open', async () => {
    await person.take('eligibility-certificate', { ...EMPLOYEES, birthDate: '昭和25年4月1日' })
    const first = (await reason()).checkIn?.id
    const taken = person.take('eligibility-notice', { birthDate: '昭和60年4月1日' })
    await asked()
    await person.press('別の方：この受付を保留して、新しく受け付ける')
    await taken
    const state = await terminal.until(
      'theirs',
      ({ checkIn, tray }) => tray.length === 1 && checkIn?.id !== first,
    )
    expect(state.checkIn?.birthDate).toBe('1985-04-01')
    expect(state.tray[0]?.id).toBe(first)
  })
})

describe('A2: a card', () => {
  it('of the next one laid while a form is typed waits beside it, and the typing goes on', async () => {
    await terminal.page.keyboard.press('F2')
    await terminal.send({
      type: 'save-draft',
      draft: { form: 'eligibility-certificate', documentId: null, fields: { number: '12' }, edit: 1 },
    })
    await terminal.page.locator('[data-field="number"] input').waitFor()
    await terminal.send({ type: 'simulate', command: { command: 'place-card', persona: 'mihon-taro' } })
    await asked()
    await terminal.page.getByText('カードが置かれました。どなたのカードですか').waitFor()
    await terminal.page.locator('[data-field="symbol"] input').fill('101')
    const typed = await terminal.until('the symbol', ({ checkIn }) => checkIn?.draft?.fields.symbol === '101')
    expect(typed.checkIn).toMatchObject({ reader: { state: 'not-tried' }, online: null, evidence: [] })
    await person.press('別の方：この受付を保留して、新しく受け付ける')
    const theirs = await decidedBy('OK_ONLINE')
    expect(theirs.tray[0]).toMatchObject({ isTyping: true })
  })

  it('that is readable after one that was not is asked about', async () => {
    await person.card('fuyomi-kasuko')
    await reason()
    await terminal.send({ type: 'simulate', command: { command: 'remove-card' } })
    await terminal.until('an empty reader', ({ cardReader }) => cardReader.state === 'ready')
    await terminal.send({ type: 'simulate', command: { command: 'place-card', persona: 'mihon-taro' } })
    await asked()
    await person.press('同じ方です')
    await decidedBy('OK_ONLINE')
  })

  it('of one and the notice of another are asked about; whose card it was is on record', async () => {
    await person.card('fuyomi-kasuko')
    await terminal.send({ type: 'simulate', command: { command: 'remove-card' } })
    await terminal.until('an empty reader', ({ cardReader }) => cardReader.state === 'ready')
    await person.leave()
    await person.card('mihon-taro')
    await decidedBy('OK_ONLINE')
    const taken = person.take('eligibility-notice', { birthDate: '昭和60年4月1日' })
    await asked()
    await question().getByText('カードと書類は、同じ方のものですか').waitFor()
    const { checkIn } = await terminal.state()
    expect(checkIn?.evidence.map(({ document }) => document.type)).toEqual(['my-number-card'])
    await person.press('代理の方のカード')
    await taken
    const after = await terminal.until('the answer', (state) => state.question === null)
    expect(after.checkIn).toMatchObject({
      online: null,
      birthDate: '1985-04-01',
      evidence: [{ document: { type: 'eligibility-notice' } }],
    })
    await terminal.quit()
    expect(journalRows(terminal.home).filter(({ event }) => event.event === 'same-person')).toMatchObject([
      { event: { about: ['card-and-paper'], answer: 'proxy' } },
    ])
  })
})

it('A2: the number of the next one, typed over the one that is there, is asked about', async () => {
  await begin()
  await person.who('004512')
  await person.take('eligibility-certificate', { ...EMPLOYEES, birthDate: '昭和60年4月1日' })
  const first = (await reason()).checkIn?.id
  await terminal.page.keyboard.press('F11')
  await question().locator('input').first().fill('0099')
  await terminal.page.keyboard.press('Enter')
  await asked()
  await question().getByText('診察券番号が違います。同じ方ですか').waitFor()
  await person.press('別の方：この受付を保留して、新しく受け付ける')
  const state = await terminal.until('theirs', ({ checkIn }) => checkIn?.patientNumber === '0099')
  expect(state).toMatchObject({ checkIn: { evidence: [] }, tray: [{ id: first, patientNumber: '004512' }] })
})

describe('A2: a scan into a form that is half typed', () => {
  const CODE = 'MH1,39139993,,12345678,01,見本 花子,ﾐﾎﾝ ﾊﾅｺ,19500401,20260801,20270731,1'
  const draft = () => terminal.state().then(({ checkIn }) => checkIn?.draft?.fields)

  it('shows field by field what differs, and takes what is chosen and nothing else', async () => {
    await begin()
    await terminal.send({
      type: 'save-draft',
      draft: {
        form: 'eligibility-certificate',
        documentId: null,
        fields: { number: '99', expiresOn: '令和9年3月31日' },
        edit: 1,
      },
    })
    await terminal.page.locator('[data-field="number"] input').waitFor()
    await person.code(CODE)
    await asked()
    await question().getByText('入力と読み取りが違います。どちらが正しいですか').waitFor()
    expect(await draft()).toMatchObject({ number: '99', expiresOn: '令和9年3月31日' })
    await person.tap(question().getByRole('radio', { name: /令和9年7月31日/ }))
    await person.press('選んだ内容で入れる')
    await terminal.until('no question', (state) => state.question === null)
    expect(await draft()).toMatchObject({
      number: '99',
      expiresOn: '令和9年7月31日',
      insurerNumber: '39139993',
    })
  })
})

describe('B3: on hold', () => {
  it('a visit is parked by one key and recalled by one, over a desk that is killed in between', async () => {
    await person.card('mihon-taro')
    const first = (await decidedBy('OK_ONLINE')).checkIn?.id
    await terminal.page.keyboard.press('F5')
    await terminal.until('the tray', ({ checkIn, tray }) => checkIn === null && tray.length === 1)
    await terminal.send({ type: 'simulate', command: { command: 'fault', fault: 'desk-killed' } })
    await terminal.until(
      'another desk',
      ({ cardReader, tray }) => cardReader.state !== 'starting' && tray.length === 1,
    )
    await terminal.page.keyboard.press('F10')
    const state = await terminal.until('the visit', ({ checkIn }) => checkIn?.id === first)
    expect(state).toMatchObject({ tray: [], checkIn: { online: { code: 1 } } })
  })

  it('the next of the family begins with the language of the one before', async () => {
    await person.card('mihon-taro')
    await decidedBy('OK_ONLINE')
    await terminal.send({ type: 'choose-patient-language', language: 'vi' })
    await terminal.page.keyboard.press('F5')
    await terminal.until('the tray', ({ tray }) => tray.length === 1)
    await terminal.page.getByRole('button', { name: /次のご家族（/ }).click()
    const state = await terminal.until('the next', ({ checkIn }) => checkIn !== null)
    expect(state.checkIn).toMatchObject({ patientLanguage: 'vi', evidence: [] })
  })
})

it('the dock brings papers of two people, visits on hold, and one that was corrected', async () => {
  const scene = async (name: keyof typeof desk.dock.visitScenes): Promise<void> => {
    await terminal.page.getByRole('button', { name: desk.dock.faults }).click()
    await terminal.page.getByRole('menuitem', { name: desk.dock.visitScenes[name] }).click()
  }
  await scene('same-person')
  const { question: one } = await asked()
  expect(one?.about).toEqual(['birth-date'])
  await terminal.send({
    type: 'answer-person',
    question: one?.number ?? 0,
    answer: 'taken-back',
    kept: null,
    fields: [],
  })
  await terminal.send({ type: 'cancel' })
  await terminal.until('an empty desk', ({ checkIn }) => checkIn === null)
  await scene('on-hold')
  const { tray } = await terminal.until('the tray', (state) => state.tray.length === 2)
  expect(tray.map(({ patientNumber }) => patientNumber)).toEqual(['004512', '004513'])
  await terminal.send({ type: 'set-visit', visit: { emergency: true } })
  await terminal.until('a decision', ({ checkIn }) => checkIn?.decided != null)
  await terminal.send({ type: 'conclude', confirmed: true })
  await terminal.until('the end', ({ checkIn, visits }) => checkIn === null && visits.length === 1)
  await scene('amended')
  const { office } = await terminal.until('the visit', (state) => state.office.opened?.row.amended === true)
  expect(office.opened?.row.patientNumber).toBe('004512')
})
