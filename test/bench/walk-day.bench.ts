/**
 * A walk through the rest of the day, in the real window: public aid, a pharmacy, an outage, the patient's card, the
 * declaration, the patient's own window, and what is taken out or looked up. Touches are counted, each run; what
 * is typed is not.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FollowUp } from '../../contract/follow-up.ts'
import words from '../../contract/languages/ja/window.json' with { type: 'json' }
import type { Row } from '../../fixtures/bench-row.ts'
import { openDisplay } from '../../fixtures/terminal/display.ts'
import { answerFolder, answerSaving, launch, pageAt, type Terminal } from '../../fixtures/terminal/launch.ts'
import { type Person, personAt } from '../electron/visits/person.ts'
import { touchesRow, type Walk, walkAll } from './touches.ts'

export const name = 'walk-day'

const { desk } = words
const { doors, history, journalCare, outage, patientCard, publicAid, settings } = desk
const RUNS = 3

const ended = ({ until }: Terminal) => until('the end', ({ checkIn }) => checkIn === null)
const atTheDesk = async ({ page }: Terminal, { press }: Person): Promise<void> => {
  await press(new RegExp(`^${doors.desk}`))
  await page.locator('.visits, .visit-line').first().waitFor()
}

/** Beside the insurance, at a clinic. */
const CLINIC: readonly Walk[] = [
  {
    what: 'B6 a certificate beside the insurance: both numbers and the last day typed',
    most: 6,
    go: async (terminal, { tap, press, write }) => {
      await tap(terminal.page.locator('.evidence-add button'))
      await press(publicAid.add)
      await write('public-aid', { payerNumber: '81136244', recipientNumber: '1234566', expiresOn: 'R9.3.31' })
      await terminal.page.locator('.public-aid', { hasText: publicAid.seen }).waitFor()
    },
    back: async ({ send, state, until }) => {
      for (const { id } of (await state()).checkIn?.publicAid ?? [])
        await send({ type: 'remove-public-aid', id })
      await until('nothing beside', ({ checkIn }) => checkIn?.publicAid.length === 0)
    },
  },
]

/** A prescription at a pharmacy, from the code to the end of the visit. */
const PHARMACY: readonly Walk[] = [
  {
    what: 'B8 a scanned prescription: compared, asked whether the cover has changed, ended',
    most: 2,
    go: async (terminal, { compared, conclude }) => {
      await terminal.send({ type: 'simulate', command: { command: 'scan', code: 'prescription' } })
      await terminal.until('the prescription', ({ checkIn }) => checkIn?.decided != null)
      await compared()
      await conclude()
      await ended(terminal)
    },
  },
  {
    what: 'B6, B8 a scanned prescription with public aid, whose certificate is seen',
    most: 3,
    go: async (terminal, { compared, conclude, press }) => {
      await terminal.send({ type: 'simulate', command: { command: 'scan', code: 'prescription-with-aid' } })
      await terminal.until('the public aid', ({ checkIn }) => checkIn?.publicAid.length === 1)
      await press(publicAid.see)
      await compared()
      await conclude()
      await ended(terminal)
    },
  },
]

const isOpen = ({ what, done }: FollowUp): boolean => what === 'outage' && done === null

const BEGIN_AND_END: readonly Walk[] = [
  {
    what: 'B11 an outage begins, and is over',
    most: 4,
    go: async ({ until }, { press }) => {
      await press(outage.start)
      await press(new RegExp(`^${outage.startYes}$`))
      await until('the outage', (state) => state.outage !== null)
      await press(outage.open)
      await press(outage.end)
      await until('its end', (state) => state.outage === null)
    },
  },
]
const DURING: readonly Walk[] = [
  {
    what: 'B11 a visit during the outage, its number typed: found in the search, ended',
    most: 5,
    go: async (terminal, { press, who, found, conclude }) => {
      await press(desk.ready.byHand)
      await who('004512')
      await found()
      await conclude()
      await ended(terminal)
    },
  },
]
const RECHECK: readonly Walk[] = [
  {
    what: 'B11 all visits of the outage checked again, recorded in one go',
    most: 3,
    go: async ({ state, until }, { press }) => {
      const count = (await state()).followUps.filter(isOpen).length
      if (count !== RUNS) throw new Error(`${count} visits are to be checked again`)
      await press(outage.recheck)
      await press(outage.recheckAll)
      await press(outage.recheckRecord.replace('{{count}}', String(count)))
      await until('the answers', ({ followUps }) => !followUps.some(isOpen))
    },
    back: async ({ send, state, until }) => {
      for (const { visit, seq, what } of (await state()).followUps)
        if (what === 'outage') await send({ type: 'undo-follow-up', visit, seq, what })
      await until('all is open', ({ followUps }) => followUps.filter(isOpen).length === RUNS)
    },
  },
]

const CARD: readonly Walk[] = [
  {
    what: 'B14 the patient card’s rule learned by one that is scanned, from the first screen',
    most: 4,
    go: async ({ page, send, until }, { press, tap }) => {
      await press(doors.settings)
      await tap(page.getByRole('tab', { name: settings.devices }))
      await press(new RegExp(`^(${patientCard.teach}|${patientCard.teachAgain})`))
      await until('teaching', ({ office }) => office.teaching?.of === 'patient-card')
      await send({ type: 'typed-scan', text: 'K-004512' })
      await press(patientCard.keep)
      await until('the rule', ({ office }) => office.settings.patientCard?.pattern === '^K-[0-9]{6}$')
    },
    back: async (terminal, person) => {
      await terminal.send({ type: 'change-settings', settings: { patientCard: null } })
      await atTheDesk(terminal, person)
    },
  },
]

/** Beside the open form of a declaration. */
const DECLARATION: readonly Walk[] = [
  {
    what: 'B15 a declaration beside Japanese in another language, chosen and saved, from the open form',
    most: 4,
    go: async (terminal, { tap, press }) => {
      await terminal.page.getByRole('heading', { name: desk.forms['self-declaration'] }).waitFor()
      await tap(terminal.page.getByRole('button', { name: new RegExp(desk.form.paperLanguage) }))
      await tap(terminal.page.getByRole('option', { name: /Tiếng Việt/ }))
      await terminal.until('the language', ({ checkIn }) => checkIn?.patientLanguage === 'vi')
      await press(desk.print.asPdf)
      await press(desk.print.warn.go)
      await terminal.page.getByText(/^保存しました/).waitFor()
    },
    back: async ({ send, until }) => {
      await send({ type: 'choose-patient-language', language: 'ja' })
      await until('the language', ({ checkIn }) => checkIn?.patientLanguage === 'ja')
    },
  },
]

/** Things that are taken out, set and looked up. @param folder a stick */
const takenOut = (folder: string): readonly Walk[] => [
  {
    what: 'B17 the visits of today as CSV on a stick',
    most: 4,
    go: async ({ page, application, until }, { press, tap }) => {
      await answerFolder(application, folder)
      await press(new RegExp(`^${doors.history}`))
      await tap(page.getByRole('tab', { name: history.tabs.export }))
      await press(journalCare.chooseFolder)
      await page.locator('.export-folder-path', { hasText: folder }).waitFor()
      await press(journalCare.exportCsv)
      await until('the file', ({ office }) => {
        const { outcome } = office.journal
        return outcome?.act === 'export' && outcome.file.startsWith(folder)
      })
    },
    back: atTheDesk,
  },
  {
    what: 'B17 another folder for the backups, chosen',
    most: 3,
    go: async ({ page, application, until }, { press, tap }) => {
      await answerFolder(application, folder)
      await press(doors.settings)
      await tap(page.getByRole('tab', { name: settings.journal }))
      await press(journalCare.chooseFolder)
      await until('the folder', ({ office }) => office.settings.backupFolder === folder)
    },
    back: async (terminal, person) => {
      await terminal.send({ type: 'change-settings', settings: { backupFolder: null } })
      await atTheDesk(terminal, person)
    },
  },
  {
    what: 'B17 a lost card looked up in the manual',
    most: 2,
    go: async ({ page }, { press, tap }) => {
      await press(new RegExp(`^${doors.help}`))
      await tap(page.getByLabel(desk.help.find))
      await page.keyboard.insertText('カードをなくした')
      await page.locator('.manual-heading', { hasText: 'カードをなくした' }).waitFor()
    },
    back: async ({ page }) => {
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    },
  },
]

/** The patient's own text size, by the touches of whoever stands at the other window. */
const patientsSize = async (terminal: Terminal): Promise<Row> => {
  const page = await pageAt(terminal.application, 'uketsuke://patient/')
  const patient = await personAt({ ...terminal, page })
  const touches: number[] = []
  for (let run = 0; run < RUNS; run += 1) {
    const before = patient.touches()
    await patient.tap(page.getByRole('radio', { name: '200 %' }))
    await terminal.until('the size', ({ patientChoice }) => patientChoice.textSize === '200')
    touches.push(patient.touches() - before)
    await terminal.send({ type: 'open-check-in' })
    await terminal.until('a check-in', ({ checkIn }) => checkIn !== null)
    await terminal.send({ type: 'cancel' })
    await terminal.until('the next patient', ({ patientChoice }) => patientChoice.textSize !== '200')
  }
  return touchesRow({ what: 'B16 the patient’s own text size', most: 1 }, touches)
}

const walkDay = async (terminal: Terminal, folder: string): Promise<Row[]> => {
  const { send, until } = terminal
  const person = await personAt(terminal)
  const walk = (walks: readonly Walk[]) => walkAll(terminal, person, walks, RUNS)
  await person.take('eligibility-certificate', { expiresOn: 'R9.3.31', number: '12345678' })
  const rows = await walk(CLINIC)
  await person.leave()
  await send({ type: 'change-settings', settings: { place: 'pharmacy' } })
  await until('a pharmacy', ({ office }) => office.settings.place === 'pharmacy')
  rows.push(...(await walk(PHARMACY)))
  await send({ type: 'change-settings', settings: { place: 'clinic' } })
  await until('a clinic', ({ office }) => office.settings.place === 'clinic')
  rows.push(...(await walk(BEGIN_AND_END)))
  await send({ type: 'start-outage' })
  await until('the outage', ({ outage: now }) => now !== null)
  rows.push(...(await walk(DURING)))
  await send({ type: 'end-outage' })
  await until('its end', ({ outage: now }) => now === null)
  rows.push(...(await walk(RECHECK)))
  rows.push(...(await walk(CARD)))
  const draft = {
    form: 'self-declaration',
    documentId: null,
    edit: 1,
    fields: { name: '国保 太郎' },
  } as const
  await send({ type: 'open-check-in' })
  await until('a check-in', ({ checkIn }) => checkIn !== null)
  await send({ type: 'save-draft', draft })
  await answerSaving(terminal.application, join(folder, 'declaration.pdf'))
  rows.push(...(await walk(DECLARATION)))
  await person.leave()
  rows.push(...(await walk(takenOut(folder))), await patientsSize(terminal))
  return rows
}

export const run = async (): Promise<Row[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'uketsuke-walk-'))
  const display = await openDisplay()
  try {
    const home = join(folder, 'home')
    await mkdir(home)
    await writeFile(join(home, 'settings.json'), JSON.stringify({ patientWindow: true }))
    const terminal = await launch({ display, home, args: ['--today', '2026-11-22'] })
    try {
      await terminal.until('a reader', (state) => state.cardReader.state === 'ready')
      return await walkDay(terminal, folder)
    } finally {
      await terminal.close()
    }
  } finally {
    await display.close()
    await rm(folder, { recursive: true, force: true })
  }
}
