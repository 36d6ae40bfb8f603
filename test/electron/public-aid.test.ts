/** Public aid beside the insurance, and a pharmacy's prescription, in the real window: by touch, with touches counted. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import words from '../../contract/languages/ja/window.json' with { type: 'json' }
import { type Display, openDisplay } from '../../fixtures/terminal/display.ts'
import { launch, type Terminal } from '../../fixtures/terminal/launch.ts'
import { journalRows } from './journal-content.ts'
import { type Person, personAt } from './visits/person.ts'

const { publicAid, visit } = words.desk

let display: Display
let terminal: Terminal
let person: Person
beforeAll(async () => {
  display = await openDisplay()
  terminal = await launch({ display, args: ['--today', '2026-11-22'] })
  await terminal.until('a reader', (state) => state.cardReader.state === 'ready')
  person = await personAt(terminal)
})
afterAll(async () => {
  await terminal?.close()
  await display?.close()
})

const PRESCRIPTION = [
  'JAHIS10',
  '1,1,9999999,13,見本医院',
  '11,,見本 花子,ﾐﾎﾝ ﾊﾅｺ',
  '12,2',
  '13,19860505',
  '22,01130012',
  '23,123,12345678,1,01',
  '24,30,70',
  '27,54016027,1234566',
  '51,20261120',
  '101,1,1,,14',
  '201,1,1,1,1,,見本錠５ｍｇ,3,1,錠',
  '',
].join('\r\n')

const button = (name: string | RegExp) => terminal.page.getByRole('button', { name }).first()
const end = () => terminal.until('the end', ({ checkIn }) => checkIn === null)

describe('a certificate beside the insurance', () => {
  it('is written down in the visit, shown on the list, and blocks nothing', async () => {
    await person.take('eligibility-certificate', { expiresOn: '令和9年3月31日', number: '12345678' })
    const before = person.touches()
    await person.tap(terminal.page.locator('.evidence-add button'))
    await person.tap(button(publicAid.add))
    await person.write('public-aid', {
      payerNumber: '81136244',
      recipientNumber: '1234566',
      expiresOn: '令和9年3月31日',
    })
    console.info(`touches for a certificate beside the insurance: ${person.touches() - before}`)
    await terminal.page.locator('.public-aid', { hasText: publicAid.seen }).waitFor()
    const { checkIn } = await terminal.state()
    expect(checkIn?.decided?.decision.reasons[0]?.code).toBe('OK_CERTIFICATE')
    await person.conclude()
    await end()
    await terminal.page.locator('.visit-line', { hasText: '自治体の医療費助成' }).waitFor()
  })
})

describe('at a pharmacy', () => {
  beforeAll(() => terminal.send({ type: 'change-settings', settings: { place: 'pharmacy' } }))

  it('a scanned prescription fills patient, insurance and public aid, and no medicine is anywhere', async () => {
    const before = person.touches()
    await terminal.send({ type: 'typed-scan', text: PRESCRIPTION })
    await terminal.until('the prescription', ({ checkIn }) => checkIn?.decided != null)
    await terminal.page.getByRole('radio', { name: visit.firstPharmacy }).waitFor({ state: 'attached' })
    await terminal.page.getByText('12345678').first().waitFor()
    const state = await terminal.state()
    expect(state.checkIn?.decided?.decision.reasons[0]?.code).toBe('OK_PRESCRIPTION')
    expect(JSON.stringify(state)).not.toContain('見本錠')
    await person.tap(button(publicAid.see))
    await terminal.until('seen', ({ checkIn }) => checkIn?.publicAid[0]?.seen === true)
    await person.compared()
    await person.conclude()
    await end()
    console.info(`touches for a prescription with public aid: ${person.touches() - before}`)
  })

  it('both are on record without their numbers', async () => {
    await terminal.quit()
    const rows = journalRows(terminal.home).flatMap(({ event }) =>
      event.event === 'concluded' ? [event] : [],
    )
    expect(rows.map(({ road }) => road)).toEqual(['certificate', 'prescription'])
    expect(rows.map((row) => row.publicAid)).toMatchObject([
      [{ kind: 'recipient-certificate', law: '81', seen: true, recipient: { lastCharacters: '566' } }],
      [{ kind: 'intractable-disease', law: '54', seen: true, payer: { lastCharacters: '027' } }],
    ])
    expect(JSON.stringify(rows)).not.toMatch(/1234566|81136244|54016027/)
  })
})
