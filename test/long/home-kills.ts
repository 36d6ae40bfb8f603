/**
 * Kills of everything that writes into a home, and what has to be right afterwards: for the long run and for the Windows lane.
 * What is killed is {@link ./home-act.ts}.
 */
import { spawn } from 'node:child_process'
import { chmodSync, cpSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { instantInTokyo } from '../../contract/tokyo.ts'
import { checkSettings } from '../../main/desk/office/settings.ts'
import { dayOf, readClocks } from '../../main/journal/clock-reading.ts'
import { atOnce } from '../../main/journal/steps.ts'
import { noStore, started, store, type Terminal } from '../unit/desk/terminal.ts'
import { verified } from '../unit/journal/support.ts'
import { visit } from '../unit/journal/visits.ts'
import { keepSent, restoreSent } from './center-rows.ts'

const EVERY_ACT = [
  'create',
  'rotate',
  'purge',
  'backup',
  'restore',
  'center',
  'settings',
  'move',
  'sheet',
  'migrate',
] as const
export type Act = (typeof EVERY_ACT)[number]
const ONE = process.env.UKETSUKE_HOME_ACT
/** The acts that are killed in turn: all of them, or the one that UKETSUKE_HOME_ACT names. */
export const ACTS = EVERY_ACT.filter((act) => ONE === undefined || act === ONE)
const STORES = ['files', 'sealed'] as const
export type Store = (typeof STORES)[number]
const DAY = 24 * 60 * 60 * 1_000

/** One kill: what is done, in which home, with which keys at first and while it is done. */
export type Kill = {
  readonly number: number
  readonly act: Act
  readonly home: string
  readonly kind: Store
  readonly acting: Store
}

/** The kill of a number: every act in turn, with each kind of keys. */
export const killOf = (number: number, home: string): Kill => {
  const act = ACTS[number % ACTS.length] ?? 'create'
  // Restoring is done by the command line, which knows no key store; the older home has key files.
  const kind: Store =
    act === 'restore' || act === 'center' || act === 'migrate'
      ? 'files'
      : (STORES[Math.floor(number / ACTS.length) % STORES.length] ?? 'files')
  // Keys that are moved go into the store and out of it, wherever they were at first.
  return { number, act, home, kind, acting: act === 'move' ? 'sealed' : kind }
}

/** The words of an act before it was killed. */
export type Seen = {
  readonly seqs: number[]
  readonly clocks: number
  readonly done: number
  readonly problem: string
}

/** The program that is killed, and its environment. */
export type Victim = { readonly script: string; readonly environment: NodeJS.ProcessEnv }

/**
 * The end of an act: so many milliseconds after it has said so many lines (the first one before it does anything), and at the latest
 * so long after its first one, since nothing more is said on a full disk.
 */
export type Moment = { readonly lines: number; readonly milliseconds: number; readonly patience: number }

/** Lets the act live until its moment, and kills it. */
export const beginAndDie = (
  { act, home, acting }: Kill,
  { script, environment }: Victim,
  seed: number,
  { lines: least, milliseconds, patience }: Moment,
): Promise<Seen> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [script, act, home, acting, String(seed)], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environment,
    })
    let text = ''
    let problem = ''
    let isDying = false
    const dieIn = (pause: number): void => void setTimeout(() => child.kill('SIGKILL'), pause)
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      if (text === '') dieIn(patience)
      text += piece
      if (isDying || text.split('\n').length <= least) return
      isDying = true
      dieIn(milliseconds)
    })
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      problem += piece
    })
    child.once('close', () => {
      const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n')
      const count = (word: string): number => lines.filter((line) => line === word).length
      const seqs = lines.filter((line) => /^\d+$/.test(line)).map(Number)
      resolve({ seqs, clocks: count('clock'), done: count('done'), problem })
    })
  })

export const seqsIn = ({ journal }: Terminal): Set<number> => {
  const seqs = new Set<number>()
  for (let skip = 0; ; skip += 1_000) {
    const { rows } = journal.search({ events: [], skip, limit: 1_000 })
    for (const { seq } of rows) seqs.add(seq)
    if (rows.length < 1_000) return seqs
  }
}

/** The last row that purges on record have removed; 0 where none has. */
const purgedThrough = ({ journal }: Terminal): number =>
  Math.max(
    0,
    ...journal
      .search({ events: ['purged'], limit: 1_000 })
      .rows.map(({ event }) => (event.event === 'purged' ? event.throughSeq : 0)),
  )

/** A home that the version with form 1 has made; what it has is the same each time. */
export const ofFormOne = (home: string): void => {
  cpSync(join(import.meta.dirname, '../../fixtures/homes-of-form-1/rotated'), home, { recursive: true })
  for (const file of readdirSync(home, { recursive: true, withFileTypes: true }))
    if (file.isFile()) chmodSync(join(file.parentPath, file.name), 0o600)
}

const at = (milliseconds: number) => () => ({ ...readClocks(), iso: instantInTokyo(milliseconds) })

/** Rows past the retention whose purge was announced: its day has come. */
const announce = async (home: string, kind: Store): Promise<void> => {
  const sealer = kind === 'sealed' ? store() : noStore
  const old = await started(home, sealer, at(Date.now() - 6 * 366 * DAY))
  for (let number = 0; number < 20; number += 1) expect(old.journal.append(visit(number)).ok).toBe(true)
  old.journal.close()
  const then = at(Date.now() - 3 * DAY)
  const { journal } = await started(home, sealer, then)
  journal.confirmDay({ staff: 'a', today: dayOf(then().iso) })
  expect(journal.purge({ staff: 'a', years: 5, minimum: 5 })).toMatchObject({ value: { state: 'announced' } })
  journal.close()
}

/** Rows and a backup under the keys that are there at first. @returns the numbers of the rows */
const fill = async (act: Act, home: string, kind: Store): Promise<Set<number>> => {
  if (act === 'purge') await announce(home, kind)
  const terminal = await started(home, kind === 'sealed' ? store() : noStore)
  for (let number = 0; number < 20; number += 1) expect(terminal.journal.append(visit(number)).ok).toBe(true)
  if (act !== 'purge') expect(atOnce(terminal.journal.backUp({ staff: 'a' })).ok).toBe(true)
  // The center has rows that no backup holds.
  if (act === 'center')
    for (let number = 20; number < 40; number += 1)
      expect(terminal.journal.append(visit(number)).ok).toBe(true)
  const before = seqsIn(terminal)
  terminal.journal.close()
  if (act === 'center') keepSent(home, join(home, 'center.json'))
  return before
}

/** The numbers of the rows that the older home has. */
const rowsOfFormOne = async (home: string): Promise<Set<number>> => {
  ofFormOne(home)
  const migrated = await started(home, noStore)
  const [firstNew] = migrated.journal.search({ events: ['migrated'], limit: 1 }).rows
  const rows = [...seqsIn(migrated)].filter((seq) => seq < (firstNew?.seq ?? 0))
  expect(rows.length).toBeGreaterThan(10)
  migrated.journal.close()
  return new Set(rows)
}

/** Homes that were filled once, to be copied for each kill. */
const filled = new Map<string, Promise<Set<number>>>()

/** Puts a home as the act needs it in place. @param folder for the models of homes @returns the numbers of the rows that it has */
export const prepare = async ({ act, home, kind }: Kill, folder: string): Promise<Set<number>> => {
  if (act === 'create') return new Set()
  if (act === 'migrate') {
    const model = join(folder, 'form-1')
    const rows = filled.get(model) ?? rowsOfFormOne(model)
    filled.set(model, rows)
    ofFormOne(home)
    return rows
  }
  const model = join(folder, `filled-${act === 'purge' || act === 'center' ? act : 'backup'}-${kind}`)
  const making = filled.get(model) ?? fill(act, model, kind)
  filled.set(model, making)
  const before = await making
  cpSync(model, home, { recursive: true })
  return before
}

/** Restores a home from what the center holds of it. @returns why it cannot be; null where every row is there */
const fromCenter = (home: string): string | null =>
  restoreSent(home, join(home, 'center.json'), {
    now: readClocks,
    terminal: '見本端末',
    findsIndividualNumber: () => false,
  })

/** The rows that have to be there: those after a backup that was restored are gone by intention, and the center has all it had. */
const dueOf = (act: Act, before: ReadonlySet<number>, seqs: readonly number[]): number[] => {
  switch (act) {
    case 'restore':
      // The backup holds the first 20 rows.
      return [...before].filter((seq) => seq <= 20)
    case 'center':
      return [...before]
    default:
      return [...before, ...seqs]
  }
}

/**
 * Opens the home that a kill has left: it verifies, no acknowledged row is missing but by a purge on record, it goes on with new
 * keys, and nothing half made is left.
 * @param before the rows that it had
 * @returns the last row that purges have removed; 0 where none has
 */
export const lookAfter = async (
  { number, act, home, kind, acting }: Kill,
  before: ReadonlySet<number>,
  { seqs }: Seen,
): Promise<number> => {
  const sealer = acting === 'sealed' ? store() : noStore
  const isLost = ['journal.db', 'journal.restoring'].every((name) => !existsSync(join(home, name)))
  // The act loses the journal itself before it restores: then nothing opens until that is done.
  if (act === 'center' && isLost) expect(fromCenter(home)).toBeNull()
  let terminal = await started(home, sealer)
  const { ok, problem: said } = verified(terminal.journal)
  expect({ number, act, kind, ok, said: act === 'restore' || act === 'center' ? null : said }).toEqual({
    number,
    act,
    kind,
    ok: true,
    said: null,
  })
  // The rows that the center holds come back, whatever was cut off.
  if (act === 'center') {
    terminal.journal.close()
    expect(fromCenter(home)).toBeNull()
    terminal = await started(home, sealer)
    expect(verified(terminal.journal).ok).toBe(true)
  }
  const there = seqsIn(terminal)
  const gone = purgedThrough(terminal)
  if (act !== 'purge') expect({ number, act, gone }).toEqual({ number, act, gone: 0 })
  const due = dueOf(act, before, seqs)
  expect(due.filter((seq) => seq > gone && !there.has(seq))).toEqual([])
  expect(terminal.journal.append(visit(99)).ok).toBe(true)
  expect(terminal.changeKeys()).toMatchObject({ ok: true })
  expect(verified(terminal.journal).ok).toBe(true)
  terminal.journal.close()
  expect(checkSettings(home)).toBeNull()
  const left = readdirSync(home, { recursive: true }).map(String)
  expect(left.filter((name) => name.includes('.new') || name === 'journal.restoring')).toEqual([])
  const places = [existsSync(join(home, 'journal.key')), existsSync(join(home, 'keys.sealed'))]
  expect(places.filter((isThere) => isThere)).toHaveLength(1)
  return gone
}
