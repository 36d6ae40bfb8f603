/** Backup and key sheet in the real window: what they bring back, on another machine and for a PIN that was forgotten. */
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import words from '../../contract/languages/ja/window.json' with { type: 'json' }
import { type Display, openDisplay } from '../../fixtures/terminal/display.ts'
import { answerFolder, eventually, launch, type Terminal } from '../../fixtures/terminal/launch.ts'
import { typed } from '../../fixtures/typed.ts'
import { type Person, personAt } from './visits/person.ts'

const { doors, forgottenPin, guide, journalCare, settings, signIn } = words.desk

let folder: string
let display: Display
let terminal: Terminal
let person: Person
/** The groups of the sheet, as somebody copies them from the screen. */
let sheet: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uketsuke-backup-'))
  await mkdir(join(folder, 'drive'))
  display = await openDisplay()
  const home = join(folder, 'clinic')
  await mkdir(home)
  terminal = await launch({ display, home, args: ['--today', '2026-11-22'] })
  await terminal.until('a reader', ({ cardReader }) => cardReader.state === 'ready')
  person = await personAt(terminal)
})
afterAll(async () => {
  await terminal?.close()
  await display?.close()
  await rm(folder, { recursive: true, force: true })
})

const button = (name: string | RegExp) => terminal.page.getByRole('button', { name }).first()

test('A8: the guide takes a folder that is chosen, a key sheet and a backup, and then says that the step is done', async () => {
  await terminal.send({ type: 'set-visit', visit: { emergency: true } })
  await terminal.send({ type: 'set-patient-number', patientNumber: '004512' })
  await terminal.until('a decision', ({ checkIn }) => checkIn?.decided != null)
  await terminal.send({ type: 'conclude', confirmed: true })
  await terminal.until('the end', ({ visitCount }) => visitCount === 1)
  await terminal.send({ type: 'change-settings', settings: { clinicName: '見本医院' } })
  await terminal.until('the name', ({ office }) => office.settings.clinicName === '見本医院')

  const step = terminal.page.locator('.guide-step', { hasText: guide.steps.backup })
  await person.tap(button(guide.open))
  await person.tap(step)
  await step.getByText(guide.lacks['backup-folder']).waitFor()
  await answerFolder(terminal.application, join(folder, 'drive'))
  await person.tap(button(journalCare.chooseFolder))
  await terminal.until('the folder', ({ office }) => office.settings.backupFolder === join(folder, 'drive'))
  await person.tap(button(journalCare.keySheet.make))
  const groups = terminal.page.getByRole('list', { name: journalCare.keySheet.groups }).getByRole('listitem')
  await groups.last().waitFor()
  sheet = (await groups.allInnerTexts()).join(' ')
  await person.tap(button(journalCare.keySheet.putAway))
  await person.tap(button(settings.backUpNow))
  await terminal.until('the backup', ({ office }) => office.journal.lastBackupAt !== null)
  await step.getByText(guide.done).waitFor()
  // One of its own accord once there is a folder, and the one that was asked for.
  const backups = await eventually('backups, none of which is being written', async () => {
    const names = await readdir(join(folder, 'drive'))
    return names.length > 0 && names.every((name) => !name.startsWith('.')) ? names : undefined
  })
  for (const backup of backups) expect(backup).toMatch(/^journal-\d+\.db$/)
})

test('A9: an administrator who has forgotten the PIN sets a new one with what stands on the sheet, and with nothing else', async () => {
  await person.tap(button(doors.desk))
  await terminal.send({ type: 'add-person', name: '見本 長子', role: 'administrator', secret: '83916254' })
  await terminal.page.getByRole('heading', { name: signIn.title }).waitFor()
  const box = (label: string) => terminal.page.getByLabel(label, { exact: true })
  await person.tap(button(forgottenPin.open))
  await box(forgottenPin.sheet).fill(sheet.replace(/^./, (letter) => (letter === '7' ? '8' : '7')))
  await box(settings.newSecret).fill('52738164')
  await box(settings.secretAgain).fill('52738164')
  await person.tap(button(forgottenPin.set))
  await terminal.page.getByRole('dialog').getByText(signIn.refusals['wrong-sheet']).waitFor()
  expect((await terminal.state()).office.staff.signedIn).toBeNull()
  // Everything that was typed is still there: only the letter is put right.
  await box(forgottenPin.sheet).fill(sheet)
  await person.tap(button(forgottenPin.set))
  const { office } = await terminal.until('signed in', (state) => state.office.staff.signedIn !== null)
  expect(office.staff.signedIn?.name).toBe('見本 長子')
})

test('A8: with the sheet and the backup alone, another machine has the visits, the settings and the staff', async () => {
  await person.tap(button(doors.settings))
  await person.tap(terminal.page.getByRole('tab', { name: settings.journal }))
  const { office } = await terminal.state()
  await person.tap(button(settings.backUpNow))
  await terminal.until('the next backup', (state) => {
    const { lastBackupAt } = state.office.journal
    return lastBackupAt !== null && lastBackupAt !== office.journal.lastBackupAt
  })
  await terminal.quit()
  const machine = join(folder, 'machine')
  await mkdir(machine)
  const newest = (await readdir(join(folder, 'drive'))).sort().at(-1) ?? ''
  await copyFile(join(folder, 'drive', newest), join(machine, newest))
  await writeFile(join(machine, 'sheet.txt'), sheet)
  // The terminal is broken, and its keys with it.
  await rm(join(folder, 'clinic'), { recursive: true })
  const home = join(machine, 'home')
  const files = ['--file', join(machine, newest), '--sheet', join(machine, 'sheet.txt')]
  const restored = await typed(['journal', 'restore', '--home', home, ...files, '--why', '見本'])
  expect(restored).toMatchObject({ code: 0 })

  terminal = await launch({ display, home, args: ['--today', '2026-11-22'] })
  person = await personAt(terminal)
  await terminal.page.getByRole('heading', { name: signIn.title }).waitFor()
  await terminal.page.locator('.sign-in input').fill('52738164')
  await person.tap(button(signIn.enter))
  await terminal.until('signed in', (state) => state.office.staff.signedIn !== null)
  await terminal.page.locator('.visit-line', { hasText: '004512' }).waitFor()
  expect((await terminal.state()).office.settings.clinicName).toBe('見本医院')
})
