import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { DaysRefused, History, Statistics } from '../../../contract/history.ts'
import { type JournalCare, NO_CARE } from '../../../contract/journal-care.ts'
import type { OfficeIntent } from '../../../contract/office-intents.ts'
import type { RecordableEvent } from '../../../main/desk/model/core.ts'
import { performAct } from '../../../main/desk/office/acts/index.ts'
import { searchHistory } from '../../../main/desk/office/history.ts'
import { createJournalCare } from '../../../main/desk/office/journal-care.ts'
import { createLongActs } from '../../../main/desk/office/long-act.ts'
import { DEFAULT_SETTINGS } from '../../../main/desk/office/settings.ts'
import { createStaffRoom } from '../../../main/desk/office/staff-room.ts'
import type { OfficeContext } from '../../../main/desk/ports.ts'
import { dayOf } from '../../../main/journal/clock-reading.ts'
import { readSealedRing } from '../../../main/journal/enclosed.ts'
import { journalHome } from '../../../main/journal/home.ts'
import { writeKeyFiles } from '../../../main/journal/key-files.ts'
import { parseKeyRing } from '../../../main/journal/keys.ts'
import { isOwnersAlone } from '../../access.ts'
import { makeClock, makeHome, openHome, verified } from '../journal/support.ts'
import { addVisits, visit } from '../journal/visits.ts'
import { fakeOffice } from './fake-office.ts'
import { fakeDesk } from './fakes.ts'

/** A home whose journal is at home in another folder: it was copied. */
const copiedHome = (): string => {
  const [first, copy] = [makeHome(), makeHome()]
  openHome(first).close()
  cpSync(first, copy, { recursive: true })
  return copy
}

/** The room with a real journal in a temporary home; its clock, turns and key store are the test's. */
const room = (visits = 600, home = makeHome()) => {
  const clock = makeClock()
  const journal = openHome(home, { clock })
  addVisits(journal, visits)
  const turns: (() => void)[] = []
  let care: JournalCare = { ...NO_CARE, isElsewhere: journal.isElsewhere() }
  const said: string[] = []
  const recorded: RecordableEvent[] = []
  let history: History | null = null
  let statistics: Statistics | null = null
  let daysRefused: DaysRefused | null = null
  const hands: OfficeContext = {
    tell: (event) => {
      if (event.type === 'journal-care') care = { ...care, ...event.care }
      if (event.type === 'office') {
        history = event.change.history ?? history
        if (event.change.statistics !== undefined) statistics = event.change.statistics
        if (event.change.daysRefused !== undefined) daysRefused = event.change.daysRefused
      }
      if (event.type === 'say') said.push(event.code)
    },
    record: (event) => recorded.push(event),
    state: () => {
      throw new Error('these acts do not ask for it')
    },
  }
  let settings = DEFAULT_SETTINGS
  let safe = true
  let silences = 0
  let milliseconds = 0
  const store = { now: () => settings, change: () => false }
  const instant = () => clock.now().iso
  const slices = {
    // Every look at the clock finds it a little later, so that a slice ends after a few steps.
    monotonic: () => (milliseconds += 25),
    after: (_: number, act: () => void) => {
      turns.push(act)
      return () => void turns.splice(turns.indexOf(act), 1)
    },
  }
  const backupFolder = () => settings.backupFolder
  const room = createJournalCare({ home, journal, settings: store, backupFolder, instant, clock: slices })
  const office = {
    home,
    journal,
    settings: store,
    backupFolder,
    staff: { ...createStaffRoom(journal.staff), actor: () => 'staff-1' },
    care: room,
    counting: createLongActs(slices),
    bundle: { files: [] },
    instant,
    version: '0.0.0',
    ruleSet: '2026-11-22',
    diagnose: async () => [],
    serialPorts: async () => [],
    keys: {
      place: () => ({ at: 'files', canMove: false }) as const,
      keep: (keys: string, kept: (safe: boolean) => void) => {
        const ring = parseKeyRing(keys)
        if (safe && ring.ok) writeKeyFiles(journalHome(home), ring.value)
        kept(safe)
      },
      move: (_to: unknown, _keys: unknown, moved: (how: 'moved' | 'not-moved') => void) =>
        moved(safe ? 'moved' : 'not-moved'),
    },
    goesSilent: () => {
      silences += 1
    },
  }
  return {
    home,
    journal,
    clock,
    hands,
    said,
    recorded,
    care: () => care,
    history: () => history,
    statistics: () => statistics,
    ask: (intent: OfficeIntent) => performAct(intent, { ...office, ...hands }),
    watch: () => room.watch(hands),
    lastBackupAt: room.lastBackupAt,
    turn: (most = Number.POSITIVE_INFINITY) => {
      for (let taken = 0; taken < most && turns.length > 0; taken += 1) turns.shift()?.()
    },
    daysRefused: () => daysRefused,
    waiting: () => turns.length,
    set: (more: Partial<typeof settings>) => {
      settings = { ...settings, ...more }
    },
    losesKeys: () => {
      safe = false
    },
    silences: () => silences,
  }
}

const DAYS = { from: '2026-11-22', to: '2026-11-22' } as const
const exportAs = (
  format: 'csv' | 'jsonl',
  rows: 'visits' | 'events' = 'events',
  folder: string | null = null,
) => ({ type: 'export-journal', ...DAYS, rows, format, folder }) as const

describe('an export from the window', () => {
  test('is written in steps while rows go on being written, is on record, and only its owner can open it', () => {
    const desk = room()
    desk.ask(exportAs('csv'))
    desk.turn(1)
    expect(desk.care().work).toMatchObject({ act: 'export' })
    addVisits(desk.journal, 1, 5_000)
    desk.turn()
    const { work, outcome } = desk.care()
    if (outcome?.act !== 'export') throw new Error(JSON.stringify(outcome))
    expect({ work, rows: outcome.rows }).toEqual({ work: null, rows: 600 })
    expect(isOwnersAlone(outcome.file)).toBe(true)
    const text = readFileSync(outcome.file, 'utf8')
    expect(text.startsWith('\uFEFF連番,')).toBe(true)
    expect(text.split('\r\n')).toHaveLength(602)
    expect(desk.journal.search({ events: ['exported'] }).rows[0]?.event).toMatchObject({
      staff: 'staff-1',
      format: 'csv',
      rows: 600,
      ...DAYS,
    })
    expect(basename(outcome.file)).toBe('journal-2026-11-22-2026-11-22-20261122090000.csv')
  })

  test('as JSON Lines holds each row whole', () => {
    const desk = room(3)
    desk.ask(exportAs('jsonl'))
    desk.turn()
    const { outcome } = desk.care()
    if (outcome?.act !== 'export') throw new Error(JSON.stringify(outcome))
    const lines = readFileSync(outcome.file, 'utf8').trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).checkIn)).toEqual(['check-in-1', 'check-in-2', 'check-in-3'])
  })

  test('has one line a visit where that is asked for, and goes into the folder that was chosen', () => {
    const desk = room(3)
    const stick = join(desk.home, 'stick')
    mkdirSync(stick)
    desk.ask(exportAs('csv', 'visits', stick))
    desk.turn()
    const { outcome } = desk.care()
    if (outcome?.act !== 'export') throw new Error(JSON.stringify(outcome))
    expect(outcome.file).toBe(join(stick, 'visits-2026-11-22-2026-11-22-20261122090000.csv'))
    expect(readFileSync(outcome.file, 'utf8').split('\r\n')).toHaveLength(5)
  })

  test.each([
    ['a stick that was pulled out', 'gone', 'folder-missing'],
    ['a file', 'settings.json', 'folder-missing'],
    ['a path that is not whole', null, 'folder-missing'],
  ])('into %s is refused, makes nothing there, and is not on record', (_, name, why) => {
    const desk = room(3)
    writeFileSync(join(desk.home, 'settings.json'), '{}')
    desk.ask(exportAs('csv', 'visits', name === null ? 'relative' : join(desk.home, name)))
    desk.turn()
    expect(desk.care().outcome).toEqual({ act: 'failed', what: 'export', why })
    expect(readdirSync(desk.home)).not.toContain('gone')
    expect(desk.journal.search({ events: ['exported'] }).found).toBe(0)
  })

  test('of days that cannot be read says which and why, and exports nothing', () => {
    const desk = room(3)
    desk.ask({ ...exportAs('csv'), from: 'R8.11.22', to: '令和8年11月31日' })
    expect(desk.daysRefused()).toEqual({ field: 'to', why: 'no-such-day' })
    desk.ask({ ...exportAs('csv'), from: 'R8.11.22', to: '5081122' })
    expect(desk.daysRefused()).toBeNull()
    desk.turn()
    expect(desk.care().outcome).toMatchObject({ act: 'export', rows: 3 })
  })

  test('that is given up leaves no file', () => {
    const desk = room()
    desk.ask(exportAs('csv'))
    desk.turn(1)
    desk.ask({ type: 'give-up-work' })
    expect(desk.care()).toMatchObject({ work: null, outcome: { act: 'given-up', what: 'export' } })
    expect(desk.waiting()).toBe(0)
    expect(readdirSync(join(desk.home, 'exports'))).toEqual([])
  })

  test('to a place that cannot be written is said, and nothing is on record', () => {
    const desk = room(3)
    writeFileSync(join(desk.home, 'exports'), '')
    desk.ask(exportAs('csv'))
    desk.turn()
    expect(desk.care().outcome).toMatchObject({ act: 'failed', what: 'export' })
    expect(desk.journal.search({ events: ['exported'] }).found).toBe(0)
  })

  test('a day is confirmed, and a purge taken back, beside a long act, which goes on', () => {
    const desk = room()
    desk.ask({ type: 'back-up-now' })
    desk.turn(1)
    desk.ask({ type: 'confirm-day', today: '2000-01-01' })
    expect(desk.care()).toMatchObject({
      work: { act: 'back-up' },
      outcome: { act: 'failed', what: 'confirm-day', why: 'unknown' },
    })
    desk.ask({ type: 'cancel-purge' })
    expect(desk.care()).toMatchObject({ work: { act: 'back-up' }, outcome: { act: 'purge-cancelled' } })
    desk.ask({ type: 'give-up-work' })
    expect(desk.care()).toMatchObject({ work: null, outcome: { act: 'given-up', what: 'back-up' } })
  })

  test('one long act at a time', () => {
    const desk = room()
    desk.ask({ type: 'back-up-now' })
    desk.ask(exportAs('csv'))
    expect(desk.care()).toMatchObject({
      work: { act: 'back-up' },
      outcome: { act: 'failed', what: 'export', why: 'already-working' },
    })
    desk.turn()
    expect(desk.care().outcome).toMatchObject({ act: 'back-up', rows: 600 })
  })
})

describe('verification from the window', () => {
  test('says that all is as it was written, alone and with a slip', () => {
    const desk = room(10)
    desk.ask({ type: 'verify-journal', slip: null })
    desk.turn()
    expect(desk.care().outcome).toMatchObject({ act: 'verify', ok: true, entries: 10, withSlip: false })
    desk.ask({ type: 'make-journal-slip' })
    const { slip } = desk.care()
    expect(slip?.lines[0]).toBe('改ざん確認用の印')
    desk.ask({ type: 'verify-journal', slip: slip?.payload ?? '' })
    desk.turn()
    expect(desk.care().outcome).toMatchObject({ act: 'verify', ok: true, withSlip: true })
    desk.ask({ type: 'verify-journal', slip: '見本' })
    desk.turn()
    expect(desk.care().outcome).toEqual({ act: 'failed', what: 'verify', why: 'no-slip' })
  })

  test('a loss is said until an administrator has put on record what is known of it', () => {
    const desk = room(10)
    rmSync(join(desk.home, 'anchors.log'))
    desk.ask({ type: 'verify-journal', slip: null })
    desk.turn()
    expect(desk.care().outcome).toMatchObject({ act: 'verify', ok: false })
    desk.ask({ type: 'acknowledge-losses', why: '見本: 誤って消した' })
    expect(desk.care().outcome).toEqual({ act: 'acknowledge' })
    expect(desk.journal.search({ events: ['loss-acknowledged'] }).rows[0]?.event).toMatchObject({
      staff: 'staff-1',
      why: '見本: 誤って消した',
    })
    desk.ask({ type: 'acknowledge-losses', why: '123456789018' })
    expect(desk.care().outcome).toEqual({ act: 'failed', what: 'acknowledge', why: 'refused' })
  })
})

describe('a terminal that is taken over', () => {
  test('is offered so at its start, whether or not there is a center', () => {
    const home = copiedHome()
    const journal = openHome(home)
    expect(fakeOffice({ journal, home }).journalCare().isElsewhere).toBe(true)
    expect(journal.takeOver({ staff: 'staff-1', why: '見本' }).ok).toBe(true)
    expect(fakeOffice({ journal, home }).journalCare().isElsewhere).toBe(false)
  })

  test('is this one from then on, by somebody and for a reason on record', () => {
    const desk = room(3, copiedHome())
    desk.ask({ type: 'take-over', why: '123456789018' })
    expect(desk.care().outcome).toEqual({ act: 'failed', what: 'take-over', why: 'refused' })
    expect(desk.journal.isElsewhere()).toBe(true)
    desk.ask({ type: 'take-over', why: '見本: パソコンの入れ替え' })
    expect(desk.care()).toMatchObject({ outcome: { act: 'take-over' }, isElsewhere: false })
    expect(desk.journal.isElsewhere()).toBe(false)
    const rows = () => desk.journal.search({ events: ['taken-over'] }).rows.map(({ event }) => event)
    expect(rows()).toMatchObject([{ staff: 'staff-1', why: '見本: パソコンの入れ替え' }])
    // A second press of the button finds it at home.
    desk.ask({ type: 'take-over', why: '見本' })
    expect(desk.care().outcome).toMatchObject({ act: 'failed', what: 'take-over' })
    expect(rows()).toHaveLength(1)
  })
})

describe('backups', () => {
  test('are made by the terminal once a day, and not while something else is under way', () => {
    const desk = room(10)
    expect(desk.lastBackupAt()).toBeNull()
    desk.watch()
    desk.watch()
    desk.turn()
    expect(desk.care()).toMatchObject({ work: null, outcome: null, lastBackupAt: desk.clock.now().iso })
    expect(desk.journal.search({ events: ['backed-up'] }).rows[0]?.event).toMatchObject({ staff: 'terminal' })
    desk.clock.advance(23 * 3_600_000)
    desk.watch()
    expect(desk.waiting()).toBe(0)
    desk.clock.advance(3_600_000)
    desk.watch()
    desk.turn()
    expect(desk.journal.search({ events: ['backed-up'] }).found).toBe(2)
  })

  test('that fail are said once, and not tried again at once', () => {
    const desk = room(3)
    desk.set({ backupFolder: join(desk.home, 'journal.db') })
    desk.watch()
    desk.turn()
    desk.watch()
    expect(desk.waiting()).toBe(0)
    expect(desk.said).toEqual(['BACKUP_DRIVE_MISSING'])
  })
})

describe('the key sheet', () => {
  test('is asked for once, after the first backup', () => {
    const desk = room(3)
    for (let day = 0; day < 3; day += 1) {
      desk.watch()
      desk.turn()
      desk.clock.advance(24 * 3_600_000)
    }
    expect(desk.journal.search({ events: ['backed-up'] }).found).toBe(3)
    expect(desk.said).toEqual(['KEY_SHEET_WANTED'])
  })

  test('is shown with a backup that it opens, is on record without its letters, and goes when it is put away', () => {
    const desk = room(3)
    desk.ask({ type: 'make-key-sheet', passphrase: null })
    desk.turn()
    const { newKeySheet, keySheet, work } = desk.care()
    expect(newKeySheet?.groups).toHaveLength(14)
    // It is on no paper yet.
    expect(keySheet).toBeNull()
    expect(desk.journal.keySheet()).toBeNull()
    expect(work).toBeNull()
    const [row] = desk.journal.search({ events: ['key-sheet-made'] }).rows
    expect(row?.event).toMatchObject({ staff: 'staff-1', sheet: newKeySheet?.number, passphrase: false })
    expect(JSON.stringify(row)).not.toContain(newKeySheet?.groups[3])
    const [backup = ''] = readdirSync(journalHome(desk.home).backups)
    const sealed = readSealedRing(join(journalHome(desk.home).backups, backup))
    expect(sealed).toMatchObject({ sheet: newKeySheet?.number })
    desk.ask({ type: 'put-away-key-sheet', sheet: 'f'.repeat(16) })
    expect(desk.care()).toMatchObject({ outcome: { act: 'failed', what: 'key-sheet' } })
    expect(desk.journal.keySheet()).toBeNull()
    desk.ask({ type: 'put-away-key-sheet', sheet: newKeySheet?.number ?? '' })
    const kept = { number: newKeySheet?.number, at: newKeySheet?.at }
    expect(desk.care()).toMatchObject({ newKeySheet: null, keySheet: kept })
    expect(desk.journal.keySheet()).toEqual(kept)
    const [away] = desk.journal.search({ events: ['key-sheet-kept'] }).rows
    expect(away?.event).toMatchObject({ staff: 'staff-1', sheet: kept.number })
    // Nobody asks for a sheet that is there.
    expect(desk.said).toEqual([])
  })
})

describe('rare acts', () => {
  test('purging removes what is older than the settings say, and the journal still verifies', () => {
    const desk = room(5)
    desk.ask({ type: 'purge-journal' })
    expect(desk.care().outcome).toEqual({ act: 'purge', rows: 0, years: 5 })
    desk.clock.advance(6 * 366 * 86_400_000)
    desk.ask({ type: 'purge-journal' })
    expect(desk.care().outcome).toEqual({ act: 'failed', what: 'purge', why: 'clock-doubted' })
    desk.ask({ type: 'confirm-day', today: '2032-11-25' })
    expect(desk.care().outcome).toEqual({ act: 'failed', what: 'confirm-day', why: 'unknown' })
    desk.ask({ type: 'confirm-day', today: dayOf(desk.clock.now().iso) })
    addVisits(desk.journal, 2, 100)
    desk.ask({ type: 'purge-journal' })
    expect(desk.care()).toMatchObject({
      outcome: { act: 'purge-announced', rows: 5 },
      pendingPurge: { years: 5, rows: 5, oldest: '2026-11-22', newest: '2026-11-22' },
    })
    desk.ask({ type: 'cancel-purge' })
    expect(desk.care()).toMatchObject({ outcome: { act: 'purge-cancelled' }, pendingPurge: null })
    desk.ask({ type: 'purge-journal' })
    desk.clock.advance(3 * 86_400_000)
    desk.ask({ type: 'purge-journal' })
    expect(desk.care()).toMatchObject({ outcome: { act: 'purge', rows: 5, years: 5 }, pendingPurge: null })
    expect(verified(desk.journal)).toMatchObject({ ok: true })
    expect(desk.silences()).toBe(5)
  })

  test('new keys are used only once they are safe', () => {
    const desk = room(5)
    desk.ask({ type: 'rotate-keys' })
    expect(desk.care().outcome).toEqual({ act: 'rotate-keys' })
    desk.losesKeys()
    desk.ask({ type: 'rotate-keys' })
    expect(desk.care().outcome).toEqual({ act: 'failed', what: 'rotate-keys', why: 'keys-not-kept' })
    desk.journal.close()
    const again = openHome(desk.home)
    expect(verified(again)).toMatchObject({ ok: true, entries: 6 })
  })
})

describe('looking', () => {
  const query = (more: Partial<NonNullable<History>['query']>) => ({
    ...DAYS,
    patientNumber: null,
    outcome: null,
    reason: null,
    road: null,
    staff: null,
    lastCharacters: null,
    insured: null,
    skip: 0,
    ...more,
  })
  const withNumber = () => {
    const desk = room(3)
    const insured = desk.journal.insured({ symbol: '見本12', number: '34567' })
    desk.journal.append(
      visit(50, { staff: 'staff-1', road: 'certificate', ...(insured === null ? {} : { insured }) }),
    )
    return desk
  }

  test.each([
    [{ road: 'certificate' as const }, ['day', 'road']],
    [{ staff: 'staff-1' }, ['day', 'staff']],
    [{ lastCharacters: '５６７' }, ['day', 'last-characters']],
    [{ insured: { symbol: '見本１２', number: '34-567' } }, ['day', 'number']],
  ])('by %j finds the visit, and the filter is on record without its value', (filter, by) => {
    const desk = withNumber()
    searchHistory(desk.journal, query(filter), desk.hands)
    expect(desk.history()?.rows.map(({ seq }) => seq)).toEqual([4])
    expect(desk.recorded).toEqual([{ event: 'searched', by, rows: 1 }])
  })

  test('a whole number does not come back', () => {
    const desk = withNumber()
    searchHistory(desk.journal, query({ insured: { symbol: '見本12', number: '99999' } }), desk.hands)
    expect(desk.history()).toMatchObject({ byNumber: true, found: 0, query: { insured: null } })
    expect(JSON.stringify(desk.history())).not.toContain('99999')
  })

  test.each([
    { patientNumber: '123456789018' },
    { insured: { symbol: '', number: '1234 5678 9018' } },
    { insured: { symbol: '123456', number: '789018' } },
  ])('what looks like an individual number is neither searched for nor repeated: %j', (filter) => {
    const desk = withNumber()
    searchHistory(desk.journal, query(filter), desk.hands)
    expect(desk.history()).toMatchObject({ refusal: 'individual-number', rows: [] })
    expect(JSON.stringify(desk.history())).not.toMatch(/9018/)
    expect(desk.recorded).toEqual([])
  })

  test('counts by day and reason, over at most 400 days', () => {
    const desk = withNumber()
    desk.ask({ type: 'count-visits', ...DAYS })
    desk.turn()
    expect(desk.statistics()).toEqual({
      ...DAYS,
      amended: 0,
      visits: 4,
      overridden: 0,
      outcomes: { accept: 4 },
      reasons: { OK_ONLINE: 4 },
      roads: { online: 3, certificate: 1 },
      days: [{ day: '2026-11-22', reasons: { OK_ONLINE: 4 } }],
    })
    desk.ask({ type: 'count-visits', from: '2020-01-01', to: '2026-11-22' })
    expect(desk.daysRefused()).toEqual({ field: 'to', why: 'too-many' })
  })
})

describe('who may', () => {
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  test('a receptionist may look, and neither take rows out nor prove or purge; each attempt is on record', async () => {
    const desk = fakeDesk()
    desk.intend({ type: 'add-person', name: '見本 長子', role: 'administrator', secret: '2468' })
    await settle()
    desk.intend({ type: 'sign-in', person: 's1', secret: '2468' })
    await settle()
    desk.intend({ type: 'add-person', name: '見本 受子', role: 'receptionist', secret: '2468' })
    await settle()
    desk.intend({ type: 'sign-out' })
    desk.intend({ type: 'sign-in', person: 's2', secret: '2468' })
    await settle()
    for (const intent of [
      exportAs('csv'),
      { type: 'verify-journal', slip: null },
      { type: 'back-up-now' },
      { type: 'purge-journal' },
      { type: 'rotate-keys' },
      { type: 'acknowledge-losses', why: 'x' },
      { type: 'take-over', why: 'x' },
      { type: 'make-journal-slip' },
    ] as const)
      desk.intend(intent)
    expect(
      desk.journal.events().flatMap((event) => (event.event === 'staff-refused' ? [event.right] : [])),
    ).toEqual(['export', 'verify', 'export', 'purge', 'rotate-keys', 'restore', 'restore', 'verify'])
    expect(desk.state().office.journal.outcome).toBeNull()
  })
})
