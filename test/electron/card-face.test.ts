/** The comparison of a card's chip with its face in the real window, by keyboard and by finger, and what it leaves. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Intent } from '../../contract/intents.ts'
import { dayInTokyo } from '../../contract/tokyo.ts'
import { findPersona, personaFace } from '../../fixtures/personas/personas.ts'
import { type Display, openDisplay } from '../../fixtures/terminal/display.ts'
import { launch, type Terminal } from '../../fixtures/terminal/launch.ts'
import { journalContent } from './journal-content.ts'

let display: Display
let home: string
let terminal: Terminal
beforeAll(async () => {
  display = await openDisplay()
  home = await mkdtemp(join(tmpdir(), 'uketsuke-face-'))
  await writeFile(join(home, 'settings.json'), JSON.stringify({ cardFace: true, patientWindow: true }))
  terminal = await launch({ display, home })
  await terminal.until('a reader', ({ cardReader }) => cardReader.state === 'ready')
})
afterAll(async () => {
  await terminal?.close()
  await display?.close()
  await rm(home, { recursive: true, force: true })
})

const simulate = (command: Extract<Intent, { type: 'simulate' }>['command']) =>
  terminal.send({ type: 'simulate', command })
const place = async (persona: string) => {
  await simulate({ command: 'place-card', persona })
  await terminal.until(
    'the decision',
    ({ checkIn, cardReader }) => checkIn?.decided != null && cardReader.state === 'read',
  )
}
const leave = async () => {
  await simulate({ command: 'remove-card' })
  await terminal.send({ type: 'cancel' })
  await terminal.until(
    'an empty desk',
    ({ checkIn, cardFace, cardReader }) =>
      checkIn === null && cardFace === null && cardReader.state === 'ready',
  )
}

/** Every file below a folder. */
const filesBelow = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/**
 * Finds the places that hold one of the texts: files, as UTF-8 or in the UTF-16 of the browser's own stores, and the
 * opened journal.
 */
const holding = async (texts: readonly string[]): Promise<string[]> => {
  const needles = texts.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')])
  const found: string[] = []
  for (const file of await filesBelow(home)) {
    const bytes = await readFile(file).catch(() => Buffer.alloc(0))
    if (needles.some((needle) => bytes.includes(needle))) found.push(file)
  }
  const journal = await journalContent(home)
  return texts.some((text) => journal.includes(text)) ? [...found, 'in the journal'] : found
}

const taro = findPersona('mihon-taro')
if (taro === undefined) throw new Error('no persona')
const FACE = personaFace(taro, dayInTokyo(Date.now()))
const SECRETS = [
  taro.holder.name,
  taro.holder.address,
  taro.holder.birthDate,
  '1985-04-01',
  '昭和60年4月1日',
  Object.values(FACE).join(''),
]

/** Asks for the comparison as soon as the window offers it: a key before that does nothing. */
const askByKey = async (): Promise<void> => {
  await terminal.page.getByRole('button', { name: '券面の生年月日などで照合する' }).waitFor()
  await terminal.page.keyboard.press('F7')
  await terminal.until('the question', ({ cardFace }) => cardFace?.state === 'asking')
}

describe.sequential('the comparison of chip and face', () => {
  it('is asked for by key, typed with Enter from field to field, and shown beside the paper', async () => {
    await place('mihon-taro')
    await terminal.send({
      type: 'add-document',
      document: { type: 'eligibility-certificate', expiresOn: '2099-03-31' },
      claims: { name: '見本 太朗' },
    })
    await askByKey()
    await terminal.page.getByText('あと8回').waitFor()
    for (const text of ['昭和60年4月1日', FACE.expiryYear, FACE.securityCode]) {
      // As slowly as a person: what comes quicker is a scanner's.
      await terminal.page.keyboard.type(text, { delay: 120 })
      await terminal.page.keyboard.press('Enter')
    }
    await terminal.until('the facts', ({ cardFace }) => cardFace?.state === 'read')
    await terminal.page.getByText(taro.holder.address).waitFor()
    await terminal.page.getByText('違うところがあります').first().waitFor()
    expect(await holding(SECRETS)).toEqual([])
    // The search would find it: the paper's name is in the open check-in, which is kept.
    expect(await holding(['見本 太朗'])).toEqual(['in the journal'])
  })

  it('leaves nothing in the support bundle, nor where the desk is killed in the middle', async () => {
    await terminal.send({ type: 'prepare-support-bundle' })
    await terminal.until('the bundle', ({ office }) => office.supportBundle !== null)
    await terminal.send({ type: 'save-support-bundle' })
    await terminal.until('its files', ({ office }) => office.supportBundle?.savedAs != null)
    expect(await holding(SECRETS)).toEqual([])
    process.kill(terminal.deskPid() ?? 0, 'SIGKILL')
    const after = await terminal.until('the desk again', ({ messages }) =>
      messages.some(({ code }) => code === 'DESK_RECOVERED'),
    )
    expect(after.cardFace).toBeNull()
    await terminal.page.getByText(taro.holder.address).waitFor({ state: 'detached' })
    expect(await holding(SECRETS)).toEqual([])
    const dumps = (await filesBelow(home)).filter((file) => /\.(dmp|core)$|\/core(\.\d+)?$/.test(file))
    expect(dumps).toEqual([])
    await terminal.send({ type: 'cancel' })
    await terminal.until('an empty desk', ({ checkIn }) => checkIn === null)
  })

  it('takes the digits of a finger, says what cannot be right, and spends nothing on it', async () => {
    await place('nokori-sukunao')
    await terminal.page.getByRole('button', { name: '券面の生年月日などで照合する' }).click()
    await terminal.page.getByText('あと1回').waitFor()
    const pad = terminal.page.getByRole('group', { name: '数字の入力' })
    for (const key of ['昭和', '4', '6', '年', '9', '月', '3', '1', '日', '次へ'])
      await pad.getByRole('button', { name: key, exact: true }).click()
    for (const key of [...FACE.expiryYear, '次へ', '9', '9', '9', '9', '次へ'])
      await pad.getByRole('button', { name: key, exact: true }).click()
    const refused = await terminal.until(
      'what cannot be right',
      ({ cardFace }) => cardFace?.state === 'asking' && cardFace.refused.length > 0,
    )
    // 昭和46年9月 has thirty days.
    expect(refused.cardFace).toMatchObject({ attempts: 1, wrong: false, refused: ['birthDate'] })
    await terminal.page.getByText('元号も印刷のとおりに').waitFor()
    // Asked for again as it stands, it is refused again, and the focus goes there again.
    const box = (name: string) => terminal.page.locator(`[data-field="${name}"] input`)
    await box('securityCode').press('Enter')
    await box('birthDate').and(terminal.page.locator(':focus')).waitFor()
    // The focus is on the birth date: 31日 becomes 19日, and the wrong code spends the last attempt that may be spent.
    for (const key of ['1文字消す', '1文字消す', '1文字消す', '1', '9', '日', '次へ', '次へ', '次へ'])
      await pad.getByRole('button', { name: key, exact: true }).click()
    await terminal.until('the end', ({ cardFace }) => cardFace?.state === 'ended')
    await terminal.page.getByText('使える回数が少ないため').waitFor()
    await terminal.page.getByRole('button', { name: '受付に戻る' }).click()
    await leave()
  })

  it('says that the card has left, and goes with the check-in', async () => {
    await place('mihon-taro')
    await askByKey()
    await simulate({ command: 'remove-card' })
    await terminal.page.getByText('カードがリーダーから離れました').waitFor()
    await terminal.page.keyboard.press('Escape')
    await terminal.until('the check-in', ({ cardFace }) => cardFace === null)
    await leave()
    expect(await holding(SECRETS)).toEqual([])
    for (const secret of SECRETS) expect(terminal.said()).not.toContain(secret)
  })
})
