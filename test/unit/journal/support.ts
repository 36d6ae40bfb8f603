/** Shared by the journal's tests: a home in a temporary folder, a clock that is set. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JournalPort, Verification } from '../../../contract/journal.ts'
import { instantInTokyo } from '../../../contract/tokyo.ts'
import { dayOf } from '../../../main/journal/clock-reading.ts'
import type { KeyRing } from '../../../main/journal/keys.ts'
import { type OpenJournal, openJournal } from '../../../main/journal/open.ts'
import { atOnce } from '../../../main/journal/steps.ts'

/** A home in a folder of its own, which is gone after the run. */
export const makeHome = (): string => join(mkdtempSync(join(tmpdir(), 'uketsuke-journal-')), 'home')

/** A clock that only moves when it is told to. */
export const makeClock = (start = Date.parse('2026-11-22T00:00:00Z')) => {
  let wall = start
  let monotonic = 1_000
  return {
    now: () => ({ iso: instantInTokyo(wall), monotonicMs: monotonic }),
    advance: (milliseconds: number) => {
      wall += milliseconds
      monotonic += milliseconds
    },
    setWall: (iso: string) => {
      wall = Date.parse(iso)
    },
  }
}

export const circumstances = (clock = makeClock()) => ({
  now: clock.now,
  terminal: '見本端末',
  findsIndividualNumber: (text: string) => text.includes('123456789018'),
})

/** Opens a journal, or fails the test with the reason. */
export const openHome = (
  home: string,
  more: { clock?: ReturnType<typeof makeClock>; keys?: KeyRing } & Pick<
    OpenJournal,
    'migrations' | 'pinCost'
  > = {},
): JournalPort => {
  const journal = openJournal({
    home,
    ...circumstances(more.clock),
    ...(more.keys ? { keys: more.keys } : {}),
    pinCost: more.pinCost ?? 4,
    ...(more.migrations ? { migrations: more.migrations } : {}),
  })
  if (!journal.ok) throw new Error(journal.problem.message)
  return journal.value
}

/** The verdict of verification on an open journal. */
export const verified = (journal: JournalPort): Verification => {
  const answer = atOnce(journal.verify())
  if (!answer.ok) throw new Error(answer.problem)
  return answer.value
}

/** Sets the clock to an instant that the reception says is right. */
export const goTo = (journal: JournalPort, clock: ReturnType<typeof makeClock>, iso: string): void => {
  clock.setWall(iso)
  const confirmed = journal.confirmDay({ staff: 'reception', today: dayOf(clock.now().iso) })
  if (!confirmed.ok) throw new Error(confirmed.problem.detail)
}

const THREE_DAYS = 3 * 24 * 60 * 60 * 1_000

/** Announces a purge, lets its days pass, and does it. */
export const purgeInTime = (
  journal: JournalPort,
  clock: ReturnType<typeof makeClock>,
  request: { readonly staff: string; readonly years: number },
): ReturnType<JournalPort['purge']> => {
  const announced = journal.purge({ ...request, minimum: 1 })
  if (!announced.ok || announced.value.state !== 'announced') return announced
  clock.advance(THREE_DAYS)
  return journal.purge({ ...request, minimum: 1 })
}
