/** The scenes of the demo that are no visits: the outage's end, two patients at once, and the journal's keeping. */
import type { Intent } from '../../contract/intents.ts'
import { type Desk, handIn } from './visits.ts'

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

export const SCENES: readonly Scene[] = [
  {
    name: '17-outage-recheck',
    title: 'the online check is back: who is to be checked again',
    play: async (desk) => {
      await desk.send({ type: 'end-outage' })
      const { followUps } = await desk.until('the end of the outage', ({ outage }) => outage === null)
      await desk.page.getByRole('button', { name: '障害中の受付をもう一度確認' }).click()
      await desk.page.getByRole('dialog').waitFor()
      return `${followUps.filter(({ what }) => what === 'outage').length} to check again`
    },
  },
  {
    name: '18-today',
    title: 'the day so far',
    play: async (desk) => {
      await desk.page.keyboard.press('Escape')
      await desk.page.getByRole('dialog').waitFor({ state: 'detached' })
      const { visitCount } = await desk.until('the desk', ({ checkIn }) => checkIn === null)
      return `${visitCount} visits`
    },
  },
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
    name: 'hold-3-corrected',
    title: 'a visit is given its number after its end',
    play: async (desk) => {
      const { visits } = await desk.until('a visit', (state) => state.visits.length > 0)
      const [row] = visits
      if (row === undefined) throw new Error('the demo has no visit yet')
      const { visit, seq } = row
      const change = { patientNumber: '004512' }
      await desk.send({ type: 'amend-visit', visit, seq, change, why: '番号が後で分かった' })
      await desk.send({ type: 'open-visit', visit, seq })
      const { office } = await desk.until('the visit', (state) => state.office.opened?.row.amended === true)
      return `${office.opened?.steps.length} rows`
    },
  },
  {
    name: '19-key-sheet',
    title: 'a key sheet was made',
    play: async (desk) => {
      await desk.send({ type: 'close-visit' })
      await desk.until('the visit closed', ({ office }) => office.opened === null)
      await openJournalSettings(desk, '復旧用の紙を作る')
      await desk.send({ type: 'make-key-sheet', passphrase: null })
      const { office } = await desk.until('the sheet', (state) => state.office.journal.newKeySheet !== null)
      await desk.page.getByRole('button', { name: '紙にしたので表示を消す' }).scrollIntoViewIfNeeded()
      return `sheet ${office.journal.newKeySheet?.number}`
    },
  },
  {
    name: '20-drive-missing',
    title: 'the drive for backups is pulled out',
    play: async (desk) => {
      await desk.page.getByRole('button', { name: '紙にしたので表示を消す' }).click()
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
    name: '21-backup-overdue',
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
    name: '22-clock-in-doubt',
    title: 'the clock is set eleven years ahead',
    play: async (desk) => {
      await desk.send(clock(YEARS))
      const { clockDoubt, today } = await desk.until('the doubt', (state) => state.clockDoubt !== null)
      return `${clockDoubt}, at ${today}`
    },
  },
  {
    name: '23-purge-pending',
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
