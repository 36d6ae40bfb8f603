/** Two visits that health insurance does not confirm, each to its end at the screen. */
import { execFile } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FollowUpKind } from '../../contract/follow-up-kinds.ts'
import words from '../../contract/languages/ja/window.json' with { type: 'json' }
import { answerSaving, launch, type Terminal } from '../../fixtures/terminal/launch.ts'
import { type Person, personAt } from './visits/person.ts'

const run = promisify(execFile)
const { desk, patient } = words
let terminal: Terminal
let person: Person
beforeAll(async () => {
  terminal = await launch()
  await terminal.until('a reader', ({ cardReader }) => cardReader.state === 'ready')
  person = await personAt(terminal)
})
afterAll(() => terminal?.close())

const say = () => terminal.page.locator('.say-sentence').first()

/** The text of the slip of the visit that has just ended. */
const slip = async (): Promise<string> => {
  const seq = (await terminal.state()).visits[0]?.seq ?? 0
  const file = join(await mkdtemp(join(tmpdir(), 'uketsuke-stick-')), 'slip.pdf')
  await answerSaving(terminal.application, file)
  await terminal.page.evaluate((asked) => Reflect.get(globalThis, 'uketsuke').print(asked), {
    paper: 'slip',
    seq,
    as: 'pdf',
  })
  const { stdout } = await run('pdftotext', ['-layout', file, '-'])
  return stdout.replace(/\s/g, '')
}

const left = async (): Promise<FollowUpKind[]> => {
  const { followUps, visits } = await terminal.state()
  return followUps.filter(({ seq }) => seq === visits[0]?.seq).map(({ what }) => what)
}

test('A11: nothing brought: paid in full today, said so, ended, to be given back, and the slip says how', async () => {
  await person.begin()
  const before = person.touches()
  await person.press(desk.choose.nothing)
  await terminal.page.getByText(desk.withoutProof.title).waitFor()
  await person.press(desk.withoutProof.inFull)
  await terminal.until('the payment', ({ checkIn }) => checkIn?.paid === 'in-full')
  await terminal.page.getByText(desk.withoutProof.agreed['in-full']).waitFor()
  expect((await say().textContent())?.replace(/\s/g, '')).toBe(patient.say.paidInFull)
  await terminal.page.locator('.decision-copay', { hasText: desk.copayTenths.paid['in-full'] }).waitFor()
  await person.conclude()
  await terminal.until('the end', ({ checkIn }) => checkIn === null)
  expect(person.touches() - before).toBe(3)
  expect(await left()).toContain('paid-in-full')
  const text = await slip()
  expect(text).toContain('全額（10割）をお預かりしました')
  expect(text).toContain('差額をお返しします')
  expect(text).not.toContain('確認できて')
})

test('A14: an accident at work: its form, no word of the card, nothing to pay, and the slip asks for nothing else', async () => {
  await person.begin()
  await person.fact('workRelated')
  await terminal.page.getByText(desk.work.title).waitFor()
  await terminal.page.getByRole('heading', { name: desk.tones.work }).waitFor()
  const before = person.touches()
  await person.press(desk.work.brought)
  await terminal.page.getByText(desk.work.agreed.brought).waitFor()
  const said = (await say().textContent())?.replace(/\s/g, '') ?? ''
  expect(said).toContain(patient.say.workBrought)
  expect(said).not.toMatch(/マイナンバーカード|公式端末/)
  await person.conclude()
  await terminal.until('the end', ({ checkIn }) => checkIn === null)
  expect(person.touches() - before).toBe(2)
  expect(await left()).toEqual([])
  await terminal.page.getByText(desk.tones.workRecorded).waitFor()
  expect(await slip()).not.toMatch(/マイナンバーカード|資格確認書/)
})

test('A14: without the form a deposit, the form to come, and the slip that says so', async () => {
  await person.begin()
  await person.fact('workRelated')
  await person.press(desk.work.deposit)
  await terminal.page.getByText(desk.work.agreed.deposit).waitFor()
  await person.conclude()
  await terminal.until('the end', ({ checkIn }) => checkIn === null)
  expect(await left()).toEqual(['work-form', 'deposit'])
  expect(await slip()).toContain('労災の書類')
})
