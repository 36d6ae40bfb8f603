/**
 * `npm run demo`: the guide of the first day, sixteen visits through the real program in its real window, on a virtual display
 * where there is none, what is left after an outage, and what the desk says of the journal's keeping: key sheet, drive, late
 * backup, clock, purge.
 * Prints a line for each and the journal at the end; a picture of each is in `demo/`.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { DeskState } from '../contract/desk.ts'
import { drawn, launch, type Terminal } from '../fixtures/terminal/launch.ts'
import { typed } from '../fixtures/typed.ts'
import { SCENES } from './demo/scenes.ts'
import { type Desk, VISITS, type Visit } from './demo/visits.ts'

const ROOT = join(import.meta.dirname, '..')
const PICTURES = join(ROOT, 'demo')

/** `10-nothing    need-more  NOTICE_ALONE  …`; a visit without a decision says what was said. */
const lineOf = ({ title }: Visit, state: DeskState): string => {
  const decision = state.checkIn?.decided?.decision
  const said =
    decision === undefined
      ? state.messages.map(({ code }) => code)
      : [decision.outcome, decision.reasons[0]?.code ?? '']
  return `${title.padEnd(54)} ${said.join(' ')}`
}

const finish = async (desk: Desk, state: DeskState): Promise<void> => {
  await desk.send({ type: 'simulate', command: { command: 'remove-card' } })
  if (state.checkIn !== null)
    await desk.send(
      state.checkIn.decided === null ? { type: 'cancel' } : { type: 'conclude', confirmed: true },
    )
  await desk.until('the end of the visit', ({ checkIn }) => checkIn === null)
  // One may come behind the end.
  await desk.until('a desk without messages', ({ messages }) => {
    for (const { id } of messages) void desk.send({ type: 'dismiss-message', id })
    return messages.length === 0
  })
}

const rowSchema = z.looseObject({
  seq: z.number(),
  at: z.string(),
  event: z.string(),
  outcome: z.string().optional(),
  reasons: z.array(z.string()).optional(),
  documents: z.array(z.string()).optional(),
})

/** `  24  23:08:24  decided            need-more         CERTIFICATE_EXPIRED        eligibility-certificate` */
const journalLine = (json: string): string => {
  const row = rowSchema.parse(JSON.parse(json))
  const fields = [
    row.at.slice(11, 19),
    row.event.padEnd(16),
    (row.outcome ?? '').padEnd(16),
    (row.reasons?.[0] ?? '').padEnd(22),
    row.documents?.join(', ') ?? '',
  ]
  return `${String(row.seq).padStart(4)}  ${fields.join('  ')}`.trimEnd()
}

const showJournal = async (home: string): Promise<void> => {
  const { out: rows } = await typed(['journal', 'export', '--home', home, '--format', 'jsonl'])
  console.log('\nThe journal:')
  for (const row of rows.trim().split('\n')) console.log(journalLine(row))
  console.log(`\nIts check: ${(await typed(['journal', 'verify', '--home', home])).out.trim()}`)
}

/** The guide of the first day, as a terminal that nobody has used begins with it. */
const showFirstRun = async ({ page, screenshot }: Terminal): Promise<void> => {
  await page.getByRole('button', { name: '設定を続ける' }).click()
  await page.getByRole('heading', { name: 'はじめての設定' }).waitFor()
  await drawn(page)
  await screenshot(join(PICTURES, '00-first-run.png'))
  await page.getByRole('button', { name: '受付へ戻る' }).click()
}

const home = await mkdtemp(join(tmpdir(), 'uketsuke-demo-'))
await rm(PICTURES, { recursive: true, force: true })
await mkdir(PICTURES, { recursive: true })
const terminal = await launch({ home })
try {
  await terminal.until('a desk that is ready', (state) => state.cardReader.state === 'ready')
  await terminal.screenshot(join(PICTURES, '00-ready.png'))
  await showFirstRun(terminal)
  for (const visit of VISITS) {
    const state = await visit.play(terminal)
    await drawn(terminal.page)
    await terminal.screenshot(join(PICTURES, `${visit.name}.png`))
    console.log(lineOf(visit, state))
    await finish(terminal, state)
  }
  for (const { name, title, play } of SCENES) {
    const said = await play(terminal)
    await drawn(terminal.page)
    await terminal.screenshot(join(PICTURES, `${name}.png`))
    console.log(`${title.padEnd(54)} ${said}`)
  }
} finally {
  await terminal.close()
}
await showJournal(home)
await rm(home, { recursive: true, force: true })
console.log(`\npictures: demo/ (${VISITS.length + SCENES.length + 2})`)
