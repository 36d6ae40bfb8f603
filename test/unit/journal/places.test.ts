/** A journal that was restored or copied elsewhere is not the terminal until an administrator says so. */
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { JournalPort } from '../../../contract/journal.ts'
import { openForForwarding } from '../../../main/journal/forwarding.ts'
import { journalHome } from '../../../main/journal/home.ts'
import { createKeyRing } from '../../../main/journal/keys.ts'
import { restoreJournal } from '../../../main/journal/restore.ts'
import { atOnce } from '../../../main/journal/steps.ts'
import { withDatabase } from './attacker.ts'
import { circumstances, goTo, makeClock, makeHome, openHome, purgeInTime, verified } from './support.ts'
import { addVisits } from './visits.ts'

const keys = createKeyRing()

const backUp = (journal: JournalPort, folder?: string): string => {
  const made = atOnce(journal.backUp({ staff: 'reception', ...(folder === undefined ? {} : { folder }) }))
  if (!made.ok) throw new Error(made.problem.detail)
  return made.value.path
}
const restore = (home: string, backup: string): void => {
  expect(restoreJournal({ ...circumstances(), home, keys, backup, staff: 'staff-1', why: '見本' }).ok).toBe(
    true,
  )
}
const forwardsNothing = (home: string): boolean => {
  const journal = openForForwarding({ home, keys })
  if (!journal.ok) throw new Error(journal.problem.message)
  journal.value.close()
  return journal.value.isElsewhere
}
/** As a version before this one has left it. */
const forgetPlaces = (home: string): void =>
  withDatabase(home, keys, (database) =>
    database.exec(`DELETE FROM meta WHERE name IN ('places', 'made-at')`),
  )

describe('a journal', () => {
  test('is at home where it was made, and stays so', () => {
    const home = makeHome()
    openHome(home, { keys }).close()
    expect(forwardsNothing(home)).toBe(false)
    expect(openHome(home, { keys }).isElsewhere()).toBe(false)
  })

  test('that was restored elsewhere is not the terminal, until somebody says on record that it is', () => {
    const home = makeHome()
    const journal = openHome(home, { keys })
    addVisits(journal, 3)
    const path = backUp(journal)
    const machine = makeHome()
    restore(machine, path)
    expect(forwardsNothing(machine)).toBe(true)
    const drill = openHome(machine, { keys })
    expect(drill.isElsewhere()).toBe(true)
    drill.takeOver({ staff: 'staff-1', why: '見本: 端末の交換' })
    expect(drill.isElsewhere()).toBe(false)
    expect(drill.search({ events: ['taken-over'] }).rows).toMatchObject([
      { event: { staff: 'staff-1', why: '見本: 端末の交換' } },
    ])
    drill.close()
    expect(forwardsNothing(machine)).toBe(false)
    expect(verified(openHome(machine, { keys })).ok).toBe(true)
  })

  test('whose folder was copied is not the terminal either', () => {
    const home = makeHome()
    openHome(home, { keys }).close()
    const copy = makeHome()
    cpSync(home, copy, { recursive: true })
    expect(openHome(copy, { keys }).isElsewhere()).toBe(true)
  })

  test('that was restored where it was goes on: from a backup of an earlier version, of before a taking over, or with its file gone', () => {
    const home = makeHome()
    const journal = openHome(home, { keys })
    addVisits(journal, 3)
    const path = backUp(journal)
    journal.close()
    restore(home, path)
    expect(forwardsNothing(home)).toBe(false)
    rmSync(journalHome(home).database)
    restore(home, path)
    expect(forwardsNothing(home)).toBe(false)
    const machine = makeHome()
    restore(machine, path)
    const drill = openHome(machine, { keys })
    drill.takeOver({ staff: 'staff-1', why: '見本' })
    drill.close()
    restore(machine, path)
    expect(forwardsNothing(machine)).toBe(false)
  })

  test('of an earlier version has its home where it is opened; where it was restored, nobody knows that', () => {
    const home = makeHome()
    const journal = openHome(home, { keys })
    addVisits(journal, 3)
    journal.close()
    forgetPlaces(home)
    const old = makeHome()
    cpSync(home, old, { recursive: true })
    expect(forwardsNothing(home)).toBe(false)
    const again = openHome(old, { keys })
    expect(again.isElsewhere()).toBe(false)
    again.close()
    const machine = makeHome()
    restore(machine, journalHome(home).database)
    expect(forwardsNothing(machine)).toBe(true)
  })
})

describe('in a folder that a terminal and a drill share', () => {
  const shared = () => {
    const folder = makeHome()
    mkdirSync(folder)
    return folder
  }

  test('the drill leaves the terminal’s backups, and the terminal those of the drill', () => {
    const clock = makeClock()
    const folder = shared()
    const journal = openHome(makeHome(), { keys, clock })
    addVisits(journal, 2)
    const own: string[] = []
    for (let day = 0; day < 14; day += 1) {
      own.push(backUp(journal, folder))
      clock.advance(86_400_000)
    }
    const machine = makeHome()
    restore(machine, own.at(-1) ?? '')
    const drill = openHome(machine, { keys, clock })
    const made: string[] = []
    for (let day = 0; day < 16; day += 1) {
      made.push(backUp(drill, folder))
      clock.advance(86_400_000)
    }
    const there = readdirSync(folder).map((name) => join(folder, name))
    expect(there).toEqual(expect.arrayContaining([...own, ...made.slice(-14)]))
    expect(there).toHaveLength(28)
    backUp(journal, folder)
    const after = readdirSync(folder).map((name) => join(folder, name))
    expect(after).toEqual(expect.arrayContaining([...own.slice(1), ...made.slice(-14)]))
    expect(after).toHaveLength(28)
  })

  test('a purge of the drill leaves the terminal’s backups; once it has taken the terminal over they are its own', () => {
    const clock = makeClock(Date.parse('2020-03-01T00:00:00Z'))
    const folder = shared()
    const journal = openHome(makeHome(), { keys, clock })
    addVisits(journal, 4)
    const path = backUp(journal, folder)
    const machine = makeHome()
    restore(machine, path)
    const drill = openHome(machine, { keys, clock })
    const earlier = backUp(drill, folder)
    goTo(drill, clock, '2026-11-22T00:00:00Z')
    addVisits(drill, 2, 10)
    expect(purgeInTime(drill, clock, { staff: 'a', years: 5 })).toMatchObject({ value: { state: 'done' } })
    backUp(drill, folder)
    const names = () => readdirSync(folder).map((name) => join(folder, name))
    expect(names()).toContain(path)
    expect(names()).not.toContain(earlier)
    drill.takeOver({ staff: 'staff-1', why: '見本' })
    backUp(drill, folder)
    expect(names()).not.toContain(path)
  })
})
