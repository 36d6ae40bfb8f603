/** Keys through the whole of a terminal's life: the real sealing code, an invented sealer, restarts in between. */
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { setJournalAside } from '../../../main/journal/restore.ts'
import { atOnce } from '../../../main/journal/steps.ts'
import { keepKeys, type Sealer } from '../../../main/shell/keys/key-store.ts'
import { makeHome, verified } from '../journal/support.ts'
import { visit } from '../journal/visits.ts'
import { noStore, start, started, store, type Terminal } from './terminal.ts'

const write = ({ journal }: Terminal, number: number): void =>
  expect(journal.append(visit(number))).toMatchObject({ ok: true })

describe.each([
  ['a key store', store()],
  ['key files', noStore],
])('with %s', (_, sealer) => {
  test('§1 keys are changed any number of times, with restarts and without', async () => {
    const home = makeHome()
    let rows = 0
    const backups: string[] = []
    for (let run = 0; run < 4; run += 1) {
      const terminal = await started(home, sealer)
      for (let change = 0; change < 3; change += 1) {
        write(terminal, run * 10 + change)
        expect(terminal.changeKeys()).toEqual({ ok: true, value: undefined })
        rows += 2
      }
      const backup = atOnce(terminal.journal.backUp({ staff: 'staff-1' }))
      if (!backup.ok) throw new Error(backup.problem.detail)
      backups.push(backup.value.path)
      rows += 1
      expect(verified(terminal.journal)).toMatchObject({ ok: true, entries: rows, problem: null })
      terminal.journal.close()
    }
    const last = await started(home, sealer)
    expect(verified(last.journal)).toMatchObject({ ok: true, entries: rows, problem: null })
    expect(last.journal.search({ events: ['key-rotated'] }).found).toBe(12)
    expect(existsSync(join(home, 'keys.sealed.previous'))).toBe(false)
    expect(existsSync(join(home, 'chain.key.previous'))).toBe(false)
    last.journal.close()
  })

  test('new keys that were kept and never used are put in use by the next start, the same ones', async () => {
    const home = makeHome()
    const terminal = await started(home, sealer)
    write(terminal, 1)
    const next = terminal.journal.extendedKeys()
    expect(terminal.journal.extendedKeys()).toBe(next)
    if (sealer === noStore) writeNext(home, next)
    else keepKeys(home, sealer, next)
    terminal.journal.close()
    const again = await started(home, sealer)
    const [row] = again.journal.search({ events: ['key-rotated'] }).rows
    expect(row?.event).toMatchObject({ staff: 'terminal' })
    expect(verified(again.journal)).toMatchObject({ ok: true, problem: null })
    // Ended by now: the keys after them are new.
    expect(again.journal.extendedKeys()).not.toBe(next)
    again.journal.close()
  })
})

const writeNext = (home: string, keys: string): void => {
  const { generation, data, chain } = JSON.parse(keys) as Record<string, unknown>
  writeFileSync(join(home, 'chain.key'), JSON.stringify({ generation, chain }))
  writeFileSync(join(home, 'journal.key'), JSON.stringify({ generation, data }))
}

test('what the version before sealed is read: a ring without a number, twice changed', async () => {
  const home = makeHome()
  const terminal = await started(home, store())
  for (let change = 0; change < 2; change += 1) expect(terminal.changeKeys()).toMatchObject({ ok: true })
  terminal.journal.close()
  const ring = JSON.parse(store().decryptString(readFileSync(join(home, 'keys.sealed')))) as Record<
    string,
    unknown
  >
  const old = JSON.stringify({ data: ring.data, chain: ring.chain })
  writeFileSync(join(home, 'keys.sealed'), store().encryptString(old))
  const again = await started(home, store())
  expect(verified(again.journal)).toMatchObject({ ok: true, problem: null })
  expect(again.changeKeys()).toMatchObject({ ok: true })
  again.journal.close()
})

test('§1 keys that were sealed over the right ones are passed over, and the right ones are found beside them', async () => {
  const home = makeHome()
  const terminal = await started(home, store())
  write(terminal, 1)
  terminal.journal.close()
  const stranger = makeHome()
  ;(await started(stranger, store())).journal.close()
  const right = readFileSync(join(home, 'keys.sealed'))
  writeFileSync(join(home, 'keys.sealed.previous'), right)
  writeFileSync(join(home, 'keys.sealed'), readFileSync(join(stranger, 'keys.sealed')))
  const again = await started(home, store())
  expect(verified(again.journal)).toMatchObject({ ok: true, problem: null })
  expect(readFileSync(join(home, 'keys.sealed.previous'))).toEqual(right)
  again.journal.close()
})

describe('§1 nothing that cannot be read is taken for "none yet"', () => {
  const unreadable: readonly [string, (home: string) => Sealer][] = [
    ['a store with another password', () => store('b')],
    [
      'a sealed text that is no ring',
      (home) => {
        writeFileSync(join(home, 'keys.sealed'), store().encryptString('{}'))
        return store()
      },
    ],
    [
      'half a file',
      (home) => {
        const sealed = readFileSync(join(home, 'keys.sealed'))
        writeFileSync(join(home, 'keys.sealed'), sealed.subarray(0, sealed.length / 2))
        return store()
      },
    ],
    ['no store any more', () => noStore],
  ]
  test.each(unreadable)('%s', async (_, make) => {
    const home = makeHome()
    const terminal = await started(home, store())
    write(terminal, 1)
    terminal.journal.close()
    const whole = readFileSync(join(home, 'keys.sealed'))
    const sealer = make(home)
    const left = readFileSync(join(home, 'keys.sealed'))
    expect(await start(home, sealer)).toMatchObject({ ok: false, problem: { why: 'key-lost' } })
    expect(readFileSync(join(home, 'keys.sealed'))).toEqual(left)
    expect(existsSync(join(home, 'journal.key'))).toBe(false)
    writeFileSync(join(home, 'keys.sealed'), whole)
    const again = await started(home, store())
    expect(verified(again.journal)).toMatchObject({ ok: true, problem: null })
    again.journal.close()
  })

  test('sealed keys that cannot be opened, and nothing else there: still no new ones', async () => {
    const home = makeHome()
    ;(await started(home, store())).journal.close()
    for (const name of ['journal.db', 'journal.head', 'anchors.log']) rmSync(join(home, name))
    expect(await start(home, store('b'))).toMatchObject({ ok: false, problem: { why: 'key-lost' } })
  })
})

test.each(['journal.db', 'journal.head', 'anchors.log', 'backups'])(
  'no key is made beside %s alone',
  async (kept) => {
    const home = makeHome()
    const terminal = await started(home, store())
    write(terminal, 1)
    expect(atOnce(terminal.journal.backUp({ staff: 'a' }))).toMatchObject({ ok: true })
    terminal.journal.close()
    for (const name of ['journal.db', 'journal.head', 'anchors.log', 'backups', 'keys.sealed'])
      if (name !== kept) rmSync(join(home, name), { recursive: true, force: true })
    for (const sealer of [store(), noStore])
      expect(await start(home, sealer)).toMatchObject({ ok: false, problem: { why: 'key-lost' } })
    expect(existsSync(join(home, 'keys.sealed'))).toBe(false)
    expect(existsSync(join(home, 'journal.key'))).toBe(false)
    // Put aside, with all that belongs to it, a new one begins.
    expect(setJournalAside(home, '2026-11-22T09:00:00.000+09:00')).toMatchObject({ ok: true })
    ;(await started(home, store())).journal.close()
  },
)

test.each(['chain.key', 'journal.key'])(
  '§10 a first start cut off with only %s leaves a home that starts',
  async (kept) => {
    const home = makeHome()
    ;(await started(home, noStore)).journal.close()
    const before = readFileSync(join(home, kept), 'utf8')
    for (const name of ['journal.db', 'journal.head', 'anchors.log', 'journal.key', 'chain.key'])
      if (name !== kept) rmSync(join(home, name))
    const terminal = await started(home, noStore)
    expect(readFileSync(join(home, kept), 'utf8')).toBe(before)
    write(terminal, 1)
    terminal.journal.close()
  },
)

/** The sealer that the older version's homes were made with: the bits of every byte turned over. */
const turnOver = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xff))
const olderStore: Sealer = {
  ...store(),
  encryptString: (text) => turnOver(Buffer.from(text)),
  decryptString: (sealed) => turnOver(sealed).toString(),
}

test.each([
  ['sealed', olderStore],
  ['sealed-rotated', olderStore],
  ['plain', noStore],
  ['rotated', noStore],
])(
  'the home `%s` of the version before goes on, and its keys are changed again and again',
  async (name, sealer) => {
    const home = makeHome()
    cpSync(join('fixtures', 'homes-of-form-1', name), home, { recursive: true })
    for (let run = 0; run < 2; run += 1) {
      const terminal = await started(home, sealer)
      for (let change = 0; change < 2; change += 1) expect(terminal.changeKeys()).toMatchObject({ ok: true })
      write(terminal, run)
      expect(verified(terminal.journal)).toMatchObject({ ok: true })
      terminal.journal.close()
    }
  },
)

test('a first start whose store does not seal keeps its keys in files', async () => {
  const home = makeHome()
  const terminal = await start(home, store(), false)
  expect(terminal.ok).toBe(true)
  if (terminal.ok) terminal.value.journal.close()
  expect(existsSync(join(home, 'keys.sealed'))).toBe(false)
  const again = await started(home, store())
  expect(again.changeKeys()).toMatchObject({ ok: true })
  again.journal.close()
  expect(JSON.parse(readFileSync(join(home, 'chain.key'), 'utf8'))).toMatchObject({ generation: 2 })
})
