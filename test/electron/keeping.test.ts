/** The states of the journal's keeping, brought about in the real program by the dock: clock, drive, backup, purge, key sheet. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysLater } from '../../contract/calendar.ts'
import type { Intent } from '../../contract/intents.ts'
import { launch, type Terminal } from '../../fixtures/terminal/launch.ts'

const YEARS = 2_200
const clock = (days: number): Intent => ({ type: 'simulate', command: { command: 'clock', days } })
const drive = (isThere: boolean): Intent => ({
  type: 'simulate',
  command: { command: 'backup-drive', isThere },
})

let terminal: Terminal
beforeAll(async () => {
  terminal = await launch()
  await terminal.until('a desk that is ready', (state) => state.cardReader.state === 'ready')
}, 60_000)
afterAll(() => terminal?.close())

const says = (code: string) => (state: Awaited<ReturnType<Terminal['state']>>) =>
  state.messages.some((message) => message.code === code)

test('a drive that is pulled out is said, and one that is back takes the backup', async () => {
  await terminal.send(drive(false))
  await terminal.send({ type: 'back-up-now' })
  await terminal.until('the drive is missed', says('BACKUP_DRIVE_MISSING'))
  await terminal.send(drive(true))
  await terminal.send({ type: 'back-up-now' })
  const { office } = await terminal.until(
    'a backup',
    (state) => state.office.journal.outcome?.act === 'back-up',
  )
  expect(office.journal.lastBackupAt).not.toBeNull()
})

test('five days later without a backup the journal says so', async () => {
  await terminal.send(drive(false))
  await terminal.send(clock(5))
  const late = await terminal.until(
    'the backup is late',
    (state) => state.office.journal.backupOverdueDays !== null,
    25_000,
  )
  expect(late.office.journal.backupOverdueDays).toBe(5)
  expect(late.clockDoubt).toBeNull()
})

test('a clock set years ahead is in doubt at once; confirmed, a purge is announced and can be taken back', async () => {
  const { today } = await terminal.state()
  await terminal.send(clock(YEARS))
  await terminal.until('the doubt', (state) => state.clockDoubt === 'ahead')
  await terminal.send({ type: 'confirm-day', today: daysLater(today, YEARS - 5) })
  await terminal.until('the day is sure', (state) => state.clockDoubt === null)
  await terminal.send({ type: 'purge-journal' })
  const { office } = await terminal.until(
    'the announcement',
    (state) => state.office.journal.pendingPurge !== null,
  )
  expect(office.journal.pendingPurge?.rows).toBeGreaterThan(0)
  await terminal.send({ type: 'cancel-purge' })
  await terminal.until('it is taken back', (state) => state.office.journal.pendingPurge === null)
  await terminal.send(clock(0))
  await terminal.until('the doubt about going back', (state) => state.clockDoubt === 'behind')
})

test('a key sheet is shown once it is made, and gone once it is put away', async () => {
  await terminal.send({ type: 'make-key-sheet', passphrase: null })
  const made = await terminal.until('the sheet', (state) => state.office.journal.newKeySheet !== null)
  const sheet = made.office.journal.newKeySheet?.number ?? ''
  // It is on no paper yet, and would not be there after a restart.
  expect(made.office.journal.keySheet).toBeNull()
  await terminal.send({ type: 'put-away-key-sheet', sheet })
  const { office } = await terminal.until(
    'it is put away',
    (state) => state.office.journal.newKeySheet === null,
  )
  expect(office.journal.keySheet?.number).toBe(sheet)
})
