/** What is put on paper, read back from the paper: by poppler, which knows nothing of this program. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PrintRequest, type PrintResult, printResultSchema } from '../../contract/bridge.ts'
import { launch, type Terminal } from './launch.ts'

const run = promisify(execFile)

/** The text of a PDF and how many sheets it has. */
const readBack = async (file: string): Promise<{ readonly text: string; readonly sheets: number }> => {
  const { stdout: text } = await run('pdftotext', ['-layout', file, '-'])
  const { stdout: facts } = await run('pdfinfo', [file])
  return { text, sheets: Number(/Pages:\s+(\d+)/.exec(facts)?.[1]) }
}

let terminal: Terminal
beforeAll(async () => {
  terminal = await launch()
  await terminal.until('a reader', ({ cardReader }) => cardReader.state === 'ready')
})
afterAll(() => terminal?.close())

const print = async (request: PrintRequest): Promise<PrintResult> =>
  printResultSchema.parse(
    await terminal.page.evaluate((asked) => Reflect.get(globalThis, 'uketsuke').print(asked), request),
  )

const fileOf = (result: PrintResult): string => {
  if (result.state !== 'done' || result.file === null) throw new Error(`not saved: ${JSON.stringify(result)}`)
  return result.file
}

describe('papers', () => {
  it('the declaration holds what is known, on one sheet, with no line for an individual number', async () => {
    await terminal.send({ type: 'open-check-in' })
    await terminal.until('a check-in', ({ checkIn }) => checkIn !== null)
    await terminal.send({ type: 'set-reader', reader: { state: 'failed', failure: 'card-unreadable' } })
    await terminal.send({
      type: 'save-draft',
      draft: {
        form: 'self-declaration',
        documentId: null,
        edit: 1,
        fields: {
          name: '国保 太郎',
          kana: 'コクホ タロウ',
          birthDate: '昭和25年4月1日',
          address: '見本市見本町1-2-3',
        },
      },
    })
    await terminal.until('the draft', ({ checkIn }) => checkIn?.draft?.fields.name === '国保 太郎')
    const { text, sheets } = await readBack(fileOf(await print({ paper: 'declaration', as: 'pdf' })))
    expect(sheets).toBe(1)
    for (const known of [
      '被保険者資格申立書',
      '国保 太郎',
      'コクホ タロウ',
      '昭和25年4月1日',
      '見本市見本町1-2-3',
      'カードが読めない',
    ])
      expect(text).toContain(known)
    expect(text).toContain('個人番号（マイナンバー）は書かないでください')
  })

  it('the slip holds the outcome and the patient’s number, and no reason', async () => {
    await terminal.send({ type: 'save-draft', draft: null })
    await terminal.send({ type: 'set-patient-number', patientNumber: '0012345' })
    await terminal.send({ type: 'conclude' })
    const state = await terminal.until(
      'the visit',
      ({ checkIn, visits }) => checkIn === null && visits.length > 0,
    )
    const seq = state.visits[0]?.seq ?? 0
    const { text, sheets } = await readBack(fileOf(await print({ paper: 'slip', seq, as: 'pdf' })))
    expect(sheets).toBe(1)
    for (const known of ['受付票', '0012345', 'まだ確認できていません', '令和']) expect(text).toContain(known)
    expect(text).not.toMatch(/読み取り|カード|申立|原則|10割/)
  })
})
