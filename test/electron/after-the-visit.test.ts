/** After the end of a visit, by touch in the real window: corrected, followed up, found again, listed and taken out. */
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DeskState } from '../../contract/desk.ts'
import { TERMS } from '../../contract/languages/index.ts'
import japanese from '../../contract/languages/ja/window.json' with { type: 'json' }
import { answerFolder, launch, type Terminal } from '../../fixtures/terminal/launch.ts'
import { type Person, personAt } from './visits/person.ts'

const { desk } = japanese

let terminal: Terminal
let person: Person
const visits = (state: DeskState) => state.visits.length
const left = (state: DeskState) => state.followUps.filter(({ done }) => done === null).length

/** A visit that is accepted with something left to do. */
const comes = async (patientNumber: string | null): Promise<void> => {
  const before = await terminal.state()
  await terminal.send({ type: 'set-visit', visit: { emergency: true } })
  if (patientNumber !== null) await terminal.send({ type: 'set-patient-number', patientNumber })
  await terminal.until('a decision', ({ checkIn }) => checkIn?.decided != null)
  await terminal.send({ type: 'conclude', confirmed: true })
  await terminal.until('the end', (state) => state.checkIn === null && visits(state) > visits(before))
}

beforeAll(async () => {
  terminal = await launch({ args: ['--today', '2026-11-22'] })
  await terminal.until('a reader', ({ cardReader }) => cardReader.state === 'ready')
  person = await personAt(terminal)
  await comes('004512')
  await comes(null)
})
afterAll(() => terminal?.close())

const inDialog = (name: string | RegExp) =>
  terminal.page.getByRole('dialog').last().getByRole('button', { name })
/** Closes the visit that is open, by its key. */
const close = async (): Promise<void> => {
  await terminal.page.keyboard.press('Escape')
  await terminal.until('the visit closed', ({ office }) => office.opened === null)
}

describe('A3: a visit that has ended', () => {
  it('is given its number and another outcome with a reason; list and dialog show what is right, and that it was corrected', async () => {
    const { visits: before } = await terminal.state()
    const first = before.find(({ patientNumber }) => patientNumber === null)
    await person.tap(terminal.page.locator('.visit-line', { hasText: desk.visits.noNumber }).first())
    await person.tap(inDialog(desk.visitDialog.amend))
    await terminal.page.getByRole('textbox', { name: desk.visitDialog.patientNumber }).fill('00231')
    await person.tap(inDialog(TERMS.ja.outcomes['not-confirmed']))
    await person.tap(inDialog(desk.amend.whys.typing))
    const { visits: after } = await terminal.until('the correction', (state) =>
      state.visits.some(({ amended }) => amended),
    )
    expect(after.find(({ seq }) => seq === first?.seq)).toMatchObject({
      patientNumber: '00231',
      outcome: 'not-confirmed',
      amended: true,
    })
    const steps = terminal.page.locator('.steps')
    await steps
      .getByText(new RegExp(TERMS.ja.outcomes['accept-with-note'].slice(0, 6)))
      .first()
      .waitFor()
    await steps.getByText(desk.amend.whys.typing).waitFor()
    await close()
    await terminal.page.locator('.visit-line', { hasText: desk.visits.amended }).waitFor()
  })

  it('is opened again on its day, and its new end takes the place of the first', async () => {
    const { visitCount } = await terminal.state()
    await person.tap(terminal.page.locator('.visit-line', { hasText: '00231' }).first())
    await person.tap(inDialog(desk.visitDialog.reopen))
    await person.tap(inDialog(desk.amend.reopenWhys.card))
    await terminal.until('the check-in', ({ checkIn }) => checkIn?.patientNumber === '00231')
    await terminal.send({ type: 'set-visit', visit: { emergency: true } })
    await terminal.until('a decision', ({ checkIn }) => checkIn?.decided != null)
    await terminal.send({ type: 'conclude', confirmed: true })
    const state = await terminal.until('the end', ({ checkIn }) => checkIn === null)
    expect(state.visitCount).toBe(visitCount)
    expect(state.visits[0]).toMatchObject({
      patientNumber: '00231',
      outcome: 'accept-with-note',
      amended: true,
    })
  })
})

describe('A4: what visits have left to do', () => {
  it('names its patient, stays in its place when it is done, and is undone where it was pressed', async () => {
    const before = await terminal.state()
    const lines = terminal.page.locator('.follow-up')
    const texts = await lines.locator('.follow-up-what').allInnerTexts()
    await lines.first().getByText('004512').waitFor()
    const line = lines.first()
    await person.tap(line.getByRole('button', { name: desk.followUps.record }))
    await person.tap(inDialog(new RegExp(`^${TERMS.ja.followUpResults.valid}`)))
    await terminal.until('it is done', (state) => left(state) === left(before) - 1)
    expect(await lines.locator('.follow-up-what').allInnerTexts()).toEqual(texts)
    await line.getByText(new RegExp(TERMS.ja.followUpResults.valid)).waitFor()
    await line.locator('[data-ready="true"]').waitFor()
    await person.tap(line.getByRole('button', { name: desk.followUps.undo }))
    await terminal.until('it is open again', (state) => left(state) === left(before))
    expect(await lines.locator('.follow-up-what').allInnerTexts()).toEqual(texts)
  })

  it('opens its visit', async () => {
    await person.tap(terminal.page.locator('.follow-up-open').first())
    const { office } = await terminal.until('the visit', ({ office: now }) => now.opened !== null)
    expect(office.opened?.row.patientNumber).toBe('004512')
    await close()
  })

  it('of a full payment asks for the share of whoever came back, and says what to give back', async () => {
    const row = (await terminal.state()).visits.at(-1)
    if (row === undefined) throw new Error('no visit is listed')
    const { visit, seq } = row
    await terminal.send({ type: 'amend-visit', visit, seq, change: { paid: 'in-full' }, why: '見本' })
    await terminal.until('the money', ({ followUps }) =>
      followUps.some(({ what }) => what === 'paid-in-full'),
    )
    const more = terminal.page.getByRole('button', { name: /ほかの\d+件も見る/ })
    if ((await more.count()) > 0) await person.tap(more)
    await person.press(new RegExp(`^${desk.followUps.cameBack}`))
    await person.tap(inDialog(desk.followUps.result.shares[3]))
    await terminal.page.getByText(desk.followUps.result.giveBack.replace('{{tenths}}', '7')).waitFor()
    await person.tap(inDialog(TERMS.ja.followUpResults.refunded))
    await terminal.until('it is settled', ({ followUps }) =>
      followUps.some(({ what, done }) => what === 'paid-in-full' && done?.share === 3),
    )
  })
})

describe('the history', () => {
  const search = async (from: string, number: string) => {
    await terminal.page.getByRole('textbox', { name: desk.history.from }).fill(from)
    await terminal.page.getByRole('textbox', { name: desk.visitDialog.patientNumber }).fill(number)
    await person.press(new RegExp(`^${desk.history.search}$`))
  }

  it('A18: reads days as every form does, and says which it cannot read; a number is found without its zeros', async () => {
    await person.press(/^履歴/)
    await search('R8.11.20', '4512')
    const { office } = await terminal.until(
      'the answer',
      ({ office: now }) => now.history?.query.patientNumber === '4512',
    )
    expect(office.history).toMatchObject({ found: 1, query: { from: '2026-11-20' } })
    await search('8.11.20', '4512')
    await terminal.page.getByText(desk.days.refused['no-era']).waitFor()
    await search('令和8年11月20日', '231')
    const again = await terminal.until(
      'another',
      ({ office: now }) => now.history?.query.patientNumber === '231',
    )
    expect(again.office.history?.found).toBe(1)
    await search('2026-11-20', '')
    await person.press(desk.history.ranges.lastMonth)
    const month = await terminal.until(
      'the month',
      ({ office: now }) => now.history?.query.from === '2026-10-01',
    )
    expect(month.office.history?.query.to).toBe('2026-10-31')
  })

  it('lists the month before its claims, ticks off, and saves it', async () => {
    await terminal.page.getByRole('tab', { name: desk.month.tab }).click()
    const { office } = await terminal.until('the list', ({ office: now }) => now.month !== null)
    expect(office.month).toMatchObject({ month: '2026-11', refusal: null })
    const kinds = office.month?.items.map(({ followUp }) => followUp.what)
    expect(kinds).toContain('paid-in-full')
    const line = terminal.page.locator('.month-line').last()
    await person.tap(line.getByRole('button', { name: desk.followUps.record }))
    await person.tap(inDialog(new RegExp(`^${TERMS.ja.followUpResults.changed}`)))
    await terminal.until(
      'it is ticked off',
      ({ office: now }) =>
        now.month?.items.some(({ followUp }) => followUp.done?.result === 'changed') === true,
    )
    await terminal.page.getByRole('button', { name: desk.month.csv }).click()
    const saved = await terminal.until('the file', ({ office: now }) => now.journal.outcome?.act === 'export')
    if (saved.office.journal.outcome?.act !== 'export') throw new Error('another outcome')
    const text = await readFile(saved.office.journal.outcome.file, 'utf8')
    expect(text).toContain(TERMS.ja.followUps['paid-in-full'])
    expect(text.split('\r\n')).toHaveLength((office.month?.items.length ?? 0) + 2)
  })

  it('A19: takes one line a visit to the folder that is chosen, and says where it cannot write', async () => {
    const stick = join(terminal.home, 'stick')
    await mkdir(stick)
    await answerFolder(terminal.application, stick)
    await terminal.page.getByRole('tab', { name: desk.history.tabs.export }).click()
    await terminal.page.getByRole('textbox', { name: desk.history.from }).fill('R8.11.22')
    await terminal.page.getByRole('textbox', { name: desk.history.to }).fill('R8.11.22')
    await person.press(desk.journalCare.chooseFolder)
    await terminal.page.getByText(stick).waitFor()
    await person.press(desk.journalCare.exportCsv)
    const exported = await terminal.until('the file', ({ office }) => {
      const { outcome } = office.journal
      return outcome?.act === 'export' && outcome.file.startsWith(stick)
    })
    const [name = ''] = await readdir(stick)
    expect(name).toMatch(/^visits-2026-11-22-2026-11-22-\d+\.csv$/)
    const lines = (await readFile(join(stick, name), 'utf8')).trim().split('\r\n')
    expect(lines).toHaveLength(exported.visitCount + 1)
    expect(lines.some((line) => line.includes('"=""00231"""') && line.includes('カードを持ってきた'))).toBe(
      true,
    )

    await answerFolder(terminal.application, join(terminal.home, 'gone'))
    await person.press(desk.journalCare.chooseFolder)
    await terminal.page.getByText(join(terminal.home, 'gone')).waitFor()
    await person.press(desk.journalCare.exportCsv)
    await terminal.page.getByText(desk.journalCare.failures['folder-missing']).waitFor()
  })
})
