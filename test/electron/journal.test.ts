/** The journal from the real window: searched, counted, exported, verified, backed up, its keys renewed, its slip printed. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { printResultSchema } from '../../contract/bridge.ts'
import type { CareOutcome } from '../../contract/journal-care.ts'
import { MAX_VISITS } from '../../contract/list-limits.ts'
import { answerSaving, launch, type Terminal } from '../../fixtures/terminal/launch.ts'
import { parseSlip, verifyJournal } from '../../main/journal/index.ts'
import { type Person, personAt } from './visits/person.ts'

const run = promisify(execFile)

let terminal: Terminal
let person: Person
beforeAll(async () => {
  const wasm = await readFile(new URL(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))
  prepareZXingModule({
    overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) },
  })
  terminal = await launch()
  person = await personAt(terminal)
  await terminal.until('a reader', ({ cardReader }) => cardReader.state === 'ready')
  await terminal.send({ type: 'open-check-in' })
  await terminal.send({ type: 'set-patient-number', patientNumber: '0012345' })
  await terminal.send({ type: 'set-reader', reader: { state: 'failed', failure: 'card-unreadable' } })
  await terminal.send({
    type: 'add-document',
    document: { type: 'eligibility-certificate', expiresOn: '2099-03-31' },
    claims: { symbol: '見本12', number: '34567' },
  })
  await terminal.until('a decision', ({ checkIn }) => checkIn?.decided != null)
  await terminal.send({ type: 'conclude', confirmed: true })
  await terminal.until('the visit', ({ checkIn, visits }) => checkIn === null && visits.length > 0)
})
afterAll(() => terminal?.close())

const press = (name: string | RegExp) => person.press(name)
const open = (name: string) => terminal.page.getByRole('tab', { name }).click()
const outcome = async <Act extends CareOutcome['act']>(act: Act): Promise<CareOutcome & { act: Act }> => {
  const isMeant = (one: CareOutcome | null): one is CareOutcome & { act: Act } => one?.act === act
  const { office } = await terminal.until(act, ({ office: now }) => isMeant(now.journal.outcome), 20_000)
  if (!isMeant(office.journal.outcome)) throw new Error('another outcome')
  return office.journal.outcome
}

describe('the journal in the window', () => {
  it('finds a visit by its whole number, and shows neither the number nor anything of it again', async () => {
    await press('履歴')
    await press('くわしい条件')
    await terminal.page.getByRole('textbox', { name: '記号（すべて）' }).fill('見本１２')
    await terminal.page.getByRole('textbox', { name: '番号（すべて）' }).fill('34-567')
    await press(/^検索$/)
    const { office } = await terminal.until('the answer', ({ office: now }) => now.history?.byNumber === true)
    expect(office.history).toMatchObject({ found: 1, query: { insured: null } })
    await terminal.page.getByRole('button', { name: /診察券 0012345/ }).waitFor()
  })

  it('counts by day and reason', async () => {
    await open('集計')
    await terminal.page.getByRole('heading', { name: '受付 1件' }).waitFor()
    await press('表で見る')
    expect(await terminal.page.getByRole('row').count()).toBe(2)
  })

  it('exports a file whose place is said', async () => {
    await open('書き出し')
    await press('表計算用（CSV）に書き出す')
    const { file, rows } = await outcome('export')
    const text = await readFile(file, 'utf8')
    expect(text.split('\r\n')).toHaveLength(rows + 2)
    expect(text).toContain('"0012345"')
    expect(text).not.toContain('34567')
    await terminal.page.getByText(file).waitFor()
  })

  it('verifies, backs up and renews the keys while the desk runs on', async () => {
    await press('受付へ戻る')
    await press('設定')
    await open('記録')
    await press('今すぐ確かめる')
    expect(await outcome('verify')).toMatchObject({ ok: true })
    await press('今すぐバックアップをとる')
    const { file } = await outcome('back-up')
    expect(file.startsWith(join(terminal.home, 'backups'))).toBe(true)
    await press('鍵を新しくする')
    await press(/^新しくする$/)
    await outcome('rotate-keys')
    await press('今すぐ確かめる')
    expect(await outcome('verify')).toMatchObject({ ok: true })
  })

  it('prints a slip whose code is the witness of the journal', async () => {
    await press('改ざん確認用の印を作る')
    await terminal.until('a slip', ({ office }) => office.journal.slip !== null)
    await answerSaving(terminal.application, join(terminal.home, 'slip.pdf'))
    const result = printResultSchema.parse(
      await terminal.page.evaluate(() =>
        Reflect.get(globalThis, 'uketsuke').print({ paper: 'journal-slip', as: 'pdf' }),
      ),
    )
    if (result.state !== 'done' || result.file === null) throw new Error(JSON.stringify(result))
    const { stdout } = await run('pdfinfo', [result.file])
    expect(stdout).toMatch(/Pages:\s+1\n/)
    await run('pdftoppm', ['-png', '-r', '203', '-singlefile', result.file, join(terminal.home, 'slip')])
    const picture = await readFile(join(terminal.home, 'slip.png'))
    const [code] = await readBarcodes(new Blob([Uint8Array.from(picture)]), { tryHarder: true })
    const slip = parseSlip(code?.text ?? '')
    if (!slip.ok) throw new Error(slip.problem)
    expect(verifyJournal({ home: terminal.home }, [slip.value])).toMatchObject({ value: { ok: true } })
    const { office } = await terminal.state()
    expect(code?.text).toBe(office.journal.slip?.payload)
  })

  it('holds the visits of a long day that the desk no longer lists', async () => {
    for (let number = 0; number < MAX_VISITS; number += 1) {
      await terminal.send({ type: 'set-visit', visit: { emergency: true } })
      await terminal.send({ type: 'conclude', confirmed: true })
    }
    const all = MAX_VISITS + 1
    const { visits } = await terminal.until('the visits', ({ visitCount }) => visitCount === all)
    expect(visits).toHaveLength(MAX_VISITS)
    await press('受付へ戻る')
    // The list of open tasks names it too, however old: the list of the day alone is meant.
    const listed = terminal.page.locator('.visit-line', { hasText: '診察券 0012345' })
    expect(await listed.count()).toBe(0)
    await press('履歴を見る')
    await terminal.page.getByRole('button', { name: /診察券 0012345/ }).waitFor()
    expect((await terminal.state()).office.history?.found).toBe(all)
  })
})
