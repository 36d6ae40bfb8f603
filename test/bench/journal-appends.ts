/** One durable row at a time: the journal beside bare SQLite, on the same disk and as durable. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { median, microseconds, quantile, type Row } from '../../fixtures/bench-row.ts'
import { readClocks } from '../../main/journal/clock-reading.ts'
import { connect } from '../../main/journal/database.ts'
import { type KeyRing, newest } from '../../main/journal/keys.ts'
import { derive } from '../../main/journal/mac.ts'
import { createForm } from '../../main/journal/schema.ts'
import { author, open, sample } from './journal-filled.ts'

/**
 * Bare SQLite, encrypted and as durable as the journal: `rows` for a table alone, `indexed` with the journal's own. What is
 * written is the event with the same stamps, so that the indexes hold the same.
 */
const bare = (
  path: string,
  keys: KeyRing,
  withIndexes: boolean,
): { insert(event: ReturnType<typeof sample>): void; close(): void } => {
  new Database(path).close()
  const { database } = connect(path, derive(newest(keys.data), 'file'))
  if (withIndexes) {
    createForm(database)
    database.exec('DROP TRIGGER entries_unchanged; DROP TRIGGER entries_kept; DROP TRIGGER entries_in_order')
  } else
    database.exec(
      'CREATE TABLE entries (seq INTEGER PRIMARY KEY, body TEXT NOT NULL, mac BLOB NOT NULL) STRICT',
    )
  const insert = database.prepare('INSERT INTO entries (body, mac) VALUES (?, ?)')
  const code = Buffer.alloc(32)
  return {
    insert: (event) => {
      const { iso, monotonicMs } = readClocks()
      const stamps = { at: iso, day: event.visitDate, monotonic: monotonicMs, ...author }
      insert.run(JSON.stringify({ ...event, ...stamps }), code)
    },
    close: () => database.close(),
  }
}

/** Rounds of a run that count, after others that do not: a desk runs all day, its code is warm and so is its database's cache. */
const ROUNDS = 1_000
const ROUNDS_BEFORE = 600

/** Each on files of its own: one run in a slow minute of the disk says as little as one in a quick one. */
const RUNS = 10

/** A desk runs all day: nothing has been made in the journal's folder for longer than main/journal/file-identity.ts asks. */
export const foldersAreOld = (): Promise<void> => setTimeout(6_000)

/**
 * The work before a write tells on it: in the disk's queue and in the processor's caches. Each follows each as often.
 */
const ORDERS = [
  ['table', 'indexed', 'journal'],
  ['indexed', 'journal', 'table'],
  ['journal', 'table', 'indexed'],
  ['table', 'journal', 'indexed'],
  ['journal', 'indexed', 'table'],
  ['indexed', 'table', 'journal'],
] as const

type Times = Readonly<Record<(typeof ORDERS)[number][number], number[]>>

/** The files that one run writes to, open. */
const openRun = (folder: string, keys: KeyRing) => {
  mkdirSync(folder)
  return {
    table: bare(join(folder, 'table.db'), keys, false),
    indexed: bare(join(folder, 'indexed.db'), keys, true),
    journal: open(join(folder, 'append'), keys),
  }
}

/** Single durable writes, turn by turn, so that a slow moment of the disk meets all of them. */
const timesOf = ({ table, indexed, journal }: ReturnType<typeof openRun>): Times => {
  const times: Times = { table: [], indexed: [], journal: [] }
  for (let round = -ROUNDS_BEFORE; round < ROUNDS; round += 1) {
    const number = round + ROUNDS_BEFORE
    const event = sample(journal, number)
    const writes = {
      table: () => table.insert(event),
      indexed: () => indexed.insert(event),
      journal: () => {
        if (!journal.append(event).ok) throw new Error('not written')
      },
    }
    for (const which of ORDERS[number % ORDERS.length] ?? []) {
      const took = microseconds(writes[which])
      if (round >= 0) times[which].push(took)
    }
  }
  for (const one of [table, indexed, journal]) one.close()
  return times
}

/** Figures of all runs: medians of their medians, and of their ratios. */
export const appends = async (folder: string, keys: KeyRing): Promise<Row[]> => {
  const opened = Array.from({ length: RUNS }, (_, run) => openRun(join(folder, `run-${run}`), keys))
  await foldersAreOld()
  const runs = opened.map(timesOf)
  const row = (
    what: string,
    of: keyof Times,
    baseline: readonly [string, keyof Times] | null,
    bound?: number,
  ): Row => {
    const all = runs.flatMap((times) => times[of])
    const ratios = baseline ? runs.map((times) => median(times[of]) / median(times[baseline[1]])) : []
    const ratio = median(ratios)
    const between = baseline
      ? `; ${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)} × in ${RUNS} runs`
      : ''
    return {
      what,
      value: median(runs.map((times) => median(times[of]))),
      unit: 'µs',
      ...(baseline ? { baseline: baseline[0], ratio } : {}),
      ...(bound !== undefined ? { bound: `at most ${bound} ×`, kept: ratio <= bound } : {}),
      spread: `${quantile(all, 0.1).toFixed(0)}–${quantile(all, 0.99).toFixed(0)} (p10–p99)${between}`,
      runs: all.length,
    }
  }
  return [
    row('bare insert, one table, encrypted, synchronous=FULL', 'table', null),
    row('bare insert with the same indexes', 'indexed', ['bare insert, one table', 'table']),
    row('journal append', 'journal', ['bare insert with the same indexes', 'indexed'], 1.3),
    row('journal append against a table without indexes', 'journal', ['bare insert, one table', 'table']),
  ]
}
