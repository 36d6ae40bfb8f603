/**
 * `npm run demo`: fourteen visits through the real program in its real window, on a virtual display where there is none, and what the
 * desk says of the journal's keeping: key sheet, drive, late backup, clock, purge.
 * Prints a line for each and the journal at the end; a picture of each is in `demo/`.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { DeskState, Intent } from '../contract/desk.ts'
import type { Fields, FormName } from '../contract/form.ts'
import { runCommandLine } from '../main/cli/uketsuke.ts'
import { launch, type Terminal } from '../test/electron/launch.ts'

const ROOT = join(import.meta.dirname, '..')
const PICTURES = join(ROOT, 'demo')

type Desk = Pick<Terminal, 'send' | 'until' | 'page'>
type Visit = {
  readonly name: string
  readonly title: string
  /** The acts of the patient and the receptionist, up to the point where the picture is taken. */
  play(desk: Desk): Promise<DeskState>
}

const place = (persona: string): Intent => ({ type: 'simulate', command: { command: 'place-card', persona } })
const scan = (code: string): Intent => ({ type: 'simulate', command: { command: 'scan', code } })
const handIn = (form: FormName, fields: Fields): Intent => ({
  type: 'hand-in-draft',
  draft: { form, documentId: null, fields, edit: 1 },
})
const decidedBy = (reason: string) => (state: DeskState) =>
  state.checkIn?.decided?.decision.reasons[0]?.code === reason

const VISITS: readonly Visit[] = [
  {
    name: '01-card',
    title: 'card accepted',
    play: async (desk) => {
      await desk.send(place('mihon-taro'))
      return desk.until('the card', decidedBy('OK_ONLINE'))
    },
  },
  {
    name: '02-certificate',
    title: 'eligibility certificate by its code',
    play: async (desk) => {
      await desk.send(scan('certificate'))
      const read = await desk.until('the code', (state) => state.checkIn?.evidence[0]?.source === 'scanner')
      await desk.send({ type: 'confirm-document', id: read.checkIn?.evidence[0]?.id ?? '' })
      return desk.until('the certificate', (state) => state.checkIn?.evidence[0]?.confirmed === true)
    },
  },
  {
    name: '03-card-and-notice-after-a-fault',
    title: 'card and notice after a reader fault',
    play: async (desk) => {
      await desk.send(place('fuyomi-kasuko'))
      await desk.until('the fault', decidedBy('CARD_ONLY_FALLBACK'))
      await desk.send(
        handIn('eligibility-notice', {
          insurerNumber: '113019',
          symbol: '101',
          number: '12345678',
          branch: '01',
        }),
      )
      return desk.until('the notice', decidedBy('NOTICE_PLUS_CARD'))
    },
  },
  {
    name: '04-notice-alone',
    title: 'notice alone',
    play: async (desk) => {
      await desk.send(
        handIn('eligibility-notice', { insurerNumber: '113019', symbol: '101', number: '12345678' }),
      )
      return desk.until('the notice', decidedBy('NOTICE_ALONE'))
    },
  },
  {
    name: '05-expired-certificate',
    title: 'expired certificate',
    play: async (desk) => {
      await desk.send(handIn('eligibility-certificate', { expiresOn: '令和7年12月1日', number: '12345678' }))
      return desk.until('the certificate', decidedBy('CERTIFICATE_EXPIRED'))
    },
  },
  {
    name: '06-typing',
    title: 'manual entry, while it is typed',
    play: async (desk) => {
      const fields: Fields = {
        expiresOn: '令和 9年 3月31日',
        insurerNumber: '113019',
        symbol: '１０１',
        number: '12345678',
        name: '見本　●子',
      }
      await desk.send({
        type: 'save-draft',
        draft: { form: 'eligibility-certificate', documentId: null, fields, edit: 1 },
      })
      return desk.until('the form', (state) => state.checkIn?.draft?.checks.insurerNumber?.code === 'INSURER')
    },
  },
  {
    name: '07-manual-entry',
    title: 'manual entry, handed in',
    play: async (desk) => {
      await desk.send(
        handIn('eligibility-certificate', {
          expiresOn: '令和9年3月31日',
          insurerNumber: '113019',
          number: '12345678',
          name: '見本　●子',
        }),
      )
      return desk.until('the certificate', decidedBy('OK_CERTIFICATE'))
    },
  },
  {
    name: '08-individual-number',
    title: 'individual number scanned by mistake',
    play: async (desk) => {
      await desk.send(scan('my-number'))
      return desk.until('the refusal', (state) =>
        state.messages.some(({ code }) => code === 'MY_NUMBER_REFUSED'),
      )
    },
  },
  {
    name: '09-certificate-in-grace',
    title: 'card whose certificate has run out, within its grace',
    play: async (desk) => {
      await desk.send(place('yuyo-jiro'))
      return desk.until('the card', decidedBy('CERT_GRACE'))
    },
  },
  {
    name: '10-nothing',
    title: 'nothing shown, first visit',
    play: async (desk) => {
      await desk.page.getByRole('button', { name: '手で入力する' }).click()
      await desk.page.getByRole('button', { name: '番号なしで進む' }).click()
      await desk.page.getByRole('button', { name: '何もお持ちでない' }).click()
      return desk.until('the answer', decidedBy('NO_PROOF'))
    },
  },
  {
    name: '11-nothing-to-show',
    title: 'nothing to show: paid in full for now, settled later',
    play: async (desk) => {
      await desk.send({ type: 'set-visit', visit: { kind: 'first' } })
      await desk.until('the decision', decidedBy('NO_PROOF'))
      await desk.send({ type: 'set-paid', paid: 'in-full' })
      return desk.until('the payment', ({ checkIn }) => checkIn?.paid === 'in-full')
    },
  },
  {
    name: '12-accident-at-work',
    title: 'accident at work: its form comes later, a deposit today',
    play: async (desk) => {
      await desk.send({ type: 'set-visit', visit: { workRelated: true } })
      await desk.until('the decision', decidedBy('NOT_HEALTH_INSURANCE'))
      await desk.send({ type: 'set-paid', paid: 'deposit' })
      await desk.send({ type: 'set-work-form', workForm: 'later' })
      return desk.until('the form', ({ checkIn }) => checkIn?.workForm === 'later')
    },
  },
  {
    name: '13-answer-arrives',
    title: 'the official terminal’s answer arrives by itself',
    play: async (desk) => {
      await desk.send({ type: 'simulate', command: { command: 'bridge', act: 'on' } })
      await desk.until('the bridge', ({ bridge }) => bridge.status.state === 'ready')
      await desk.send({ type: 'simulate', command: { command: 'bridge', act: 'face' } })
      return desk.until(
        'the answer',
        ({ checkIn }) => checkIn?.official?.by === 'card' && checkIn.decided !== null,
      )
    },
  },
  {
    name: '14-outage',
    title: 'the online check is down: found in its outage mode',
    play: async (desk) => {
      await desk.send({ type: 'start-outage' })
      await desk.send({ type: 'open-check-in' })
      await desk.until('the outage', ({ checkIn, outage }) => checkIn !== null && outage !== null)
      await desk.send({ type: 'set-outage-search', search: 'found' })
      return desk.until('the search', decidedBy('OUTAGE_MODE'))
    },
  },
]

/** `10-nothing    need-more  NOTICE_ALONE  …`; a visit without a decision says what was said. */
const lineOf = ({ title }: Visit, state: DeskState): string => {
  const decision = state.checkIn?.decided?.decision
  const said =
    decision === undefined
      ? state.messages.map(({ code }) => code)
      : [decision.outcome, decision.reasons[0]?.code ?? '']
  return `${title.padEnd(54)} ${said.join(' ')}`
}

type Scene = {
  readonly name: string
  readonly title: string
  /** Brings the desk into the state, and gives what the line of the demo says of it. */
  play(desk: Desk): Promise<string>
}

const clock = (days: number): Intent => ({ type: 'simulate', command: { command: 'clock', days } })
/** Past the longest retention that is proposed. */
const YEARS = 4_000

const openJournalSettings = async ({ page }: Desk, button: string): Promise<void> => {
  await page.getByRole('button', { name: '設定', exact: true }).click()
  await page.getByRole('tab', { name: '記録' }).click()
  await page.getByRole('button', { name: button }).scrollIntoViewIfNeeded()
}

const SCENES: readonly Scene[] = [
  {
    name: 'hold-1-same-person',
    title: 'a notice of another birth date beside a certificate',
    play: async (desk) => {
      await desk.send(handIn('eligibility-certificate', { expiresOn: 'R20.3.31', birthDate: 'S25.4.1' }))
      await desk.until('the certificate', ({ checkIn }) => checkIn?.evidence.length === 1)
      await desk.send(handIn('eligibility-notice', { birthDate: 'S60.4.1' }))
      const { question } = await desk.until('the question', (state) => state.question !== null)
      return question?.about.join(', ') ?? ''
    },
  },
  {
    name: 'hold-2-tray',
    title: 'another person: the first visit waits, and so does theirs',
    play: async (desk) => {
      const { question } = await desk.until('the question', (state) => state.question !== null)
      const answer = { answer: 'another' as const, kept: null, fields: [] }
      await desk.send({ type: 'answer-person', question: question?.number ?? 0, ...answer })
      await desk.until('their visit', ({ checkIn, tray }) => checkIn !== null && tray.length === 1)
      await desk.send({ type: 'park-check-in' })
      const { tray } = await desk.until('the tray', (state) => state.tray.length === 2)
      return `${tray.length} on hold`
    },
  },
  {
    name: '16-key-sheet',
    title: 'a key sheet was made',
    play: async (desk) => {
      await openJournalSettings(desk, '復旧用の紙を作る')
      await desk.send({ type: 'make-key-sheet', passphrase: null })
      const { office } = await desk.until('the sheet', (state) => state.office.journal.newKeySheet !== null)
      await desk.page.getByRole('button', { name: '紙にしたので表示を消す' }).scrollIntoViewIfNeeded()
      return `sheet ${office.journal.keySheet?.number}`
    },
  },
  {
    name: '17-drive-missing',
    title: 'the drive for backups is pulled out',
    play: async (desk) => {
      await desk.send({ type: 'put-away-key-sheet' })
      await desk.page.getByRole('button', { name: '受付へ戻る' }).click()
      await desk.send({ type: 'simulate', command: { command: 'backup-drive', isThere: false } })
      await desk.send({ type: 'back-up-now' })
      await desk.until('the message', ({ messages }) =>
        messages.some(({ code }) => code === 'BACKUP_DRIVE_MISSING'),
      )
      return 'BACKUP_DRIVE_MISSING'
    },
  },
  {
    name: '18-backup-overdue',
    title: 'five days without a backup',
    play: async (desk) => {
      await desk.send(clock(5))
      const { office } = await desk.until(
        'the late backup',
        (state) => state.office.journal.backupOverdueDays !== null,
        25_000,
      )
      return `${office.journal.backupOverdueDays} days`
    },
  },
  {
    name: '19-clock-in-doubt',
    title: 'the clock is set eleven years ahead',
    play: async (desk) => {
      await desk.send(clock(YEARS))
      const { clockDoubt, today } = await desk.until('the doubt', (state) => state.clockDoubt !== null)
      return `${clockDoubt}, at ${today}`
    },
  },
  {
    name: '20-purge-pending',
    title: 'the day is confirmed, and a purge announced',
    play: async (desk) => {
      const { today } = await desk.until('the doubt', (state) => state.clockDoubt !== null)
      await desk.send({ type: 'confirm-day', today })
      await desk.send({ type: 'purge-journal' })
      const { office } = await desk.until('the plan', (state) => state.office.journal.pendingPurge !== null)
      await openJournalSettings(desk, '取りやめる')
      const plan = office.journal.pendingPurge
      return `${plan?.rows} rows of ${plan?.oldest} to ${plan?.newest}, from ${plan?.on} on`
    },
  },
]

const drawn = (desk: Desk): Promise<unknown> =>
  // The pages draw a state on the frame after it arrives.
  desk.page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )

const finish = async (desk: Desk, state: DeskState): Promise<void> => {
  await desk.send({ type: 'simulate', command: { command: 'remove-card' } })
  if (state.checkIn !== null)
    await desk.send(
      state.checkIn.decided === null ? { type: 'cancel' } : { type: 'conclude', confirmed: true },
    )
  const { messages } = await desk.until('the end of the visit', ({ checkIn }) => checkIn === null)
  for (const { id } of messages) await desk.send({ type: 'dismiss-message', id })
  await desk.until('a desk without messages', (after) => after.messages.length === 0)
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

const commandLine = async (...args: string[]): Promise<string> => {
  let written = ''
  await runCommandLine(args, {
    stdin: process.stdin,
    out: async (text) => {
      written += text
    },
    say: () => {},
  })
  return written
}

const showJournal = async (home: string): Promise<void> => {
  const rows = await commandLine('journal', 'export', '--home', home, '--format', 'jsonl')
  console.log('\nThe journal:')
  for (const row of rows.trim().split('\n')) console.log(journalLine(row))
  console.log(`\nIts check: ${(await commandLine('journal', 'verify', '--home', home)).trim()}`)
}

const home = await mkdtemp(join(tmpdir(), 'uketsuke-demo-'))
await rm(PICTURES, { recursive: true, force: true })
await mkdir(PICTURES, { recursive: true })
const terminal = await launch({ home })
try {
  await terminal.until('a desk that is ready', (state) => state.cardReader.state === 'ready')
  await terminal.screenshot(join(PICTURES, '00-ready.png'))
  for (const visit of VISITS) {
    const state = await visit.play(terminal)
    await drawn(terminal)
    await terminal.screenshot(join(PICTURES, `${visit.name}.png`))
    console.log(lineOf(visit, state))
    await finish(terminal, state)
  }
  await terminal.send({ type: 'end-outage' })
  await terminal.until('the end of the outage', ({ outage }) => outage === null)
  await terminal.screenshot(join(PICTURES, '15-today.png'))
  for (const { name, title, play } of SCENES) {
    const said = await play(terminal)
    await drawn(terminal)
    await terminal.screenshot(join(PICTURES, `${name}.png`))
    console.log(`${title.padEnd(54)} ${said}`)
  }
} finally {
  await terminal.close()
}
await showJournal(home)
await rm(home, { recursive: true, force: true })
console.log(`\npictures: demo/ (${VISITS.length + SCENES.length + 2})`)
