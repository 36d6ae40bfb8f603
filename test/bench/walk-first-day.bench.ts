/**
 * A walk through the first day in the real window: a terminal that nobody has used, its guide, and nothing else, until a
 * visit is practised. Touches are counted, each run; what is typed is not.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { guideProgress } from '../../contract/first-run.ts'
import words from '../../contract/languages/ja/window.json' with { type: 'json' }
import type { Row } from '../../fixtures/bench-row.ts'
import { type Display, openDisplay } from '../../fixtures/terminal/display.ts'
import { answerFolder, launch, type Terminal } from '../../fixtures/terminal/launch.ts'
import { type Person, personAt } from '../electron/visits/person.ts'
import { touchesRow } from './touches.ts'

export const name = 'walk-first-day'

const { guide, journalCare, patientCard, settings, signIn } = words.desk
const RUNS = 3
const PIN = '83916254'

/** Goes from the first step of the guide to the last. @param drive another disk, for the backups */
const goThroughGuide = async (terminal: Terminal, person: Person, drive: string): Promise<void> => {
  const { page, until, send } = terminal
  const { press, tap } = person
  const next = () => press(new RegExp(`^(${guide.later}|${guide.next})`))
  const type = async (label: string, text: string): Promise<void> => {
    await tap(page.getByLabel(label, { exact: true }))
    await page.keyboard.insertText(text)
  }
  const at = (step: keyof typeof guide.steps) =>
    page.getByRole('heading', { name: guide.steps[step], exact: true }).waitFor()
  await press(guide.open)
  await at('name')
  await type(settings.clinicName, '見本医院')
  await next()
  await at('administrator')
  await type(settings.personName, '見本 管理')
  await type(settings.secret, PIN)
  await type(settings.secretAgain, PIN)
  await press(settings.addPerson)
  await page.getByRole('heading', { name: signIn.title }).waitFor()
  await page.keyboard.insertText(PIN)
  await press(signIn.enter)
  await at('patient-card')
  await press(new RegExp(`^${patientCard.teach}`))
  await until('teaching', ({ office }) => office.teaching?.of === 'patient-card')
  await send({ type: 'typed-scan', text: 'K-004512' })
  await press(patientCard.keep)
  await until('the rule', ({ office }) => office.settings.patientCard !== null)
  await next()
  await at('backup')
  await answerFolder(terminal.application, drive)
  await press(journalCare.chooseFolder)
  await until('the folder', ({ office }) => office.settings.backupFolder === drive)
  await press(journalCare.keySheet.make)
  await press(journalCare.keySheet.putAway)
  await press(settings.backUpNow)
  await until('the backup', ({ office }) => office.journal.lastBackupAt !== null)
  await next()
  await at('bridge')
  await press(guide.leaveOut)
  await at('practice')
  await press(guide.practiceBegin)
  await page.getByText(guide.practising.slice(0, 5)).waitFor()
  await person.take('eligibility-certificate', { expiresOn: '令和9年3月31日' })
  await person.conclude()
  const after = await until('practised', ({ office }) => office.settings.guide.practised)
  const missing = guideProgress(after).filter(({ state }) => state === 'missing')
  if (missing.length > 0) throw new Error(`still missing: ${missing.map(({ step }) => step).join(', ')}`)
}

/** The first day at a terminal of its own, and how many touches it took. */
const firstDay = async (display: Display, folder: string): Promise<number> => {
  const [home, drive] = [join(folder, 'home'), join(folder, 'drive')]
  for (const each of [home, drive]) await mkdir(each, { recursive: true })
  const terminal = await launch({ display, home, args: ['--today', '2026-11-22'] })
  try {
    await terminal.until('a reader', (state) => state.cardReader.state === 'ready')
    const person = await personAt(terminal)
    await goThroughGuide(terminal, person, drive)
    return person.touches()
  } finally {
    await terminal.close()
  }
}

export const run = async (): Promise<Row[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'uketsuke-walk-'))
  const display = await openDisplay()
  try {
    const touches: number[] = []
    for (let round = 0; round < RUNS; round += 1)
      touches.push(await firstDay(display, join(folder, String(round))))
    return [
      touchesRow(
        { what: 'B13 the first day by its guide, from the first start to the practised visit', most: 24 },
        touches,
      ),
    ]
  } finally {
    await display.close()
    await rm(folder, { recursive: true, force: true })
  }
}
