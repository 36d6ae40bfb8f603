/**
 * Weeks at a busy desk, through the whole program in its real window: one patient after the other, every persona,
 * visits put aside, recalled, corrected and opened again at random, and faults at random (cards pulled, readers and
 * scanners gone, the desk and the window killed, the disk full, the clock set). Every outcome must be the one that the
 * rules give for the same evidence, every visit must be in the journal once, with what was done with it afterwards, and
 * neither memory nor handles may grow. Simulated devices; everything else is as in the clinic.
 *
 * `UKETSUKE_SOAK_VISITS` (10,000) and `UKETSUKE_SOAK_SEED` set another number and another order of events. Processes
 * are killed in the first four tenths; those that live afterwards are measured to the end.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DeskState } from '../../contract/desk.ts'
import type { JournalRow } from '../../contract/journal.ts'
import { verifyJournal } from '../../main/journal/index.ts'
import { journalRows } from '../electron/journal-content.ts'
import { wrongEvidence, wrongLists, wrongOutcome, wrongRows, wrongTies } from './check-in-soak/checks.ts'
import type { Amended, Ended, Piece } from './check-in-soak/driver.ts'
import { makePlan, type Outside, type Plan } from './check-in-soak/plan.ts'
import { type Reached, report } from './check-in-soak/report.ts'
import { canMount, type Measure, openWorld, type World } from './check-in-soak/world.ts'
import { randomFrom } from './random.ts'

const VISITS = Number(process.env.UKETSUKE_SOAK_VISITS ?? 10_000)
const SEED = Number(process.env.UKETSUKE_SOAK_SEED ?? 20_261_122)
/** Pieces that cross to the page at a time. */
const BATCH = 40

/**
 * Lines that the program may write to standard error: its own lines about what was done to it, Chromium's, the
 * driver's. The probe of the desk's heap starts it with another flag than its prepared code was made with.
 */
const EXPECTED_LINE =
  /^(uketsuke: the (desk|window) has (crashed|hung); |uketsuke: the code that was prepared for the desk is of another engine$|journal: |\[\d+:\d+\/|Debugger |For help, see: |Waiting for the debugger to disconnect|$)/

type Run = {
  readonly ended: Ended[]
  readonly amended: Amended[]
  refused: number
  readonly violations: string[]
  readonly measures: Measure[]
  /** Visits in which a desk began that nobody had planned to begin there. */
  readonly disturbed: Set<number>
  repeated: number
  banners: number
  longestState: number
  readonly spent: Record<string, number>
  readonly tenths: Reached[]
}

const isPiece = (part: Piece | Outside): part is Piece => 'steps' in part

const happen = async (world: World, part: Outside, run: Run): Promise<void> => {
  switch (part.act) {
    case 'window-killed':
      return world.killWindow()
    case 'desk-killed':
      setTimeout(world.killDesk, part.afterMilliseconds)
      return
    case 'disk-filled':
      return world.fillDisk()
    case 'disk-freed':
      return world.freeDisk()
    case 'clock-set':
      return world.setClock(part.byMilliseconds)
    case 'measure':
      run.measures.push(await world.measure(part.at, run.ended.length))
  }
}

/** At every tenth of a run that may take an hour. */
const sayHowFar = (run: Run, visit: number, seconds: number): void => {
  if (visit * 10 < VISITS * (run.tenths.length + 1)) return
  run.tenths.push({ checkIns: run.ended.length, seconds })
  console.log(`${visit} of ${VISITS} check-ins after ${seconds.toFixed(0)} s`)
}

const play = async (world: World, plan: Plan): Promise<Run> => {
  const run: Run = {
    ended: [],
    amended: [],
    refused: 0,
    violations: [],
    measures: [],
    disturbed: new Set(),
    repeated: 0,
    banners: 0,
    longestState: 0,
    spent: {},
    tenths: [],
  }
  const began = performance.now()
  const waiting: Piece[] = []
  const flush = async (): Promise<void> => {
    const pieces = waiting.splice(0)
    if (pieces.length === 0) return
    const driven = await world.drive(pieces)
    if (driven.stuck !== null) throw new Error(`${driven.stuck}\nThe program said:\n${world.terminal.said()}`)
    run.ended.push(...driven.ended)
    run.amended.push(...driven.amended)
    run.refused += driven.refused
    run.violations.push(...driven.violations)
    run.repeated += driven.repeated
    run.banners += driven.banners
    for (const [act, milliseconds] of Object.entries(driven.spent))
      run.spent[act] = (run.spent[act] ?? 0) + milliseconds
    run.longestState = Math.max(run.longestState, driven.stateLength)
    if (driven.desks > 0) for (const { visit } of pieces) run.disturbed.add(visit)
    sayHowFar(run, pieces.at(-1)?.visit ?? 0, (performance.now() - began) / 1000)
  }
  for (const part of plan.parts) {
    if (isPiece(part)) {
      waiting.push(part)
      if (waiting.length === BATCH) await flush()
    } else {
      await flush()
      await happen(world, part, run)
    }
  }
  await flush()
  return run
}

describe.skipIf(!canMount())(`(needs root, to mount) ${VISITS} check-ins in a row, seed ${SEED}`, () => {
  let world: World
  let plan: Plan
  let run: Run
  let rows: JournalRow[]
  let said: string
  let last: DeskState

  beforeAll(async () => {
    world = await openWorld()
    plan = makePlan(VISITS, randomFrom(SEED), world.setsClock)
    const began = performance.now()
    run = await play(world, plan)
    const seconds = (performance.now() - began) / 1000
    last = await world.state()
    await world.quit()
    said = world.terminal.said()
    rows = journalRows(world.home)
    console.log(report({ ...run, plan, rows, seconds }))
  }, 7_200_000)
  afterAll(() => world?.close())

  test('every visit ends, once', () => {
    const visits = run.ended.map(({ visit }) => visit)
    expect(visits).toEqual([...new Set(visits)])
    expect(run.ended.length).toBeGreaterThan(VISITS * 0.9)
  })

  test('no outcome is another than the rules give for the same evidence', () => {
    expect(run.ended.flatMap((ended) => wrongOutcome(ended) ?? [])).toEqual([])
  })

  test('what the desk knows is what the patient brought', () => {
    const wrong = run.ended.flatMap((ended) => {
      const brought = plan.brought.get(ended.visit)
      if (brought === undefined || run.disturbed.has(ended.visit)) return []
      return wrongEvidence(ended, brought) ?? []
    })
    expect(wrong).toEqual([])
  })

  test('no state shows a decision that is not on record, nor an older revision', () => {
    expect(run.violations).toEqual([])
  })

  test('no row is lost, doubled or different from the screen', () => {
    expect(wrongRows(rows, run.ended)).toEqual([])
  })

  test('each correction and each reopening is on record once, tied to its visit', () => {
    expect(wrongTies(rows, run.ended, run.amended)).toEqual([])
  })

  test('the lists of the last state are those of the rows', () => {
    expect(wrongLists(rows, last)).toEqual([])
  })

  test('the journal verifies', () => {
    const verified = verifyJournal({ home: world.home })
    expect(verified.ok && verified.value).toMatchObject({ ok: true, entries: rows.length, problem: null })
  })

  test('every fault is on record', () => {
    const many = (name: string): number => rows.filter(({ event }) => event.event === name).length
    const planned = (name: string): number => plan.faults[name] ?? 0
    const kills = planned('desk killed after what was entered') + planned('desk killed at any moment')
    expect(many('crashed')).toBe(kills + planned('window killed'))
    expect(many('started')).toBe(kills + 1)
    expect(many('stopped')).toBe(1)
    expect(run.banners).toBeGreaterThanOrEqual(planned('disk full'))
    // A gap that is closed again within one step never shows.
    expect(many('journal-gap')).toBeGreaterThanOrEqual(run.banners)
    expect(many('clock-jumped')).toBeGreaterThanOrEqual(planned('clock set'))
    // A device that comes back while nothing can be written, or while there is no desk, has no row of its own.
    expect(Math.abs(many('device-lost') - many('device-found'))).toBeLessThanOrEqual(
      many('journal-gap') + kills,
    )
  })

  test('the program says nothing on standard error but what was done to it', () => {
    expect(said.split('\n').filter((line) => !EXPECTED_LINE.test(line))).toEqual([])
  })

  test('memory and handles are flat once nothing is killed any more', () => {
    const [, warm, ...later] = run.measures
    const last = later.at(-1)
    if (warm === undefined || last === undefined) throw new Error('nothing was measured')
    const total = ({ memory }: Measure): number =>
      Object.values(memory).reduce((sum, bytes) => sum + bytes, 0)
    expect(last.handles - warm.handles).toBeLessThan(16)
    expect(total(last) / total(warm)).toBeLessThan(1.25)
    if (warm.deskHeap !== null && last.deskHeap !== null)
      expect(last.deskHeap - warm.deskHeap).toBeLessThan(12 * 1024 ** 2)
    expect(last.windowHeap - warm.windowHeap).toBeLessThan(40 * 1024 ** 2)
    if (warm.deskResources !== null) expect(last.deskResources).toBeLessThanOrEqual(warm.deskResources + 2)
  })
})
