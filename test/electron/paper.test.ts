/** Printed papers, read back from the paper: by poppler, which knows nothing of this program. */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PrintRequest, type PrintResult, printResultSchema } from '../../contract/bridge.ts'
import type { Fields } from '../../contract/form.ts'
import type { Intent } from '../../contract/intents.ts'
import { TERMS } from '../../contract/languages/index.ts'
import { answerSaving, launch, type Terminal } from '../../fixtures/terminal/launch.ts'

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

/** Saves a paper where a person would, on a stick, and reads it back. */
const saved = async (request: PrintRequest): Promise<{ readonly text: string; readonly sheets: number }> => {
  const file = join(await mkdtemp(join(tmpdir(), 'uketsuke-stick-')), 'paper.pdf')
  await answerSaving(terminal.application, file)
  const result = await print(request)
  if (result.state !== 'done' || result.file === null) throw new Error(`not saved: ${JSON.stringify(result)}`)
  return readBack(result.file)
}

const draftOf = (fields: Fields, edit: number): Intent => ({
  type: 'save-draft',
  draft: { form: 'self-declaration', documentId: null, edit, fields },
})

describe('papers', () => {
  it('A7: the declaration holds what is known, on one sheet, with no line for an individual number', async () => {
    await terminal.send({ type: 'open-check-in' })
    await terminal.until('a check-in', ({ checkIn }) => checkIn !== null)
    await terminal.send({ type: 'set-reader', reader: { state: 'failed', failure: 'card-unreadable' } })
    await terminal.send(
      draftOf(
        {
          name: '国保 太郎',
          kana: 'コクホ タロウ',
          birthDate: 'S25.4.1',
          address: '見本市見本町1-2-3',
        },
        1,
      ),
    )
    await terminal.until('the draft', ({ checkIn }) => checkIn?.draft?.fields.name === '国保 太郎')
    const { text, sheets } = await saved({ paper: 'declaration', as: 'pdf' })
    expect(sheets).toBe(1)
    for (const known of [
      '被保険者資格申立書',
      '国保 太郎',
      'コクホ タロウ',
      // Typed S25.4.1, printed as people write it.
      '昭和25年4月1日（1950年4月1日）',
      '見本市見本町1-2-3',
      // The clinic's part: why, and the number of the record.
      'カードが読めない',
      '記録番号',
    ])
      expect(text).toContain(known)
    expect(text).toContain('個人番号（マイナンバー）は書かないでください')
    expect(text).not.toContain('S25.4.1')
    const { checkIn } = await terminal.state()
    expect(text).toContain(`第${checkIn?.decided?.seq}号`)
  })

  it.each([
    ['en', 'Date of birth', 'Do not write your Individual Number'],
    ['zh-Hans', '出生日期', '请不要填写个人号码'],
    ['ko', '생년월일', '개인번호'],
    ['vi', 'Ngày sinh', 'Xin đừng ghi mã số cá nhân'],
    ['pt', 'Data de nascimento', 'Não escreva o seu Número Individual'],
  ] as const)(
    'A7: the declaration in %s stands beside Japanese, on one sheet',
    async (language, ...theirs) => {
      await terminal.send({ type: 'choose-patient-language', language })
      await terminal.until('the language', ({ checkIn }) => checkIn?.patientLanguage === language)
      const { text, sheets } = await saved({ paper: 'declaration', as: 'pdf' })
      expect(sheets).toBe(1)
      for (const words of [...theirs, '生年月日', '昭和25年4月1日（1950年4月1日）', 'カードが読めない'])
        expect(text.normalize('NFC')).toContain(words)
    },
  )

  it('A7: no copy of the declaration stays in the home', async () => {
    const names = await readdir(terminal.home, { recursive: true })
    expect(names.filter((name) => name.endsWith('.pdf') || name.startsWith('papers'))).toEqual([])
  })

  it('A16: the slip holds the number and what helps the patient, and neither outcome nor reason', async () => {
    await terminal.send({ type: 'save-draft', draft: null })
    await terminal.send({ type: 'set-patient-number', patientNumber: '0012345' })
    await terminal.send({ type: 'conclude', confirmed: true })
    const state = await terminal.until(
      'the visit',
      ({ checkIn, visits }) => checkIn === null && visits.length > 0,
    )
    const seq = state.visits[0]?.seq ?? 0
    const { text, sheets } = await saved({ paper: 'slip', seq, as: 'pdf' })
    expect(sheets).toBe(1)
    for (const known of ['受付票', '0012345', 'お呼びするまで', '令和', '資格確認書をお持ちください'])
      expect(text).toContain(known)
    // A narrow paper breaks words over its lines.
    const printed = text.replace(/\s/g, '')
    const told = [
      ...Object.values(TERMS.ja.outcomes),
      TERMS.ja.reasons[state.visits[0]?.reason ?? 'NO_PROOF'].line,
    ]
    for (const words of told) expect(printed).not.toContain(words.replace(/\s/g, ''))
    expect(printed).not.toMatch(/確認できて|番号なし|必要です|読み取り|申立|原則|10割/)
  })
})
